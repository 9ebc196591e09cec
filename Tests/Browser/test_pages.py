"""Every kind of page, narrow and wide, light and dark: quiet console, nothing from outside, accessible, no overflow."""
import re

import pytest

import browser

PAGES = [
    "index.html",
    "models/deepseek-v3/index.html",
    "models/nemotron-3-nano-30b-a3b/index.html",
    "concepts/index.html",
    "concepts/mla/index.html",
    "compare/index.html",
    "compare/deepseek-v3-vs-kimi-k2/index.html",
    "families/index.html",
    "families/deepseek-v2/index.html",
    "families/select/index.html",
    "families/with-mla/index.html",
    "timeline/index.html",
    "statistics/index.html",
    "scale/index.html",
    "table/index.html",
    "about/index.html",
    "essays/index.html",
    "404.html",
]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("path", PAGES)
def test_page_is_clean(chromium, base, site, shots, path, width, dark):
    assert (site / path).is_file(), f"{path} was not built"
    context, page, watch = browser.open_page(chromium, base + path, width=width, dark=dark)
    try:
        if shots:
            name = path.replace("/", "_").removesuffix(".html")
            page.screenshot(path=f"{shots}/{name}.{width}.{'dark' if dark else 'light'}.png", full_page=True)
        found = watch.as_dict()
        assert not found["console"] and not found["errors"] and not found["failed"], found
        assert not found["outside"], found["outside"]
        performance = browser.perf(context, page)
        assert not performance["overflowX"], "the page scrolls sideways"
        assert performance["cls"] <= 0.01, performance["shifts"]
        violations = browser.axe(page)["violations"]
        assert not violations, violations
    finally:
        context.close()


@pytest.mark.parametrize("path", ["index.html", "models/deepseek-v3/index.html"])
def test_page_reads_without_script(chromium, base, path):
    context, page, _ = browser.open_page(chromium, base + path, js=False)
    try:
        assert page.locator("h1").count() == 1
        assert len(page.inner_text("main")) > 400
    finally:
        context.close()


def test_two_names_lead_to_their_comparison(chromium, base):
    context, page, watch = browser.open_page(chromium, base + "compare/index.html")
    try:
        page.fill("input[name=a]", "kimi linear")
        page.fill("input[name=b]", "qwen3 next")
        page.click(".swap")
        page.keyboard.press("Enter")
        page.wait_for_url("**/compare/qwen3-next-80b-a3b-vs-kimi-linear-48b-a3b/index.html")
        assert not watch.as_dict()["errors"]
    finally:
        context.close()


def test_a_name_of_several_models_is_asked_about(chromium, base):
    context, page, watch = browser.open_page(chromium, base + "compare/index.html")
    try:
        page.fill("input[name=a]", "moonshot")
        page.fill("input[name=b]", "deepseek v3")
        page.keyboard.press("Enter")
        page.get_by_role("button", name="Kimi K2", exact=True).click()
        page.wait_for_url("**/compare/deepseek-v3-vs-kimi-k2/index.html")
        assert not watch.as_dict()["errors"]
    finally:
        context.close()


@pytest.mark.parametrize("end", ["", "/", "/index.html"])
def test_the_other_order_of_two_models_finds_their_comparison(chromium, base, site, end):
    context, page, _ = browser.open_page(chromium, base + "404.html")
    try:
        # What a static host does: the page for lost readers under the address asked for.
        page.route(re.compile("/compare/kimi-k2-vs-"), lambda route: route.fulfill(
            status=404, content_type="text/html", body=(site / "404.html").read_text()))
        page.goto(base + "compare/kimi-k2-vs-deepseek-v3" + end)
        page.wait_for_url("**/compare/deepseek-v3-vs-kimi-k2/index.html")
    finally:
        context.close()


def test_an_address_holds_any_selection(chromium, base):
    address = base + "families/select/index.html?models=deepseek-v3,kimi-k2,glm-4.5"
    context, page, watch = browser.open_page(chromium, address)
    try:
        page.wait_for_selector("#selection table")
        assert page.locator("#selection thead a").count() == 3
        page.check('.choose input[value="gemma-3-27b"]')
        page.wait_for_function("document.querySelectorAll('#selection thead a').length === 4")
        assert "gemma-3-27b" in page.url
        rows = page.locator("#selection tbody th[scope=row]").all_inner_texts()
        assert "KV cache per token" in rows and "Query heads" in " ".join(rows)
        assert not browser.axe(page)["violations"]
        assert not watch.as_dict()["errors"]
    finally:
        context.close()


def test_any_selection_works_from_a_folder(chromium, site):
    context = chromium.new_context()
    page = context.new_page()
    try:
        page.goto(site.resolve().as_uri() + "/families/select/index.html?models=deepseek-v3,kimi-k2")
        page.wait_for_selector("#selection table")
        glyphs = page.locator("#selection thead svg")
        assert glyphs.count() == 2 and glyphs.first.evaluate("svg => svg instanceof SVGElement && svg.clientWidth > 20")
        page.locator('#selection input[name="base"]').nth(0).check()
        assert page.locator("#selection tr:has(th:text-is('Layers')) .changed").count() == 0
        assert page.locator("#selection tr:has(th:text-is('Vocabulary')) .changed").count() == 1
    finally:
        context.close()


def cells(page, label):
    """The values of one row, and which of them are coloured."""
    row = page.locator("#selection tr").filter(has=page.locator("th[scope=row]").get_by_text(label, exact=True))
    return row.locator("td").all_inner_texts(), row.locator("td.changed").all_inner_texts()


ROWS = """table => Array.from(document.querySelectorAll(table + ' tbody tr:not(.hd)'))
  .filter(row => !row.querySelector('th a')).map(row => Array.from(row.children).map(cell => cell.textContent))"""


def test_a_selection_reads_like_the_table_of_the_same_family(chromium, base, site):
    families = sorted(path.parent.name for path in site.glob("families/*/index.html") if path.parent.name != "select")
    context = chromium.new_context()
    page = context.new_page()
    try:
        for family in families[::4]:
            page.goto(f"{base}families/{family}/index.html")
            table = page.evaluate(ROWS, "table.nway")
            page.click('a[href*="select/index.html?"]')
            page.wait_for_selector("#selection table")
            assert page.evaluate(ROWS, "#selection") == table, family
    finally:
        context.close()


def test_a_selection_marks_each_fact_against_its_base(chromium, base):
    address = base + "families/select/index.html?models=deepseek-v3,kimi-k2,gpt-oss-20b"
    context, page, _ = browser.open_page(chromium, address)
    try:
        assert cells(page, "Vocabulary") == (["129,280", "163,840", "201,088"], ["163,840", "201,088"])
        assert cells(page, "Query heads (global)")[0] == ["128", "64", "64"]
        assert cells(page, "Window")[0] == ["\u2013", "\u2013", "128"]
        assert cells(page, "Routed experts")[0] == ["256", "384", "32"]
        assert cells(page, "Multi-head latent attention") == (["yes", "yes", "\u2013"], ["\u2013"])
        page.get_by_label("base: GPT-OSS 20B").check()
        assert cells(page, "Multi-head latent attention")[1] == ["yes", "yes"]
        assert page.get_by_label("base: GPT-OSS 20B").evaluate("radio => radio === document.activeElement")
        # The address keeps the order and the base.
        page.reload()
        page.wait_for_selector("#selection table")
        assert page.locator("#selection thead a").all_inner_texts() == ["DeepSeek V3", "Kimi K2", "GPT-OSS 20B"]
        assert page.get_by_label("base: GPT-OSS 20B").is_checked()
        page.get_by_role("link", name="Multi-head latent attention", exact=True).click()
        page.wait_for_url("**/concepts/mla/index.html")
    finally:
        context.close()


def test_what_an_address_asks_in_vain_is_said(chromium, base):
    slugs = "nobody,deepseek-v3,constructor,kimi-k2,kimi-k2,kimi-k2.5,qwen3-8b,qwen3-4b,qwen3-32b,gpt-oss-20b,gpt-oss-120b,phi-4"
    context, page, watch = browser.open_page(chromium, base + "families/select/index.html?models=" + slugs)
    try:
        said = page.locator("#selection-problem").inner_text()
        assert "nobody" in said and "constructor" in said and "Phi-4" in said and "Qwen3 8B" not in said
        assert page.locator("#selection thead a").count() == 8
        assert page.locator(".choose input[type=checkbox]:enabled").count() == 8
        assert not browser.axe(page)["violations"]
        page.uncheck('.choose input[value="qwen3-8b"]')
        assert page.locator("#selection-problem").is_hidden()
        assert not watch.as_dict()["errors"]
    finally:
        context.close()


def test_any_selection_offers_tables_without_script(chromium, base):
    context, page, _ = browser.open_page(chromium, base + "families/select/index.html", js=False)
    try:
        assert page.locator("main input:visible").count() == 0
        page.locator("main a", has_text="DeepSeek").first.click()
        page.wait_for_selector("table.nway")
    finally:
        context.close()


def test_a_filter_dims_the_other_columns(chromium, base):
    context, page, _ = browser.open_page(chromium, base + "index.html", width=1440, js=False)
    try:
        columns = page.locator(".skyline .x-only a")
        assert columns.count() == page.locator(".card-m").count()
        page.check("#f-hybrid", force=True)
        shown = columns.evaluate_all("all => all.filter(a => getComputedStyle(a).opacity === '1').length")
        assert shown == page.locator(".card-m:visible").count() > 0
    finally:
        context.close()


def test_an_empty_gallery_says_so_and_offers_all(chromium, base):
    context, page, _ = browser.open_page(chromium, base + "index.html", width=1440)
    try:
        status = page.locator(".none")
        assert status.is_hidden()
        page.fill("#search", "kimi")
        assert status.inner_text().startswith(f"{page.locator('.card-m:visible').count()} of ")
        page.fill("#search", "nothing is called like this")
        assert "No model matches." in status.inner_text()
        assert not browser.axe(page)["violations"]
        page.click(".none button")
        assert status.is_hidden() and page.locator(".card-m:visible").count() == page.locator(".card-m").count()
    finally:
        context.close()


def test_every_step_is_on_paper_and_a_note_opens_its_own(chromium, base):
    context, page, _ = browser.open_page(chromium, base + "models/deepseek-v3/index.html")
    try:
        terms = page.locator("#how-kv_per_token .terms")
        assert not terms.is_visible()
        page.click('a[href="#how-kv_per_token"]')
        assert terms.is_visible()
        page.emulate_media(media="print")
        hidden = page.locator(".step .terms").evaluate_all(
            "all => all.filter(t => !t.checkVisibility({ contentVisibilityAuto: true })).length"
        )
        assert hidden == 0
    finally:
        context.close()


def test_links_in_prose_are_explained_on_hover_and_on_focus(chromium, base):
    context, page, _ = browser.open_page(chromium, base + "models/kimi-k2/index.html")
    try:
        for name in ["models", "concepts"]:
            link = page.locator(f'.prose a.term[href*="{name}/"]').first
            words = link.locator(".def")
            assert not words.is_visible()
            link.hover()
            words.wait_for(state="visible")
            page.mouse.move(0, 0)
            words.wait_for(state="hidden")
            # By keyboard: only such a focus is shown.
            link.evaluate("link => link.previousElementSibling")
            page.keyboard.press("Tab")
            link.focus()
            words.wait_for(state="visible")
            link.blur()
            words.wait_for(state="hidden")
            # Escape puts it away, and coming back shows it again.
            link.hover()
            words.wait_for(state="visible")
            page.keyboard.press("Escape")
            words.wait_for(state="hidden")
            page.mouse.move(0, 0)
            link.hover()
            words.wait_for(state="visible")
            page.mouse.move(0, 0)
    finally:
        context.close()


def test_the_saving_of_kimi_linear_is_three_clicks_from_the_front_page(chromium, base):
    context, page, _ = browser.open_page(chromium, base + "index.html", js=False)
    try:
        page.locator(".card-m a", has_text="Qwen3 Next").first.click()
        page.locator(".quick a", has_text="Kimi Linear").first.click()
        row = page.locator("tr", has_text="256k").first
        assert row.is_visible()
        words = row.inner_text()
        assert "GiB" in words and ("\u00f7" in words or "\u2212" in words), words
        # And without a detour: the front page offers the comparison itself.
        page.goto(base + "index.html")
        page.locator(".quick a", has_text="Kimi Linear").first.click()
        page.wait_for_url("**/compare/qwen3-next-80b-a3b-vs-kimi-linear-48b-a3b/index.html")
    finally:
        context.close()
