"""All twenty places where the sources disagree: both sides come out with their sources, and one side alone does not."""

from collections.abc import Mapping
from typing import Any, NamedTuple

import pytest

import ggzroute
from ggzroute import Casus, RulePack
from ggzroute.decide.conflicten import _side
from ggzroute.profile import Profiel, evaluate_profile
from ggzroute.replay.fixtures import fixtures_of
from ggzroute.verslag.bronnen import conflicts
from ggzroute.verslag.tekst import section_lines, wrapped
from small_pack import rule, rules, write_pack

SHIPPED = ("landelijk", "holland-rijnland", "zuid-limburg")


class Proef(NamedTuple):
    """A small casus or profile on which a conflict comes out, and what makes one side alone stand."""

    pakket: str
    feiten: Mapping[str, Any]
    een_kant: Mapping[str, Any]
    bronnen: tuple[str, ...]
    niveau: str = "casus"
    mensen: tuple[Mapping[str, Any], ...] = ()
    regie: str | None = None


GGZ = {"id": "ggz", "soort": "ggz_instelling", "betrokken": "nu"}
UWV = {"id": "uwv", "soort": "uwv", "betrokken": "nu"}
FOCUSGROEP = "hr2017 §2.1.4 (focusgroep 16-2-2017)"
MAATJE, ROUTE_MAATJE = "hr2017 §4.2.1 Maatje (+)", "hr2017 §4.3.1 Maatje (+)"
ZELF = "hr2017 §4.3.1 Persoon vraagt zelf ondersteuning"
HR, ZL = "holland-rijnland", "zuid-limburg"

PROEVEN = {
    "CF-01": Proef(
        HR,
        {"vraag.vrager": "persoon_zelf", "vraag.complexiteit": "eenvoudig", "regie.aanwezig": "nee"},
        {"vraag.complexiteit": "complex"},
        (ZELF, "hr2017 §4.3.1 Regievoerder"),
    ),
    "CF-02": Proef(
        HR,
        {
            "vraag.vrager": "persoon_zelf",
            "vraag.complexiteit": "complex",
            "vraag.kan_zelf_integrale_uitvraag": "nee",
        },
        {"vraag.kan_zelf_integrale_uitvraag": "ja"},
        ("hr2017 stroomschema p.26", ZELF),
    ),
    "CF-03": Proef(
        HR,
        {"persoon.weigert_locatie": ["buurthuis"]},
        {"persoon.gemeente": "ergens", "regio.wijkteam_beschikbaar": {"ergens": "nee"}},
        ("hr2017 §2.1.2 (24-11-2016) casus 3", "hr2017 h3 Waarderen"),
    ),
    "CF-05": Proef(
        HR,
        {"traject.soort": "fit4work", "persoon.verblijf": "ggz_instelling", "regie.aanwezig": "nee"},
        {"persoon.verblijf": "zelfstandig_alleen"},
        (
            "hr2017 §2.1.1 (8-11-2016) casus 2",
            "divosa2014 §3.1 interventie 2",
            "divosa2014 §3.1 interventie 7",
        ),
        mensen=(GGZ,),
    ),
    "CF-06": Proef(
        HR,
        {
            "maatje.aanwezig": "ja",
            "maatje.geschoold": "ja",
            "maatje.affiniteit": "ja",
            "maatje.ervaringsdeskundig": "nee",
        },
        {"maatje.ervaringsdeskundig": "ja"},
        ("hr2017 Samenvatting", FOCUSGROEP, MAATJE, ROUTE_MAATJE),
    ),
    "CF-07": Proef(
        HR,
        {"persoon.multiproblematiek": "ja", "regie.aanwezig": "nee", "maatje.aanwezig": "nee"},
        {"maatje.aanwezig": "ja"},
        ("hr2017 §2.1.1 (8-11-2016) casus 1", "hr2017 §4.2.1 Regievoerder"),
    ),
    "CF-08": Proef(
        "landelijk",
        {
            "organisatie.soort": "gemeente_wi",
            "organisatie.ervaringsdeskundigen_inzet": "nee",
            "regio.samenwerking_fase": "kennismaking",
        },
        {"regio.samenwerking_fase": "uitvoering"},
        (FOCUSGROEP, "divosa2014 §2.2 tips LPGGZ", "programmaraad Ervaringsdeskundigen"),
        niveau="organisatie",
    ),
    "CF-09": Proef(
        HR,
        {
            "persoon.verslaving_speelt": "ja",
            "persoon.schulden": "ja",
            "persoon.werkwens": "ja",
            "persoon.werkwens_realistisch": "nee",
            "persoon.behandelstatus": "in_behandeling",
        },
        {"persoon.behandelstatus": "niet_in_behandeling"},
        ("hr2017 §2.1.3 (6-12-2016) casus 3", "zl2018 deel 1 §1.4", "divosa2014 §3.1 interventie 2"),
    ),
    "CF-10": Proef(
        "landelijk",
        {"plan.verslag_getekend": "ja", "toestemming.blanco": "ja"},
        {"toestemming.blanco": "nee"},
        ("divosa2014 §2.1 praktijk gemeente 2", "divosa2014 §2.3 belangrijkste tips privacy"),
    ),
    "CF-11": Proef(
        "landelijk",
        {"persoon.werkwens": "ja", "persoon.belastbaarheid_bekend": "nee"},
        {"persoon.belastbaarheid_bekend": "ja", "persoon.indicaties": ["doelgroepregister_aangevraagd"]},
        ("hr2017 §2.1.3 (6-12-2016) casus 4", "zl2018 deel 1 §1.3"),
    ),
    "CF-12": Proef(
        "landelijk",
        {"werkgever.aanwezig": "ja", "werkgever.vraagt_informatie": ["medisch"]},
        {"werkgever.openheid_akkoord": "nee"},
        (
            FOCUSGROEP,
            "zl2018 Bijlage 3 (10-1-2019) ronde 1 groep 3",
            "divosa2014 h5 ondersteunen en ontzorgen",
        ),
    ),
    "CF-13": Proef(
        "landelijk",
        {"persoon.kwetsbaarheid_bekend": "zelf_gemeld", "persoon.behandelstatus": "niet_in_behandeling"},
        {"traject.soort": "ips"},
        ("divosa2014 §3.1 e-mental health", "zl2018 Bijlage 3 (10-1-2019) ronde 1 groep 1"),
    ),
    "CF-14": Proef(
        HR,
        {
            "persoon.uitkering_instantie": "uwv",
            "persoon.contactstatus": "weigert_contact",
            "maatregel.overwogen": "korting_uitkering",
        },
        {"maatregel.overwogen": "nvt"},
        (
            "hr2017 §2.1.2 (24-11-2016) casus 2",
            "divosa2014 §2.1 Diagnose \u2013 zorgweigeraars",
            "divosa2014 h6 dwang en sancties",
        ),
    ),
    "CF-15": Proef(
        HR,
        {
            "persoon.verblijf": "ggz_instelling",
            "vraag.vrager": "professioneel_netwerk",
            "persoon.indicaties": ["begeleid_wonen_aangevraagd"],
        },
        {"vraag.vrager": "persoon_zelf"},
        ("hr2017 §2.1.3 (6-12-2016) Samenvattend", "hr2017 §2.1.3 (6-12-2016) casus 3"),
        mensen=(GGZ,),
        regie="ggz",
    ),
    "CF-16": Proef(
        "landelijk",
        {"regio.overleg_ritme": "niet_afgesproken"},
        {"regio.overleg_ritme": "zes_weken", "regio.gespreksleidraad": "nee"},
        (
            "hr2017 §2.2 Voortzetting regionale casuïstiekbespreking",
            "programmaraad Casuïstiek en intervisie met gespreksleidraad",
            "programmaraad Duo-projectleidersrol",
        ),
        niveau="regio",
    ),
    "CF-17": Proef(
        "landelijk",
        {"maatje.aanwezig": "ja", "maatje.geschoold": "ja", "maatje.ervaringsdeskundig": "ja"},
        {"maatje.ervaringsdeskundig": "nee", "maatje.affiniteit": "ja"},
        (MAATJE, "zl2018 Bijlage 3 (10-1-2019) ronde 1 groep 2"),
    ),
    "CF-18": Proef(
        HR,
        {"vraag.vrager": "persoon_zelf"},
        {"regie.aanwezig": "nee", "persoon.uitkering_instantie": "uwv", "persoon.contactstatus": "weigert_contact"},
        ("hr2017 §4.2.1 Regievoerder", "hr2017 §2.1.2 (24-11-2016) casus 2"),
        mensen=(UWV,),
        regie="uwv",
    ),
    "CF-19": Proef(
        HR,
        {
            "vraag.vrager": "gezamenlijk",
            "vraag.complexiteit": "eenvoudig",
            "regie.aanwezig": "ja",
            "persoon.gemeente": "alphen_aan_den_rijn",
            "persoon.uitkering": ["aangevraagd"],
        },
        {"persoon.gemeente": "leiden"},
        ("hr2017 §2.1.1 (8-11-2016) casus 2", "hr2017 Bijlage III (8-11-2016) casus 2"),
    ),
    "CF-20": Proef(
        "landelijk",
        {"regio.overleg_vast_protocol": "ja", "regio.mdo_afspraken": {"regie": "nee"}},
        {"regio.mdo_afspraken": {"regie": "ja"}},
        ("programmaraad Duo-projectleidersrol", "zl2018 deel 1 §1.1"),
        niveau="regio",
    ),
}
"""CF-04 is apart: both its sources speak about exactly the same situation."""


def ask(pack: RulePack, proef: Proef, anders: Mapping[str, Any] | None = None) -> Any:
    """What a pack makes of a trial, with some facts changed. Without its regievoerder when the change says so."""
    feiten = {**proef.feiten, **(anders or {})}
    data: dict[str, Any] = {"id": "proef", "peildatum": "2018-06-01", "feiten": feiten}
    if proef.niveau != "casus":
        profile = Profiel.from_dict({**data, "niveau": proef.niveau}, vocabulary=pack.vocabulary)
        return evaluate_profile(profile, pack)
    held = proef.regie and feiten.get("regie.aanwezig") != "nee"
    data["betrokkenen"] = list(proef.mensen)
    data["relaties"] = [{"van": proef.regie, "soort": "voert_regie_over", "naar": "hulpvrager"}] if held else []
    return ggzroute.evaluate(Casus.from_dict(data, vocabulary=pack.vocabulary), pack)


def standing(evaluation: Any, id_: str) -> list[bool]:
    """For each side of a conflict whether it stands."""
    (conflict,) = [c for c in evaluation.context.pack.conflicten if c.id == id_]
    return [_side(side, evaluation.gevuurd, evaluation.context.facts) is not None for side in conflict.kanten]


def shown(evaluation: Any, id_: str) -> list[Any]:
    return [conflict for conflict in evaluation.conflicten if conflict.id == id_]


def packs_with(id_: str) -> list[RulePack]:
    packs = [ggzroute.load_pack(name) for name in SHIPPED]
    return [pack for pack in packs if id_ in {conflict.id for conflict in pack.conflicten}]


def test_every_place_where_the_sources_disagree_is_a_conflict_of_a_pack():
    known = {c.id for name in SHIPPED for c in ggzroute.load_pack(name).conflicten}
    assert known == {f"CF-{n:02}" for n in range(1, 21)}
    assert known == PROEVEN.keys() | {"CF-04"}


@pytest.mark.parametrize("id_", sorted(PROEVEN))
def test_both_sides_come_out_with_what_they_would_have_one_do_and_their_sources(id_):
    proef = PROEVEN[id_]
    packs = packs_with(id_)
    assert proef.pakket in {pack.pakket for pack in packs}
    for pack in packs:
        evaluation = ask(pack, proef)
        (conflict,) = shown(evaluation, id_)
        assert len(conflict.kanten) >= 2
        assert all(side.zegt and side.bron and (side.regels or side.als) for side in conflict.kanten)
        assert {str(source) for side in conflict.kanten for source in side.bron} >= set(proef.bronnen)
        assert conflict.voorstel
        assert conflict.to_dict() in evaluation.to_dict()["conflicten"]


@pytest.mark.parametrize("id_", sorted(PROEVEN))
def test_people_read_both_sides_their_sources_and_the_proposal_on_a_narrow_screen(id_):
    pack = ggzroute.load_pack(PROEVEN[id_].pakket)
    (conflict,) = shown(ask(pack, PROEVEN[id_]), id_)
    lines = [wrapped(line, 80) for line in section_lines(conflicts([conflict], pack))]
    assert all(len(part) <= 80 for line in lines for part in line.splitlines())
    text = " ".join("\n".join(lines).split())
    for n, side in enumerate(conflict.kanten, 1):
        assert f"{n}. {side.zegt} Bron: {'; '.join(map(str, side.bron))}." in text
    assert f"Voorstel: {conflict.voorstel}" in text
    assert all(pack.bronnen[source.document].titel in text for side in conflict.kanten for source in side.bron)


@pytest.mark.parametrize("id_", sorted(PROEVEN))
def test_one_side_alone_is_no_conflict(id_):
    proef = PROEVEN[id_]
    for pack in packs_with(id_):
        evaluation = ask(pack, proef, proef.een_kant)
        assert standing(evaluation, id_).count(True) == 1, standing(evaluation, id_)
        assert shown(evaluation, id_) == []


# ---- CF-04: the sources say "can" and "must" about one and the same situation

WANTS = Proef(HR, {"maatje.behoefte": "ja"}, {}, (MAATJE, ROUTE_MAATJE))


def test_whether_a_maatje_can_or_must_be_arranged_comes_out_while_there_is_none(pack):
    (conflict,) = shown(ask(pack, WANTS), "CF-04")
    assert [side.regels for side in conflict.kanten] == [("MJ-004",), ("MJ-002",)]
    assert [str(side.bron[0]) for side in conflict.kanten] == [MAATJE, ROUTE_MAATJE]
    assert standing(ask(pack, WANTS, {"maatje.aanwezig": "ja"}), "CF-04") == [False, False]


def test_a_region_that_words_one_of_the_two_otherwise_has_no_conflict_where_only_the_other_holds(tmp_path):
    own = rule(
        "MJ-002",
        "[{maatje.behoefte: ja}, {maatje.aanwezig: nee}]",
        "[{maatje: {stand: regelen, tekst: Regel een maatje.}}]",
        soort="maatje",
        more="    vervangt: holland-rijnland\n",
    )
    head = "pakket: eigen\nnaam: Eigen\nversie: 1.0.0\ngebruikt: [holland-rijnland]\nbronnen:\n  boek: {titel: Boek}\n"
    pack = ggzroute.load_pack(write_pack(tmp_path / "eigen", {"pack.yaml": head, "regels/eigen.yaml": rules(own)}))
    assert standing(ask(pack, WANTS), "CF-04") == [True, False]
    assert shown(ask(pack, WANTS), "CF-04") == []
    assert shown(ask(pack, WANTS, {"maatje.aanwezig": "nee"}), "CF-04") != []


# ---- what is particular to one of them


@pytest.mark.parametrize(
    ("name", "id_", "kant", "regel", "niveau", "feiten"),
    [
        (HR, "CF-11", 1, "DG-012", "casus", PROEVEN["CF-11"].feiten),
        (
            HR,
            "CF-12",
            1,
            "WG-001",
            "casus",
            {
                **PROEVEN["CF-12"].feiten,
                "werkgever.openheid_akkoord": "ja",
                "toestemming.inhoud_afgestemd": "ja",
            },
        ),
        (HR, "CF-16", 1, "OR-002", "regio", PROEVEN["CF-16"].feiten),
        (HR, "CF-17", 1, "MJ-005", "casus", PROEVEN["CF-17"].feiten),
        (ZL, "CF-11", 2, "DG-013", "casus", {**PROEVEN["CF-11"].feiten, "persoon.indicaties": ["doelgroepregister"]}),
        (ZL, "CF-13", 2, "IV-039", "casus", {**PROEVEN["CF-13"].feiten, "traject.soort": "e_learning"}),
        (ZL, "CF-17", 2, "MJ-020", "organisatie", {"organisatie.ervaringsdeskundigen_inzet": "vrijwillig"}),
        (
            ZL,
            "CF-20",
            2,
            "RG-023",
            "organisatie",
            {**PROEVEN["CF-20"].feiten, "organisatie.gedeelde_hulpvragers": "ja"},
        ),
    ],
)
def test_a_region_names_its_own_rule_on_its_side_of_a_national_conflict(name, id_, kant, regel, niveau, feiten):
    (conflict,) = shown(ask(ggzroute.load_pack(name), Proef(name, feiten, {}, (), niveau)), id_)
    assert conflict.kanten[kant - 1].regels == (regel,)


def test_a_signed_report_without_a_purpose_shows_both_sources_too():
    landelijk = ggzroute.load_pack("landelijk")
    signed = Proef("landelijk", {"plan.verslag_getekend": "ja"}, {}, ())
    (conflict,) = shown(ask(landelijk, signed), "CF-10")
    assert (conflict.kanten[1].regels, bool(conflict.kanten[1].als)) == ((), True)
    complete = {"toestemming.doel": "plan maken", "toestemming.ontvanger": "ggz"}
    assert shown(ask(landelijk, signed, complete), "CF-10") == []


def test_open_consent_overrules_the_advice_to_take_a_signed_report_as_consent():
    landelijk = ggzroute.load_pack("landelijk")
    advice = {}
    for blanco in ("ja", "nee"):
        evaluation = ask(landelijk, PROEVEN["CF-10"], {"toestemming.blanco": blanco})
        (advice[blanco],) = [a for a in evaluation.adviezen if a.gezag.regel == "PR-025"]
    assert advice["ja"].overstemd_door == ("PR-012b",)
    assert advice["nee"].overstemd_door == ()


GEMEENTE = {"id": "wi", "soort": "gemeente_wi", "betrokken": "nu"}


@pytest.mark.parametrize(("soort", "first"), [("fit4work", "wi"), ("ips", "ggz"), ("stage", "ggz")])
def test_who_belongs_to_the_chosen_traject_comes_first_and_the_conflict_is_still_shown(pack, soort, first):
    proef = PROEVEN["CF-05"]._replace(mensen=(GGZ, GEMEENTE))
    evaluation = ask(pack, proef, {"traject.soort": soort})
    assert evaluation.regie.status == "voorgesteld"
    assert evaluation.regie.kandidaten[0].wie == first
    assert bool(shown(evaluation, "CF-05")) is (soort == "fit4work")


def test_who_holds_the_regie_keeps_it_and_the_traject_asks_to_talk_about_handing_it_over(pack):
    proef = PROEVEN["CF-05"]._replace(mensen=(GGZ, GEMEENTE), regie="ggz")
    treated = {"persoon.verblijf": "onbekend", "persoon.behandelstatus": "in_behandeling", "regie.aanwezig": "ja"}
    regie = (evaluation := ask(pack, proef, treated)).regie
    assert (regie.status, [k.wie for k in regie.huidig]) == ("aanwezig", ["ggz"])
    assert [(o.naar, o.reden.gezag.regel) for o in regie.overdracht] == [("wi", "RG-021b")]
    assert shown(evaluation, "CF-05") != []
    assert ask(pack, proef, {**treated, "traject.soort": "ips"}).regie.overdracht == ()


def test_the_documented_casussen_that_the_sources_disagree_about_show_it(pack):
    fixtures = {fixture.id: ggzroute.evaluate(fixture.casus, pack) for fixture in fixtures_of(pack)}
    found = {id_: [c.id for c in evaluation.conflicten] for id_, evaluation in fixtures.items()}
    assert {id_: ids for id_, ids in found.items() if ids} == {
        "hr-1108-1": ["CF-07"],
        "hr-1108-2": ["CF-19"],
        "hr-1124-3": ["CF-03", "CF-07"],
        "hr-1206-3": ["CF-09", "CF-15"],
        "hr-1206-4": ["CF-11"],
    }
