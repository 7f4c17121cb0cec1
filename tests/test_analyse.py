"""``ggzroute analyse``: planted faults in copies of the real packs are found, and each witness replays and shows it."""

import json
import re
import shutil
from functools import cache
from pathlib import Path

import attrs
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from ggzroute import load_pack
from ggzroute.analysis import solving
from ggzroute.analysis.bevinding import Bevinding
from ggzroute.analysis.formula import Mode
from ggzroute.analysis.nooit import find_never
from ggzroute.analysis.pakket import analyse
from ggzroute.analysis.solving import Solver
from ggzroute.analysis.zelfde import find_same
from ggzroute.cli.checking import check_paths
from ggzroute.cli.commands import commands
from ggzroute.exceptions import PackError
from ggzroute.registry import pack_names
from ggzroute.replay.evaluating import evaluate_fixture
from ggzroute.replay.fixtures import fixtures_of, load_fixture
from ggzroute.replay.running import replay
from ggzroute.resources import rules_root
from ggzroute.rules.conditions import All, AnyOf, Condition, Not
from ggzroute.rules.pack import RulePack
from ggzroute.yaml_builder import dump
from small_pack import rule as small_rule
from small_pack import rules, small_pack

LEFT_OUT = shutil.ignore_patterns("casussen", "gemaakt", "vignetten", "trajecten")
BRON = 'bron: [{document: hr2017, plaats: "§4.1"}]'


def copy_of(name: str, folder: Path) -> Path:
    """A small copy of a real pack: everything but its casussen."""
    return Path(shutil.copytree(rules_root() / name, folder / name, ignore=LEFT_OUT))


def rule(
    id_: str,
    als: str,
    dan: str,
    *,
    soort: str = "plan",
    sterkte: str = "voorkeur",
    niveau: str = "casus",
    more: str = "",
) -> str:
    return f"""\
  - id: {id_}
    titel: Een geplante regel
    soort: {soort}
    sterkte: {sterkte}
    basis: praktijk
    niveau: {niveau}
    {BRON}
    als: {als}
    dan: {dan}
    {more}
"""


def advise(act: str, way: str = "adviseer") -> str:
    return f"[{{{way}: {{handeling: {act}, gebied: plan, tekst: Doe dit.}}}}]"


ACT = advise("geplant")
CANDIDATE = "[{kandidaat_regievoerder: {wie: iemand, rang: 90}}]"
SIMPLE = "{vraag.vrager: persoon_zelf}, {vraag.complexiteit: eenvoudig}, {regie.aanwezig: nee}, {regie.nodig: nee}"

RULES = {
    "nooit/XX-001": (rule("XX-001", "[{persoon.werkwens: ja}, {persoon.werkwens: nee}]", ACT),),
    "nooit/XX-002": (
        rule(
            "XX-002",
            "[{vraag.onderwerp: {bevat: schulden}}, {vraag.onderwerp: {bevat_geen_van: [schulden, zorg]}}]",
            ACT,
        ),
    ),
    "nooit/XX-003": (
        rule(
            "XX-003",
            "[{er_is: {waarin: {soort: uwv, betrokken: nu}}}, {er_is_geen: {waarin: {soort: [uwv, wijkteam]}}}]",
            ACT,
        ),
    ),
    "nooit/XX-004": (
        rule(
            "XX-004",
            "[{netwerk.aantal_organisaties: {minstens: 4}}, {niet: {netwerk.aantal_organisaties: {minstens: 3}}}]",
            ACT,
        ),
    ),
    "nooit/XX-005": (rule("XX-005", "[{er_is: {waarin: {regievoerder: ja, kring: sociaal}}}]", ACT),),
    "nooit/XX-006": (
        rule("XX-006", "[{persoon.werkwens: {bekend: nee}}, {niet: {persoon.werkwens: {bekend: nee}}}]", ACT),
    ),
    "nooit/XX-007": (
        rule(
            "XX-007",
            f"[{SIMPLE}, {{er_is: {{betrokkene: iemand, waarin: {{soort: uwv}}}}}}]",
            CANDIDATE,
            soort="regie",
        ),
    ),
    "zelfde/RT-901/RT-902": (
        rule("RT-901", "[{persoon.werkwens: [ja, latent]}, {persoon.schulden: ja}]", ACT),
        rule(
            "RT-902",
            "[{persoon.schulden: ja}, {een_van_deze: [{persoon.werkwens: ja}, {persoon.werkwens: latent}]}]",
            "[{adviseer: {handeling: geplant, gebied: plan, tekst: Anders gezegd.}}]",
        ),
    ),
    "zelfde/RT-903/RT-904": (
        rule("RT-903", "[{er_is_geen: {waarin: {soort: uwv, betrokken: nu}}}, {persoon.schulden: ja}]", ACT),
        rule("RT-904", "[{persoon.schulden: ja}, {er_is_geen: {waarin: {soort: uwv, betrokken: nu}}}]", ACT),
    ),
    "zelfde/RT-905/RT-906": (
        rule("RT-905", "[{er_is: {betrokkene: iemand, waarin: {soort: uwv}}}]", CANDIDATE, soort="regie"),
        rule(
            "RT-906",
            "[{er_is: {betrokkene: ander, waarin: {soort: uwv}}}]",
            "[{kandidaat_regievoerder: {wie: ander, rang: 90}}]",
            soort="regie",
        ),
    ),
    "binnen/OR-901/OR-902": (
        rule("OR-901", "[{organisatie.caseload: {minstens: 51}}]", ACT, niveau="organisatie"),
        rule("OR-902", "[{niet: {organisatie.caseload: {hoogstens: 50}}}]", ACT, niveau="organisatie"),
    ),
    "binnen/RT-902/RT-901": (
        rule("RT-901", "[{persoon.werkwens: [ja, latent]}]", ACT),
        rule("RT-902", "[{persoon.werkwens: ja}, {persoon.schulden: ja}]", ACT),
    ),
    "botsing-advies/RT-901/RT-902": (
        rule("RT-901", "[{persoon.werkwens: [ja, latent]}]", ACT),
        rule("RT-902", "[{persoon.schulden: ja}]", advise("geplant", "raad_af"), sterkte="afgeraden"),
    ),
    "botsing-advies/RT-903/RT-904": (
        rule("RT-903", "[{er_is: {waarin: {soort: uwv}}}]", ACT),
        rule("RT-904", "[{niet: {persoon.schulden: ja}}]", advise("geplant", "verbied"), sterkte="verboden"),
    ),
    "botsing-regie/RT-901/RT-902": (
        rule("RT-901", "[{er_is: {betrokkene: iemand, waarin: {soort: uwv}}}]", CANDIDATE, soort="regie"),
        rule(
            "RT-902",
            "[{persoon.schulden: ja}, {er_is: {betrokkene: ander, waarin: {betrokken: nu}}}]",
            "[{geen_regievoerder: {wie: ander}}]",
            soort="regie",
        ),
    ),
    "botsing-gelijke-rang/RT-901/RT-902": (
        rule("RT-901", "[{er_is: {betrokkene: iemand, waarin: {soort: uwv}}}]", CANDIDATE, soort="regie"),
        rule("RT-902", "[{er_is: {betrokkene: iemand, waarin: {soort: huisarts}}}]", CANDIDATE, soort="regie"),
    ),
    "botsing-maatje/MJ-003/RT-901": (
        rule(
            "RT-901",
            "[{persoon.schulden: ja}]",
            "[{maatje: {stand: regelen, tekst: Regel een maatje.}}]",
            soort="maatje",
        ),
    ),
    "botsing-afleiding/RT-901/RT-902": (
        rule("RT-901", "[{persoon.schulden: ja}]", "[{leid_af: {persoon.weigert_zorg: ja}}]"),
        rule("RT-902", "[{persoon.werkwens: ja}]", "[{leid_af: {persoon.weigert_zorg: nee}}]"),
    ),
    "gat-vraag/RT-901/maatje.ervaringsdeskundig": (
        rule("RT-901", "[{persoon.schulden: ja}]", "[{stel_vraag: {feit: maatje.ervaringsdeskundig}}]"),
    ),
}
"""The finding that must appear to the rules that are planted."""


def new_findings(pack: RulePack) -> dict[str, Bevinding]:
    """What nobody listed as intended."""
    return {finding.id: finding for finding in analyse(pack, others()).open}


@cache
def others() -> tuple[RulePack, ...]:
    return tuple(load_pack(name) for name in pack_names() if name != "landelijk")


def shows(finding: Bevinding, pack: RulePack, folder: Path) -> bool:
    """Whether the witness of a finding is right, and replays as it says."""
    assert finding.getuige is not None
    kind = "profiel" if "niveau" in finding.getuige else "casus"
    path = folder / f"{finding.getuige['id']}.{kind}.yaml"
    path.write_text(dump(finding.getuige), encoding="utf-8")
    return bool(replay(load_fixture(path, pack), pack).gehaald)


@pytest.fixture(scope="module", params=["landelijk", "holland-rijnland", "zuid-limburg"])
def shipped(request):
    pack = load_pack(request.param)
    return pack, analyse(pack, [load_pack(name) for name in pack_names() if name != request.param])


def test_every_finding_of_a_shipped_pack_is_intended_and_nothing_listed_is_gone(shipped):
    _, found = shipped
    assert [finding.id for finding in found.open] == []
    assert found.vervallen == ()
    assert found.in_orde


def test_every_witness_of_a_shipped_pack_replays(shipped, tmp_path):
    pack, found = shipped
    witnesses = [finding for finding, _ in found.bedoeld if finding.getuige is not None]
    assert witnesses
    assert [finding.id for finding in witnesses if not shows(finding, pack, tmp_path)] == []


def test_every_promise_of_every_workflow_is_shown_as_proved(shipped):
    pack, found = shipped
    promised = {(name, promise.id) for name, flow in pack.workflows.items() for promise in flow.beloften}
    assert {(proved.workflow, proved.belofte) for proved in found.bewezen} == promised


def apart(expected: str, text: str) -> str:
    """A text with ids and acts of its own, so that all can be planted in one pack."""
    number = 10 + list(RULES).index(expected)
    return text.replace("-90", f"-{number}").replace("geplant", f"geplant_{number}")


@pytest.fixture(scope="module")
def planted(tmp_path_factory):
    """A copy of a pack with every rule planted, and what is found in it."""
    folder = copy_of("holland-rijnland", tmp_path_factory.mktemp("pakket"))
    rules = "".join(apart(expected, text) for expected, texts in RULES.items() for text in texts)
    (folder / "regels" / "geplant.yaml").write_text("regels:\n" + rules, encoding="utf-8")
    pack = load_pack(str(folder))
    return pack, new_findings(pack)


@pytest.mark.parametrize("expected", RULES)
def test_a_planted_rule_is_found_and_its_witness_shows_it(expected, planted, tmp_path):
    pack, found = planted
    assert apart(expected, expected) in found
    finding = found[apart(expected, expected)]
    assert finding.exact
    if not expected.startswith("nooit"):
        assert shows(finding, pack, tmp_path)


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_row_of_a_table_that_another_row_always_comes_before_can_never_hold(tmp_path):
    folder = copy_of("landelijk", tmp_path)
    (folder / "tabellen").mkdir(exist_ok=True)
    (folder / "tabellen" / "geplant.yaml").write_text(
        f"""\
beslistabel: XX-010
titel: Een geplante tabel
trefregel: F
soort: plan
sterkte: mogelijk
basis: praktijk
{BRON}
invoer: [{{feit: persoon.werkwens}}, {{feit: persoon.schulden}}]
uitvoer: [{{signaleer: signaal}}, {{signaleer: tekst}}]
rijen:
  - {{nr: 1, als: [ja, "-"], dan: [eerst, Eerst.]}}
  - {{nr: 2, als: ["-", ja], dan: [dan, Dan.]}}
  - {{nr: 3, als: [ja, geen], dan: [nooit, Nooit.]}}
""",
        encoding="utf-8",
    )
    found = new_findings(load_pack(str(folder)))
    assert [id_ for id_ in found if id_.startswith("nooit")] == ["nooit/XX-010.3"]
    assert found["nooit/XX-010.3"].wat == (
        "regel XX-010.3 kan nooit gelden: 'persoon.werkwens is ja' en 'niet (persoon.werkwens is ja)' gaan nooit samen"
    )


def test_a_rule_that_needs_what_rules_never_derive_can_never_hold(tmp_path):
    folder = copy_of("landelijk", tmp_path)
    begrippen = folder / "begrippen.yaml"
    fact = (
        "type: ja_nee\n    vraag: Is dit zo?\n    antwoord_door: [ontvanger]\n    gevoelig: nee\n    afleiding: regel\n"
    )
    edit(begrippen, "begrippen:\n", f"begrippen:\n  persoon.geplant:\n    {fact}  persoon.verweesd:\n    {fact}\n")
    rules = (
        rule("XX-011", "[{persoon.werkwens: ja}]", "[{leid_af: {persoon.geplant: ja}}]")
        + rule("XX-012", "[{persoon.werkwens: ja}, {persoon.geplant: nee}]", ACT)
        + rule("XX-013", "[{persoon.geplant: ja}, {persoon.werkwens: nee}]", ACT)
        + rule("XX-014", "[{persoon.geplant: ja}]", ACT)
        + rule("XX-015", "[{persoon.verweesd: ja}]", ACT)
    )
    (folder / "regels" / "geplant.yaml").write_text("regels:\n" + rules, encoding="utf-8")
    found = new_findings(load_pack(str(folder)))
    assert [id_ for id_ in found if id_.startswith("nooit")] == ["nooit/XX-012", "nooit/XX-013", "nooit/XX-015"]
    assert found["nooit/XX-012"].wat == (
        "regel XX-012 kan nooit gelden: geen regel leidt dan af wat zij over persoon.geplant vraagt"
    )
    assert found["gat-vraag/XX-015/persoon.verweesd"].wat == (
        "regel XX-015 kijkt naar persoon.verweesd, maar geen regel leidt dat af en niemand krijgt de vraag"
    )


def test_a_deriving_rule_on_other_days_derives_nothing_for_a_rule(tmp_path):
    folder = copy_of("landelijk", tmp_path)
    fact = (
        "type: ja_nee\n    vraag: Is dit zo?\n    antwoord_door: [ontvanger]\n    gevoelig: nee\n    afleiding: regel\n"
    )
    edit(folder / "begrippen.yaml", "begrippen:\n", f"begrippen:\n  persoon.geplant:\n    {fact}\n")
    rules = rule(
        "XX-011", "[{persoon.werkwens: ja}]", "[{leid_af: {persoon.geplant: ja}}]", more="geldig: {tot: 2017-12-31}"
    ) + rule("XX-012", "[{persoon.geplant: ja}]", ACT, more="geldig: {van: 2018-01-01}")
    (folder / "regels" / "geplant.yaml").write_text("regels:\n" + rules, encoding="utf-8")
    assert "nooit/XX-012" in new_findings(load_pack(str(folder)))


def test_a_rule_without_a_day_of_validity_is_refused_before_any_analysis(tmp_path):
    folder = copy_of("landelijk", tmp_path)
    planted = rule("XX-001", "[{persoon.werkwens: ja}]", ACT, more="geldig: {van: 2018-01-02, tot: 2018-01-01}")
    (folder / "regels" / "geplant.yaml").write_text("regels:\n" + planted, encoding="utf-8")
    with pytest.raises(PackError) as caught:
        load_pack(str(folder))
    assert [problem.code for problem in caught.value.problems] == ["GGZ192"]


def test_a_way_through_a_workflow_that_other_branches_always_come_before_is_found(tmp_path):
    folder = copy_of("landelijk", tmp_path)
    (folder / "workflows" / "geplant.yaml").write_text(
        f"""\
workflow: geplant
naam: Geplant
versie: 1.0.0
{BRON}
begin: BEGIN
stappen:
  - {{id: BEGIN, soort: begin, tekst: Begin, naar: Q}}
  - id: Q
    soort: vraag
    tekst: Wie vraagt?
    takken:
      - {{antwoord: zelf, als: [{{vraag.vrager: persoon_zelf}}], naar: A}}
      - {{antwoord: ander, als: [{{vraag.vrager: persoon_zelf}}, {{vraag.complexiteit: complex}}], naar: B}}
      - {{antwoord: anders, anders: ja, naar: B}}
  - {{id: A, soort: activiteit, tekst: Doe iets, naar: R}}
  - id: R
    soort: vraag
    tekst: Is er iemand anders?
    takken:
      - {{antwoord: ja, als: [{{vraag.vrager: sociaal_netwerk}}], naar: B}}
      - {{antwoord: nee, anders: ja, naar: EIND}}
  - {{id: B, soort: activiteit, tekst: Doe iets anders, naar: EIND}}
  - {{id: EIND, soort: eind, tekst: Klaar}}
""",
        encoding="utf-8",
    )
    found = new_findings(load_pack(str(folder)))
    assert [finding.wat for id_, finding in found.items() if id_.startswith("nooit")] == [
        "in de workflow geplant gaat nooit iemand van R naar B"
    ]


def test_a_conflict_a_gate_and_a_warning_that_contradict_themselves_are_found():
    pack = load_pack("landelijk")
    gate = next(iter(pack.poorten.values()))
    choice = next(c for c in pack.interventies.values() if c.waarschuwingen)
    conflict = next(c for c in pack.conflicten if c.kanten[0].als is not None)
    first = conflict.kanten[0].als
    assert first is not None
    sides = (attrs.evolve(conflict.kanten[0], regels=()), attrs.evolve(conflict.kanten[1], regels=(), als=Not(first)))
    warning = attrs.evolve(choice.waarschuwingen[0], als=contradiction(choice.waarschuwingen[0].als))
    spoiled = attrs.evolve(
        pack,
        poorten={gate.id: attrs.evolve(gate, aan_de_orde=contradiction(gate.aan_de_orde))},
        interventies={choice.id: attrs.evolve(choice, waarschuwingen=(warning,))},
        conflicten=(attrs.evolve(conflict, kanten=sides),),
    )
    assert [finding.id for finding in find_never(spoiled)] == [
        f"nooit/conflict/{conflict.id}",
        f"nooit/poort/{gate.id}",
        f"nooit/waarschuwing/{choice.id}/1",
    ]


def test_a_danger_that_a_rule_no_longer_catches_and_an_organisation_that_nobody_proposes_are_gaps(tmp_path):
    folder = copy_of("holland-rijnland", tmp_path)
    edit(
        folder / "regels" / "in-beeld.yaml",
        "als:\n      - persoon.direct_gevaar: ja\n",
        "als:\n      - persoon.direct_gevaar: ja\n      - persoon.subregio: leidse_regio\n",
    )
    edit(
        folder / "sociale-kaart.yaml",
        "organisaties:\n",
        "organisaties:\n  - id: geplant\n    naam: Geplant\n    soort: uwv\n    regio: holland_rijnland\n"
        f"    kan: [regievoerder]\n    {BRON}\n",
    )
    pack = load_pack(str(folder))
    found = {id_: finding for id_, finding in new_findings(pack).items() if id_.startswith("gat")}
    assert sorted(found) == ["gat-gevaar/direct_gevaar", "gat-regie-nooit/uwv", "gat-regie/uwv"]
    assert all(shows(finding, pack, tmp_path) for finding in found.values())
    witness = found["gat-gevaar/direct_gevaar"].getuige
    assert witness is not None
    assert witness["feiten"]["persoon.direct_gevaar"] == "ja"


def test_what_is_never_used_is_found(tmp_path):
    folder = copy_of("landelijk", tmp_path)
    fact = "type: ja_nee\n    vraag: Is dit zo?\n    antwoord_door: [ontvanger]\n    gevoelig: nee\n"
    edit(folder / "begrippen.yaml", "begrippen:\n", f"begrippen:\n  persoon.geplant:\n    {fact}\n")
    edit(folder / "pack.yaml", "bronnen:\n", "bronnen:\n  geplant: {titel: Een geplant boek}\n")
    edit(
        folder / "sociale-kaart.yaml",
        "functies:\n",
        f"functies:\n  - id: geplant\n    naam: geplant\n    werkt_bij: [uwv]\n    {BRON}\n",
    )
    found = new_findings(load_pack(str(folder)))
    assert {"ongebruikt-begrip/persoon.geplant", "ongebruikte-bron/geplant", "ongebruikte-functie/geplant"} <= set(
        found
    )


def test_a_listed_finding_that_is_gone_is_told_and_fails(tmp_path):
    folder = copy_of("zuid-limburg", tmp_path)
    edit(folder / "bevindingen.yaml", "[gat-regie/gemeente_wi]", "[gat-regie/gemeente_wi, gat-regie/huisarts]")
    found = analyse(load_pack(str(folder)))
    assert found.vervallen == ("gat-regie/huisarts",)
    assert not found.in_orde


# ---- any rule of any pack, spoiled in memory


def contradiction(condition: Condition) -> Condition:
    return All((condition, Not(condition)))


@st.composite
def reworded(draw: st.DrawFn, condition: Condition) -> Condition:
    """A condition that means the same: parts in another order, twice, or denied twice."""
    match condition:
        case All(parts) | AnyOf(parts) if parts:
            inner = [draw(reworded(part)) for part in draw(st.permutations(parts))]
            if draw(st.booleans()):
                inner.append(inner[0])
            kind, other = (All, AnyOf) if isinstance(condition, All) else (AnyOf, All)
            if draw(st.booleans()):
                return Not(other(tuple(Not(part) for part in inner)))
            return kind(tuple(inner))
        case _:
            return Not(Not(condition)) if draw(st.booleans()) else condition


PACK = load_pack("holland-rijnland")


@settings(max_examples=40)
@given(data=st.data())
def test_a_rule_planted_again_in_other_words_is_always_found(data):
    original = PACK.regels[data.draw(st.sampled_from(sorted(PACK.regels)))]
    binds = any(word in repr(original.als) for word in ("Count(",))
    als = original.als if binds else data.draw(reworded(original.als))
    planted = attrs.evolve(original, id="ZZ-999", titel="Anders", als=als)
    small = attrs.evolve(PACK, regels={original.id: original, planted.id: planted})
    assert [finding.id for finding in find_same(small)] == [f"zelfde/{original.id}/ZZ-999"]


@settings(max_examples=40)
@given(data=st.data())
def test_a_rule_that_is_made_to_contradict_itself_is_always_found(data):
    original = PACK.regels[data.draw(st.sampled_from(sorted(PACK.regels)))]
    planted = attrs.evolve(original, id="ZZ-999", als=All((data.draw(reworded(original.als)), Not(original.als))))
    small = attrs.evolve(PACK, regels={planted.id: planted}, poorten={}, interventies={}, conflicten=())
    assert [finding.id for finding in find_never(small)] == ["nooit/ZZ-999"]


@settings(max_examples=40)
@given(data=st.data())
def test_a_rule_that_holds_somewhere_is_never_called_dead(data):
    original = PACK.regels[data.draw(st.sampled_from(sorted(PACK.regels)))]
    planted = attrs.evolve(original, id="ZZ-999", als=data.draw(reworded(original.als)))
    small = attrs.evolve(PACK, regels={planted.id: planted}, poorten={}, interventies={}, conflicten=())
    assert list(find_never(small)) == []


@pytest.mark.parametrize("name", ["landelijk", "holland-rijnland", "zuid-limburg"])
def test_what_holds_together_in_a_casus_is_never_called_impossible(name):
    pack = load_pack(name)
    for fixture in fixtures_of(pack, ("gedocumenteerd", "vignet")):
        for evaluation in evaluate_fixture(fixture, pack).values():
            goals = [
                (pack.regels[id_].als, Mode.TRUE if id_ in evaluation.gevuurd else Mode.NOT_TRUE)
                for id_ in evaluation.context.rules
            ]
            solver = Solver(pack.vocabulary, evaluation.peildatum)
            assert solver.possible(goals), fixture.id
            assert not solver.cut


def test_a_search_that_is_broken_off_proves_nothing(monkeypatch):
    original = next(iter(PACK.regels.values()))
    planted = attrs.evolve(original, id="ZZ-999", als=contradiction(original.als))
    small = attrs.evolve(PACK, regels={planted.id: planted}, poorten={}, interventies={}, conflicten=())
    monkeypatch.setattr(solving, "BUDGET", 0)
    assert list(find_never(small)) == []


# ---- the command


def test_the_command_says_what_it_found_and_writes_witnesses_that_check_accepts(tmp_path):
    folder = copy_of("holland-rijnland", tmp_path)
    rules = "".join(RULES["botsing-advies/RT-901/RT-902"])
    (folder / "regels" / "geplant.yaml").write_text("regels:\n" + rules, encoding="utf-8")
    out = tmp_path / "getuigen"
    result = CliRunner().invoke(commands, ["analyse", str(folder), "--out", str(out)], standalone_mode=False)
    text = re.sub(r"\s+", " ", result.output)
    assert result.return_value == 1
    assert (
        "Conclusies die bij een casus botsen botsing-advies/RT-901/RT-902: over geplant: RT-901 raadt aan, en " in text
    )
    assert re.search(r"holland-rijnland 2017\.2\.1: \d+ bevindingen\. 32 zijn zo bedoeld\.", text)
    assert (out / "getuige-botsing-advies-rt-901-rt-902.casus.yaml").is_file()
    report = check_paths([str(out)], str(folder))
    assert report.problems == ()
    assert report.casussen == len(list(out.iterdir()))


def test_the_command_answers_as_json():
    result = CliRunner().invoke(commands, ["analyse", "zuid-limburg", "--json"], standalone_mode=False)
    data = json.loads(result.output)
    assert result.return_value == 0
    assert (data["pakket"], data["in_orde"], data["bevindingen"], data["vervallen"]) == ("zuid-limburg", True, [], [])
    assert {entry["id"] for entry in data["bedoeld"]} >= {"gat-regie/gemeente_wi", "botsing-advies/PR-012b/PR-025"}


def test_the_command_shows_on_demand_what_is_intended_and_why():
    result = CliRunner().invoke(commands, ["analyse", "zuid-limburg", "--alles"], standalone_mode=False)
    assert result.return_value == 0
    assert "Zo bedoeld" in result.output
    text = re.sub(r"\s+", " ", result.output)
    assert "verbiedt, en PR-025 raadt aan. Bedoeld: Staat in conflicten.yaml als CF-" in text


def areas(*counts: str) -> RulePack:
    """A pack with a rule on how often a value is among two areas of life."""
    als = ", ".join(f"{{persoon.leefgebieden: {{aantal_met: {count}}}}}" for count in counts)
    return small_pack(regels=rules(small_rule("K-9", f"[{als}]", "[{signaleer: {signaal: a, tekst: A.}}]")))


def test_of_a_table_with_codes_every_amount_is_looked_at():
    both = areas("{waarden: [goed], minstens: 1}", "{waarden: [aandacht], minstens: 1}")
    assert list(find_never(both)) == []
    (found,) = find_never(areas("{waarden: [goed], minstens: 1}", "{waarden: [aandacht], minstens: 2}"))
    assert (found.id, found.exact) == ("nooit/K-9", True)
