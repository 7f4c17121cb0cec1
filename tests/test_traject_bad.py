"""What is wrong with a traject is told all at once, at its line, with what to do; and the file stays as it is."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from ggzroute import Traject, TrajectError, load_pack
from ggzroute.problems import sort_problems
from ggzroute.traject import lezen, opslag
from ggzroute.traject.vorm import canonical, hash_of
from trajecten import agreed, begun, day, event, grown, handed

PACK = load_pack("holland-rijnland")
KINDS = (
    "antwoord, activiteit_gedaan, regievoerder_afgesproken, regie_overgedragen, opgenomen, ontslag_gepland, ontslagen, "
    "verhuisd, toestemming_gegeven, toestemming_ingetrokken, geplaatst, plaatsing_beeindigd, contact_geprobeerd, "
    "behandeling_gestart, behandeling_gestopt, betrokkene_erbij, betrokkene_weg, maatje_afgesproken, relatie_erbij, "
    "relatie_weg, correctie, migratie"
)
ROLES = (
    "hulpvrager, ontvanger, vrager, regievoerder, maatje, klantmanager, uwv, ggz, wijkteam, werkgever, behandelaar, "
    "woonbegeleider, verzekeringsarts, organisatie, regio"
)

NAME = (
    "t.jsonl:3:1: GGZ310 'naam' wordt geweigerd: Hiermee is de hulpvrager meteen te herkennen. Voor de ingang zijn "
    "gemeente en subregio genoeg. In plaats daarvan: persoon.pseudoniem, persoon.gemeente en persoon.subregio. Hangt "
    "aanbod van de leeftijd af: persoon.leeftijdsgroep. Postadres: alleen de organisatie, in persoon.postadres_bij "
    "(bij gebeurtenissen[2].naam)."
)
DIAGNOSE = (
    "GGZ310 'diagnose' wordt geweigerd: Niet de aandoening telt, maar wat die betekent voor werk en meedoen. Een "
    "diagnose hoort bij de behandelaar. In plaats daarvan: persoon.functionele_behoeften voor wat helpt, en "
    "persoon.gewenste_expertise als de hulpvrager bepaalde kennis wil (bij inhoud.feit)."
)

Rows = list[dict[str, Any]]


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture(scope="module")
def good() -> Traject:
    return grown(
        agreed(1),
        event("antwoord", 2, feit="persoon.schulden", waarde="ja"),
        event("ontslag_gepland", 3, op=day(20).isoformat()),
        handed(5, "ggz", "wijkteam"),
    )


def rows_of(traject: Traject) -> Rows:
    data = json.loads(json.dumps(traject.to_dict()))
    return [{key: value for key, value in data.items() if key != "gebeurtenissen"}, *data["gebeurtenissen"]]


def chained(rows: Rows, start: int = 0) -> Rows:
    """The rows with hashes that fit again, as somebody who writes a file of their own would have them."""
    for n in range(start, len(rows)):
        if n:
            rows[n]["vorige"] = rows[n - 1]["hash"]
        rows[n]["hash"] = hash_of(rows[n])
    return rows


def text_of(rows: Rows) -> str:
    return "".join(canonical(row) + "\n" for row in rows)


def refused(path: Path | str = "t.jsonl", **more: Any) -> list[str]:
    before = Path(path).read_bytes() if Path(path).exists() else b""
    with pytest.raises(TrajectError) as caught:
        Traject.load(path, PACK, **more)
    assert caught.value.problems == sort_problems(caught.value.problems)
    assert (Path(path).read_bytes() if Path(path).exists() else b"") == before
    return [str(problem) for problem in caught.value.problems]


# ---- damage to the file

COPY = "Zet een kopie terug; verbeteren gaat met een correctie."


def beschadigde_regel(text: str) -> str:
    return text.replace('"nr":2', '"nr:2')


def gewijzigde_waarde(text: str) -> str:
    return text.replace('"waarde":"ja"', '"waarde":"geen"')


def gewijzigd_in_de_laatste_regel(text: str) -> str:
    return text.replace('"naar":"wijkteam"', '"naar":"begeleider"')


def gewijzigde_kop(text: str) -> str:
    return text.replace('"traject":"proef"', '"traject":"ander"')


def verwisselde_regels(text: str) -> str:
    lines = text.splitlines(keepends=True)
    return "".join([lines[0], lines[1], lines[3], lines[2], lines[4]])


def dubbele_regel(text: str) -> str:
    lines = text.splitlines(keepends=True)
    return "".join([*lines[:3], lines[2], *lines[3:]])


def ontbrekende_regel(text: str) -> str:
    lines = text.splitlines(keepends=True)
    return "".join([*lines[:2], *lines[3:]])


def ontbrekende_regels(text: str) -> str:
    lines = text.splitlines(keepends=True)
    return "".join([lines[0], *lines[4:]])


def dubbele_sleutel(text: str) -> str:
    return text.replace('"nr":2,', '"nr":2,"nr":2,')


def afgebroken_regel(text: str) -> str:
    return text[:-100]


def afgebroken_kop(text: str) -> str:
    return text.splitlines()[0][:50]


def geen_traject(_: str) -> str:
    return "id: proef\nfeiten: {}\n"


def een_casus_als_json(_: str) -> str:
    return '{"id":"proef","feiten":{}}\n'


def leeg(_: str) -> str:
    return ""


def alles_tegelijk(text: str) -> str:
    lines = gewijzigde_waarde(text).splitlines(keepends=True)
    return "".join([*lines[:3], lines[1], "{kapot\n", lines[4]])


DAMAGE: dict[Callable[[str], str], list[str]] = {
    beschadigde_regel: [
        (
            "t.jsonl:3: GGZ501 deze regel is beschadigd, en niet te lezen als JSON. "
            "Zet een kopie terug waar zij nog goed in staat."
        )
    ],
    dubbele_sleutel: [
        (
            "t.jsonl:3: GGZ501 deze regel is beschadigd, en niet te lezen als JSON. "
            "Zet een kopie terug waar zij nog goed in staat."
        )
    ],
    gewijzigde_waarde: [
        "t.jsonl:3:1: GGZ507 de inhoud is veranderd nadat zij genoteerd is, of beschadigd (bij gebeurtenissen[2]). "
        + COPY
    ],
    gewijzigd_in_de_laatste_regel: [
        "t.jsonl:5:1: GGZ507 de inhoud is veranderd nadat zij genoteerd is, of beschadigd (bij gebeurtenissen[4]). "
        + COPY
    ],
    gewijzigde_kop: ["t.jsonl:1:1: GGZ507 de inhoud is veranderd nadat zij genoteerd is, of beschadigd. " + COPY],
    verwisselde_regels: [
        (
            "t.jsonl:4:1: GGZ506 gebeurtenis 2 staat na gebeurtenis 3 (bij gebeurtenissen[3]). "
            "Zet de gebeurtenissen op volgorde van nummer."
        ),
    ],
    dubbele_regel: [
        "t.jsonl:4:1: GGZ505 gebeurtenis 2 staat er twee keer (bij gebeurtenissen[3]). Haal deze regel weg."
    ],
    ontbrekende_regel: [
        (
            "t.jsonl:3:1: GGZ504 gebeurtenis 2 ontbreekt (bij gebeurtenissen[2]). "
            "Zet een kopie terug waar dit nog in staat."
        )
    ],
    ontbrekende_regels: [
        (
            "t.jsonl:2:1: GGZ504 gebeurtenis 1 tot en met 3 ontbreken (bij gebeurtenissen[1]). "
            "Zet een kopie terug waar dit nog in staat."
        )
    ],
    afgebroken_regel: [
        (
            "t.jsonl:5: GGZ502 de laatste regel is afgebroken: het schrijven is niet afgemaakt. "
            "Doe 'ggzroute traject' met --herstel; het afgebroken deel gaat naar .rest."
        )
    ],
    afgebroken_kop: [
        (
            "t.jsonl:1: GGZ502 de laatste regel is afgebroken: het schrijven is niet afgemaakt. "
            "Doe 'ggzroute traject' met --herstel; het afgebroken deel gaat naar .rest."
        )
    ],
    geen_traject: ["t.jsonl:1: GGZ500 dit is geen traject, of de kop op de eerste regel is beschadigd."],
    een_casus_als_json: [
        (
            "t.jsonl:1:1: GGZ500 dit is geen traject, of een traject in een vorm die dit programma niet kent. "
            "Toegestaan: een kop met 'formaat': 1."
        )
    ],
    leeg: ["t.jsonl: GGZ500 dit bestand is leeg. Begin een nieuw traject."],
    alles_tegelijk: [
        "t.jsonl:3:1: GGZ507 de inhoud is veranderd nadat zij genoteerd is, of beschadigd (bij gebeurtenissen[2]). "
        + COPY,
        "t.jsonl:4:1: GGZ505 gebeurtenis 1 staat er twee keer (bij gebeurtenissen[3]). Haal deze regel weg.",
        (
            "t.jsonl:5: GGZ501 deze regel is beschadigd, en niet te lezen als JSON. "
            "Zet een kopie terug waar zij nog goed in staat."
        ),
    ],
}


@pytest.mark.parametrize("damage", DAMAGE, ids=lambda damage: damage.__name__)
def test_damage_to_a_file_is_told_at_its_line(here, good, damage):
    text = text_of(rows_of(good))
    (here / "t.jsonl").write_text(damage(text))
    assert damage(text) != text
    assert refused() == DAMAGE[damage]


# ---- events that are not right, in a file whose chain fits


def changed(good: Traject, fields: dict[str, Any]) -> str:
    """A file in which the second event was made with other fields, chained as if it were always so."""
    rows = rows_of(good)
    for key, value in fields.items():
        if value is None:
            del rows[2][key]
        else:
            rows[2][key] = value
    return text_of(chained(rows, 2))


WRONG: dict[str, tuple[dict[str, Any], list[str]]] = {
    "onbekende-soort": (
        {"soort": "regie_overdragen"},
        [
            (
                "t.jsonl:3:1: GGZ503 deze soort gebeurtenis bestaat niet (bij gebeurtenissen[2].soort). "
                f"Bedoelt u 'regie_overgedragen'? Toegestaan: {KINDS}."
            )
        ],
    ),
    "datum-bestaat-niet": (
        {"geldt_op": "2017-02-30"},
        [
            (
                "t.jsonl:3:1: GGZ302 hier staat tekst, en dat past niet (bij gebeurtenissen[2].geldt_op). "
                "Toegestaan: een datum als 2016-11-24."
            )
        ],
    ),
    "datum-ontbreekt": (
        {"bekend_op": None},
        [
            (
                "t.jsonl:3:1: GGZ305 'bekend_op' ontbreekt (bij gebeurtenissen[2].bekend_op). "
                "Toegestaan: een datum als 2016-11-24."
            )
        ],
    ),
    "bekend-voor-het-gebeurt": (
        {"geldt_op": day(9).isoformat()},
        [
            (
                "t.jsonl:3:1: GGZ510 'antwoord' kan niet bekend zijn voor het gebeurt "
                "(bij gebeurtenissen[2].geldt_op). "
                "Alleen een afspraak voor later kan eerder bekend zijn: regievoerder_afgesproken, regie_overgedragen, "
                "verhuisd, geplaatst, maatje_afgesproken."
            )
        ],
    ),
    "voor-het-begin": (
        {"geldt_op": "2016-12-31"},
        [
            (
                "t.jsonl:3:1: GGZ511 deze gebeurtenis ligt voor het begin van het traject (bij gebeurtenissen[2]). "
                "Zet wat al gold in de casus van het begin."
            )
        ],
    ),
    "bekend-voor-de-vorige": (
        {"bekend_op": day(0).isoformat(), "geldt_op": day(0).isoformat()},
        [
            (
                "t.jsonl:3:1: GGZ512 deze dag ligt voor die van de gebeurtenis ervoor "
                "(bij gebeurtenissen[2].bekend_op). "
                "Geef de dag waarop dit traject het weet; wanneer het gold, staat bij 'geldt_op'."
            )
        ],
    ),
    "onbekende-sleutel": (
        {"naam": "iemand", "tekst": "x"},
        [
            (
                "t.jsonl:3:1: GGZ301 'tekst' bestaat hier niet (bij gebeurtenissen[2].tekst). "
                "Toegestaan: nr, soort, geldt_op, bekend_op, door, inhoud, vorige, hash."
            ),
            NAME,
        ],
    ),
    "inhoud-ontbreekt": (
        {"inhoud": None},
        ["t.jsonl:3:1: GGZ305 'inhoud' ontbreekt (bij gebeurtenissen[2].inhoud). Toegestaan: een blok met sleutels."],
    ),
    "onbekend-feit": (
        {"inhoud": {"feit": "persoon.schuld", "waarde": "ja"}},
        [
            (
                "t.jsonl:3:1: GGZ306 het feit 'persoon.schuld' staat niet in de begrippen "
                "(bij gebeurtenissen[2].inhoud.feit). Bedoelt u 'persoon.schulden'?"
            )
        ],
    ),
    "waarde-past-niet": (
        {"inhoud": {"feit": "persoon.schulden", "waarde": "heel veel"}},
        [
            (
                "t.jsonl:3:1: GGZ303 deze keuze bestaat niet (bij gebeurtenissen[2].inhoud.waarde). "
                "Toegestaan: een van geen, ja, problematisch."
            )
        ],
    ),
    "niet-in-de-vaste-vorm": (
        {"inhoud": {"feit": "vraag.volledig_beeld", "waarde": True}},
        [
            (
                "t.jsonl:3:1: GGZ527 dit staat niet in de vaste vorm, zodat de keten het niet kan bewaken "
                "(bij gebeurtenissen[2]). Laat dit programma de gebeurtenis schrijven."
            )
        ],
    ),
    "door-is-een-naam": (
        {"door": "Jansen"},
        [
            (
                "t.jsonl:3:1: GGZ516 'door' is geen rol en geen betrokkene (bij gebeurtenissen[2].door). "
                f"Kies een rol: {ROLES}."
            )
        ],
    ),
    "nummer-past-niet": (
        {"nr": 0},
        [
            "t.jsonl:3:1: GGZ302 dit nummer past niet (bij gebeurtenissen[2].nr). Toegestaan: 1, 2, 3, ....",
            (
                "t.jsonl:4:1: GGZ504 gebeurtenis 2 ontbreekt (bij gebeurtenissen[3]). "
                "Zet een kopie terug waar dit nog in staat."
            ),
        ],
    ),
    "twee-met-een-nummer": (
        {"nr": 1},
        [
            (
                "t.jsonl:3:1: GGZ505 er zijn twee verschillende gebeurtenissen met nummer 1 (bij gebeurtenissen[2]). "
                "Houd de goede, en voeg de andere opnieuw toe aan het eind."
            ),
            (
                "t.jsonl:4:1: GGZ504 gebeurtenis 2 ontbreekt (bij gebeurtenissen[3]). "
                "Zet een kopie terug waar dit nog in staat."
            ),
        ],
    ),
}


@pytest.mark.parametrize("fault", WRONG)
def test_an_event_that_is_not_right_is_told_at_its_line(here, good, fault):
    fields, lines = WRONG[fault]
    (here / "t.jsonl").write_text(changed(good, fields))
    assert refused() == lines


@pytest.mark.parametrize("number", [["x"], {"x": 1}, "2", None, True, 1.5], ids=str)
def test_a_number_that_is_no_number_is_told_and_nothing_breaks(good, number):
    whole = json.loads(json.dumps(good.to_dict()))
    whole["gebeurtenissen"][1]["nr"] = number
    with pytest.raises(TrajectError) as caught:
        Traject.from_dict(whole, PACK)
    places = {problem.plek for problem in caught.value.problems}
    assert "gebeurtenissen[2].nr" in places
    assert "GGZ507" in {problem.code for problem in caught.value.problems}


def test_an_event_of_another_traject_does_not_join(here, good):
    other = rows_of(grown(agreed(1, "wijkteam"), event("antwoord", 2, feit="persoon.schulden", waarde="ja")))
    rows = rows_of(good)[:2]
    (here / "t.jsonl").write_text(text_of([*rows, other[2]]))
    assert refused() == [
        (
            "t.jsonl:3:1: GGZ508 deze gebeurtenis sluit niet aan op gebeurtenis 1 (bij gebeurtenissen[2]). "
            "Zij hoort bij een ander traject, of ervoor is iets veranderd."
        )
    ]
    (here / "t.jsonl").write_text(text_of([rows_of(begun(id="anders"))[0], rows[1]]))
    assert refused() == [
        (
            "t.jsonl:2:1: GGZ508 deze gebeurtenis sluit niet aan op de kop (bij gebeurtenissen[1]). "
            "Zij hoort bij een ander traject, of ervoor is iets veranderd."
        )
    ]


def test_what_is_known_after_today_is_refused(good):
    good.save("t.jsonl")
    assert Traject.load("t.jsonl", PACK, vandaag=day(5)) == good
    assert refused(vandaag=day(2)) == [
        f"t.jsonl:{line}:1: GGZ509 deze dag ligt in de toekomst; wat nog niet bekend is, kan er niet in staan "
        f"(bij gebeurtenissen[{line - 1}].bekend_op). Verbeter de dag, of voeg dit later toe."
        for line in (4, 5)
    ]


def test_a_traject_on_another_pack_is_refused(good):
    good.save("t.jsonl")
    with pytest.raises(TrajectError) as caught:
        Traject.load("t.jsonl", load_pack("zuid-limburg"))
    assert [str(p) for p in caught.value.problems] == [
        (
            "t.jsonl:1:1: GGZ520 dit traject loopt op een ander pakket dan zuid-limburg (bij pakket). "
            "Geef het pakket van dit traject."
        )
    ]


def test_a_stempel_that_was_kept_shows_what_is_gone(good):
    good.save("t.jsonl")
    assert Traject.load("t.jsonl", PACK, stempel=good.stempel) == good
    lines = Path("t.jsonl").read_text().splitlines(keepends=True)
    Path("t.jsonl").write_text("".join(lines[:-1]))
    assert refused(stempel=good.stempel) == [
        (
            "t.jsonl: GGZ528 hier ontbreekt een gebeurtenis die er eerder wel was, of er is iets veranderd. "
            "Zet een kopie terug."
        )
    ]
    Path("t.jsonl").write_text(lines[0])
    assert Traject.load("t.jsonl", PACK, stempel=begun().stempel) == begun()


# ---- events that do not fit what happened


def clash(traject: Traject, new: dict[str, Any]) -> list[str]:
    before = traject.to_dict()
    with pytest.raises(TrajectError) as caught:
        traject.add(new)
    assert traject.to_dict() == before
    return [str(problem) for problem in caught.value.problems]


NOT_HOLDING = (
    "GGZ514 degene bij 'van' voert op die dag de regie niet (bij inhoud.van). "
    "Noem bij 'van' wie op die dag regievoerder is, en bij 'naar' een ander."
)


def test_there_is_never_a_second_regievoerder():
    assert clash(grown(agreed(1)), agreed(4, "wijkteam")) == [
        (
            "GGZ513 er is op die dag al een regievoerder (bij inhoud.wie). Draag de regie over met regie_overgedragen, "
            "of verbeter de eerdere afspraak met een correctie."
        )
    ]


def test_nobody_is_agreed_on_before_somebody_who_was_agreed_on_already():
    assert clash(grown(agreed(4)), agreed(2, "wijkteam", bekend=5)) == [
        (
            "GGZ513 gebeurtenis 1 past dan niet meer: er is op die dag al een regievoerder. Draag de regie over met "
            "regie_overgedragen, of verbeter de eerdere afspraak met een correctie."
        )
    ]


def test_only_who_holds_the_regie_hands_it_over():
    assert clash(grown(agreed(1)), handed(4, "wijkteam", "begeleider")) == [NOT_HOLDING]
    assert clash(grown(agreed(4)), handed(2, "ggz", "wijkteam", bekend=5)) == [NOT_HOLDING]
    assert clash(begun(), handed(2, "ggz", "wijkteam")) == [NOT_HOLDING]
    assert clash(grown(agreed(1)), handed(4, "ggz", "ggz")) == [
        (
            "GGZ514 'van' en 'naar' zijn dezelfde (bij inhoud.van). "
            "Noem bij 'van' wie op die dag regievoerder is, en bij 'naar' een ander."
        )
    ]


def test_a_handover_that_is_known_late_cannot_take_the_ground_from_another():
    traject = grown(agreed(1), handed(6, "ggz", "wijkteam"))
    assert clash(traject, handed(4, "ggz", "begeleider", bekend=8)) == [
        (
            "GGZ514 gebeurtenis 2 past dan niet meer: degene bij 'van' voert op die dag de regie niet. "
            "Noem bij 'van' wie op die dag regievoerder is, en bij 'naar' een ander."
        )
    ]


def test_a_regievoerder_does_not_leave_without_handing_over():
    line = (
        "GGZ515 deze betrokkene voert op die dag de regie (bij inhoud.wie). "
        "Draag eerst de regie over, met regie_overgedragen."
    )
    assert clash(grown(agreed(1)), event("betrokkene_weg", 3, wie="ggz")) == [line]
    moved = grown(agreed(1), handed(3, "ggz", "wijkteam"), event("betrokkene_weg", 3, wie="ggz"))
    assert moved.as_of(day(3)).betrokkene("ggz").betrokken == "voorheen"


def test_the_regie_comes_from_the_professional_kring():
    assert clash(begun(), agreed(1, "tante")) == [
        (
            "GGZ327 een regievoerder komt uit de professionele kring, niet uit de sociale. "
            "Iemand uit de sociale kring kan wel maatje zijn."
        )
    ]


def test_an_event_names_who_is_there_on_its_day():
    coach = event("betrokkene_erbij", 5, id="coach", kring="professioneel", betrokken="nu")
    line = (
        "GGZ516 'wie' wijst naar iemand die op die dag geen betrokkene is (bij inhoud.wie). "
        "Noteer eerst betrokkene_erbij, of verbeter de id."
    )
    assert line in clash(grown(coach), agreed(3, "coach", bekend=6))
    assert grown(coach, agreed(5, "coach", bekend=6)).regie()[0].wie == "coach"
    assert clash(begun(), event("maatje_afgesproken", 1, wie="hulpvrager")) == [line]
    assert clash(begun(), event("ontslagen", 1, None, "coach")) == [
        f"GGZ516 'door' is geen rol en geen betrokkene (bij door). Kies een rol: {ROLES}."
    ]


NEW: dict[str, tuple[dict[str, Any], list[str]]] = {
    "geen-blok": (
        event("antwoord", 1) | {"inhoud": ["x"]},
        ["GGZ302 hier staat een lijst, en dat past niet (bij inhoud). Toegestaan: een blok met sleutels."],
    ),
    "nummer-gegeven": (
        event("ontslagen", 1) | {"nr": 4},
        ["GGZ301 'nr' bestaat hier niet (bij nr). Toegestaan: soort, geldt_op, bekend_op, door, inhoud."],
    ),
    "met-ontbreekt": (
        event("regievoerder_afgesproken", 1, wie="ggz", met=[]),
        ["GGZ305 'met' ontbreekt (bij inhoud.met). Toegestaan: een lijst met id's van betrokkenen of organisaties."],
    ),
    "feit-van-een-andere-gebeurtenis": (
        event("antwoord", 1, feit="regie.regievoerder", waarde="ggz"),
        [
            (
                "GGZ517 'regie.regievoerder' wordt niet als antwoord genoteerd (bij inhoud.feit). "
                "Noteer een gebeurtenis van soort regievoerder_afgesproken of regie_overgedragen."
            )
        ],
    ),
    "relatie-van-een-andere-gebeurtenis": (
        event("relatie_erbij", 1, van="wijkteam", soort="voert_regie_over", naar="hulpvrager"),
        [
            (
                "GGZ517 een relatie 'voert_regie_over' wordt hier niet genoteerd (bij inhoud.soort). "
                "Noteer een gebeurtenis van soort regievoerder_afgesproken of regie_overgedragen."
            )
        ],
    ),
    "regie-eindigt-niet-zomaar": (
        event("relatie_weg", 1, van="ggz", soort="voert_regie_over", naar="hulpvrager"),
        [
            (
                "GGZ517 een relatie 'voert_regie_over' wordt hier niet genoteerd (bij inhoud.soort). "
                "Noteer een gebeurtenis van soort regie_overgedragen."
            )
        ],
    ),
    "feit-uit-het-netwerk": (
        event("antwoord", 1, feit="netwerk.aantal_regievoerders", waarde=2),
        [
            (
                "GGZ307 'netwerk.aantal_regievoerders' volgt uit het netwerk en wordt niet opgegeven "
                "(bij inhoud.feit). "
                "Haal dit feit weg."
            )
        ],
    ),
    "verboden-feit": (
        event("antwoord", 1, feit="persoon.diagnose", waarde="x"),
        [DIAGNOSE],
    ),
    "waarde-ontbreekt": (
        event("antwoord", 1, feit="persoon.schulden"),
        ["GGZ305 'waarde' ontbreekt (bij inhoud.waarde). Toegestaan: een waarde, onbekend, geweigerd of nvt."],
    ),
    "stap-bestaat-niet": (
        event("activiteit_gedaan", 1, stap="A9"),
        [
            (
                "GGZ518 de workflow heeft geen activiteit of eind met deze id (bij inhoud.stap). "
                "Kies een stap van de workflow; een vraag heeft een antwoord."
            )
        ],
    ),
    "stap-is-een-vraag": (
        event("activiteit_gedaan", 1, stap="Q1"),
        [
            (
                "GGZ518 de workflow heeft geen activiteit of eind met deze id (bij inhoud.stap). "
                "Kies een stap van de workflow; een vraag heeft een antwoord."
            )
        ],
    ),
    "handeling-bestaat-niet": (
        event("activiteit_gedaan", 1, handeling="nazorg_in_ontslagbrif"),
        [
            (
                "GGZ518 geen regel van het pakket adviseert deze handeling (bij inhoud.handeling). "
                "Neem de code over van een advies uit dit pakket."
            )
        ],
    ),
    "stap-en-handeling": (
        event("activiteit_gedaan", 1, stap="A4", handeling="nazorg_in_ontslagbrief"),
        ["GGZ305 geef 'stap' of 'handeling', en niet allebei (bij inhoud)."],
    ),
    "correctie-van-niets": (
        event("correctie", 1, betreft=7, vervalt="ja"),
        [
            (
                "GGZ519 een correctie gaat over een eerdere gebeurtenis die zelf geen correctie of migratie is "
                "(bij inhoud.betreft). Geef het nummer van de gebeurtenis zelf."
            )
        ],
    ),
    "correctie-zonder-inhoud": (
        event("correctie", 1, betreft=1),
        [
            "GGZ305 geef 'vervalt: ja' of 'inhoud', en niet allebei (bij inhoud).",
            (
                "GGZ519 een correctie gaat over een eerdere gebeurtenis die zelf geen correctie of migratie is "
                "(bij inhoud.betreft). Geef het nummer van de gebeurtenis zelf."
            ),
        ],
    ),
    "migratie-met-de-hand": (
        event("migratie", 1, van="1", naar="2", stappen={}),
        ["GGZ503 een migratie wordt niet los genoteerd (bij soort). Migreer het traject."],
    ),
    "organisatie-onbekend": (
        event("betrokkene_erbij", 1, id="x", organisatie="nergens", betrokken="nu"),
        [
            (
                "GGZ311 deze organisatie staat niet op de sociale kaart van het pakket (bij inhoud.organisatie). "
                "Gebruik een id van de sociale kaart, of laat 'organisatie' weg en geef 'soort'."
            )
        ],
    ),
    "erbij-maar-niet-nu": (
        event("betrokkene_erbij", 1, id="x", organisatie="swt", betrokken="voorheen"),
        ["GGZ302 wie erbij komt, is nu betrokken (bij inhoud.betrokken). Toegestaan: nu."],
    ),
    "betrokkene-is-er-al": (
        event("betrokkene_erbij", 1, id="ggz", kring="professioneel", betrokken="nu"),
        ["GGZ320 deze betrokkene is er al (bij inhoud.id). Geef elke betrokkene een eigen id."],
    ),
    "relatie-is-er-niet": (
        event("relatie_weg", 1, van="hulpvrager", soort="vertrouwt", naar="ggz"),
        ["GGZ516 deze relatie is er op die dag niet. Verbeter 'van', 'soort' of 'naar'."],
    ),
    "toestemming-tot-voor-de-dag": (
        event("toestemming_gegeven", 9, ontvanger="ggz", doel="werk", schriftelijk="ja", geldig_tot=day(3).isoformat()),
        ["GGZ328 'geldig_tot' ligt voor de dag van de toestemming (bij inhoud.geldig_tot)."],
    ),
    "alles-tegelijk": (
        {"soort": "ontslag_gepland", "geldt_op": "morgen", "inhoud": {"op": 12, "waar": "x"}},
        [
            "GGZ301 'waar' bestaat hier niet (bij inhoud.waar). Toegestaan: op.",
            "GGZ302 hier staat tekst, en dat past niet (bij geldt_op). Toegestaan: een datum als 2016-11-24.",
            "GGZ302 hier staat een getal, en dat past niet (bij inhoud.op). Toegestaan: een datum als 2016-11-24.",
            "GGZ305 'bekend_op' ontbreekt (bij bekend_op). Toegestaan: een datum als 2016-11-24.",
            "GGZ305 'door' ontbreekt (bij door). Toegestaan: een korte tekst.",
        ],
    ),
}


@pytest.mark.parametrize("fault", NEW)
def test_a_new_event_that_is_not_right_is_refused_with_everything(fault):
    new, lines = NEW[fault]
    assert clash(begun(), new) == lines


def test_what_is_no_event_at_all_is_refused():
    with pytest.raises(TrajectError) as caught:
        begun().add(["antwoord"])  # type: ignore[arg-type]
    assert [str(p) for p in caught.value.problems] == [
        (
            "GGZ302 een gebeurtenis is een blok met sleutels, hier staat een lijst. "
            "Toegestaan: soort, geldt_op, bekend_op, door, inhoud."
        )
    ]


# ---- a beginning that is not right


@pytest.mark.parametrize(
    ("more", "line"),
    [
        (
            {"feiten": {"regie.regievoerder": "ggz"}},
            (
                "GGZ525 in een traject staat de regievoerder in het netwerk, niet als feit "
                "(bij start.feiten.regie.regievoerder). Schrijf een relatie voert_regie_over, of noteer "
                "regievoerder_afgesproken."
            ),
        ),
        (
            {
                "relaties": [
                    {"van": who, "soort": "voert_regie_over", "naar": "hulpvrager"} for who in ("ggz", "wijkteam")
                ]
            },
            (
                "GGZ525 aan het begin van het traject is er meer dan één regievoerder (bij start.relaties). "
                "Spreek af wie het is, en geef de andere relatie een 'tot' voor het begin."
            ),
        ),
        (
            {"relaties": [{"van": "ggz", "soort": "voert_regie_over", "naar": "hulpvrager", "tot": day(30)}]},
            (
                "GGZ525 de regie begint of eindigt hier na het begin van het traject (bij start.relaties[1]). "
                "Laat die dag weg, en noteer de afspraak of de overdracht als gebeurtenis."
            ),
        ),
        (
            {"relaties": [{"van": "ggz", "soort": "voert_regie_over", "naar": "hulpvrager", "sinds": day(1)}]},
            (
                "GGZ525 de regie begint of eindigt hier na het begin van het traject (bij start.relaties[1]). "
                "Laat die dag weg, en noteer de afspraak of de overdracht als gebeurtenis."
            ),
        ),
    ],
)
def test_a_casus_that_cannot_be_the_beginning_is_refused(more, line):
    with pytest.raises(TrajectError) as caught:
        begun(**more)
    assert [str(p) for p in caught.value.problems] == [line]


def test_a_head_that_is_not_right_is_told_at_the_first_line(here):
    rows = rows_of(begun())
    rows[0] |= {"begin": "ooit", "start": {"feiten": {"persoon.schuld": "ja"}}, "extra": 1}
    (here / "t.jsonl").write_text(text_of(chained(rows)))
    assert refused() == [
        (
            "t.jsonl:1:1: GGZ301 'extra' bestaat hier niet (bij extra). Toegestaan: formaat, traject, pakket, "
            "pakket_versie, workflow, workflow_versie, begin, documentatie, start, hash."
        ),
        "t.jsonl:1:1: GGZ302 hier staat tekst, en dat past niet (bij begin). Toegestaan: een datum als 2016-11-24.",
    ]
    rows[0] |= {"begin": "2017-01-01", "documentatie": {"titel": "x"}}
    del rows[0]["extra"]
    (here / "t.jsonl").write_text(text_of(chained(rows)))
    assert refused() == [
        (
            "t.jsonl:1:1: GGZ302 de documentatie past niet (bij documentatie). "
            "Toegestaan: een blok met titel, bron (document en plaats) en toelichting."
        ),
        (
            "t.jsonl:1:1: GGZ306 het feit 'persoon.schuld' staat niet in de begrippen "
            "(bij start.feiten.persoon.schuld). "
            "Bedoelt u 'persoon.schulden'?"
        ),
    ]


# ---- files that cannot be used


def test_a_file_that_is_not_there_or_cannot_be_written_is_told():
    assert refused("weg.jsonl") == ["weg.jsonl: GGZ001 het bestand bestaat niet."]
    for action, line in (
        (lambda: Traject.repair("weg.jsonl"), "weg.jsonl: GGZ001 het bestand bestaat niet."),
        (lambda: begun().save("geen/map.jsonl"), "geen/map.jsonl: GGZ001 het bestand is niet te schrijven."),
        (lambda: begun().save("."), ".: GGZ001 het bestand is niet te schrijven."),
        (lambda: Traject.load(".", PACK), ".: GGZ001 het bestand is niet te lezen."),
    ):
        with pytest.raises(TrajectError) as caught:
            action()
        assert [str(p) for p in caught.value.problems] == [line]


def test_a_file_that_is_too_large_is_neither_read_nor_written(good, monkeypatch):
    good.save("t.jsonl")
    monkeypatch.setattr(opslag, "MAX_FILE", 500)
    assert refused() == ["t.jsonl: GGZ002 het bestand is groter dan 0 MB."]
    with pytest.raises(TrajectError) as caught:
        good.save("nieuw.jsonl")
    assert [str(p) for p in caught.value.problems] == ["nieuw.jsonl: GGZ002 dit traject is groter dan 0 MB."]
    assert not Path("nieuw.jsonl").exists()


def test_a_traject_has_so_many_events_at_most(good, monkeypatch):
    good.save("t.jsonl")
    for module in (lezen, __import__("ggzroute.traject.traject", fromlist=["x"])):
        monkeypatch.setattr(module, "MAX_EVENTS", 4)
    assert clash(good, event("ontslagen", 9)) == ["GGZ308 een traject heeft hoogstens 4 gebeurtenissen."]
    monkeypatch.setattr(lezen, "MAX_EVENTS", 3)
    assert refused() == ["t.jsonl:1:1: GGZ308 deze lijst is langer dan 3 regels (bij gebeurtenissen)."]


def test_what_somebody_else_added_is_never_overwritten(good):
    good.save("t.jsonl")
    mine, theirs = good.add(event("ontslagen", 9)), good.add(event("opgenomen", 9))
    theirs.save("t.jsonl")
    there = Path("t.jsonl").read_bytes()
    lines = {
        mine: "t.jsonl:6: GGZ523 hier staat een andere gebeurtenis. Lees het bestand opnieuw.",
        good: "t.jsonl:6: GGZ523 in het bestand staat meer dan dit traject weet; iemand anders heeft iets toegevoegd. "
        "Lees het bestand opnieuw.",
        begun(id="ander"): "t.jsonl:1: GGZ523 dit bestand hoort niet bij dit traject. Lees het bestand opnieuw.",
    }
    for traject, line in lines.items():
        with pytest.raises(TrajectError) as caught:
            traject.save("t.jsonl")
        assert [str(p) for p in caught.value.problems] == [line]
        assert Path("t.jsonl").read_bytes() == there


def test_a_write_that_stops_halfway_is_taken_back(here, good, monkeypatch):
    good.save("t.jsonl")
    before = Path("t.jsonl").read_bytes()
    write = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, data: write(descriptor, data[: len(data) // 2]))
    more = good.add(event("ontslagen", 9))
    with pytest.raises(TrajectError) as caught:
        more.save("t.jsonl")
    assert [str(p) for p in caught.value.problems] == ["t.jsonl: GGZ001 het bestand is niet te schrijven."]
    assert Path("t.jsonl").read_bytes() == before
    monkeypatch.undo()
    os.chdir(here)
    more.save("t.jsonl")
    assert Traject.load("t.jsonl", PACK) == more


def test_a_last_line_without_its_end_is_whole(good):
    good.save("t.jsonl")
    raw = Path("t.jsonl").read_bytes()
    Path("t.jsonl").write_bytes(raw.rstrip(b"\n"))
    assert Traject.load("t.jsonl", PACK) == good
    assert Traject.repair("t.jsonl") == 0
    more = good.add(event("ontslagen", 9))
    more.save("t.jsonl")
    assert Path("t.jsonl").read_bytes().startswith(raw)
    assert Traject.load("t.jsonl", PACK) == more


def test_empty_lines_and_other_line_ends_do_no_harm(good):
    good.save("t.jsonl")
    text = Path("t.jsonl").read_text()
    Path("t.jsonl").write_text(text.replace("\n", "\r\n") + "\r\n", newline="")
    assert Traject.load("t.jsonl", PACK) == good


# ---- the messages as a whole


def every_line() -> Iterator[str]:
    for lines in DAMAGE.values():
        yield from lines
    for _, lines in (*WRONG.values(), *NEW.values()):
        yield from lines


def test_every_line_has_a_code_and_is_one_sentence_or_more():
    for line in every_line():
        assert re.match(r"(t\.jsonl(:\d+){0,2}: )?GGZ\d{3} .*[.?]$", line), line
