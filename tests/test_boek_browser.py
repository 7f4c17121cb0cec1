"""The book as a browser shows it: on a screen, on a telephone and on paper, for everybody, without a network."""

from __future__ import annotations

import datetime as dt

import pytest

from ggzroute.boek.schrijven import write_book
from test_browser import CHROMIUM, FAULTS, LOOKS, browser  # noqa: F401 - a fixture

pytestmark = pytest.mark.skipif(
    CHROMIUM is None, reason="no Chromium: install one, or name it in the variable CHROMIUM"
)

PAGES = ("index", "regels", "regels-regie", "tabellen", "poorten", "workflows", "conflicten", "casussen", "register")


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    """The book of the documented region, in a folder."""
    folder = tmp_path_factory.mktemp("boek") / "boek"
    write_book("holland-rijnland", folder, dt.date(2026, 1, 1))
    return folder


@pytest.fixture
def opened(browser, book):  # noqa: F811 - the fixture
    """Open a page of the book, and note what it asks outside its folder and what goes wrong in it."""
    contexts, noted = [], []

    def open_(name: str, width: int, scheme: str, **more):
        contexts.append(
            browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, offline=True, **more)
        )
        page = contexts[-1].new_page()
        page.on("console", lambda message: noted.append(message.text))
        page.on("pageerror", lambda error: noted.append(str(error)))
        page.on("request", lambda r: noted.append(r.url) if not r.url.startswith(book.as_uri()) else None)
        page.goto((book / f"{name}.html").as_uri())
        return page

    yield open_
    for context in contexts:
        context.close()
    assert noted == []


@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_the_book_fits_and_everybody_can_read_it(opened, name):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="pip install '.[browser]'").Axe()
    for width, scheme in LOOKS:
        page = opened(name, width, scheme)
        assert page.evaluate(FAULTS) == []
        found = axe.run(page, options={"preload": False}).response["violations"]
        assert [(fault["id"], fault["nodes"][0]["html"]) for fault in found] == []


def test_the_sociale_kaart_is_found_by_the_browser_and_the_skip_link_works(opened):
    page = opened("sociale-kaart", 1280, "light", java_script_enabled=False)
    assert page.get_by_role("heading", name="Stichting ZON").is_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.url.endswith("#inhoud")


def test_on_paper_it_is_light_and_no_rule_is_split(opened):
    page = opened("regels-regie", 1280, "dark")
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.locator("nav, .overslaan").evaluate_all("parts => parts.every(part => !part.offsetParent)")
    kept = "parts => parts.every(part => getComputedStyle(part).breakInside === 'avoid')"
    assert page.locator(".regel").evaluate_all(kept)
    assert page.locator(".boektitel").is_visible()
