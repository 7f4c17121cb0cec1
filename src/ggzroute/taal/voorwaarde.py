"""A condition as one Dutch clause, as it comes after ``als``: ``de hulpvrager graag een maatje wil``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count
from string import ascii_lowercase
from typing import Any, Final

import attrs

from ggzroute.domain.kaart import Kaart
from ggzroute.domain.namen import readable
from ggzroute.rules.conditions import (
    All,
    AnyOf,
    Check,
    Condition,
    Count,
    DateRange,
    In,
    Known,
    Not,
    Reach,
    Term,
    Test,
)
from ggzroute.taal.antwoord import answer, days, either
from ggzroute.taal.betrokkene import people
from ggzroute.taal.keuze import chosen
from ggzroute.taal.volgorde import PREPOSITIONS
from ggzroute.taal.vraag import asked, denied, named, stated
from ggzroute.taal.woorden import listed, quoted
from ggzroute.vocabulary import JA, NEE, Vocabulary

ALWAYS: Final = "er verder niets hoeft te zijn"
_PREPOSITIONS: Final = tuple(f"{word} " for word in PREPOSITIONS)


@attrs.frozen(kw_only=True)
class Woordenlijst:
    """What names the things that a rule looks at.

    Attributes:
        vocabulary: the facts, with their questions and labels.
        kaart: the organisations and functions.
    """

    vocabulary: Vocabulary
    kaart: Kaart


@attrs.frozen(kw_only=True)
class Deel:
    """One part of a condition.

    Attributes:
        tekst: the part as a clause; or what is said of the choices.
        keuzes: the choices that it has, each in parts of its own; empty for a part without.
    """

    tekst: str
    keuzes: tuple[tuple[Deel, ...], ...] = ()

    def said(self, depth: int = 0) -> str:
        """The part with its choices; each with a letter, and with a number where it stands inside another choice."""
        if not self.keuzes:
            return self.tekst
        marks = _letters() if depth == 0 else map(str, count(1))
        choices = "; ".join(
            f"({mark}) {joined(parts, depth + 1)}" for mark, parts in zip(marks, self.keuzes, strict=False)
        )
        return f"{self.tekst} {choices}" if depth == 0 else f"[{self.tekst} {choices}]"

    def __str__(self) -> str:
        return self.said()


def parts_of(condition: Condition, known: Woordenlijst) -> tuple[Deel, ...]:
    """The parts of a condition that must all hold; those with choices come last, so that nobody reads them wrong.

    Args:
        condition: the condition.
        known: what names the facts and organisations.
    """
    parts = condition.parts if isinstance(condition, All) else (condition,)
    found = [_part(group, known) for group in _groups(parts, known)]
    return (*(part for part in found if not part.keuzes), *(part for part in found if part.keuzes))


def joined(parts: Iterable[Deel], depth: int = 0) -> str:
    """Parts as one clause.

    Args:
        parts: the parts.
        depth: inside how many choices they stand.
    """
    text = ""
    for part in parts:
        begin = "" if not text else "; en " if part.keuzes and depth == 0 else ", en "
        text += f"{begin}{part.said(depth)}"
    return text or ALWAYS


def clause(condition: Condition, known: Woordenlijst) -> str:
    """A condition as one clause.

    Args:
        condition: the condition.
        known: what names the facts and organisations.
    """
    return joined(parts_of(condition, known))


def _part(group: tuple[Condition, ...], known: Woordenlijst) -> Deel:
    if len(group) > 1:
        return Deel(tekst=_about(group, known))
    part = group[0]
    if text := _or_unknown(part, known):
        return Deel(tekst=text)
    match part:
        case All(parts):
            return Deel(tekst=_together(parts, known))
        case AnyOf(parts):
            return _either(parts, known)
        case Not(inner):
            return _not(inner, known)
        case Count():
            return Deel(tekst=people(part, known.vocabulary, known.kaart))
        case Reach(over):
            relations = listed(map(quoted, map(readable, over)), "of")
            return Deel(tekst=f"de hulpvrager te bereiken is over de relatie {relations}")
        case Check(term, test):
            return Deel(tekst=_check(term, test, known))


def _together(parts: tuple[Condition, ...], known: Woordenlijst) -> str:
    return joined(parts_of(All(parts), known))


def _groups(parts: tuple[Condition, ...], known: Woordenlijst) -> Iterator[tuple[Condition, ...]]:
    """The parts one by one, those about fields of one answer together; ``bekend`` goes where a test says more."""
    tested = {part.term for part in parts if isinstance(part, Check) and not isinstance(part.test, Known)}
    done: set[str] = set()
    for part in parts:
        if isinstance(part, Check) and part.test == Known(known=True) and part.term in tested:
            continue
        name = _topical(part, known)
        if name not in done or not name:
            yield tuple(other for other in parts if _topical(other, known) == name) if name else (part,)
        done.add(name)


def _topical(part: Condition, known: Woordenlijst) -> str:
    """The name of the fact of which a part looks at a field, when it can be said with other fields of that fact."""
    if not isinstance(part, Check) or not part.term.field or part.term.key or part.term.name not in known.vocabulary:
        return ""
    return part.term.name if _topic(known.vocabulary[part.term.name].vraag) else ""


def _about(parts: tuple[Condition, ...], known: Woordenlijst) -> str:
    """What is asked of several fields of one answer."""
    checks = [part for part in parts if isinstance(part, Check)]
    question = known.vocabulary[checks[0].term.name].vraag
    return f"{_topic(question)}, met {listed(_field(part.term, part.test, question, known) for part in checks)}"


def _field(term: Term, test: Test, question: str, known: Woordenlijst, no: str = "") -> str:
    label = quoted(_label(term, known))
    if isinstance(test, Known):
        return f"{label} {'' if test.known else 'niet '}ingevuld"
    return f"bij {label} {answer(test, term, question, no).removesuffix(' is')}"


def _choices(parts: Iterable[Condition], known: Woordenlijst) -> tuple[tuple[Deel, ...], ...]:
    return tuple(parts_of(part, known) for part in parts)


def _letters() -> Iterator[str]:
    return (first + second for first in ("", *ascii_lowercase) for second in ascii_lowercase)


def _either(parts: tuple[Condition, ...], known: Woordenlijst) -> Deel:
    if len(parts) == 1:
        return Deel(tekst=clause(parts[0], known))
    found = _with_unknown(parts)
    if len(found) == 1 and (text := _or_unknown(found[0], known)):
        return Deel(tekst=text)
    return Deel(tekst="minstens een van deze dingen zo is:", keuzes=_choices(found if len(found) > 1 else parts, known))


def _with_unknown(parts: tuple[Condition, ...]) -> tuple[Condition, ...]:
    """The parts, each test on a fact together with "or nothing is known of it"."""
    loose = {part.term: part for part in parts if isinstance(part, Check) and part.test == Known(known=False)}
    found: list[Condition] = []
    for part in parts:
        tested = part.part if isinstance(part, Not) else part
        if isinstance(tested, Check) and tested.term in loose and tested is not loose[tested.term]:
            found.append(AnyOf((part, loose[tested.term])))
    used = {part.parts[1] for part in found if isinstance(part, AnyOf)}
    pairs = {part.parts[0]: part for part in found if isinstance(part, AnyOf)}
    return tuple(pairs.get(part, part) for part in parts if part not in used) if len(used) == len(found) else parts


def _or_unknown(condition: Condition, known: Woordenlijst) -> str:
    """``er geen plan is (of dat niet bekend is)``: a test on a fact, or nothing known of that fact."""
    match condition:
        case AnyOf(((Check(term, test) | Not(Check(term, test))) as part, Check(other, Known(False)))) if (
            term == other and not isinstance(test, Known)
        ):
            return f"{_check_or_not(part, known)} (of dat niet bekend is)"
    return ""


def _check_or_not(part: Check | Not, known: Woordenlijst) -> str:
    return str(_not(part.part, known)) if isinstance(part, Not) else _check(part.term, part.test, known)


def _not(part: Condition, known: Woordenlijst) -> Deel:
    match part:
        case Not(inner):
            return _part((inner,), known)
        case Count(pattern, 1, None, _):
            return Deel(tekst=people(Count(pattern, None, 0), known.vocabulary, known.kaart))
        case Count(pattern, None, 0, _):
            return Deel(tekst=people(Count(pattern, 1, None), known.vocabulary, known.kaart))
        case Check(term, Known(know)):
            return Deel(tekst=_check(term, Known(not know), known))
        case Check(term, In() | DateRange() as test):
            return Deel(tekst=_check(term, test, known, negated=True))
        case All(parts) if len(parts) > 1:
            return Deel(tekst="niet al deze dingen zo zijn:", keuzes=_choices(parts, known))
        case AnyOf(parts) if len(parts) > 1:
            return Deel(tekst="geen van deze dingen zo is:", keuzes=_choices(_with_unknown(parts), known))
    return Deel(tekst=f"het niet zo is dat {clause(part, known)}")


def _check(term: Term, test: Test, known: Woordenlijst, *, negated: bool = False) -> str:
    begrip = known.vocabulary.get(term.name)
    question = begrip.vraag if begrip is not None else f"Wat is {readable(term.name)}?"
    no = "niet " if negated else ""
    if isinstance(test, Known):
        return _known(term, question, known, sure=test.known)
    if isinstance(test, In) and not term.field and not term.key:
        if (said := chosen(question, test.values, term.type)) is not None:
            return f"het niet zo is dat {said}" if negated else said
        if (said := _yes_or_no(question, test.values, negated=negated)) is not None:
            return said
    if isinstance(test, In | DateRange) and not term.field and not term.key and (name := named(question)):
        what = days(test) if isinstance(test, DateRange) else f"{either(test.values, term, question)} is"
        return f"{name}, {no}{what}"
    if term.field and not term.key and (topic := _topic(question)):
        return f"{topic}, met {_field(term, test, question, known, no)}"
    return f"op de vraag {asked(question)}{_place(term, known)}, {answer(test, term, question, no)}"


def _topic(question: str) -> str | None:
    """What a question with parts is about: ``Is er een verhuizing, en hoe ziet die eruit?``."""
    first, comma, _ = question.partition(", en ")
    return stated(f"{first}?") if comma else None


def _yes_no(values: frozenset[Any]) -> bool:
    return values in ({JA}, {NEE})


def _yes_or_no(question: str, values: frozenset[Any], *, negated: bool) -> str | None:
    if not _yes_no(values):
        return None
    return stated(question) if (values == {JA}) is not negated else denied(question)


def _known(term: Term, question: str, known: Woordenlijst, *, sure: bool) -> str:
    inner, where = asked(question), _place(term, known)
    no = "" if sure else "niet "
    if term.field and not term.key and (topic := _topic(question)):
        return f"{topic}, met {_field(term, Known(known=sure), question, known)}"
    if where or not inner.startswith(("of ", "w", "h", *_PREPOSITIONS)):
        return f"{no}ingevuld is wat het antwoord is op de vraag {inner}{where}"
    return f"{no}{'ingevuld' if inner.startswith('of bekend') else 'bekend'} is {inner}"


def _label(term: Term, known: Woordenlijst) -> str:
    begrip = known.vocabulary.get(term.name)
    label = begrip.type.sleutels.get(term.field or "") if begrip is not None else None
    return label or readable(term.field or "")


def _place(term: Term, known: Woordenlijst) -> str:
    """Which part of the answer is looked at."""
    part = f", bij {quoted(_label(term, known))}" if term.field else ""
    return part + (f", voor {_key(term.key, known)}" if term.key else "")


def _key(address: str, known: Woordenlijst) -> str:
    name, field = ".".join(address.split(".")[:2]), ".".join(address.split(".")[2:])
    begrip = known.vocabulary.get(name)
    if field:
        return f"wat bij {quoted(readable(field))} staat"
    return (named(begrip.vraag) if begrip is not None else None) or quoted(readable(name))
