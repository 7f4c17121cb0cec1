"""A rule pack as a book: everything is in it, every link leads somewhere, and it is written whole or not at all."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import re
import subprocess
import sys
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import attrs
import pytest
from hypothesis import HealthCheck, given, settings

import ggzroute
from ggzroute import cli
from ggzroute.boek import schrijven
from ggzroute.boek.maken import make_book
from ggzroute.boek.schrijven import MARK, write_book
from ggzroute.boek.stof import Stof, read_stof
from ggzroute.boek.verwijzen import HOOFDSTUKKEN, SOORTEN, anchor
from ggzroute.exceptions import BookError, CasusError, PackError
from ggzroute.pagina import jinja
from ggzroute.replay.fixtures import fixtures_of
from ggzroute.rules.layout import CASUS_FOLDERS
from ggzroute.rules.model import SOORTEN as KINDS
from ggzroute.rules.pack import BronDocument
from ggzroute.taal.voorwaarde import Woordenlijst
from ggzroute.taal.zin import sentence
from rule_strategies import KAART, VOCABULARY, rule_lists
from small_pack import FILES, REGELS, USER, rule, rules, small_pack, write_pack

DAY = dt.date(2026, 1, 1)
CASUS = """\
id: proef
peildatum: 2016-11-24
feiten: {persoon.werkwens: ja}
documentatie: {titel: Iemand wil werken, bron: [{document: boek, plaats: p. 1}]}
verwacht:
  - {id: u1, soort: advies, zekerheid: zeker, wat: Zoek werk, bron: [{document: boek, plaats: p. 1}], toets: [{advies: {handeling: werk_zoeken}}]}
"""


class Page(HTMLParser):
    """What a page holds: ids, links, headings, the text of each element with an id, and all text."""

    VOID = frozenset({"meta", "link", "br", "hr", "img"})
    BLOCKS = frozenset({"p", "li", "dt", "dd", "th", "td", "div", "h3"})

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.headings: list[int] = []
        self.tags: Counter[str] = Counter()
        self.open: list[str] = []
        self.parts: dict[str, list[str]] = {}
        self.inside: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.tags[tag] += 1
        if tag not in self.VOID and "svg" not in self.open:
            self.open.append(tag)
            self.inside.append(given.get("id", ""))
        elif tag == "svg":
            self.open.append(tag)
            self.inside.append("")
        if "id" in given and "svg" not in self.open:
            self.ids.append(given["id"])
        if tag in ("a", "link"):
            self.links.append(given["href"])
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))

    def handle_endtag(self, tag):
        if tag in self.BLOCKS:
            self.handle_data(" ")
        if self.open and self.open[-1] == tag:
            self.open.pop()
            self.inside.pop()

    def handle_data(self, data):
        for id_ in {*self.inside, "*"} - {""}:
            self.parts.setdefault(id_, []).append(data)

    def text(self, id_: str = "*") -> str:
        """All text, or that of an element."""
        return " ".join("".join(self.parts.get(id_, [])).split())


def book_of(pack=None, day: dt.date = DAY, **changes: str) -> dict[str, Page]:
    """The pages of the book of a small pack."""
    return pages(make_book(Stof(pack=pack or small_pack(**changes), datum=day)))


def pages(files) -> dict[str, Page]:
    return {name: Page(text) for name, text in files.items() if name.endswith(".html")}


@pytest.fixture(scope="module")
def files():
    """The book of the documented region, made once."""
    return make_book(read_stof("holland-rijnland", DAY))


@pytest.fixture(scope="module")
def book(files):
    return pages(files)


@pytest.fixture
def run(monkeypatch, capsys, tmp_path):
    """Call the command line in an empty folder; gives exit status, output and errors."""
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.argv", ["ggzroute", "book", *arguments])
        with pytest.raises(SystemExit) as stop:
            cli.main()
        out, err = capsys.readouterr()
        return int(stop.value.code or 0), out, err

    return call


def dangling(book: dict[str, Page]) -> list[tuple[str, str]]:
    """Links that lead nowhere, or out of the book."""
    wrong = []
    for name, page in book.items():
        for href in page.links:
            target, _, place = href.partition("#")
            target = target or name
            known = target == "stijl.css" or (target in book and (not place or place in book[target].ids))
            if not known:
                wrong.append((name, href))
    return wrong


def found_in(book: dict[str, Page], id_: str) -> str:
    """The text of the one element with this id."""
    homes = [page for page in book.values() if id_ in page.ids]
    assert len(homes) == 1, id_
    return homes[0].text(id_)


# --- What is in it ---------------------------------------------------------------------------------------------------


def test_every_rule_stands_in_it_once(book, pack):
    times = Counter(id_ for page in book.values() for id_ in page.ids if id_.startswith("regel-"))
    assert times == Counter(f"regel-{id_}" for id_ in pack.regels)


def test_everything_with_a_name_stands_in_it_once(book, pack):
    times = Counter(id_ for page in book.values() for id_ in page.ids)
    wanted = [
        *(anchor("feit", name) for name in pack.vocabulary),
        *(anchor("kaart", id_) for id_ in (*pack.kaart.organisaties, *pack.kaart.functies)),
        *(anchor("conflict", conflict.id) for conflict in pack.conflicten),
        *(anchor("poort", id_) for id_ in pack.poorten),
        *(anchor("interventie", id_) for id_ in pack.interventies),
        *(anchor("workflow", naam) for naam in pack.workflows),
        *(anchor(f"stap-{naam}", id_) for naam, flow in pack.workflows.items() for id_ in flow.stappen),
        *(anchor("document", id_) for id_ in pack.bronnen),
        *(anchor("casus", f"holland-rijnland-{fixture.id}") for fixture in fixtures_of(pack, CASUS_FOLDERS.values())),
        *(anchor("tabel", id_) for id_ in ("RANG-HR", "RANG-L")),
    ]
    assert [id_ for id_ in wanted if times[id_] != 1] == []


def test_every_link_leads_to_a_place_in_the_book(book):
    assert sum(len(page.links) for page in book.values()) > 8_000
    assert dangling(book) == []


def test_every_page_can_be_reached_and_read(book):
    for name, page in book.items():
        assert page.headings[0] == 1, name
        assert page.headings.count(1) == 1, name
        steps = zip(page.headings, page.headings[1:], strict=False)
        assert [(here, after) for here, after in steps if after > here + 1] == [], name
        assert len(page.ids) == len(set(page.ids)), name
        assert "inhoud" in page.ids, name
        assert "#inhoud" in page.links, name
        assert set(HOOFDSTUKKEN) <= set(page.links), name
        assert not page.tags["script"], name
        assert not page.open, name


def test_each_rule_is_told_in_the_sentence_that_its_data_make(book, pack):
    known = Woordenlijst(vocabulary=pack.vocabulary, kaart=pack.kaart)
    for rule_ in pack.regels.values():
        told = found_in(book, f"regel-{rule_.id}")
        zin = sentence(rule_, known)
        assert rule_.titel in told
        assert all(part.tekst in told for part in zin.als), rule_.id
        assert all(" ".join(said.split()) in told for said in zin.dan), rule_.id
        assert all(str(bron) in told for bron in rule_.bron), rule_.id


def test_a_rule_tells_its_strength_and_whether_it_is_our_own_reading(book, pack):
    assert "De bron zegt: dit moet. Het is een afgesproken werkwijze." in found_in(book, "regel-RG-001")
    own = next(rule_ for rule_ in pack.regels.values() if rule_.basis == "afgeleid")
    assert "Onze eigen lezing van de bron: " in found_in(book, f"regel-{own.id}")
    assert "Uit Landelijk" in found_in(book, "regel-RG-021")
    assert "Uit Landelijk" not in found_in(book, "regel-RG-009")


def test_rules_lead_to_what_they_build_on_and_back(book):
    below, above = found_in(book, "regel-AF-001"), found_in(book, "regel-RG-013")
    assert "Leidt af Spelen er problemen op meerdere leefgebieden tegelijk?" in below
    assert re.search(r"Hierop bouwt .*RG-013", below)
    assert re.search(r"Bouwt op AF-001", above)


def test_a_rule_tells_what_stops_it_and_what_it_stops(book, pack):
    stops = found_in(book, "regel-DG-001")
    stopped = [id_ for id_ in pack.regels if "Telt niet mee als een van deze geldt" in found_in(book, f"regel-{id_}")]
    for id_ in stopped:
        assert re.search(r"Telt niet mee als een van deze geldt \S+", found_in(book, f"regel-{id_}"))
    assert stopped
    assert "Telt niet mee" not in stops


def test_a_rule_leads_to_its_conflict_table_and_casussen_and_they_lead_back(book):
    regie = found_in(book, "regel-RG-009")
    assert "Beslistabel RANG-HR" in regie
    assert "RG-009" in found_in(book, anchor("tabel", "RANG-HR"))
    first = found_in(book, "regel-RG-001")
    assert "Conflict tussen bronnen CF-01" in first
    assert "RG-001" in found_in(book, anchor("conflict", "CF-01"))
    assert "Geldt in casus hr-1108-1" in first
    assert re.search(r"gelden hier: .*RG-001", found_in(book, anchor("casus", "holland-rijnland-hr-1108-1")))


def test_a_documented_casus_tells_what_came_out_beside_what_its_source_says(book, pack):
    for fixture in fixtures_of(pack):
        told = found_in(book, anchor("casus", f"holland-rijnland-{fixture.id}"))
        assert fixture.titel in told
        assert told.count("Klopt") == len(fixture.uitkomsten) + len(fixture.mag_niet)
        assert "Klopt niet" not in told


def test_from_each_place_in_a_source_one_finds_the_rules(book, pack):
    for rule_ in pack.regels.values():
        for bron in rule_.bron:
            home = [id_ for id_ in book["bronnen.html"].ids if id_.startswith(f"plaats-{bron.document}-")]
            places = [book["bronnen.html"].text(id_) for id_ in home]
            assert any(text.startswith(bron.plaats) and rule_.id in text for text in places), (rule_.id, bron)


def test_places_of_a_source_stand_in_their_order():
    places = ["p. 10", "p. 9", "§4.10", "§4.9", "Bijlage II"]
    files = {f"K-{n}": rule(f"K-{n}", "altijd", "[{signaleer: {signaal: s, tekst: T.}}]") for n, _ in enumerate(places)}
    text = rules(*(part.replace("p. 9}", f'"{place}"}}') for part, place in zip(files.values(), places, strict=True)))
    shown = book_of(regels=text)["bronnen.html"].text("document-boek")
    assert sorted(places[:4], key=shown.index) == ["p. 9", "p. 10", "§4.9", "§4.10"]


def test_a_fact_tells_its_answers_who_sees_it_and_which_rules_look_at_it(book):
    told = found_in(book, anchor("feit", "persoon.zwaarte"))
    assert "Een van deze: licht; matig; ernstig." in told
    assert "Wie kan antwoorden De hulpvrager of de behandelaar." in told
    assert "Wie ziet het De hulpvrager." in told
    assert "Gevoelig" in told
    assert re.search(r"Regels die ernaar kijken .*DG-018", told)


def test_the_start_tells_what_the_book_is(book, pack):
    told = book["index.html"].text("inhoud")
    for words in (
        "Deze regels geven advies. Mensen beslissen.",
        "Dit boek is voor 1 januari 2026. Op die dag geldt 1 regel niet: IK-010.",
        f"{len(pack.regels)} regels",
        "Holland-Rijnland 2017.2.1, 159 regels.",
        "Landelijk 2019.2.1, 151 regels. Hierop bouwt dit pakket voort.",
        "hr2017, Regio Holland-Rijnland, 2017-03",
        "programmaraad, Programmaraad, zonder datum",
    ):
        assert words in told


def test_every_kind_of_rule_has_a_chapter():
    assert set(SOORTEN) == set(KINDS)


# --- Days ------------------------------------------------------------------------------------------------------------

LIMITED = REGELS + rule(
    "K-3", "altijd", "[{signaleer: {signaal: s, tekst: T.}}]", more="    geldig: {van: 2020-01-01, tot: 2020-12-31}\n"
)


@pytest.mark.parametrize(
    ("day", "valid"), [("2019-12-31", False), ("2020-01-01", True), ("2020-12-31", True), ("2021-01-01", False)]
)
def test_a_rule_that_is_not_valid_on_the_day_stands_apart(day, valid):
    book = book_of(day=dt.date.fromisoformat(day), regels=LIMITED)
    told = found_in(book, "regel-K-3")
    assert ("Geldt niet op" in told) is not valid
    assert "Geldig Van 1 januari 2020 tot en met 31 december 2020." in told
    assert ("deel-geldt-niet" in book["regels-plan.html"].ids) is not valid
    start = book["index.html"].text("inhoud")
    assert ("gelden alle regels" in start) is valid
    assert ("geldt 1 regel niet: K-3" in start) is not valid


# --- Other packs -----------------------------------------------------------------------------------------------------


def test_a_rule_that_takes_the_place_of_another_says_so(tmp_path):
    write_pack(tmp_path / "klein")
    own = rules(rule("K-1", "altijd", "[{signaleer: {signaal: s, tekst: Anders.}}]", more="    vervangt: klein\n"))
    write_pack(tmp_path / "regio", {"pack.yaml": USER, "regels/eigen.yaml": own})
    book = pages(make_book(read_stof(tmp_path / "regio", DAY)))
    assert "Vervangt De regel met deze naam uit Klein" in found_in(book, "regel-K-1")
    told = book["verantwoording.html"].text("vervangen")
    assert "K-1 Wie wil werken, krijgt hulp (uit Klein)" in told
    assert "Als de hulpvrager wil werken, dan is het advies: Zoek samen werk." in told
    assert "Uit Klein" in found_in(book, "regel-K-2")
    assert dangling(book) == []


def test_a_pack_with_little_in_it_has_whole_pages():
    bare = small_pack(regels=REGELS, workflow=FILES["workflows/kort.yaml"])
    empty = attrs.evolve(bare, conflicten=(), workflows={}, workflow=None)
    book = book_of(pack=empty)
    assert dangling(book) == []
    assert "Dit pakket heeft geen beslistabellen." in book["tabellen.html"].text()
    assert "Dit pakket heeft geen workflows." in book["workflows.html"].text()
    assert "Dit pakket kent geen conflicten tussen bronnen." in book["conflicten.html"].text()
    assert "Dit pakket heeft geen casussen." in book["casussen.html"].text()


def test_all_text_of_a_pack_is_escaped():
    evil = "<script>alert('x')</script> & \"meer\""
    texts = {
        "regels": REGELS.replace("Wie wil werken, krijgt hulp", json.dumps(evil)).replace("Zoek samen werk.", json.dumps(evil)),
        "kaart": FILES["sociale-kaart.yaml"].replace("Het Huis", json.dumps(evil)),
        "begrippen": FILES["begrippen.yaml"].replace("Wil de hulpvrager werken?", json.dumps(evil + "?")),
        "workflow": FILES["workflows/kort.yaml"].replace("Zoek een regievoerder", json.dumps(evil)),
        "conflicten": FILES["conflicten.yaml"].replace("Eerst werk, of eerst de regie?", json.dumps(evil)),
        "pack": FILES["pack.yaml"].replace("Een boek", json.dumps(evil)).replace("naam: Klein", f"naam: {json.dumps(evil)}"),
    }  # fmt: skip
    files = make_book(Stof(pack=small_pack(**texts), datum=DAY, omschrijving={"klein": evil}))
    for name, text in files.items():
        assert "<script" not in text, name
    assert evil in pages(files)["index.html"].text()


@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow])
@given(rule_lists())
def test_any_pack_gives_a_book_with_each_of_its_rules(generated):
    pack = attrs.evolve(
        small_pack(),
        regels={rule_.id: rule_ for rule_ in generated},
        vocabulary=VOCABULARY,
        kaart=KAART,
        bronnen={"proef": BronDocument(id="proef", titel="Proef")},
        workflows={},
        conflicten=(),
    )
    book = book_of(pack=pack)
    times = Counter(id_ for page in book.values() for id_ in page.ids if id_.startswith("regel-"))
    assert times == Counter(f"regel-{rule_.id}" for rule_ in generated)
    assert dangling(book) == []


# --- The same bytes --------------------------------------------------------------------------------------------------


def test_the_same_pack_and_day_give_the_same_bytes(files):
    code = (
        "import datetime as dt, hashlib, json, sys\n"
        "from ggzroute.boek.maken import make_book\nfrom ggzroute.boek.stof import read_stof\n"
        "files = make_book(read_stof('holland-rijnland', dt.date(2026, 1, 1)))\n"
        "print(hashlib.sha256(json.dumps(files, sort_keys=True).encode()).hexdigest())"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "7"}
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment)  # noqa: S603
    assert said.stdout.strip() == hashlib.sha256(json.dumps(files, sort_keys=True).encode()).hexdigest()


def test_another_day_changes_the_book(files):
    other = make_book(Stof(pack=small_pack(), datum=dt.date(2014, 1, 1)))
    assert "1 januari 2014" in other["index.html"]
    assert "2026" not in other["index.html"]
    assert "1 januari 2026" in files["index.html"]


# --- Writing ---------------------------------------------------------------------------------------------------------


def small_folder(folder: Path) -> Path:
    return write_pack(folder / "klein", {**FILES, "casussen/proef.casus.yaml": CASUS})


def test_a_book_is_written_and_says_where_to_begin(run, tmp_path):
    small_folder(tmp_path)
    status, out, err = run("klein", "--out", "boek", "--datum", "2026-01-01")
    assert (status, err) == (0, "")
    assert out == "Geschreven: 14 pagina's, voor 1 januari 2026. Begin bij boek/index.html.\n"
    names = {path.name for path in (tmp_path / "boek").iterdir()}
    assert {*HOOFDSTUKKEN, "stijl.css", MARK} <= names
    book = pages({name: (tmp_path / "boek" / name).read_text(encoding="utf-8") for name in names})
    assert dangling(book) == []
    assert "Klopt Zoek werk" in found_in(book, "casus-klein-proef")
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_without_a_day_the_book_is_for_today(run, tmp_path, monkeypatch):
    class Clock(dt.date):
        @classmethod
        def today(cls):
            return cls(2031, 5, 4)

    monkeypatch.setattr("ggzroute.cli.bookmaking.dt.date", Clock)
    small_folder(tmp_path)
    assert "voor 4 mei 2031" in run("klein", "--out", "boek")[1]


def test_an_earlier_book_is_replaced_and_leaves_nothing_behind(run, tmp_path):
    small_folder(tmp_path)
    run("klein", "--out", "boek", "--datum", "2026-01-01")
    place = tmp_path / "boek"
    (place / "oud.html").write_text("oud", encoding="utf-8")
    (place / MARK).write_text((place / MARK).read_text(encoding="utf-8") + "oud.html\n", encoding="utf-8")
    assert run("klein", "--out", "boek", "--datum", "2027-01-01")[0] == 0
    assert "1 januari 2027" in (place / "index.html").read_text(encoding="utf-8")
    assert not (place / "oud.html").exists()


def test_a_folder_with_something_else_is_refused_and_kept(run, tmp_path):
    small_folder(tmp_path)
    (tmp_path / "boek").mkdir()
    (tmp_path / "boek" / "van-mij.txt").write_text("van mij", encoding="utf-8")
    status, out, err = run("klein", "--out", "boek", "--datum", "2026-01-01")
    assert (status, out) == (2, "")
    assert err == "boek is niet leeg, en er staat geen eerder boek in. Noem een andere map, of geef --force.\n"
    assert [path.name for path in (tmp_path / "boek").iterdir()] == ["van-mij.txt"]
    assert run("klein", "--out", "boek", "--datum", "2026-01-01", "--force")[0] == 0
    assert (tmp_path / "boek" / "van-mij.txt").read_text(encoding="utf-8") == "van mij"
    assert (tmp_path / "boek" / "index.html").exists()
    assert run("klein", "--out", "boek", "--datum", "2026-01-01")[0] == 2  # what is not of the book still counts


@pytest.mark.parametrize(
    ("arguments", "sentence_"),
    [
        (["klein", "--out", "bestand"], "bestand is een bestand. Noem een map voor het boek.\n"),
        (
            ["kleim", "--out", "boek"],
            "Het pakket 'kleim' bestaat niet. Wel: holland-rijnland, landelijk, zuid-limburg.\n",
        ),
        (
            ["klein", "--out", "boek", "--datum", "1-1-2026"],
            "De waarde van --datum past niet. Toegestaan: een datum als 2016-11-24. Uitleg: ggzroute book --help\n",
        ),
        (["klein"], "--out ontbreekt. Uitleg: ggzroute book --help\n"),
        (["klein", "--out", "bestand/boek"], "bestand/boek is niet te schrijven. Er is niets veranderd.\n"),
    ],
)
def test_what_cannot_be_done_is_said_in_dutch(run, tmp_path, arguments, sentence_):
    small_folder(tmp_path)
    (tmp_path / "bestand").write_text("", encoding="utf-8")
    assert run(*arguments) == (2, "", sentence_)
    assert not (tmp_path / "boek").exists()


def test_a_pack_with_problems_is_told_as_by_check_and_nothing_is_written(run, tmp_path):
    write_pack(
        tmp_path / "stuk", {**FILES, "regels/regels.yaml": REGELS.replace("persoon.werkwens", "persoon.werkwenz")}
    )
    status, out, err = run("stuk", "--out", "boek")
    assert (status, out) == (2, "")
    assert "GGZ121" in err
    assert "persoon.werkwens" in err
    assert not (tmp_path / "boek").exists()
    with pytest.raises(PackError):
        write_book(tmp_path / "stuk", tmp_path / "boek", DAY)


def test_a_casus_with_problems_is_told_too(tmp_path):
    write_pack(
        tmp_path / "klein", {**FILES, "casussen/proef.casus.yaml": CASUS.replace("werkwens: ja", "werkwens: jaa")}
    )
    with pytest.raises(CasusError):
        write_book(tmp_path / "klein", tmp_path / "boek", DAY)
    assert not (tmp_path / "boek").exists()


def test_when_the_last_step_fails_the_earlier_book_stays(tmp_path, monkeypatch):
    small_folder(tmp_path)
    place = tmp_path / "boek"
    write_book(tmp_path / "klein", place, DAY)
    before = {path.name: path.read_bytes() for path in place.iterdir()}
    rename = Path.rename

    def broken(self, target):
        if self.name == "boek" and self.parent != place.parent:
            raise OSError
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", broken)
    with pytest.raises(BookError, match="cannot be written"):
        write_book(tmp_path / "klein", place, dt.date(2030, 1, 1))
    assert {path.name: path.read_bytes() for path in place.iterdir()} == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["boek", "klein"]


def test_when_a_page_fails_nothing_is_written(tmp_path, monkeypatch):
    small_folder(tmp_path)

    def broken(*_):
        raise ggzroute.exceptions.ExtraMissingError(what="Jinja2", extra="render")

    monkeypatch.setattr(schrijven, "make_book", broken)
    with pytest.raises(ggzroute.exceptions.ExtraMissingError):
        write_book(tmp_path / "klein", tmp_path / "boek", DAY)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["klein"]


def test_without_jinja_it_says_what_to_install(run, tmp_path, monkeypatch):
    small_folder(tmp_path)
    monkeypatch.setitem(sys.modules, "jinja2", None)
    jinja.environment.cache_clear()
    try:
        assert run("klein", "--out", "boek") == (
            2,
            "",
            "Jinja2 is niet geïnstalleerd: pip install 'ggzroute[render]'\n",
        )
    finally:
        jinja.environment.cache_clear()
    assert not (tmp_path / "boek").exists()
