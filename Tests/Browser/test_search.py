"""The search box and the menu every page has: by keyboard, from a server and from a folder, with and without script."""
import pytest

import browser

PAGE = "models/kimi-k2/index.html"


@pytest.mark.parametrize("asked, address", [
    ("kimi k2 vs deepseek v3", "compare/deepseek-v3-vs-kimi-k2/index.html"),
    ("deepseek-v3 kimi k2", "compare/deepseek-v3-vs-kimi-k2/index.html"),
    ("qwen3-next vs kimi linear", "compare/qwen3-next-80b-a3b-vs-kimi-linear-48b-a3b/index.html"),
    ("mla", "concepts/mla/index.html"),
    ("gemma 3 27b", "models/gemma-3-27b/index.html"),
    ("moonshot", "families/by-moonshot-ai/index.html"),
])
@pytest.mark.parametrize("place", ["server", "folder"])
def test_words_lead_to_their_page(chromium, base, site, place, asked, address):
    start = base if place == "server" else site.resolve().as_uri() + "/"
    context = chromium.new_context()
    page = context.new_page()
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    try:
        page.goto(start + PAGE)
        page.keyboard.press("/")
        page.keyboard.type(asked)
        page.wait_for_selector(".find-list [role=option][aria-selected=true]")
        page.keyboard.press("Enter")
        page.wait_for_url("**/" + address)
        assert not errors, errors
    finally:
        context.close()


def test_the_list_is_a_combobox(chromium, base):
    context, page, watch = browser.open_page(chromium, base + PAGE)
    try:
        box = page.locator(".find input[role=combobox]")
        assert box.get_attribute("aria-expanded") == "false"
        box.fill("kimi")
        page.wait_for_selector("#find-1")
        assert box.get_attribute("aria-expanded") == "true"
        assert box.get_attribute("aria-activedescendant") == "find-0"
        box.press("ArrowDown")
        assert box.get_attribute("aria-activedescendant") == "find-1"
        assert page.locator("#find-1").get_attribute("aria-selected") == "true"
        assert not browser.axe(page)["violations"]
        box.press("Escape")
        assert page.locator(".find-list").is_hidden()
        box.fill("nothing is called like this")
        page.wait_for_selector(".find-list p")
        assert not browser.axe(page)["violations"]
        assert not any(watch.as_dict().values()), watch.as_dict()
    finally:
        context.close()


@pytest.mark.parametrize("js", [True, False], ids=["script", "no-script"])
def test_the_menu_takes_one_line_and_marks_the_page(chromium, base, js):
    context, page, _ = browser.open_page(chromium, base + "table/index.html", width=360, js=js)
    try:
        assert page.locator("header.top").bounding_box()["height"] <= 56
        assert page.locator("nav[aria-label=Main]").is_hidden()
        page.click("button.menu")
        current = page.locator("nav[aria-label=Main] a[aria-current=page]")
        assert current.is_visible() and current.inner_text() == "Table"
        page.keyboard.press("Escape")
        assert page.locator("nav[aria-label=Main]").is_hidden()
        if not js:
            assert page.locator(".find a").get_attribute("href") == "../table/index.html"
    finally:
        context.close()
