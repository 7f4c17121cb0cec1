"""A small vocabulary, and Hypothesis strategies for rules and casussen over it.

Rules are built as objects, not as text, so that every form a condition can take is reached. The vocabulary is small and
its values are few, so that conditions are true, false and unknown about equally often.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cache
from typing import Any

import attrs
from hypothesis import strategies as st

from ggzroute.domain.bron import Bron
from ggzroute.domain.casus import GEWEIGERD, NVT, Casus
from ggzroute.domain.facts import INVENTARIS, Facts, build_facts
from ggzroute.domain.kaart import Functie, Kaart, Organisatie
from ggzroute.domain.netwerk import HULPVRAGER, Betrokkene, Relatie
from ggzroute.rules.conclusions import LeidAf, Signaleer, Verzamel
from ggzroute.rules.conditions import (
    ALWAYS,
    All,
    AnyOf,
    Check,
    Condition,
    Count,
    Covers,
    DateRange,
    Day,
    Disjoint,
    In,
    Known,
    Not,
    Overlaps,
    Range,
    Reach,
    Size,
    SizeWith,
    Term,
    walk,
)
from ggzroute.rules.model import Rule
from ggzroute.rules.strata import stratify
from ggzroute.rules.wording import say
from ggzroute.vocabulary import Begrip, Soort, Type, Verboden, Vocabulary

PEILDATUM = dt.date(2016, 11, 24)

JA_NEE = Type(soort=Soort.JA_NEE, waarden={"ja": "ja", "nee": "nee"})
GETAL = Type(soort=Soort.GETAL)
DATUM = Type(soort=Soort.DATUM)
TEKST = Type(soort=Soort.TEKST)


def keuze(*codes: str) -> Type:
    return Type(soort=Soort.KEUZE, waarden={code: code for code in codes})


def keuzes(*codes: str) -> Type:
    return Type(soort=Soort.KEUZES, waarden={code: code for code in codes})


PLAATSEN = ("leiden", "lisse")
RIJ = Type(soort=Soort.RECORD, velden={"dagen": GETAL, "vanaf": DATUM, "kleur": keuze("rood", "groen")})

TYPES = {
    INVENTARIS: JA_NEE,
    "proef.keuze": keuze("aap", "noot", "mies"),
    "proef.ja_nee": JA_NEE,
    "proef.keuzes": keuzes("wim", "zus", "jet"),
    "proef.getal": GETAL,
    "proef.datum": DATUM,
    "proef.datums": Type(soort=Soort.DATUMS),
    "proef.tekst": TEKST,
    "proef.actoren": Type(soort=Soort.ACTOREN),
    "proef.plaats": keuze(*PLAATSEN),
    "proef.leden": Type(
        soort=Soort.TABEL, sleutels={"teun": "teun", "vuur": "vuur", "gijs": "gijs"}, waarde=keuze("rood", "groen")
    ),
    "proef.open": Type(soort=Soort.TABEL, waarde=JA_NEE),
    "proef.rijen": Type(soort=Soort.TABEL, waarde=RIJ),
    "proef.record": Type(soort=Soort.RECORD, velden={**RIJ.velden, "plaats": keuze(*PLAATSEN)}),
    "proef.records": Type(soort=Soort.RECORDS, velden=RIJ.velden),
    "proef.een": keuze("aap", "noot"),
    "proef.twee": keuzes("wim", "zus"),
    "proef.drie": GETAL,
}
"""Fact name to type; the last three are derived by rules, each only from those before it."""

DERIVED = ("proef.een", "proef.twee", "proef.drie")

_DERIVED_VALUES: dict[str, tuple[Any, ...]] = {
    "proef.een": ("aap", "noot", NVT),
    "proef.twee": (frozenset(), frozenset({"wim"}), frozenset({"wim", "zus"})),
    "proef.drie": (0, 1, 2),
}

_TOGETHER = {"proef.twee": Verzamel.SAMEN, "proef.drie": Verzamel.SOM}
"""Derived facts whose values can be put together; ``nvt`` cannot."""

VOCABULARY = Vocabulary(
    {
        **{
            name: Begrip(naam=name, type=kind, vraag=f"Wat is {name}?", antwoord_door=("ontvanger",), gevoelig=False)
            for name, kind in TYPES.items()
        },
        "organisatie.soort": Begrip(
            naam="organisatie.soort",
            type=keuze("ggz_instelling", "gemeente_wi"),
            vraag="Wat voor organisatie is dit?",
            antwoord_door=("organisatie",),
            gevoelig=False,
            niveau="organisatie",
        ),
        "organisatie.rollen_kan": Begrip(
            naam="organisatie.rollen_kan",
            type=keuzes("maatje", "regievoerder"),
            vraag="Welke rollen kan de organisatie hebben?",
            antwoord_door=("organisatie",),
            gevoelig=False,
            niveau="organisatie",
        ),
    },
    (Verboden(namen=frozenset({"bsn"}), waarom="een nummer is niet nodig"),),
)

KAART = Kaart(
    organisaties={
        "ggz": Organisatie(
            id="ggz", naam="de GGZ", soort="ggz_instelling", regio="proef", kan=frozenset({"regievoerder"})
        ),
        "zon": Organisatie(
            id="zon", naam="de zon", soort="gemeente_wi", regio="proef", kan_niet=frozenset({"regievoerder"})
        ),
    },
    functies={"casemanager": Functie(id="casemanager", naam="casemanager")},
)


# --- Rules -----------------------------------------------------------------------------------------------------------


def make_rule(id_: str, als: Condition = ALWAYS, *dan: Any) -> Rule:
    """A rule; without a conclusion it gives a signal."""
    return Rule(
        id=id_,
        titel=id_,
        soort="routing",
        sterkte="mogelijk",
        basis="praktijk",
        niveau="casus",
        bron=(Bron(document="proef", plaats="1"),),
        als=als,
        dan=dan or (Signaleer(signaal=id_.lower(), tekst=id_),),
    )


def derives(feit: str, waarde: Any) -> LeidAf:
    return LeidAf(feit=feit, waarde=waarde)


def fact(name: str, *, field: str | None = None, key: str | None = None) -> Term:
    """A term for a fact of the vocabulary, or for a field of it, or for a place in an open table."""
    kind = TYPES[name]
    if key is not None:
        assert kind.waarde is not None
        kind = kind.waarde
    if field is not None:
        kind = kind.velden[field] if kind.velden else kind.waarde or kind
    return Term(name=name, type=kind, field=field, key=key)


def equal(name: str, *codes: Any) -> Condition:
    """The fact has one of these values."""
    return Check(fact(name), In(frozenset(codes)))


def of_node(name: str, *codes: str) -> Term:
    return Term(name=name, type=keuzes(*codes) if name in ("kan", "kan_niet") else keuze(*codes), node=True)


def one_from(strategies: list[st.SearchStrategy[Any]]) -> st.SearchStrategy[Any]:
    """A draw from one of these strategies, each as likely, however many forms it has itself."""
    return st.integers(0, len(strategies) - 1).flatmap(lambda number: strategies[number])


def days() -> st.SearchStrategy[Day]:
    """Fixed days around the peildatum, and days that move with it."""
    near = st.integers(-3, 3)
    fixed = near.map(lambda n: PEILDATUM + dt.timedelta(days=n))
    return st.builds(Day, st.none() | fixed, st.integers(-2, 2))


def _codes(values: tuple[Any, ...]) -> st.SearchStrategy[frozenset[Any]]:
    some = st.frozensets(st.sampled_from(values), min_size=1, max_size=2)
    return one_from([*[some] * 9, st.just(frozenset())])


def _span(make: Any, numbers: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    either_side = st.one_of(
        st.tuples(numbers, st.none()), st.tuples(st.none(), numbers), st.tuples(numbers, numbers), st.just((None, None))
    )
    return either_side.map(lambda bounds: make(*bounds))


def tests_for(kind: Type) -> dict[type, st.SearchStrategy[Any]]:
    """Every form of test that fits a type."""
    known = {Known: st.builds(Known, known=st.booleans())}
    sizes = {Size: _span(Size, st.integers(0, 3))}
    match kind.soort:
        case Soort.JA_NEE | Soort.KEUZE:
            return {In: _codes(tuple(kind.waarden)).map(In), **known}
        case Soort.TEKST:
            return {In: _codes(("mies", "een langere tekst")).map(In), **known}
        case Soort.GETAL:
            return {Range: _span(Range, st.integers(-1, 3)), In: _codes((0, 1, 2)).map(In), **known}
        case Soort.DATUM:
            moments = _codes((PEILDATUM, PEILDATUM + dt.timedelta(days=1))).map(In)
            return {DateRange: _span(DateRange, days()), In: moments, **known}
        case Soort.RECORD:
            return known
        case Soort.RECORDS:
            return {**sizes, **known}
        case Soort.TABEL:
            if kind.waarde is None or kind.waarde.soort is Soort.RECORD:
                return {**sizes, **known}
            with_values = st.tuples(_codes(tuple(kind.waarde.waarden)), sizes[Size]).map(
                lambda pair: SizeWith(pair[0], pair[1].low, pair[1].high)
            )
            return {SizeWith: with_values, **sizes, **known}
    members = _codes(_MEMBERS[kind.soort] or tuple(kind.waarden))
    return {**{form: members.map(form) for form in (Overlaps, Covers, Disjoint)}, **sizes, **known}


_MEMBERS: dict[Soort, tuple[Any, ...]] = {
    Soort.KEUZES: (),
    Soort.ACTOREN: ("ggz", "zon"),
    Soort.DATUMS: (PEILDATUM, PEILDATUM + dt.timedelta(days=1)),
}

_TERMS: tuple[Term, ...] = (
    *(fact(name) for name in TYPES if name not in DERIVED),
    *(fact("proef.leden", field=key) for key in TYPES["proef.leden"].sleutels),
    *(fact("proef.record", field=name) for name in TYPES["proef.record"].velden),
    *(fact("proef.open", key=key) for key in ("proef.plaats", "proef.tekst", "proef.record.plaats")),
    *(fact("proef.rijen", key="proef.plaats", field=name) for name in (None, *RIJ.velden)),
)

_NODE_TERMS: tuple[Term, ...] = (
    of_node("kring", "sociaal", "professioneel"),
    of_node("soort", "ggz_instelling", "gemeente_wi", "familie", "werkgever"),
    of_node("functie", "casemanager"),
    of_node("betrokken", "nu", "voorheen", "beoogd"),
    of_node("actief", "actief", "passief"),
    of_node("namens_werkgever", "ja", "nee"),
    of_node("invloed", "positief", "negatief", "groot"),
    of_node("contact", "nu", "eerder", "geen"),
    of_node("brengt_in", "ja", "nee"),
    of_node("vertrouwd", "ja", "nee"),
    of_node("regievoerder", "ja", "nee"),
    of_node("maatje", "ja", "nee"),
    of_node("kan", "maatje", "regievoerder"),
    of_node("kan_niet", "maatje", "regievoerder"),
)

RELATION_KINDS = ("kent", "vertrouwt", "werkt_samen_met", "heeft_contact_met")


@cache
def checks(terms: tuple[Term, ...]) -> st.SearchStrategy[Condition]:
    """One test on one of these terms: first the form of the test, so that seldom ones come up, then a term it fits."""
    by_form: dict[type, list[st.SearchStrategy[Any]]] = {}
    for term in terms:
        for form, test in tests_for(term.type).items():
            by_form.setdefault(form, []).append(st.builds(Check, st.just(term), test))
    fitting = {form: one_from(found) for form, found in by_form.items()}
    often = [fitting[In]] * 2 if In in fitting else []
    return one_from([*fitting.values(), *often])


def _grown(leaves: st.SearchStrategy[Condition], depth: int) -> st.SearchStrategy[Condition]:
    """These conditions, and what ``alle``, ``een_van_deze`` and ``niet`` make of them."""
    found = leaves
    for _ in range(depth):
        several = st.lists(found, min_size=2, max_size=3).map(tuple)
        groups = [st.builds(All, several), st.builds(AnyOf, several), st.builds(Not, found)]
        found = one_from([leaves, leaves, *groups])
    return found


def reaches() -> st.SearchStrategy[Condition]:
    return st.builds(Reach, st.lists(st.sampled_from(RELATION_KINDS), min_size=1, max_size=2, unique=True).map(tuple))


PATTERNS = _grown(one_from([checks(_NODE_TERMS), checks(_NODE_TERMS), checks(_NODE_TERMS), reaches()]), 1)
"""Conditions on one betrokkene, as they stand under ``waarin``."""


@cache
def counts() -> st.SearchStrategy[Condition]:
    """``er_is``, ``er_is_geen`` and ``aantal``, without a name."""
    number = st.integers(0, 2)
    return st.one_of(
        st.builds(Count, PATTERNS, st.just(1), st.none()),
        st.builds(Count, PATTERNS, st.none(), st.just(0)),
        st.builds(Count, PATTERNS, number, st.none()),
        st.builds(Count, PATTERNS, st.none(), number),
        st.builds(Count, PATTERNS, number, number),
    )


@cache
def conditions(derived: tuple[str, ...] = (), *, depth: int = 2) -> st.SearchStrategy[Condition]:
    """Conditions on a casus.

    Args:
        derived: derived facts that may be used.
        depth: how deep they are nested.
    """
    facts = checks(_TERMS)
    from_rules = [checks(tuple(fact(name) for name in derived))] if derived else []
    return _grown(one_from([facts, facts, facts, *from_rules, counts()]), depth)


@st.composite
def rules(draw: st.DrawFn, number: int) -> Rule:
    """A rule: one that derives a fact, one that binds a name, or one that gives a signal."""
    level = draw(st.integers(0, len(DERIVED)))
    makes = level < len(DERIVED) and draw(st.booleans())
    always = draw(st.integers(0, 9)) < (4 if makes else 1)
    condition = ALWAYS if always else draw(conditions(DERIVED[:level]))
    if draw(st.integers(0, 3)) == 0:
        bound = Count(draw(PATTERNS), 1, None, "iemand")
        condition = All((bound, condition)) if draw(st.booleans()) else bound
    if not makes:
        return make_rule(f"R-{number:02}", condition)
    name = DERIVED[level]
    value = draw(st.sampled_from(_DERIVED_VALUES[name]))
    return make_rule(f"R-{number:02}", condition, derives(name, value))


@st.composite
def rule_lists(draw: st.DrawFn, *, min_size: int = 1, max_size: int = 8) -> list[Rule]:
    """Rules that can be layered: a derived fact never depends on itself."""
    size = draw(st.integers(min_size, max_size))
    together = {name: how for name, how in _TOGETHER.items() if draw(st.booleans())}
    return [_gathering(draw(rules(number)), together) for number in range(size)]


def _gathering(rule: Rule, together: Mapping[str, Verzamel]) -> Rule:
    """The rule as a row of a table whose rows make the value of these facts together."""
    dan = (attrs.evolve(c, verzamel=together.get(c.feit)) if isinstance(c, LeidAf) else c for c in rule.dan)
    return attrs.evolve(rule, dan=tuple(dan))


def layers(found: list[Rule]) -> tuple[tuple[Rule, ...], ...]:
    """The strata of these rules."""
    by_id = {rule.id: rule for rule in found}
    return tuple(tuple(by_id[id_] for id_ in ids) for ids in stratify(found))


# --- Casussen --------------------------------------------------------------------------------------------------------


def values(kind: Type) -> st.SearchStrategy[Any]:
    """Values of a type in their normal form."""
    match kind.soort:
        case Soort.JA_NEE | Soort.KEUZE:
            return st.sampled_from(tuple(kind.waarden))
        case Soort.KEUZES:
            return st.frozensets(st.sampled_from(tuple(kind.waarden)))
        case Soort.GETAL:
            return st.integers(-2, 4) | st.sampled_from((-(10**12), 10**12))
        case Soort.DATUM:
            return st.integers(-4, 4).map(lambda n: PEILDATUM + dt.timedelta(days=n))
        case Soort.DATUMS | Soort.ACTOREN:
            return st.frozensets(st.sampled_from((*_MEMBERS[kind.soort], _ELSE[kind.soort])))
        case Soort.TEKST:
            return st.sampled_from(("mies", "een langere tekst", "leiden", "iets anders"))
        case Soort.RECORD:
            return st.fixed_dictionaries({}, optional={name: values(field) for name, field in kind.velden.items()})
        case Soort.RECORDS:
            return st.lists(values(RIJ), max_size=3).map(tuple)
    assert kind.waarde is not None
    keys = tuple(kind.sleutels) or PLAATSEN
    return st.dictionaries(st.sampled_from(keys), values(kind.waarde), max_size=3)


_ELSE: dict[Soort, Any] = {Soort.DATUMS: dt.date(2015, 1, 1), Soort.ACTOREN: "tante"}


def _given(kind: Type) -> st.SearchStrategy[Any]:
    known = values(kind)
    return one_from([known, known, known, known, st.sampled_from((NVT, GEWEIGERD))])


@cache
def _feiten(names: tuple[str, ...]) -> st.SearchStrategy[dict[str, Any]]:
    """These facts of a casus, each more often with a value than ``nvt`` or refused; some or all of them."""
    given = {name: _given(TYPES[name]) for name in names if name not in DERIVED}
    seldom = {name: _given(TYPES[name]) for name in names if name in DERIVED}
    every, some = st.fixed_dictionaries(given), st.fixed_dictionaries({}, optional=given)
    besides = st.fixed_dictionaries(given, optional=seldom)
    return one_from([every, every, some, besides])


def _maybe(*codes: str) -> st.SearchStrategy[str | None]:
    return st.sampled_from((None, *codes))


_ATTRIBUTES = {
    "soort": _maybe("ggz_instelling", "familie", "werkgever"),
    "organisatie": _maybe("ggz", "zon"),
    "functie": _maybe("casemanager"),
    "betrokken": _maybe("nu", "voorheen", "beoogd"),
    "actief": _maybe("actief", "passief"),
    "namens_werkgever": _maybe("ja", "nee"),
    "invloed": _maybe("positief", "groot"),
    "contact": _maybe("nu", "geen"),
    "brengt_in": _maybe("ja"),
}
_FROM_ORGANISATIE = {"soort", "kan", "kan_niet"}


@cache
def _betrokkene(id_: str, names: tuple[str, ...]) -> st.SearchStrategy[Betrokkene]:
    """A betrokkene of whom at most these attributes are known."""
    from_kaart = {"organisatie"} if _FROM_ORGANISATIE & set(names) else set()
    known = {name: _ATTRIBUTES[name] for name in _ATTRIBUTES if name in {*names, *from_kaart}}
    return st.builds(Betrokkene, id=st.just(id_), kring=st.sampled_from(("sociaal", "professioneel")), **known)


@cache
def _relaties(ids: tuple[str, ...]) -> st.SearchStrategy[list[Relatie]]:
    anyone = st.sampled_from((HULPVRAGER, *ids))
    between = st.builds(
        Relatie,
        van=anyone,
        soort=st.sampled_from(RELATION_KINDS),
        naar=st.sampled_from(ids),
        stand=st.sampled_from((True, True, False)),
        sinds=st.sampled_from((None, None, PEILDATUM, PEILDATUM + dt.timedelta(days=1))),
    )
    to_hulpvrager = st.builds(
        Relatie,
        van=st.sampled_from(ids),
        soort=st.sampled_from(("voert_regie_over", "is_maatje_van")),
        naar=st.just(HULPVRAGER),
        stand=st.sampled_from((True, False)),
    )
    return st.lists(one_from([between, between, between, to_hulpvrager]), max_size=5)


@st.composite
def casussen(
    draw: st.DrawFn, feiten: tuple[str, ...] = tuple(TYPES), kenmerken: tuple[str, ...] = tuple(_ATTRIBUTES)
) -> Casus:
    """A casus with facts in every state, and a network that is open or closed.

    Args:
        feiten: names of the facts it may hold.
        kenmerken: names of the attributes its betrokkenen may have.
    """
    ids = ("tante", "ggz", "zon", "buur")[: draw(st.integers(0, 4))]
    return Casus(
        id="proef",
        peildatum=PEILDATUM,
        feiten=draw(_feiten(feiten)),
        betrokkenen=tuple(draw(_betrokkene(id_, kenmerken)) for id_ in ids),
        relaties=tuple(draw(_relaties(ids))) if ids else (),
        vocabulary=VOCABULARY,
    )


class Sample:
    """A pack and casussen for it. Its ``repr`` is what somebody reads who mends an engine.

    No attrs class: Hypothesis would print the fields instead.
    """

    def __init__(self, rules: list[Rule], casussen: list[Casus]) -> None:
        self.rules = rules
        self.casussen = casussen

    def __repr__(self) -> str:
        told = [f"{rule.id} als {say(rule.als)} dan {_told(rule)}" for rule in self.rules]
        for casus in self.casussen:
            who = [attrs.asdict(b, filter=lambda _, value: value is not None) for b in casus.betrokkenen]
            ties = [f"{r.van} {r.soort if r.stand else 'niet ' + r.soort} {r.naar}" for r in casus.relaties]
            told.append(f"casus {dict(casus.feiten)} {who} {ties}")
        return "\n".join(["Sample:", *told])


def _told(rule: Rule) -> str:
    return ", ".join(f"{c.feit} = {c.waarde}" if isinstance(c, LeidAf) else "een signaal" for c in rule.dan)


@st.composite
def samples(draw: st.DrawFn, *, each: int) -> Sample:
    """A pack, and ``each`` casussen that hold what its rules look at and nothing else."""
    found = draw(rule_lists())
    terms = {part.term for rule in found for part in walk(rule.als) if isinstance(part, Check)}
    feiten = {name for rule in found for name in rule.needs}
    kenmerken = {term.name for term in terms if term.node}
    one = casussen(tuple(sorted(feiten)), tuple(sorted(kenmerken)))
    return Sample(found, [draw(one) for _ in range(each)])


def facts_from(casus: Casus) -> Facts:
    return build_facts(casus, KAART, PEILDATUM)


def given_facts(
    feiten: dict[str, Any] | None = None,
    *betrokkenen: Betrokkene,
    relaties: tuple[Relatie, ...] = (),
    gesloten: bool = False,
) -> Facts:
    """Facts for a test that names them one by one."""
    closing = {INVENTARIS: "ja"} if gesloten else {}
    casus = Casus(
        id="proef",
        peildatum=PEILDATUM,
        feiten={**closing, **(feiten or {})},
        betrokkenen=betrokkenen,
        relaties=relaties,
        vocabulary=VOCABULARY,
    )
    return facts_from(casus)
