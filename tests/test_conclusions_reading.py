"""The rule language: what every construct under ``dan`` concludes, whom it names, and what is said of each fault."""

from __future__ import annotations

import pytest

from ggzroute.documents import read_text
from ggzroute.domain.casus import NVT
from ggzroute.problems import Problem, sort_problems
from ggzroute.rules.conclusions import (
    Actor,
    Adviseer,
    Contact,
    GeenRegievoerder,
    KandidaatMaatje,
    KandidaatRegievoerder,
    LeidAf,
    MaatjeNodig,
    MaatjeStand,
    OnderbreekRoute,
    RegieOverdracht,
    Richting,
    Signaleer,
    StelRegiekeuzeUit,
    StelVraag,
    Wie,
)
from ggzroute.rules.conditions import ALWAYS, Check, In
from ggzroute.rules.model import Rule
from ggzroute.rules.rule_reading import RuleReader
from ggzroute.schemas import check_structure
from rule_strategies import KAART, VOCABULARY, fact

RULE = """\
regels:
  - id: P-1
    titel: Een proef
    soort: regie
    sterkte: mogelijk
    basis: praktijk
    bron: [{document: proef, plaats: "1"}]
    als: [{er_is: {betrokkene: iemand, waarin: {kring: sociaal}}}]
    dan:
"""


def read(*lines: str) -> tuple[Rule | None, tuple[Problem, ...]]:
    """A rule that binds ``iemand`` and concludes these lines, the first on line 10, and everything that is wrong."""
    document = read_text(RULE + "".join(f"      - {line}\n" for line in lines), "proef.yaml")
    problems = check_structure(document, "regels")
    if problems:
        return None, sort_problems(problems)
    reader = RuleReader(document, VOCABULARY, KAART, "proef", problems)
    return reader.rule(document.data["regels"][0], 0), sort_problems(problems)


def understood(line: str) -> tuple[object, ...]:
    """What one line concludes; nothing may be wrong."""
    rule, problems = read(line)
    assert problems == ()
    assert rule is not None
    return rule.dan


AAP = Check(fact("proef.keuze"), In(frozenset({"aap"})))
IEMAND = Actor(Wie.GEBONDEN, "iemand")
GGZ = Actor(Wie.KAART, "ggz")
ZON = Actor(Wie.KAART, "zon")


# --- every construct -------------------------------------------------------------------------------------------------

CONSTRUCTS = [
    ("leid_af: {proef.een: aap}", LeidAf(feit="proef.een", waarde="aap")),
    ("leid_af: {proef.ja_nee: ja}", LeidAf(feit="proef.ja_nee", waarde="ja")),
    ("leid_af: {proef.een: nvt}", LeidAf(feit="proef.een", waarde=NVT)),
    ("leid_af: {proef.twee: [wim]}", LeidAf(feit="proef.twee", waarde=frozenset({"wim"}))),
    ("leid_af: {proef.drie: 0}", LeidAf(feit="proef.drie", waarde=0)),
    ("leid_af: {proef.leden: {teun: rood}}", LeidAf(feit="proef.leden", waarde={"teun": "rood"})),
    ("kandidaat_regievoerder: {wie: zon, rang: 0}", KandidaatRegievoerder(wie=ZON, rang=0)),
    (
        "kandidaat_regievoerder: {wie: ggz, rang: 90, rol: casemanager, zolang: [{proef.keuze: aap}], tekst: Waarom.}",
        KandidaatRegievoerder(wie=GGZ, rang=90, rol="casemanager", zolang=AAP, tekst="Waarom."),
    ),
    (
        "kandidaat_regievoerder: {wie: ggz, rang: 90, zolang: altijd}",
        KandidaatRegievoerder(wie=GGZ, rang=90, zolang=ALWAYS),
    ),
    ("geen_regievoerder: {wie: zon, tekst: Waarom niet.}", GeenRegievoerder(wie=ZON, tekst="Waarom niet.")),
    (
        "stel_regiekeuze_uit: {tot_bekend: [proef.keuze, proef.getal], tekst: Wacht.}",
        StelRegiekeuzeUit(tot_bekend=("proef.keuze", "proef.getal"), tekst="Wacht."),
    ),
    (
        "regie_overdracht: {naar: ggz, rol: casemanager, zodra: [{proef.keuze: aap}], tekst: Dan.}",
        RegieOverdracht(naar=GGZ, rol="casemanager", zodra=AAP, tekst="Dan."),
    ),
    ("maatje: {stand: nagaan}", MaatjeNodig(stand=MaatjeStand.NAGAAN)),
    ("maatje: {stand: wenselijk}", MaatjeNodig(stand=MaatjeStand.WENSELIJK)),
    ("maatje: {stand: regelen, tekst: Nu.}", MaatjeNodig(stand=MaatjeStand.REGELEN, tekst="Nu.")),
    ("maatje: {stand: niet_toewijzen}", MaatjeNodig(stand=MaatjeStand.NIET_TOEWIJZEN)),
    ("kandidaat_maatje: {wie: zon, tekst: Zij.}", KandidaatMaatje(wie=ZON, tekst="Zij.")),
    (
        "adviseer: {handeling: praten, gebied: werk, tekst: Praat., door: ggz, voor: proef.datum}",
        Adviseer(
            richting=Richting.ADVISEER,
            handeling="praten",
            gebied="werk",
            tekst="Praat.",
            door=GGZ,
            voor="proef.datum",
        ),
    ),
    (
        "raad_af: {handeling: praten, gebied: zorg, tekst: Liever niet.}",
        Adviseer(richting=Richting.RAAD_AF, handeling="praten", gebied="zorg", tekst="Liever niet."),
    ),
    (
        "verbied: {handeling: praten, gebied: wonen, tekst: Niet doen.}",
        Adviseer(richting=Richting.VERBIED, handeling="praten", gebied="wonen", tekst="Niet doen."),
    ),
    ("contact: {met: zon, door: ggz, tekst: Bel.}", Contact(met=ZON, door=GGZ, tekst="Bel.")),
    ("contact: {met: zon, tekst: Bel.}", Contact(met=ZON, tekst="Bel.")),
    ("signaleer: {signaal: let_op, tekst: Kijk.}", Signaleer(signaal="let_op", tekst="Kijk.")),
    ("stel_vraag: {feit: proef.keuze}", StelVraag(feit="proef.keuze")),
    (
        "onderbreek_route: {handeling: bellen, naar: [ggz, {soort: gemeente_wi}], tekst: Bel.}",
        OnderbreekRoute(handeling="bellen", naar=(GGZ, Actor(Wie.SOORT, "gemeente_wi")), tekst="Bel."),
    ),
]


@pytest.mark.parametrize(("line", "expected"), CONSTRUCTS, ids=[line for line, _ in CONSTRUCTS])
def test_a_construct_reads_to_what_it_means(line, expected):
    assert understood(line) == (expected,)


def test_one_leid_af_can_derive_several_facts():
    assert understood("leid_af: {proef.een: aap, proef.drie: 1}") == (
        LeidAf(feit="proef.een", waarde="aap"),
        LeidAf(feit="proef.drie", waarde=1),
    )


def test_conclusions_keep_the_order_of_the_file():
    rule, problems = read("stel_vraag: {feit: proef.keuze}", "maatje: {stand: nagaan}")
    assert problems == ()
    assert rule is not None
    assert rule.dan == (StelVraag(feit="proef.keuze"), MaatjeNodig(stand=MaatjeStand.NAGAAN))


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("iemand", IEMAND),
        ("zon", ZON),
        ("casemanager", Actor(Wie.KAART, "casemanager")),
        ("hulpvrager", Actor(Wie.ROL, "hulpvrager")),
        ("ontvanger", Actor(Wie.ROL, "ontvanger")),
        ("vrager", Actor(Wie.ROL, "vrager")),
        ("regievoerder", Actor(Wie.ROL, "regievoerder")),
        ("maatje", Actor(Wie.ROL, "maatje")),
        ("{soort: ggz_instelling}", Actor(Wie.SOORT, "ggz_instelling")),
    ],
)
def test_a_name_is_somebody_found_or_on_the_kaart_or_a_role_or_a_kind(written, meant):
    assert understood(f"kandidaat_maatje: {{wie: {written}}}") == (KandidaatMaatje(wie=meant),)


def test_the_rule_carries_its_file_and_line():
    rule, _ = read("stel_vraag: {feit: proef.keuze}")
    assert rule is not None
    assert (rule.bestand, rule.regel, rule.pakket) == ("proef.yaml", 2, "proef")


# --- every fault -----------------------------------------------------------------------------------------------------

WIE = "een id van de sociale kaart, hulpvrager, ontvanger, vrager, regievoerder, maatje of iemand"
GEBIEDEN_OP_RIJ = (
    "werk, regeling, zorg, schulden, wonen, netwerk, contact, overdracht, plan, maatje, regie, werkgever, maatregel,"
    " dagbesteding"
)
SOORTEN_CONCLUSIE = (
    "leid_af, kandidaat_regievoerder, geen_regievoerder, stel_regiekeuze_uit, regie_overdracht, maatje,"
    " kandidaat_maatje, adviseer, raad_af, verbied, contact, signaleer, stel_vraag, onderbreek_route"
)

FAULTS = [
    (
        "leid_af: {proef.ee: aap}",
        "19: GGZ121 het feit 'proef.ee' bestaat niet (bij dan[1].leid_af.proef.ee).",
        "Bedoelt u 'proef.een'?",
    ),
    (
        "leid_af: {proef.een: nood}",
        "19: GGZ138 deze keuze bestaat niet (bij dan[1].leid_af.proef.een).",
        "Bedoelt u 'noot'? Toegestaan: een van aap, noot.",
    ),
    (
        "leid_af: {proef.drie: drie}",
        "19: GGZ138 hier staat tekst, en dat past niet (bij dan[1].leid_af.proef.drie).",
        "Toegestaan: een heel getal.",
    ),
    (
        "leid_af: {proef.een: onbekend}",
        "19: GGZ139 een regel kan niet afleiden dat 'proef.een' onbekend is (bij dan[1].leid_af.proef.een).",
        "",
    ),
    (
        "leid_af: {proef.een: geweigerd}",
        "19: GGZ139 een regel kan niet afleiden dat 'proef.een' geweigerd is (bij dan[1].leid_af.proef.een).",
        "",
    ),
    (
        "leid_af: {proef.een: }",
        "19: GGZ139 een regel kan niet afleiden dat 'proef.een' onbekend is (bij dan[1].leid_af.proef.een).",
        "",
    ),
    (
        "leid_af: {proef.leden: {toon: rood}}",
        "33: GGZ138 'toon' bestaat hier niet (bij dan[1].leid_af.proef.leden.toon).",
        "Toegestaan: teun, vuur, gijs.",
    ),
    (
        "kandidaat_regievoerder: {rang: 10}",
        "9: GGZ102 'wie' ontbreekt (bij dan[1].kandidaat_regievoerder).",
        "",
    ),
    (
        "kandidaat_regievoerder: {wie: iemand, rang: 101}",
        "47: GGZ100 dit getal is te groot (bij dan[1].kandidaat_regievoerder.rang).",
        "Toegestaan: 0 tot en met 100.",
    ),
    (
        "kandidaat_regievoerder: {wie: iemand, rang: hoog}",
        "47: GGZ104 hier staat tekst (bij dan[1].kandidaat_regievoerder.rang).",
        "Toegestaan: een heel getal.",
    ),
    (
        "kandidaat_regievoerder: {wie: iemant, rang: 10}",
        "34: GGZ140 'iemant' is niet bekend (bij dan[1].kandidaat_regievoerder.wie).",
        f"Bedoelt u 'iemand'? Toegestaan: {WIE}.",
    ),
    (
        "kandidaat_regievoerder: {wie: zonn, rang: 10}",
        "34: GGZ140 'zonn' is niet bekend (bij dan[1].kandidaat_regievoerder.wie).",
        f"Bedoelt u 'zon'? Toegestaan: {WIE}.",
    ),
    (
        "kandidaat_regievoerder: {wie: {soort: ggz_instellingen}, rang: 10}",
        "40: GGZ142 'ggz_instellingen' is geen soort organisatie (bij dan[1].kandidaat_regievoerder.wie.soort).",
        "Bedoelt u 'ggz_instelling'?",
    ),
    (
        "kandidaat_regievoerder: {wie: {soort: zzz}, rang: 10}",
        "40: GGZ142 'zzz' is geen soort organisatie (bij dan[1].kandidaat_regievoerder.wie.soort).",
        "",
    ),
    (
        "kandidaat_regievoerder: {wie: iemand, rang: 10, rol: casemanger}",
        "57: GGZ141 de functie 'casemanger' staat niet op de sociale kaart (bij dan[1].kandidaat_regievoerder.rol).",
        "Bedoelt u 'casemanager'?",
    ),
    (
        "kandidaat_regievoerder: {wie: iemand, rang: 10, zolang: [{proef.keuz: aap}]}",
        "67: GGZ121 het feit 'proef.keuz' bestaat niet (bij dan[1].kandidaat_regievoerder.zolang[1].proef.keuz).",
        "Bedoelt u 'proef.keuze'?",
    ),
    (
        "geen_regievoerder: {wie: hulpvragr}",
        "29: GGZ140 'hulpvragr' is niet bekend (bij dan[1].geen_regievoerder.wie).",
        f"Bedoelt u 'hulpvrager'? Toegestaan: {WIE}.",
    ),
    (
        "stel_regiekeuze_uit: {tot_bekend: [proef.keuze, proef.gtal]}",
        "57: GGZ121 het feit 'proef.gtal' bestaat niet (bij dan[1].stel_regiekeuze_uit.tot_bekend[2]).",
        "Bedoelt u 'proef.getal'?",
    ),
    (
        "regie_overdracht: {naar: nergens}",
        "28: GGZ140 'nergens' is niet bekend (bij dan[1].regie_overdracht.naar).",
        f"Toegestaan: {WIE}.",
    ),
    (
        "regie_overdracht: {naar: zon, rol: baas}",
        "39: GGZ141 de functie 'baas' staat niet op de sociale kaart (bij dan[1].regie_overdracht.rol).",
        "",
    ),
    (
        "regie_overdracht: {naar: zon, zodra: [{proef.keuze: nood}]}",
        "48: GGZ138 de waarde 'nood' bestaat hier niet (bij dan[1].regie_overdracht.zodra[1].proef.keuze).",
        "Bedoelt u 'noot'? Toegestaan: aap, noot, mies.",
    ),
    (
        "maatje: {stand: regellen}",
        "18: GGZ103 'regellen' kan hier niet (bij dan[1].maatje.stand).",
        "Bedoelt u 'regelen'? Toegestaan: nagaan, wenselijk, regelen, niet_toewijzen.",
    ),
    (
        "kandidaat_maatje: {wie: zonn}",
        "28: GGZ140 'zonn' is niet bekend (bij dan[1].kandidaat_maatje.wie).",
        f"Bedoelt u 'zon'? Toegestaan: {WIE}.",
    ),
    (
        "adviseer: {handeling: praten, gebied: werkk, tekst: Praat.}",
        "39: GGZ103 'werkk' kan hier niet (bij dan[1].adviseer.gebied).",
        f"Bedoelt u 'werk'? Toegestaan: {GEBIEDEN_OP_RIJ}.",
    ),
    ("adviseer: {handeling: praten, gebied: werk}", "9: GGZ102 'tekst' ontbreekt (bij dan[1].adviseer).", ""),
    (
        "adviseer: {handeling: praten, gebied: werk, tekst: Praat., door: zonn}",
        "68: GGZ140 'zonn' is niet bekend (bij dan[1].adviseer.door).",
        f"Bedoelt u 'zon'? Toegestaan: {WIE}.",
    ),
    (
        "adviseer: {handeling: praten, gebied: werk, tekst: Praat., voor: proef.dtum}",
        "68: GGZ121 het feit 'proef.dtum' bestaat niet (bij dan[1].adviseer.voor).",
        "Bedoelt u 'proef.datum'?",
    ),
    ("signaleer: {signaal: let_op}", "9: GGZ102 'tekst' ontbreekt (bij dan[1].signaleer).", ""),
    (
        "adviseer: {handeling: praten, gebied: werk, tekst: Praat., voor: proef.keuze}",
        "68: GGZ143 'proef.keuze' is geen datum (bij dan[1].adviseer.voor).",
        "Toegestaan: een feit met een datum.",
    ),
    (
        "stel_vraag: {feit: proef.gtal}",
        "22: GGZ121 het feit 'proef.gtal' bestaat niet (bij dan[1].stel_vraag.feit).",
        "Bedoelt u 'proef.getal'?",
    ),
    (
        "onderbreek_route: {handeling: bellen, naar: [ggz, zonn], tekst: Bel.}",
        "59: GGZ140 'zonn' is niet bekend (bij dan[1].onderbreek_route.naar[2]).",
        f"Bedoelt u 'zon'? Toegestaan: {WIE}.",
    ),
    (
        "advisere: {handeling: praten, gebied: werk, tekst: Praat.}",
        "9: GGZ101 'advisere' bestaat hier niet (bij dan[1].advisere).",
        f"Bedoelt u 'adviseer'? Toegestaan: {SOORTEN_CONCLUSIE}.",
    ),
    (
        "{maatje: {stand: nagaan}, signaleer: {signaal: a, tekst: b}}",
        "9: GGZ100 hier staat meer dan een sleutel (bij dan[1]).",
        "Toegestaan: een sleutel per streepje.",
    ),
]


@pytest.mark.parametrize(("line", "told", "accepted"), FAULTS, ids=[fault[0] for fault in FAULTS])
def test_a_fault_is_told_in_full_at_its_place(line, told, accepted):
    expected = f"proef.yaml:10:{told} {accepted}".rstrip().replace("(bij dan", "(bij regels[1].dan")
    _, problems = read(line)
    assert [str(problem) for problem in problems] == [expected]


def test_without_a_bound_name_only_the_kaart_and_the_roles_are_accepted():
    text = RULE.replace("betrokkene: iemand, ", "") + "      - kandidaat_maatje: {wie: iemand}\n"
    document = read_text(text, "proef.yaml")
    problems: list[Problem] = []
    RuleReader(document, VOCABULARY, KAART, "proef", problems).rule(document.data["regels"][0], 0)
    told = "proef.yaml:10:28: GGZ140 'iemand' is niet bekend (bij regels[1].dan[1].kandidaat_maatje.wie)."
    accepted = "een id van de sociale kaart, hulpvrager, ontvanger, vrager, regievoerder, maatje"
    assert [str(problem) for problem in problems] == [f"{told} Toegestaan: {accepted}."]


def test_all_faults_come_at_once_with_those_of_the_condition():
    text = RULE.replace("kring: sociaal", "kring: socaal") + (
        "      - kandidaat_regievoerder: {wie: zonn, rang: 10, rol: casemanger}\n"
        "      - stel_vraag: {feit: proef.keuz}\n"
        "      - leid_af: {proef.een: nood, proef.drie: drie}\n"
    )
    document = read_text(text, "proef.yaml")
    problems = check_structure(document, "regels")
    RuleReader(document, VOCABULARY, KAART, "proef", problems).rule(document.data["regels"][0], 0)
    assert [(p.regel, p.kolom, p.code, p.bedoelt_u) for p in sort_problems(problems)] == [
        (8, 49, "GGZ138", "sociaal"),
        (10, 34, "GGZ140", "zon"),
        (10, 55, "GGZ141", "casemanager"),
        (11, 22, "GGZ121", "proef.keuze"),
        (12, 19, "GGZ138", "noot"),
        (12, 36, "GGZ138", ""),
    ]
