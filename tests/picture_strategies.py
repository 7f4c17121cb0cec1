"""Hypothesis strategies for what pictures are made of: networks of up to forty betrokkenen, and workflows."""

from __future__ import annotations

import datetime as dt
from typing import Any

from hypothesis import strategies as st

from ggzroute.domain.casus import Casus
from ggzroute.domain.netwerk import HULPVRAGER, KENMERKEN, RELATIES, Betrokkene, Relatie
from ggzroute.rules.conditions import Check, In, Term
from ggzroute.vocabulary import Begrip, Soort, Type, Vocabulary
from ggzroute.vocabulary_reading import standard_vocabulary
from ggzroute.workflow.definition import BaanDefinitie, Definition, Onderbreking, Stap, Tak
from strategies import one_of, standard_organisations

DAY = dt.date(2024, 5, 1)
SOCIAL = ("familie", "vriend", "kennis", "buurtgenoot", None)
FUNCTIES = (
    "casemanager",
    "woonbegeleider",
    "bedrijfsmaatschappelijk_werker",
    "een_heel_lange_functie_zonder_einde",
    None,
)
WORDS = ("ja", "is", "de", "hulpvrager", "<b>&amp;", "arbeidsongeschiktheidsverzekering", "één", "ggz", "2,5", "/en-of")

_TEXTS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=14).map(" ".join)
_ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


@st.composite
def networks(draw: Any, most: int = 40) -> Casus:
    """A casus with a network of any size: the picture must hold it, whoever is in it."""
    people = [_betrokkene(draw, f"b{n}") for n in range(draw(st.integers(0, most)))]
    social = {b.id for b in people if b.kring == "sociaal"}
    relaties = [_relatie(draw, people, social) for _ in range(draw(st.integers(0, min(40, 2 * len(people)))))]
    feiten = draw(
        st.fixed_dictionaries(
            {},
            optional={
                "regie.aanwezig": one_of(("ja", "nee")),
                "maatje.aanwezig": one_of(("ja", "nee")),
                "maatje.type": one_of(("maatje", "maatje_plus")),
            },
        )
    )
    return Casus(
        id=draw(_ANY_TEXT.filter(str.strip)),
        peildatum=draw(one_of((DAY, None))),
        feiten=feiten,
        betrokkenen=people,
        relaties=[r for r in relaties if r is not None],
        vocabulary=standard_vocabulary(),
    )


def _betrokkene(draw: Any, id_: str) -> Betrokkene:
    more = {
        name: draw(one_of((*KENMERKEN[name], None)))
        for name in ("betrokken", "actief", "brengt_in")
        if draw(st.booleans())
    }
    if draw(st.integers(0, 2)) == 0:
        id_ = f"{draw(one_of(('tante', 'een_vriend_van_vroeger_uit_de_buurt', 'b')))}_{id_}"
        return Betrokkene(id=id_, kring="sociaal", soort=draw(one_of(SOCIAL)), **more)
    organisatie = draw(one_of((*standard_organisations(), None)))
    return Betrokkene(
        id=id_, kring="professioneel", organisatie=organisatie, soort="huisarts", functie=draw(one_of(FUNCTIES)), **more
    )


def _relatie(draw: Any, people: list[Betrokkene], social: set[str]) -> Relatie | None:
    soort = draw(one_of(tuple(RELATIES)))
    who = [b.id for b in people if soort != "voert_regie_over" or b.id not in social]
    ends = {HULPVRAGER: [HULPVRAGER], "betrokkene": who, "ieder": [HULPVRAGER, *who]}
    van, naar = ends[RELATIES[soort][0]], ends[RELATIES[soort][1]]
    if not van or not naar:
        return None
    pair = draw(st.sampled_from(van)), draw(st.sampled_from(naar))
    if pair[0] == pair[1]:
        return None
    return Relatie(
        van=pair[0],
        soort=soort,
        naar=pair[1],
        stand=draw(st.integers(0, 5)) != 0,
        sinds=draw(one_of((None, None, dt.date(2030, 1, 1)))),
        tot=draw(one_of((None, None, dt.date(2020, 1, 1)))),
    )


JA_NEE = Type(soort=Soort.JA_NEE, waarden={"ja": "ja", "nee": "nee"})


def fact(n: int) -> str:
    """Name of the fact that answers question ``n``."""
    return f"proef.f{n}"


def yes_no(count: int) -> Vocabulary:
    """A vocabulary with so many facts that are ja or nee."""
    return Vocabulary(
        {
            fact(n): Begrip(naam=fact(n), type=JA_NEE, vraag="?", antwoord_door=("ontvanger",), gevoelig=False)
            for n in range(count)
        }
    )


def when(n: int, answer: str) -> Check:
    """The condition that fact ``n`` has this answer."""
    return Check(Term(name=fact(n), type=JA_NEE), In(frozenset({answer})))


@st.composite
def workflows(draw: Any, most: int = 40, *, loops: bool = False) -> Definition:
    """A workflow in which every step is reached, every question has both answers, and every way goes on.

    Args:
        draw: given by Hypothesis.
        most: at most so many steps.
        loops: whether some answers lead back, or to the same step; the drawing must hold them, proofs need not.
    """
    count = draw(st.integers(2, most))
    ends = draw(st.integers(1, max(1, count // 5)))
    last = count - ends
    steps = []
    for n in range(count):
        if n >= last:
            steps.append(Stap(id=f"S{n}", soort="eind", tekst=draw(_TEXTS)))
            continue
        onward = n + 1
        other = draw(st.integers(n + 1, min(count - 1, n + 7)))
        if loops and draw(st.integers(0, 5)) == 0:
            other = draw(st.integers(0, n))
        question = n > 0 and draw(st.booleans())
        takken = (Tak(naar=f"S{onward}"),)
        if question or n == last - 1:
            targets = (onward, other) if n < last - 1 else tuple(range(last, count))
            takken = tuple(_branches(draw, n, targets))
        soort = "begin" if n == 0 else "vraag" if len(takken) > 1 else "activiteit"
        steps.append(Stap(id=f"S{n}", soort=soort, tekst=draw(_TEXTS), takken=takken))
    lanes = [BaanDefinitie(id=f"B{n}", tekst=draw(_TEXTS), standen=()) for n in range(draw(st.integers(0, 2)))]
    stops = [Onderbreking(id=f"O{n}", als=when(0, "ja"), tekst=draw(_TEXTS)) for n in range(draw(st.integers(0, 2)))]
    return Definition(
        naam="proef",
        titel=draw(_ANY_TEXT.filter(str.strip)),
        versie="1.0.0",
        begin="S0",
        stappen={step.id: step for step in steps},
        banen=tuple(lanes),
        onderbrekingen=tuple(stops),
    )


def _branches(draw: Any, n: int, targets: tuple[int, ...]) -> list[Tak]:
    """An answer for each target: ja and nee, or as many as there are, the last one for all that is left."""
    if len(targets) == 1:
        return [Tak(naar=f"S{targets[0]}")]
    names = ["ja", "nee", "weet_nog_niet_maar_dat_komt", "anders"] if draw(st.booleans()) else ["nee", "ja"]
    found = [
        Tak(naar=f"S{target}", antwoord=names[place % len(names)], als=when(n, "ja") if place == 0 else None)
        for place, target in enumerate(targets[:2])
    ]
    return [*found, *(Tak(naar=f"S{target}", antwoord=f"weg_{target}", als=when(n, "nee")) for target in targets[2:])]
