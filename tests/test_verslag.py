"""The report as people read it: complete, in plain Dutch, with sources, the same in every form."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import re
import subprocess
import sys
from html.parser import HTMLParser

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from big_casus import big_casus
from ggzroute import Casus, evaluate
from ggzroute.domain.route import Route, RouteStap
from ggzroute.exceptions import ExtraMissingError, FormatNotFoundError, ReaderNotFoundError
from ggzroute.pagina import jinja
from ggzroute.replay.fixtures import fixtures_of
from ggzroute.taal.woorden import counted, day_text, listed
from ggzroute.verslag.lezers import Lezer
from ggzroute.verslag.maken import conclusions, make_report
from ggzroute.verslag.markdown import escaped, report_markdown
from ggzroute.verslag.tekst import report_text, section_lines
from ggzroute.verslag.woorden import clean, spaced
from strategies import casussen, standard_pack

QUICK = settings(
    deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
PEOPLE = (Lezer.HULPVRAGER, Lezer.REGIEVOERDER, Lezer.MAATJE)


def small(pack, **more):
    return Casus.from_dict({"id": "c", "peildatum": "2018-06-01", **more}, vocabulary=pack.vocabulary)


def flat(text):
    return " ".join(text.split())


# ---- small words


def test_small_words():
    assert listed(["een"]) == "een"
    assert listed(["een", "twee", "drie"]) == "een, twee en drie"
    assert listed([]) == ""
    assert counted(1, "dag", "dagen") == "1 dag"
    assert counted(0, "dag", "dagen") == "0 dagen"
    assert day_text(dt.date(2016, 11, 8)) == "8 november 2016"
    assert spaced("alphen_aan_den_rijn") == "alphen aan den rijn"
    assert spaced("Wijk_Noord") == "Wijk_Noord"
    assert clean("a\u202eb\n\tc\u200d") == "ab c"


# ---- what a report holds


def test_a_whole_report(pack):
    casus = small(
        pack,
        feiten={
            "vraag.vrager": "persoon_zelf",
            "persoon.werkwens": "ja",
            "persoon.verblijf": "nvt",
            "persoon.schulden": "geweigerd",
            "persoon.leefgebieden": {"huisvesting": "aandacht", "inkomen": "urgent"},
            "contact.pogingen": [{"kanaal": "telefoon", "datum": "2018-05-02"}, {"resultaat": "geen gehoor"}],
        },
        betrokkenen=[{"id": "zus", "soort": "familie", "actief": "actief", "invloed": "positief"}],
        relaties=[{"van": "hulpvrager", "soort": "vertrouwt", "naar": "zus"}],
    )
    text = report_text(make_report(evaluate(casus, pack), Lezer.HULPVRAGER))
    assert text.startswith(
        "Verslag voor de hulpvrager\nCasus c, peildatum 1 juni 2018.\n\nDit verslag is voor u. U bent"
    )
    assert (
        """
De situatie
  De vraag:
     - Wie stelt de ondersteuningsvraag? de hulpvrager zelf
  De hulpvrager:
     - Waar woont of verblijft de hulpvrager nu? niet van toepassing
     - Wil de hulpvrager werken? ja
     - Hoe gaat het op elk leefgebied? inkomen: is dringend; huisvesting: vraagt aandacht
     - Heeft de hulpvrager schulden? wil de hulpvrager niet delen
  Contact:
     - Welke pogingen zijn gedaan om contact te krijgen? kanaal: telefoon, datum: 2 mei 2018;
       resultaat: geen gehoor

Wie is erbij
  Rond de hulpvrager staat 1 betrokkene.
  Sociaal netwerk:
     Zus (familie): weet ervan en doet mee.
  Met elkaar:
     De hulpvrager vertrouwt Zus (familie).
  Misschien ontbreekt er iemand: nog niet iedereen is nagegaan.
"""
        in text
    )
    assert flat(text).endswith("Dit is advies; mensen beslissen.")


def test_the_parts_come_in_the_order_in_which_people_need_them(pack):
    found = evaluate(big_casus(pack), pack)
    ids = {lezer: [s.id for s in make_report(found, lezer).secties] for lezer in Lezer}
    assert ids[Lezer.REGIEVOERDER] == [
        *("eerst", "kort", "situatie", "netwerk", "route", "regie", "maatje", "in-beeld", "adviezen", "signalen"),
        *("conflicten", "poorten", "interventies", "verouderd", "vragen", "buiten-geldigheid", "bronnen"),
    ]
    assert ids[Lezer.HULPVRAGER] == [id_ for id_ in ids[Lezer.REGIEVOERDER] if id_ != "buiten-geldigheid"]
    assert ids[Lezer.MAATJE] == ["situatie", "route", "regie", "maatje", "adviezen", "vragen", "bronnen"]
    assert ids[Lezer.AUDITOR][:3] == ["gedraaid", "pakketten", "regels-gevuurd"]
    assert len(set(ids[Lezer.AUDITOR])) == len(ids[Lezer.AUDITOR])


def test_everything_that_was_concluded_is_said_with_its_source(pack):
    for fixture in fixtures_of(pack):
        found = evaluate(fixture.casus, pack)
        said = flat(" ".join(line for sectie in conclusions(found) for line in section_lines(sectie)))
        for part in (*found.adviezen, *found.signalen, *found.onderbrekingen):
            assert part.tekst in said
            assert all(str(bron) in said for bron in part.gezag.bron)
            assert part.gezag.regel in said
        for conflict in found.conflicten:
            assert conflict.wat in said
            assert all(side.zegt in said for side in conflict.kanten)
        for reason in (*found.maatje.redenen, *found.regie.redenen):
            assert reason.tekst in said


@pytest.mark.parametrize("lezer", PEOPLE)
def test_every_form_of_a_report_says_the_same(pack, lezer):
    for fixture in fixtures_of(pack):
        found = evaluate(fixture.casus, pack)
        verslag = make_report(found, lezer)
        points = [p.tekst for sectie in verslag.secties for top in sectie.punten for p in top.walk()]
        values = [v for s in verslag.secties for g in s.groepen for a in g.antwoorden for v in (a.vraag, *a.waarden)]
        texts = [flat(report_text(verslag, 10_000)), shown(markup(report_markdown(verslag)))]
        texts += [shown(found.report(lezer.value, vorm)) for vorm in ("html", "pagina")]
        for text in texts:
            missing = [flat(part) for part in (*points, *values) if flat(part) not in text]
            assert missing == []


def test_the_auditor_reads_versions_hashes_rules_and_names_of_facts(pack):
    found = evaluate(big_casus(pack), pack)
    text = found.report("auditor", "markdown")
    for stamp in pack.stempels:
        assert f"{stamp.pakket} {stamp.versie}" in text
        assert stamp.hash in text
    account = found.verantwoording
    plain = text.replace("\\", "")
    assert all(rule.regel in plain for rule in account.regels_gevuurd)
    assert all(name in plain for name in (*account.feiten_gebruikt, *account.feiten_onbekend))
    assert "route-arbeidsparticipatie 2017.1.0" in plain
    assert "Q1" not in plain


def test_the_same_input_gives_the_same_report(pack):
    first, second = (evaluate(big_casus(pack), pack) for _ in range(2))
    for lezer in Lezer:
        assert first.report(lezer.value, "pagina") == second.report(lezer.value, "pagina")


def test_a_report_shows_no_value_in_a_repr(pack):
    verslag = make_report(evaluate(big_casus(pack), pack), Lezer.HULPVRAGER)
    point = verslag.secties[0].punten[0]
    group = next(s for s in verslag.secties if s.groepen).groepen[0]
    shown_ = " ".join(map(repr, (verslag, verslag.secties[0], point, group, group.antwoorden[0])))
    assert shown_ == (
        "Verslag(voor='hulpvrager', 16 secties) Sectie('eerst') Punt('') Groep('De vraag', 6 antwoorden) Antwoord()"
    )


def test_a_route_beside_the_main_one_has_a_part_and_a_picture_of_its_own(pack):
    found = evaluate(big_casus(pack), pack, workflow=[str(pack.workflow), "werkwijzer"])
    parts = {s.id: s.titel for s in make_report(found, Lezer.REGIEVOERDER).secties if s.id.startswith("route")}
    assert parts == {
        "route": "Route samenwerking arbeidsparticipatie",
        "route-1": "Daarnaast: Fasen van de werkwijzer re-integratie",
    }
    for lezer, kringen in ((Lezer.REGIEVOERDER, 1), (Lezer.HULPVRAGER, 1), (Lezer.MAATJE, 0), (Lezer.AUDITOR, 0)):
        page = found.report(lezer.value, "pagina")
        assert page.count("<figure ") == 2 + kringen
        assert page.count("<svg ") == 2 * page.count("<figure ")
        ids = re.findall(r'\bid="([^"]+)"', page)
        assert len(set(ids)) == len(ids)


def test_a_route_that_its_reader_may_not_follow_says_so_and_shows_what_can_still_come(pack):
    casus = big_casus(pack)
    casus = attrs.evolve(casus, feiten={**casus.feiten, "persoon.kwetsbaarheid_bekend": "zelf_gemeld"})
    found = evaluate(casus, pack, workflow="werkwijzer")
    assert found.route.wacht_bij != "S_SIGNAAL"
    page = found.report("regievoerder", "pagina")
    assert "(het antwoord is hier niet bekend)" in shown(page)
    assert "Hoe de route verder gaat, staat niet in dit verslag." in shown(page)
    assert "wacht op antwoord" not in page
    told = re.search(r"<desc[^>]*>(Hoe de route verder gaat, staat hier niet[^<]*)<", page)[1]
    assert "Kan nog: " in told
    assert "Niet in deze route" not in told


def test_a_workflow_that_is_a_program_has_a_route_and_no_picture(pack):
    found = attrs.evolve(evaluate(small(pack), pack), workflows=(Program(),))
    page = found.report("regievoerder", "pagina")
    assert "Een stap" in shown(page)
    assert "als stroomschema" not in page
    both = attrs.evolve(found, workflows=(*evaluate(small(pack), pack).workflows, Program()))
    assert "Route daarnaast: programma 1" in shown(both.report("regievoerder", "pagina"))


class Program:
    """A workflow that is a program."""

    naam = "programma"
    versie = "1"

    def walk(self, _facts, _vocabulary):
        step = RouteStap(id="P1", tekst="Een stap", soort="activiteit", stand="te_doen")
        return Route(workflow=self.naam, versie=self.versie, stappen=(step,))


def test_those_who_cannot_hold_the_regie_for_one_reason_are_named_together(pack):
    found = evaluate(big_casus(pack), pack)
    regie = next(s for s in make_report(found, Lezer.REGIEVOERDER).secties if s.id == "regie")
    said = [p for p in regie.punten if p.tekst.startswith("Geen regievoerder: ")]
    reasons = [tuple(under.tekst for under in point.onder) for point in said]
    assert len(set(reasons)) == len(reasons)
    assert len(said) < len(found.regie.uitgesloten)
    names = " ".join(point.tekst for point in said)
    assert names.count(", ") + names.count(" en ") + len(said) >= len(found.regie.uitgesloten)


def test_a_page_asks_nothing_of_a_network_and_lets_no_other_script_in(pack):
    page = evaluate(big_casus(pack), pack).report("regievoerder", "pagina")
    found = Page(page)
    assert [link for link in found.links if not link.startswith("#")] == []
    assert not re.search(r"@import|url\(", page)
    script = re.search(r"<script>(.*?)</script>", page, re.DOTALL)[1]
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)[1]
    assert policy == (
        f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'; "
        "base-uri 'none'; form-action 'none'"
    )


def test_every_part_of_a_page_can_be_reached_from_its_top(pack):
    page = evaluate(big_casus(pack), pack).report("hulpvrager", "pagina")
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert {link.removeprefix("#") for link in Page(page).links} <= set(ids)
    assert re.findall(r"<h([1-6])", page)[:3] == ["1", "2", "2"]
    assert page.count("<h1") == page.count("<main") == 1


# ---- wrong calls


def test_an_unknown_reader_or_format_is_refused_by_name(pack):
    found = evaluate(small(pack), pack)
    with pytest.raises(ReaderNotFoundError) as reader:
        found.report("regievoerdr")
    assert str(reader.value) == (
        "no reader named 'regievoerdr'; did you mean 'regievoerder'? (known: auditor, hulpvrager, maatje, regievoerder)"
    )
    with pytest.raises(FormatNotFoundError) as form:
        found.report(vorm="pdf")
    assert str(form.value) == "no format named 'pdf' (known: html, markdown, pagina, tekst)"


def test_without_jinja_there_is_text_and_a_clear_word_about_the_rest(pack, monkeypatch):
    monkeypatch.setitem(sys.modules, "jinja2", None)
    jinja.environment.cache_clear()
    found = evaluate(small(pack), pack)
    try:
        assert found.report("maatje", "tekst")
        with pytest.raises(ExtraMissingError) as missing:
            found.report("maatje", "html")
    finally:
        jinja.environment.cache_clear()
    assert str(missing.value) == "Jinja2 is not installed: pip install 'ggzroute[render]'"


def test_an_evaluation_without_a_report_loads_no_template_engine():
    code = "import sys, ggzroute, ggzroute.evaluation, ggzroute.cli; print('jinja2' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603
    assert done.stdout.strip() == "False"


# ---- nothing that a casus holds becomes markup

NASTY = st.text(
    st.sampled_from("<>&\"'`*_[](){}#!|~\\-+=.:;/ \n\taz09é€" + chr(0x202E) + chr(0x1F600)), min_size=1, max_size=60
).map(lambda text: f"x{text}x")
PLANTS = st.one_of(
    NASTY,
    st.sampled_from(
        [
            "<script>alert(1)</script>",
            "</style><img src=x onerror=alert(1)>",
            '"><a href="javascript:alert(1)">',
            "{{ 7 * 7 }}{% raw %}",
            "[klik](http://voorbeeld.example)",
            "# kop\n- lijst",
            "```\ncode",
            "&lt;b&gt;",
        ]
    ),
)


class Page(HTMLParser):
    """Tags, attributes and text of a page."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.drawn, self.links, self.words = [], set(), [], []
        self.skip = 0
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.drawn.add(tag) if self.skip else self.tags.append(tag)
        self.links += [value for name, value in attrs if name in ("href", "src", "action", "xlink:href")]
        self.tags += [name for name, _ in attrs if name.startswith("on")]
        self.skip += tag in ("script", "style", "svg")

    def handle_endtag(self, tag):
        self.skip -= tag in ("script", "style", "svg")

    def handle_data(self, data):
        if not self.skip:
            self.words.append(data)


def shown(html):
    """The words of a page, without those of pictures."""
    return re.sub(r"\s+", " ", " ".join(Page(html).words)).replace(" .", ".")


def markup(text):
    return MarkdownIt("commonmark", {"html": True}).render(text)


def planted(pack, text):
    """A casus with a text in every place that takes one, read by the front door where that lets it in."""
    return small(
        pack,
        id=text[:100],
        feiten={
            "persoon.pseudoniem": text,
            "persoon.gemeente": text,
            "persoon.weigert_locatie": [text],
            "toestemming.doel": text,
            "contact.pogingen": [{"kanaal": "telefoon", "resultaat": text}],
            "contact.locatie": text,
        },
        betrokkenen=[
            {"id": "zus", "soort": "familie"},
            {"id": "arts", "functie": text, "soort": "functionaris", "betrokken": "nu"},
        ],
    )


@QUICK
@given(PLANTS)
def test_a_text_of_a_casus_is_shown_as_it_is_and_never_becomes_markup(text):
    pack = standard_pack()
    found = evaluate(planted(pack, text), pack)
    empty = evaluate(planted(pack, "plaats"), pack)
    for lezer in PEOPLE:
        page, bare = Page(found.report(lezer.value, "pagina")), Page(empty.report(lezer.value, "pagina"))
        assert page.tags == bare.tags
        assert page.drawn <= bare.drawn | {"text", "tspan"}
        assert page.links == bare.links
        part, bare = Page(found.report(lezer.value, "html")), Page(empty.report(lezer.value, "html"))
        assert part.tags == bare.tags
        written = Page(markup(found.report(lezer.value, "markdown")))
        assert written.tags == Page(markup(empty.report(lezer.value, "markdown"))).tags
    assert spaced(text) in " ".join(" ".join(Page(found.report("hulpvrager", "html")).words).split())
    assert spaced(text) in " ".join(" ".join(Page(markup(found.report("hulpvrager", "markdown"))).words).split())


@QUICK
@given(NASTY)
def test_escaped_markdown_gives_back_the_text(text):
    words = " ".join(Page(markup(escaped(text))).words)
    assert " ".join(words.split()) == " ".join(text.split())


@QUICK
@given(casussen(peildatum=True), st.sampled_from(list(Lezer)))
def test_any_casus_gives_a_report_of_short_lines(casus, lezer):
    text = evaluate(casus, standard_pack()).report(lezer.value, "tekst")
    assert all(line == line.rstrip() for line in text.splitlines())
    assert "None" not in text
    assert "Toestand" not in text
