"""Pages as a browser shows them: nothing is cut off or stands on something else, and axe-core finds nothing wrong."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from big_casus import big_casus
from ggzroute import evaluate
from ggzroute.replay.fixtures import fixtures_of

CHROMIUM = next(
    filter(None, (os.environ.get("CHROMIUM"), *map(shutil.which, ("chromium", "chromium-browser", "google-chrome")))),
    None,
)
pytestmark = pytest.mark.skipif(
    CHROMIUM is None, reason="no Chromium: install one, or name it in the variable CHROMIUM"
)

LOOKS = [(1280, "light"), (400, "dark")]
SHOWN = [("hr-1108-1", "hulpvrager"), ("hr-1206-3", "maatje"), ("groot", "regievoerder"), ("groot", "auditor")]
FAULTS = """() => {
  const faults = [], room = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth > room) faults.push('the page scrolls sideways');
  for (const part of document.querySelectorAll('body *:not(svg *)'))
    if (part.getBoundingClientRect().right > room + 1) faults.push(`${part.tagName}.${part.className} is cut off`);
  for (const svg of document.querySelectorAll('svg')) {
    const page = svg.getBoundingClientRect();
    const texts = [...svg.querySelectorAll('text')].map(t => [t, t.getBoundingClientRect()]);
    if (!page.width) continue;
    texts.forEach(([text, box], n) => {
      const words = text.textContent, size = parseFloat(getComputedStyle(text).fontSize);
      if (box.left < page.left - 1 || box.right > page.right + 1 || box.bottom > page.bottom + 1)
        faults.push(`'${words}' is cut off`);
      if (size * page.width / svg.viewBox.baseVal.width < 10) faults.push(`'${words}' is small`);
      for (const [other, at] of texts.slice(n + 1))
        if (Math.min(box.right, at.right) - Math.max(box.left, at.left) > 1
            && Math.min(box.bottom, at.bottom) - Math.max(box.top, at.top) > 4)
          faults.push(`'${words}' stands on '${other.textContent}'`);
    });
  }
  return [...new Set(faults)];
}"""
OPEN = "document.querySelectorAll('details').forEach(part => part.open = true)"


@pytest.fixture(scope="module")
def browser():
    """A browser without a window."""
    api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed: pip install '.[browser]'")
    with api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture(scope="module")
def written(pack, tmp_path_factory):
    """Write the page of a casus for a reader, and tell where."""
    folder = tmp_path_factory.mktemp("pages")
    casussen = {fixture.id: fixture.casus for fixture in fixtures_of(pack)}

    def write(name: str, lezer: str) -> Path:
        casus = casussen.get(name) or big_casus(pack)
        workflows = () if name in casussen else (str(pack.workflow), "werkwijzer")
        path = folder / f"{name}.{lezer}.html"
        path.write_text(evaluate(casus, pack, workflow=workflows).report(lezer, "pagina"), encoding="utf-8")
        return path

    return write


@pytest.fixture
def opened(browser):
    """Open a page, and note what it asks of a network and what goes wrong in it."""
    contexts, noted = [], []

    def open_(path: Path, width: int, scheme: str, **more):
        contexts.append(
            browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, offline=True, **more)
        )
        page = contexts[-1].new_page()
        page.on("console", lambda message: noted.append(message.text))
        page.on("pageerror", lambda error: noted.append(str(error)))
        page.on("request", lambda request: noted.append(request.url) if request.url != path.as_uri() else None)
        page.goto(path.as_uri())
        return page

    yield open_
    for context in contexts:
        context.close()
    assert noted == []


@pytest.mark.parametrize(("name", "lezer"), SHOWN)
def test_a_page_fits_a_screen_and_a_telephone_and_everybody_can_read_it(written, opened, name, lezer):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="pip install '.[browser]'").Axe()
    path = written(name, lezer)
    for width, scheme in LOOKS:
        page = opened(path, width, scheme)
        assert page.evaluate(FAULTS) == []
        page.evaluate(OPEN)
        assert page.evaluate(FAULTS) == []
        found = axe.run(page).response["violations"]
        assert [(fault["id"], fault["nodes"][0]["html"]) for fault in found] == []


def test_why_opens_on_a_click_and_the_theme_changes(written, opened):
    page = opened(written("hr-1108-1", "regievoerder"), 1280, "light")
    why = page.locator("details.waarom").first
    assert not why.locator("p").first.is_visible()
    why.locator("summary").click()
    assert why.locator("p").first.is_visible()
    paper = "getComputedStyle(document.body).backgroundColor"
    before = page.evaluate(paper)
    page.get_by_role("button", name="Toon de pagina donker").click()
    assert page.evaluate(paper) != before
    page.get_by_role("button", name="Toon de pagina licht").click()
    assert page.evaluate(paper) == before


def test_without_scripts_there_is_the_whole_report_and_no_button_that_does_nothing(written, opened):
    page = opened(written("hr-1108-1", "regievoerder"), 400, "light", java_script_enabled=False)
    page.locator("details.waarom summary").first.click()
    assert page.locator("details.waarom p").first.is_visible()
    assert not page.locator("#thema").is_visible()


def test_on_paper_it_is_light_and_each_picture_has_a_page_of_its_own(written, opened):
    page = opened(written("groot", "regievoerder"), 1280, "dark")
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.locator("nav, #thema").evaluate_all("parts => parts.every(part => !part.offsetParent)")
    papers = "[...document.querySelectorAll('figure')].map(part => getComputedStyle(part).page)"
    assert page.evaluate(papers) == ["liggend", "staand", "groot"]
    assert page.locator("figure .smal").evaluate_all("parts => parts.every(part => !part.offsetParent)")
