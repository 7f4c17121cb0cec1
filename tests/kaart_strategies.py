"""Hypothesis strategies for a sociale kaart, and the kaart of all shipped packs together."""

from __future__ import annotations

import datetime as dt
from functools import cache

from hypothesis import strategies as st

from ggzroute import load_pack, pack_names
from ggzroute.domain.bron import Bron
from ggzroute.domain.contactgegevens import contact_details
from ggzroute.domain.kaart import Functie, Kaart, Organisatie
from ggzroute.domain.namen import Namen

CODES = st.from_regex(r"[a-z][a-z0-9_]{0,12}", fullmatch=True)
ROLES = st.frozensets(CODES, max_size=4)
TEXTS = (
    st.text(st.characters(categories=["L", "N", "P", "S", "Zs"]), max_size=40)
    .map(str.strip)
    .filter(lambda text: not contact_details(text))
)
NAMES = TEXTS.filter(bool)
SOURCES = st.lists(
    st.builds(Bron, document=st.from_regex(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,8}", fullmatch=True), plaats=NAMES),
    min_size=1,
    max_size=3,
).map(tuple)
DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2090, 12, 31))


@st.composite
def organisations(draw: st.DrawFn, id_: str) -> Organisatie:
    kan = draw(ROLES)
    return Organisatie(
        id=id_,
        naam=draw(NAMES),
        soort=draw(CODES),
        regio=draw(st.sampled_from(["landelijk", "onbekend"]) | CODES),
        subregio=draw(st.none() | CODES),
        doet=draw(TEXTS),
        loket=draw(TEXTS),
        kan=kan,
        kan_niet=draw(ROLES) - kan,
        bron=draw(SOURCES),
        nagekeken_op=draw(st.none() | DAYS),
        let_op=draw(TEXTS),
    )


@st.composite
def kaarten(draw: st.DrawFn) -> Kaart:
    """Any kaart, with at most a few entries."""
    ids = draw(st.lists(CODES, unique=True, max_size=6))
    cut = draw(st.integers(0, len(ids)))
    functions = (
        Functie(id=id_, naam=draw(NAMES), werkt_bij=draw(ROLES), bron=draw(SOURCES), let_op=draw(TEXTS))
        for id_ in ids[cut:]
    )
    return Kaart(
        organisaties={id_: draw(organisations(id_)) for id_ in ids[:cut]}, functies={f.id: f for f in functions}
    )


@cache
def shipped() -> tuple[Kaart, Namen]:
    """The sociale kaart of all shipped packs together, with its labels."""
    kaart = Kaart()
    packs = [load_pack(name) for name in pack_names()]
    for pack in packs:
        kaart = kaart.merged(pack.kaart)
    return kaart, Namen.of(kaart, *(pack.vocabulary for pack in packs))
