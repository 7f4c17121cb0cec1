"""Makes ordinary rules of the rows of a table, so that engines, explanations and coverage need to know no tables.

The policies F and P strengthen a row with "and no row that goes before it": while an earlier row is unknown, a later
one stays open. C< and C> are P with the outcome itself as order. For C, C+ and C# the values of the rows are put
together where facts are derived. U and A need nothing: they are proved.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import attrs

from ggzroute.documents import Document, Path_
from ggzroute.domain.kaart import Kaart
from ggzroute.problems import Problem
from ggzroute.rules.conclusion_reading import KINDS
from ggzroute.rules.conclusions import Conclusion, LeidAf, Verzamel
from ggzroute.rules.conditions import All, AnyOf, Condition, Count, Not, Term
from ggzroute.rules.model import Rule
from ggzroute.rules.rule_reading import RuleReader
from ggzroute.rules.terms import TermError, fact_term
from ggzroute.schemas import check_structure
from ggzroute.tables.cells import ANY, YES, CellError, condition_of, outcome_of, split, typed
from ggzroute.tables.flow import from_flow
from ggzroute.tables.model import Beslistabel, Rij
from ggzroute.tables.policies import check_policy, rank
from ggzroute.tables.reading import input_key, outcome_key
from ggzroute.tables.regions import Regions
from ggzroute.vocabulary import Vocabulary

_NUMBERS = ("rang",)
_LISTS = (("onderbreek_route", "naar"), ("stel_regiekeuze_uit", "tot_bekend"))
_ACTORS = ("wie", "met", "door", "naar")
_CONDITIONS = ("zolang", "zodra")


@attrs.frozen(kw_only=True)
class Compiled:
    """A table with what its cells mean.

    Attributes:
        tabel: the table.
        document: where it stands, for problems.
        cellen: for each row the condition of each input column; ``None`` is anything.
        conclusies: for each row what it concludes, before rows are put together.
        rules: the rules it becomes.
        gebieden: which rows can hold together, and what no row covers.
    """

    tabel: Beslistabel
    document: Document
    cellen: tuple[tuple[Condition | None, ...], ...]
    conclusies: tuple[tuple[Conclusion, ...], ...]
    rules: tuple[Rule, ...]
    gebieden: Regions


def compile_table(
    tabel: Beslistabel, document: Document, vocabulary: Vocabulary, kaart: Kaart, pakket: str, problems: list[Problem]
) -> Compiled | None:
    """The rules of a table; ``None`` after problems were noted."""
    reader = _TableReader(tabel, document, vocabulary)
    compiled = reader.document()
    found = [*reader.problems, *check_policy(tabel, document, vocabulary)]
    if not found:
        found += check_structure(compiled, "regels")
    if found:
        problems += found
        return None
    rules = RuleReader(compiled, vocabulary, kaart, pakket, found)
    plain = [rules.rule(entry, n) for n, entry in enumerate(compiled.data["regels"])]
    problems += found
    if found:
        return None
    cells = tuple(tuple(_spread(rij, rule, reader.looked_at(n))) for n, (rij, rule) in enumerate(_zip(tabel, plain)))
    regions = Regions.of(tabel, cells, reader.terms)
    return Compiled(
        tabel=tabel,
        document=document,
        cellen=cells,
        conclusies=tuple(rule.dan for rule in plain),
        rules=tuple(_strengthened(tabel, plain, regions)),
        gebieden=regions,
    )


def _zip(tabel: Beslistabel, rules: Sequence[Rule]) -> Iterator[tuple[Rij, Rule]]:
    return zip(tabel.rijen, rules, strict=True)


def _spread(rij: Rij, rule: Rule, looked_at: Sequence[bool]) -> Iterator[Condition | None]:
    """The condition of a rule, cell by cell."""
    parts = iter([rule.als] if sum(looked_at) == 1 else rule.als.parts if isinstance(rule.als, All) else ())
    for n, _ in enumerate(rij.als):
        yield next(parts) if looked_at[n] else None


def _strengthened(tabel: Beslistabel, plain: Sequence[Rule], regions: Regions) -> Iterator[Rule]:
    order = [rank(tabel, rij, rule.dan, n) for n, (rij, rule) in enumerate(_zip(tabel, plain))]
    for n, rule in enumerate(plain):
        before = [m for m in range(len(plain)) if order[m] < order[n] and regions.may_go_before(m, n)]
        parts = rule.als.parts if isinstance(rule.als, All) else (rule.als,)
        als = All((*parts, *(Not(unbound(plain[m].als)) for m in before))) if before else rule.als
        yield attrs.evolve(rule, als=als, dan=tuple(_gathered(tabel.trefregel, c) for c in rule.dan))
    if tabel.trefregel == "C#":
        yield _nothing(tabel, plain)


def _gathered(policy: str, conclusion: Conclusion) -> Conclusion:
    if not isinstance(conclusion, LeidAf):
        return conclusion
    if policy == "C#":
        return attrs.evolve(conclusion, waarde=1, verzamel=Verzamel.SOM)
    gather = {"C+": Verzamel.SOM, "C": Verzamel.SAMEN}.get(policy)
    return attrs.evolve(conclusion, verzamel=gather) if gather else conclusion


def _nothing(tabel: Beslistabel, plain: Sequence[Rule]) -> Rule:
    """The rule that counts none: a count of zero is an answer, and needs a rule that says it."""
    first = plain[0]
    return attrs.evolve(
        first,
        id=f"{tabel.id}.0",
        titel=f"{tabel.titel} (geen enkele rij)",
        bron=tabel.bron,
        als=All(tuple(Not(unbound(rule.als)) for rule in plain)),
        dan=tuple(attrs.evolve(c, waarde=0, verzamel=Verzamel.SOM) if isinstance(c, LeidAf) else c for c in first.dan),
        toelichting="",
        let_op="",
    )


def unbound(condition: Condition) -> Condition:
    """The condition without a name for what it finds, so that it can stand inside another one."""
    match condition:
        case Count():
            return attrs.evolve(condition, bind=None)
        case All(parts):
            return All(tuple(unbound(part) for part in parts))
        case AnyOf(parts):
            return AnyOf(tuple(unbound(part) for part in parts))
        case Not(part):
            return Not(unbound(part))
    return condition


@attrs.frozen(kw_only=True, repr=False)
class _Rows(Document):
    """The rules that rows become; a problem is told at the cell it comes from."""

    source: Document
    origin: Mapping[Path_, Path_]

    def _home(self, path: Path_) -> Path_:
        return next((self.origin[path[:n]] for n in range(len(path), -1, -1) if path[:n] in self.origin), ())

    def where(self, path: Path_) -> tuple[int | None, int | None]:
        """Line and column of the cell."""
        return self.source.where(self._home(path))

    def problem(self, code: str, wat: str, path: Path_ = (), *, plek: str | None = None, **more: str) -> Problem:
        """A problem at the cell."""
        return self.source.problem(code, wat, self._home(path), plek=plek, **more)


class _TableReader:
    """Reads the columns and cells of one table into the form of a rule file."""

    def __init__(self, tabel: Beslistabel, document: Document, vocabulary: Vocabulary) -> None:
        self.tabel = tabel
        self.source = document
        self.vocabulary = vocabulary
        self.problems: list[Problem] = []
        self.terms = tuple(self._term(n) for n, _ in enumerate(tabel.invoer))
        self.conditions = tuple(input_key(k).get("voorwaarde") for k in tabel.invoer)
        self.origin: dict[Path_, Path_] = {}

    def _wrong(self, code: str, wat: str, path: Path_, toegestaan: str = "", near: str = "") -> None:
        self.problems.append(self.source.problem(code, wat, path, toegestaan=toegestaan, bedoelt_u=near))

    def _term(self, n: int) -> Term | None:
        feit = input_key(self.tabel.invoer[n]).get("feit")
        if feit is None:
            return None
        try:
            return fact_term(feit, self.vocabulary)
        except TermError as error:
            self._wrong(error.code, error.wat, ("invoer", n), error.toegestaan, error.bedoelt_u)
            return None

    def looked_at(self, n: int) -> tuple[bool, ...]:
        """Which input cells of a row ask something."""
        return tuple(typed(cell) not in ANY for cell in self.tabel.rijen[n].als)

    def document(self) -> _Rows:
        """The rows in the form of a rule file."""
        rules = [self._rule(rij, n) for n, rij in enumerate(self.tabel.rijen)]
        return _Rows(data={"regels": rules}, name=self.source.name, source=self.source, origin=self.origin)

    def _rule(self, rij: Rij, n: int) -> dict[str, Any]:
        tabel = self.tabel
        self.origin[("regels", n)] = ("rijen", n)
        lines: list[dict[str, Any]] = []
        for c, cell in enumerate(rij.als):
            line = self._condition(c, cell, ("rijen", n, "als", c))
            if line is not None:
                self.origin[("regels", n, "als", len(lines))] = ("rijen", n, "als", c)
                lines.append(line)
        more = {"toelichting": rij.toelichting or tabel.toelichting, "let_op": rij.let_op or tabel.let_op}
        geldig = {key: day.isoformat() for key, day in (("van", tabel.van), ("tot", tabel.tot)) if day}
        return {
            "id": tabel.rule_id(rij),
            "titel": rij.titel or f"{tabel.titel} (rij {rij.nr})",
            "soort": tabel.soort,
            "sterkte": tabel.sterkte,
            "basis": tabel.basis,
            "niveau": tabel.niveau,
            "bron": [bron.to_dict() for bron in rij.bron or tabel.bron],
            **({"geldig": geldig} if geldig else {}),
            "als": lines or "altijd",
            "dan": self._conclusions(rij, n),
            **{key: value for key, value in more.items() if value},
        }

    def _condition(self, c: int, cell: str, path: Path_) -> dict[str, Any] | None:
        term, whole = self.terms[c], self.conditions[c]
        if term is not None:
            try:
                return condition_of(cell, self.tabel.invoer[c].wat, term.type)
            except CellError as error:
                self._wrong("GGZ211", error.wat, path, error.toegestaan)
                return None
        word = YES.get(typed(cell).lower(), typed(cell))
        if whole is None or word in ANY:
            return None
        if word not in ("ja", "nee"):
            self._wrong("GGZ211", "onder een voorwaarde staat ja, nee of -", path, "ja, nee, -")
            return None
        return dict(whole) if word == "ja" else {"niet": _nameless(whole)}

    def _conclusions(self, rij: Rij, n: int) -> list[dict[str, Any]]:
        bodies: dict[str, dict[str, Any]] = {}
        for c, cell in enumerate(rij.dan):
            path: Path_ = ("rijen", n, "dan", c)
            kind, part = next(iter(outcome_key(self.tabel.uitvoer[c]).items()))
            if typed(cell) in ANY or kind not in KINDS:
                continue
            try:
                bodies.setdefault(kind, {})[part] = self._outcome(kind, part, cell)
            except CellError as error:
                self._wrong("GGZ211", error.wat, path, error.toegestaan)
            self.origin[("regels", n, "dan", list(bodies).index(kind), kind, part)] = path
        if not bodies and not self.problems:
            self._wrong("GGZ211", "uit deze rij volgt niets", ("rijen", n), "een waarde bij een uitkomst")
        return [{kind: body} for kind, body in bodies.items()]

    def _outcome(self, kind: str, part: str, cell: str) -> Any:
        if kind == "leid_af":
            if self.tabel.trefregel == "C#":
                return 1
            if part not in self.vocabulary:
                return cell
            return outcome_of(cell, self.vocabulary[part].type)
        if part in _NUMBERS:
            return int(cell) if cell.lstrip("+").isdecimal() else cell
        if (kind, part) in _LISTS:
            return [_actor(name) for name in split(typed(cell))]
        if part in _CONDITIONS:
            data = from_flow(typed(cell), self.source.name)
            return [data] if isinstance(data, Mapping) else data
        return _actor(typed(cell)) if part in _ACTORS else cell


def _actor(name: str) -> Any:
    kind = name.partition(":")
    return {"soort": kind[2].strip()} if kind[0].strip() == "soort" and kind[1] else name


def _nameless(condition: Mapping[str, Any]) -> dict[str, Any]:
    """A condition of a column without the name it gives, for the rows in which it must not hold."""
    return {
        key: {k: v for k, v in value.items() if k != "betrokkene"} if key == "er_is" else value
        for key, value in condition.items()
    }
