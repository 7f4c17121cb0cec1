"""``ggzroute report`` and ``ggzroute render``: a report for one reader, printed or as a page."""

from __future__ import annotations

import sys

import pytest

from ggzroute import cli, evaluate, load_casus
from ggzroute.pagina import jinja
from ggzroute.resources import rules_root

CASUS = rules_root() / "holland-rijnland" / "casussen" / "hr-1124-3.casus.yaml"


@pytest.fixture
def run(monkeypatch, capsys, tmp_path):
    """Call ``ggzroute`` in an empty folder; gives exit status, output and errors."""
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.argv", ["ggzroute", *arguments])
        with pytest.raises(SystemExit) as stop:
            cli.main()
        out, err = capsys.readouterr()
        return int(stop.value.code or 0), out, err

    return call


@pytest.fixture
def found(pack):
    return evaluate(load_casus(CASUS, vocabulary=pack.vocabulary), pack)


def test_without_more_it_is_text_for_the_regievoerder(run, found):
    assert run("report", str(CASUS)) == (0, found.report("regievoerder", "tekst"), "")


@pytest.mark.parametrize("reader", ["hulpvrager", "regievoerder", "maatje", "auditor"])
def test_each_reader_can_have_each_form(run, found, reader):
    for form in ("tekst", "markdown", "html"):
        printed = run("report", str(CASUS), "--lezer", reader, "--vorm", form)
        assert printed == (0, found.report(reader, form), "")


def test_day_workflows_and_our_own_reading_can_be_chosen(run, pack):
    casus = load_casus(CASUS, vocabulary=pack.vocabulary)
    more = ("--on", "2017-01-02", "--workflow", "werkwijzer", "--workflow", "route-arbeidsparticipatie", "--afgeleid")
    status, text, _ = run("report", str(CASUS), *more)
    names = ["werkwijzer", "route-arbeidsparticipatie"]
    day = casus.peildatum.replace(year=2017, month=1, day=2)
    assert status == 0
    assert text == evaluate(casus, pack, peildatum=day, workflow=names, afgeleid=True).report("regievoerder", "tekst")
    assert "peildatum 2 januari 2017" in text


@pytest.mark.parametrize(
    ("reader", "who"),
    [
        ("hulpvrager", "de hulpvrager"),
        ("regievoerder", "de regievoerder"),
        ("maatje", "het maatje"),
        ("auditor", "de auditor"),
    ],
)
def test_a_page_is_written_to_a_file_with_a_word_for_whom_it_is(run, found, tmp_path, reader, who):
    status, out, err = run("render", str(CASUS), "--lezer", reader, "--out", "verslag.html")
    assert (status, out, err) == (0, f"Geschreven: verslag.html. Deze pagina is voor {who}.\n", "")
    assert (tmp_path / "verslag.html").read_text(encoding="utf-8") == found.report(reader, "pagina")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (
            ["report", str(CASUS), "--lezer", "werkgever"],
            (
                "De waarde van --lezer past niet. Toegestaan: hulpvrager, regievoerder, maatje, auditor. "
                "Uitleg: ggzroute report --help\n"
            ),
        ),
        (
            ["report", str(CASUS), "--vorm", "pdf"],
            "De waarde van --vorm past niet. Toegestaan: tekst, markdown, html. Uitleg: ggzroute report --help\n",
        ),
        (["render", str(CASUS), "--out", "weg/verslag.html"], "weg/verslag.html is niet te schrijven.\n"),
        (["report", "weg.yaml"], "weg.yaml: GGZ001 het bestand bestaat niet.\n"),
    ],
)
def test_a_wrong_call_is_answered_in_dutch(run, arguments, sentence):
    assert run(*arguments) == (2, "", sentence)


def test_a_page_cannot_be_written_without_saying_where(run):
    status, out, err = run("render", str(CASUS))
    assert (status, out) == (2, "")
    assert "--out" in err


def test_without_jinja_it_says_what_to_install_and_text_still_comes(run, monkeypatch):
    monkeypatch.setitem(sys.modules, "jinja2", None)
    jinja.environment.cache_clear()
    try:
        assert run("report", str(CASUS))[0] == 0
        status, out, err = run("render", str(CASUS), "--out", "verslag.html")
    finally:
        jinja.environment.cache_clear()
    assert (status, out) == (2, "")
    assert err == "Jinja2 is niet geïnstalleerd: pip install 'ggzroute[render]'\n"
