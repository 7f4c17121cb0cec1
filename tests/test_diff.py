"""What a comparison of two packs tells: every change of meaning, and every casus that comes out differently."""

import datetime as dt
import json
import random
from collections import Counter
from functools import cache
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ggzroute import Casus, RulePack, load_pack
from ggzroute.compare.casussen import compare_casus
from ggzroute.compare.changes import Wijziging
from ggzroute.compare.gevolgen import Verschil
from ggzroute.compare.packs import compare_packs, wijzigingen
from ggzroute.compare.screen import Manier, Screen
from ggzroute.compare.sides import Side
from ggzroute.evaluation import Evaluation, evaluate
from ggzroute.rules.conclusions import KandidaatRegievoerder
from ggzroute.rules.conditions import All, AnyOf, Check, Condition, Count, In, Not
from ggzroute.rules.model import STERKTES, Rule
from ggzroute.sampling import sample
from small_pack import BEGRIPPEN, KAART, PACK, WORKFLOW, casus, rule, rules, small_pack, write_pack


def side(pack: RulePack) -> Side:
    return Side(naam=pack.pakket, pack=pack)


def told(old: RulePack, new: RulePack) -> list[str]:
    return [str_of(change) for change in wijzigingen(side(old), side(new))]


def str_of(change: Wijziging) -> str:
    return f"{change.onderdeel} {change.id} {change.soort}: {change.wat}"


def one_rule(als: str = "[{persoon.werkwens: ja}]", dan: str | None = None, **more: str) -> RulePack:
    said = dan or "[{adviseer: {handeling: bellen, gebied: werk, tekst: Bel.}}]"
    return small_pack(regels=rules(rule("K-9", als, said, **more)))


BASE = one_rule()

CHANGES = {
    "stricter": (
        one_rule("[{persoon.werkwens: ja}, {persoon.schulden: nee}]"),
        ["regel K-9 strenger: de regel geldt in minder gevallen: erbij: persoon.schulden is nee"],
    ),
    "wider": (one_rule("altijd"), ["regel K-9 ruimer: de regel geldt in meer gevallen: weg: persoon.werkwens is ja"]),
    "other": (
        one_rule("[{persoon.werkwens: nee}]"),
        [
            (
                "regel K-9 voorwaarde: de regel geldt in andere gevallen: weg: persoon.werkwens is ja, erbij: "
                "persoon.werkwens is nee"
            )
        ],
    ),
    "rewritten": (
        one_rule("[{niet: {niet: {persoon.werkwens: ja}}}]"),
        ["regel K-9 herschreven: de voorwaarde is anders opgeschreven en betekent hetzelfde"],
    ),
    "strength": (one_rule(sterkte="verplicht"), ["regel K-9 sterkte: was voorkeur, is nu verplicht"]),
    "validity": (
        one_rule(more="    geldig: {van: 2017-01-01, tot: 2018-01-01}\n"),
        ["regel K-9 geldigheid: gold altijd, geldt nu van 2017-01-01 tot en met 2018-01-01"],
    ),
    "conclusion": (
        one_rule(dan="[{raad_af: {handeling: bellen, gebied: werk, tekst: Bel.}}]"),
        [
            (
                "regel K-9 conclusie: weg: adviseer (handeling bellen, gebied werk), erbij: "
                "raad af (handeling bellen, gebied werk)"
            )
        ],
    ),
    "words": (
        one_rule(dan="[{adviseer: {handeling: bellen, gebied: werk, tekst: Bel gerust.}}]"),
        ["regel K-9 tekst: tekst van een conclusie"],
    ),
    "other id": (
        small_pack(
            regels=rules(
                rule(
                    "K-8",
                    "[{persoon.werkwens: ja}]",
                    "[{adviseer: {handeling: bellen, gebied: werk, tekst: Bel.}}]",
                )
            )
        ),
        [
            "regel K-8 toegevoegd: Regel K-8; als persoon.werkwens is ja",
            "regel K-9 vervallen: Regel K-9",
        ],
    ),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_of_a_rule_is_told_by_its_meaning(name):
    new, expected = CHANGES[name]
    assert told(BASE, new) == expected


def test_words_are_told_apart_from_meaning():
    changes = wijzigingen(side(BASE), side(CHANGES["words"][0]))
    assert [change.alleen_tekst for change in changes] == [True]
    assert [w.alleen_tekst for w in wijzigingen(side(BASE), side(CHANGES["strength"][0]))] == [False]


def test_everything_that_is_no_rule_is_told_by_its_part():
    old = small_pack()
    step = WORKFLOW.replace(
        "antwoord: nee, als: [{regie.aanwezig: nee}], naar: A", "antwoord: nee, anders: ja, naar: A"
    )
    new = attrs.evolve(
        small_pack(
            kaart=KAART.replace("soort: opvang", "soort: wijkteam").replace("naam: Het Huis", "naam: Huis"),
            begrippen=BEGRIPPEN.replace("waarden: [werk, wonen]", "waarden: [werk, wonen, zorg]"),
            pack=PACK.replace("regio: hier", "regio: daar"),
            workflow=step,
        ),
    )
    assert told(old, new) == [
        "begrip vraag.onderwerp anders: type, waarden: erbij: zorg",
        "organisatie huis anders: soort: was opvang, is nu wijkteam",
        "organisatie huis tekst: naam",
        "pakket klein anders: regio: was hier, is nu daar",
        "workflow kort anders: stappen Q, takken nee, als: was regie.aanwezig is nee, is nu niets",
    ]


# --- A pack that is compared with itself, and with an edit of itself --------------------------------------------------


@cache
def region() -> RulePack:
    return load_pack("holland-rijnland")


def edited(pack: RulePack, id_: str, **changes: Any) -> RulePack:
    changed = attrs.evolve(pack.regels[id_], **changes)
    return attrs.evolve(pack, regels={**pack.regels, id_: changed})


def shuffled(pack: RulePack, seed: int) -> RulePack:
    chance = random.Random(seed)  # noqa: S311 - no secret hangs on it

    def mixed(items: Any) -> Any:
        found = list(items)
        chance.shuffle(found)
        return found

    return attrs.evolve(
        pack,
        regels=dict(mixed(pack.regels.items())),
        strata=tuple(tuple(mixed(layer)) for layer in pack.strata),
        workflows=dict(mixed(pack.workflows.items())),
        poorten=dict(mixed(pack.poorten.items())),
        interventies=dict(mixed(pack.interventies.items())),
        conflicten=tuple(mixed(pack.conflicten)),
        bronnen=dict(mixed(pack.bronnen.items())),
        casussen=tuple(mixed(pack.casussen)),
    )


@settings(max_examples=5)
@given(st.integers(0, 10_000))
def test_a_pack_says_what_it_said_whatever_the_order_of_rules(seed):
    assert wijzigingen(side(region()), side(shuffled(region(), seed))) == ()


def weakened(condition: Condition) -> Condition:
    """The condition with its first literal turned around."""
    match condition:
        case Check(term, In(values)) if term.type.waarden and values < set(term.type.waarden):
            return Check(term, In(frozenset(term.type.waarden) - values))
        case All(parts) | AnyOf(parts) if parts:
            return type(condition)((weakened(parts[0]), *parts[1:]))
        case Not(part):
            return part
        case Count():
            return attrs.evolve(condition, pattern=weakened(condition.pattern))
    return Not(condition)


@st.composite
def edits(draw: st.DrawFn) -> tuple[str, str, RulePack]:
    """The kind of an edit, the rule, and the region with that edit."""
    pack = region()
    kind = draw(st.sampled_from(["sterkte", "rang", "voorwaarde", "weg", "geldigheid"]))
    proposing = [r for r in pack.regels.values() if any(isinstance(c, KandidaatRegievoerder) for c in r.dan)]
    casus_rules = [r for r in pack.regels.values() if r.niveau == "casus"]
    chosen: Rule = draw(st.sampled_from(proposing if kind == "rang" else casus_rules))
    match kind:
        case "sterkte":
            other = draw(st.sampled_from([s for s in STERKTES if s != chosen.sterkte]))
            return kind, chosen.id, edited(pack, chosen.id, sterkte=other)
        case "rang":
            shift = draw(st.integers(1, 50))
            dan = tuple(
                attrs.evolve(c, rang=(c.rang + shift) % 101) if isinstance(c, KandidaatRegievoerder) else c
                for c in chosen.dan
            )
            return kind, chosen.id, edited(pack, chosen.id, dan=dan)
        case "voorwaarde":
            return kind, chosen.id, edited(pack, chosen.id, als=weakened(chosen.als))
        case "geldigheid":
            return kind, chosen.id, edited(pack, chosen.id, tot=dt.date(2015, 6, 1))
    rest = {id_: r for id_, r in pack.regels.items() if id_ != chosen.id}
    strata = tuple(tuple(id_ for id_ in layer if id_ != chosen.id) for layer in pack.strata)
    return kind, chosen.id, attrs.evolve(pack, regels=rest, strata=strata)


SOORT = {
    "sterkte": {"sterkte"},
    "rang": {"rang"},
    "voorwaarde": {"strenger", "ruimer", "voorwaarde"},
    "weg": {"vervallen"},
    "geldigheid": {"geldigheid"},
}


@settings(max_examples=60)
@given(edits())
def test_an_edit_is_always_told_and_nothing_else_is(edit):
    kind, id_, pack = edit
    changes = wijzigingen(side(region()), side(pack))
    assert {(w.onderdeel, w.id) for w in changes} == {("regel", id_)}
    assert {w.soort for w in changes} & SOORT[kind]
    assert not any(w.alleen_tekst for w in changes)


@cache
def made_up() -> tuple[Casus, ...]:
    return tuple(Casus.from_dict(data, vocabulary=region().vocabulary) for data in sample(60, region(), seed=6))


LEFT_OUT = ("tekst", "titel", "bron", "basis", "regel", "wat", "voor", "reden")
NUMBERS = ("redenen", "tegen", "contact", "onderbroken")
LISTS = ("adviezen", "signalen", "onderbrekingen", "conflicten", "poorten", "interventies")


def plain(value: Any) -> Any:
    """What an evaluation says, without words, sources and the rules that said it; reasons are only counted as any."""
    if isinstance(value, dict):
        found = {key: plain(part) for key, part in value.items() if key not in LEFT_OUT}
        return {key: bool(part) if key in NUMBERS else part for key, part in found.items()}
    return [plain(part) for part in value] if isinstance(value, list) else value


def comes_out(found: Evaluation) -> frozenset[str]:
    """An evaluation as lines; the same advice by two rules is one line."""
    parts = [("regie", found.regie), ("maatje", found.maatje), *(("route", route) for route in found.routes)]
    parts += [(name, part) for name in LISTS for part in getattr(found, name)]
    return frozenset(f"{name} {json.dumps(plain(part.to_dict()), sort_keys=True)}" for name, part in parts)


@cache
def comes_out_now(number: int) -> frozenset[str]:
    return comes_out(evaluate(made_up()[number], region()))


@settings(max_examples=40)
@given(edits(), st.lists(st.integers(0, 59), min_size=10, max_size=10, unique=True))
def test_a_casus_that_is_not_named_comes_out_the_same(edit, numbers):
    _, id_, pack = edit
    screen = Screen(region(), pack)
    for number in numbers:
        found = made_up()[number]
        named = compare_casus(screen, found, found, Manier())
        assert bool(named) is (comes_out_now(number) != comes_out(evaluate(found, pack)))
        assert all(v.door == (id_,) for v in named)


# --- Why a casus comes out differently --------------------------------------------------------------------------------


def differences(old: RulePack, new: RulePack, feiten: dict[str, Any], *betrokkenen: Any) -> tuple[Verschil, ...]:
    found = casus(old, feiten, *betrokkenen)
    return compare_casus(Screen(old, new), found, casus(new, feiten, *betrokkenen), Manier())


def test_a_stricter_rule_is_blamed_with_the_fact_that_was_added():
    new = CHANGES["stricter"][0]
    (found,) = differences(BASE, new, {"persoon.werkwens": "ja", "persoon.schulden": "ja", "regie.aanwezig": "ja"})
    assert found == Verschil(
        uitkomst="advies",
        code="bellen",
        was="voorkeur (K-9)",
        wordt="niet",
        door=("K-9",),
        feiten=("persoon.schulden",),
    )
    assert differences(BASE, new, {"persoon.werkwens": "ja", "persoon.schulden": "nee"}) == ()


@pytest.mark.parametrize(
    ("naam", "said"),
    [
        ("signaal zorg", "[{signaleer: {signaal: zorg, tekst: Let op.}}]"),
        (
            "onderbreking van de route stoppen",
            "[{onderbreek_route: {handeling: stoppen, naar: [hulpvrager], tekst: Stop.}}]",
        ),
    ],
)
def test_what_is_said_more_strongly_is_told(naam, said):
    old, new = (one_rule(dan=said, sterkte=sterkte) for sterkte in ("voorkeur", "verplicht"))
    (found,) = differences(old, new, {"persoon.werkwens": "ja"})
    assert (found.naam, found.was, found.wordt) == (naam, "ja, voorkeur (K-9)", "ja, verplicht (K-9)")
    assert (found.door, found.feiten) == (("K-9",), ("persoon.werkwens",))


def test_a_rule_behind_the_rule_that_spoke_is_blamed():
    derive = rule("K-1", "[{persoon.schulden: ja}]", "[{leid_af: {regie.zorg: ja}}]")
    other = rule("K-1", "[{persoon.schulden: nee}]", "[{leid_af: {regie.zorg: ja}}]")
    speaks = rule("K-2", "[{regie.zorg: ja}]", "[{signaleer: {signaal: zorg, tekst: Let op.}}]")
    old, new = (small_pack(regels=rules(first, speaks)) for first in (derive, other))
    (found,) = differences(old, new, {"persoon.schulden": "ja"})
    assert (found.naam, found.was, found.wordt) == ("signaal zorg", "ja, voorkeur (K-2)", "niet")
    assert (found.door, found.feiten) == (("K-1",), ("persoon.schulden",))


RANG = """\
beslistabel: RANG-1
titel: Wie gaat voor
trefregel: U
soort: regie
sterkte: mogelijk
basis: praktijk
bron: [{document: boek, plaats: p. 7}]
invoer: [{feit: regel}]
uitvoer: [{kandidaat_regievoerder: rang}]
rijen:
  - {als: [K-2], dan: [50]}
  - {als: [K-3], dan: [60]}
"""


def proposes(id_: str, soort: str) -> str:
    als = f"[{{er_is: {{betrokkene: x, waarin: {{soort: {soort}}}}}}}]"
    return rule(id_, als, "[{kandidaat_regievoerder: {wie: x}}]", soort="regie", sterkte="mogelijk")


def test_a_changed_rank_tells_who_comes_first_now_and_the_fact_behind_it(tmp_path):
    files = {
        "pack.yaml": PACK,
        "begrippen.yaml": BEGRIPPEN,
        "workflows/kort.yaml": WORKFLOW,
        "regels/r.yaml": rules(proposes("K-2", "opvang"), proposes("K-3", "wijkteam")),
    }
    old, new = (
        Side.load(write_pack(tmp_path / name, {**files, "tabellen/rang.yaml": text}), name)
        for name, text in (("oud", RANG), ("nieuw", RANG.replace("dan: [50]", "dan: [70]")))
    )
    assert [str_of(w) for w in wijzigingen(old, new)] == ["tabel RANG-1 rang: rij K-2: rang was 50, is nu 70"]
    both = [
        {"id": f"b{n}", "kring": "professioneel", "betrokken": "nu", "soort": soort}
        for n, soort in enumerate(("opvang", "wijkteam"))
    ]
    first, rest = differences(old.pack, new.pack, {}, *both)
    assert (first.naam, first.was, first.wordt) == ("regievoerder", "voorgesteld (K-3)", "voorgesteld (K-2)")
    assert (rest.was, rest.wordt) == ("K-3 (60) > K-2 (50)", "K-2 (70) > K-3 (60)")
    assert {(v.door, v.feiten) for v in (first, rest)} == {(("K-2",), ("betrokkene.soort",))}
    assert differences(old.pack, new.pack, {}, both[1]) == ()


def test_a_rule_that_does_not_fire_can_still_end_a_regie():
    als = "[{er_is: {betrokkene: x, waarin: {soort: opvang}}}, {persoon.schulden: ja}]"
    for_now = "[{kandidaat_regievoerder: {wie: x, rang: 50, zolang: [{persoon.werkwens: ja}]}}]"
    always = "[{kandidaat_regievoerder: {wie: x, rang: 50}}]"
    old, new = (small_pack(regels=rules(rule("K-2", als, dan, soort="regie"))) for dan in (for_now, always))
    data = {
        "feiten": {"persoon.schulden": "nee", "persoon.werkwens": "nee"},
        "betrokkenen": [{"id": "b", "kring": "professioneel", "soort": "opvang", "betrokken": "nu"}],
        "relaties": [{"van": "b", "naar": "hulpvrager", "soort": "voert_regie_over"}],
    }
    was, now = (casus(pack, data["feiten"], *data["betrokkenen"], relaties=data["relaties"]) for pack in (old, new))
    first, _ = compare_casus(Screen(old, new), was, now, Manier())
    assert (first.naam, first.was, first.wordt) == ("regievoerder", "open (K-2)", "aanwezig")
    assert (first.door, first.feiten) == (("K-2",), ("persoon.werkwens",))


def test_a_changed_workflow_is_blamed_with_the_fact_at_the_fork(tmp_path):
    files = {"pack.yaml": PACK, "begrippen.yaml": BEGRIPPEN, "regels/r.yaml": rules(rule("K-9", "altijd", ADVICE))}
    turned = WORKFLOW.replace("regie.aanwezig: ja}], naar: EIND", "maatje.aanwezig: ja}], naar: EIND").replace(
        "antwoord: nee, als: [{regie.aanwezig: nee}]", "antwoord: nee, als: [{maatje.aanwezig: nee}]"
    )
    old, new = (
        Side.load(write_pack(tmp_path / name, {**files, "workflows/kort.yaml": text}), name)
        for name, text in (("oud", WORKFLOW), ("nieuw", turned))
    )
    (found,) = differences(old.pack, new.pack, {"regie.aanwezig": "ja", "maatje.aanwezig": "nee"})
    assert (found.naam, found.was, found.wordt) == ("route kort", "klaar bij EIND", "klaar bij EIND, A te doen")
    assert (found.door, found.feiten) == (("workflow kort",), ("maatje.aanwezig", "regie.aanwezig"))


ADVICE = "[{adviseer: {handeling: bellen, gebied: werk, tekst: Bel.}}]"

TABEL = """\
beslistabel: TB-1
titel: Wat te doen
trefregel: F
soort: plan
sterkte: voorkeur
basis: praktijk
bron: [{document: boek, plaats: p. 7}]
invoer:
  - {feit: persoon.werkwens}
  - {feit: persoon.schulden}
uitvoer:
  - {signaleer: signaal}
  - {signaleer: tekst}
rijen:
  - {als: [ja, ja], dan: [een, Een.]}
  - {als: [ja, -], dan: [twee, Twee.]}
  - {als: [-, -], dan: [drie, Drie.]}
"""


def test_of_a_table_the_row_is_told_and_not_the_rules_it_becomes(tmp_path):
    files = {"pack.yaml": PACK, "begrippen.yaml": BEGRIPPEN, "workflows/kort.yaml": WORKFLOW}
    changed = TABEL.replace("[ja, ja], dan: [een", "[nee, ja], dan: [nul").replace("trefregel: F", "trefregel: F")
    old, new = (
        Side.load(write_pack(tmp_path / name, {**files, "tabellen/t.yaml": text}), name)
        for name, text in (("oud", TABEL), ("nieuw", changed))
    )
    assert [str_of(change) for change in wijzigingen(old, new)] == [
        "tabel TB-1 voorwaarde: rij 1: persoon.werkwens was ja, is nu nee",
        "tabel TB-1 conclusie: rij 1: signaleer: signaal was een, is nu nul",
    ]
    assert told_rows(old, new) == {("TB-1.1",)}
    found = differences(old.pack, new.pack, {"persoon.werkwens": "ja", "persoon.schulden": "ja"})
    assert {(v.naam, v.was, v.wordt, v.door) for v in found} == {
        ("signaal een", "ja, voorkeur (TB-1.1)", "niet", ("TB-1.1",)),
        ("signaal twee", "niet", "ja, voorkeur (TB-1.2)", ("TB-1.2",)),
    }


def told_rows(old: Side, new: Side) -> set[tuple[str, ...]]:
    return {change.regels for change in wijzigingen(old, new)}


def test_a_row_in_between_moves_the_others_and_changes_none(tmp_path):
    files = {"pack.yaml": PACK, "begrippen.yaml": BEGRIPPEN, "workflows/kort.yaml": WORKFLOW}
    more = TABEL.replace("  - {als: [-, -]", "  - {als: [nee, ja], dan: [vier, Vier.]}\n  - {als: [-, -]")
    old, new = (
        Side.load(write_pack(tmp_path / name, {**files, "tabellen/t.yaml": text}), name)
        for name, text in (("oud", TABEL), ("nieuw", more))
    )
    assert [str_of(change) for change in wijzigingen(old, new)] == [
        (
            "tabel TB-1 toegevoegd: rij 3: persoon.werkwens = nee; persoon.schulden = ja; signaleer: signaal = vier; "
            "signaleer: tekst = Vier."
        ),
        "tabel TB-1 verplaatst: rij 3 heet nu rij 4",
    ]


def test_the_casussen_of_both_packs_are_looked_at_once():
    found = compare_packs(side(region()), side(region()))
    assert found.wijzigingen == ()
    assert found.casussen == ()
    assert found.gevolgen.veranderd == ()
    assert found.gevolgen.niet_vergeleken == ()
    assert found.gevolgen.bekeken == Counter(file.soort for file in region().casussen)
    assert not found.gevolgen.anders
