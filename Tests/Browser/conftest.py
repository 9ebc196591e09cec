"""Real-browser tests of a built site: pytest Tests/Browser --site FOLDER."""
import pathlib
import re
from urllib.parse import urlsplit

import pytest

import browser


def pytest_addoption(parser):
    parser.addoption("--site", required=True, help="the folder `gallery build` wrote")
    parser.addoption("--shots", default=None, help="write screenshots here")


@pytest.fixture(scope="session", autouse=True)
def program():
    assert browser.GALLERY.is_file(), f"{browser.GALLERY} is not built; build it, or name another in GALLERY"


@pytest.fixture(scope="session")
def site(request):
    folder = pathlib.Path(request.config.getoption("--site"))
    assert (folder / "index.html").is_file(), f"{folder} holds no built site"
    return folder


@pytest.fixture(scope="session")
def prefix(site):
    """The sub-path the site is published under (`gallery/`): 404.html, shown at any depth, refers to it."""
    shortest = min(re.findall(r"<loc>([^<]+)</loc>", (site / "sitemap.xml").read_text()), key=len)
    return urlsplit(shortest).path.lstrip("/")


@pytest.fixture(scope="session")
def base(site, prefix, tmp_path_factory):
    root = tmp_path_factory.mktemp("root")
    if prefix:
        (root / prefix.rstrip("/")).symlink_to(site.resolve())
    with browser.serve(root if prefix else site) as url:
        yield url + prefix


@pytest.fixture(scope="session")
def chromium():
    with browser.chromium() as instance:
        yield instance


@pytest.fixture(scope="session")
def shots(request):
    folder = request.config.getoption("--shots")
    if folder:
        pathlib.Path(folder).mkdir(parents=True, exist_ok=True)
    return folder
