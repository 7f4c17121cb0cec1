"""Compiles all that is decided of a casus at once to one function: what fires, for whom, and where the route goes.

The function reads plain data, and nothing of it that no rule and no question looks at. It gives no texts and no
reasons: those are worked out when somebody asks.
"""

from __future__ import annotations

import ast
import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, Final

import attrs

from ggzroute.domain.facts import INVENTARIS
from ggzroute.domain.kaart import Kaart
from ggzroute.engine import raw
from ggzroute.engine.expressions import Expressions
from ggzroute.engine.groups import group_statements
from ggzroute.engine.needs import Group, grouped, in_order, terms_of
from ggzroute.engine.patterns import Matches, NodeAttributes
from ggzroute.engine.raw_values import PLAIN_ATTRIBUTES, RawAttributes, RawValues, Shared, from_network
from ggzroute.engine.syntax import (
    EQ,
    FALSE,
    IS,
    IS_NOT,
    LT,
    NONE,
    NOT_EQ,
    TRUE,
    ZERO,
    Code,
    array,
    assign,
    assign_all,
    attempt,
    attribute,
    both,
    call,
    compare,
    do,
    either,
    function,
    give,
    item,
    literal,
    name,
    negate,
    pair,
    plus,
    put,
    when,
)
from ggzroute.engine.trails import questions, trail_statements
from ggzroute.rules.conclusions import LeidAf, Verzamel
from ggzroute.rules.conditions import Check, Condition, Reach, Term, binder, fact_name, walk
from ggzroute.rules.model import Rule
from ggzroute.rules.selection import Selection
from ggzroute.vocabulary import JA, Vocabulary
from ggzroute.workflow.definition import Definition

FEW: Final = 64
"""So many rules are not sought through: a fact that is not given costs as much as asking for it."""

_DISPUTED: Final = object()
"""Stands for a fact of which rules derive different values."""


@attrs.frozen
class Target:
    """What the function makes: an object without ``__init__``, of which it sets these attributes.

    ``_data`` and ``_peildatum`` are what it was made from. Each rule that fired is in one of three lists: ``_said`` has
    what those have to say that say something, in the order of their numbers; ``_bound`` the numbers of those that fired
    for somebody, each with the list of their ids; ``_fired`` the numbers of all others. ``_best`` is the highest rank,
    who has it (a list of ids) and the number of the rule, or ``None``. ``_trail`` is a
    :class:`~ggzroute.engine.trails.Trail`, or ``None`` when no workflow was compiled. ``_plan`` is what is given here.

    Attributes:
        make: the class of the object.
        numbers: id of a rule to its number.
        says: id of a rule that binds nobody to what it has to say, each something else; if their order cannot be kept,
            the numbers of all of them are in ``_fired`` and ``_said`` is ``None``.
        ranks: id of a rule to the rank it gives whom it finds, each another; ``None`` when that cannot be told.
        plan: what is set as ``_plan``.
        otherwise: called with the data and the peildatum when the data is not what it was trusted to be.
    """

    make: type
    numbers: Mapping[str, int]
    says: Mapping[str, str]
    ranks: Mapping[str, int] | None
    plan: Any
    otherwise: Callable[[Any, Any], Any]


def compile_whole(
    selection: Selection, workflow: Definition | None, vocabulary: Vocabulary, kaart: Kaart, target: Target
) -> Callable[..., Any]:
    """A function of a casus as plain data, and optionally a peildatum, that gives what the target says.

    Raises:
        TooManyWaysError: the workflow is better walked step by step.
    """
    return _Whole(selection, workflow, vocabulary, kaart, target).build()


class _Whole:
    """Builds one function."""

    def __init__(
        self,
        selection: Selection,
        workflow: Definition | None,
        vocabulary: Vocabulary,
        kaart: Kaart,
        target: Target,
    ) -> None:
        self.workflow = workflow
        self.vocabulary = vocabulary
        self.kaart = kaart
        self.target = target
        self.strata = list(self._grouped(selection))
        asked = list(questions(workflow)) if workflow is not None else []
        rules = selection.rules.values()
        conditions = [*(rule.als for rule in rules), *asked]
        self.looked_at = {fact for condition in conditions for term in terms_of(condition) for fact in _facts(term)}
        self.derived = {fact: n for n, layer in enumerate(selection.strata) for rule in layer for fact in rule.derives}
        self.adders = {fact: adders for fact in self.derived if (adders := [r.als for r in rules if _adds_to(r, fact)])}
        self.network = any(needs_network(condition, vocabulary) for condition in conditions)
        self.code = Code()
        self.matches = Matches()
        self.values = RawValues(self.code, vocabulary, self._shared(asked), network=self.network)
        self.expressions = Expressions(self.code, self.values, self.matches)
        self.says = target.says if target.says and self._keeps_order() else None
        self.ranked: list[int] = []
        self.bound = {rule.id: self.matches.ids(found.pattern) for rule in rules if (found := binder(rule.als))}

    def _grouped(self, selection: Selection) -> Iterator[list[Group]]:
        """Each layer in groups; a few rules stay in the order of their numbers, so that what they say does too."""
        few = len(selection.rules) <= FEW
        for layer in selection.strata:
            rules = sorted(layer, key=lambda rule: self.target.numbers[rule.id])
            yield list(in_order(rules) if few else grouped(rules))

    def _keeps_order(self) -> bool:
        """Whether the rules that have something to say come in the order of their numbers."""
        says, numbers = self.target.says, self.target.numbers
        found = [numbers[r.id] for groups in self.strata for group in groups for r in group.rules if r.id in says]
        return found == sorted(found)

    def _shared(self, asked: list[Condition]) -> Shared:
        """What is looked at in more than one place, or derived."""
        places = [[rule.als for rule in group.rules] for groups in self.strata for group in groups]
        places += [asked, *self.adders.values()]
        looked_at = [{term for condition in place for term in terms_of(condition)} for place in places]
        terms = Counter(term for found in looked_at for term in found)
        facts = Counter(fact for found in looked_at for fact in {fact for term in found for fact in _facts(term)})
        often = {fact for fact, times in facts.items() if times > 1}
        return Shared(frozenset(term for term, times in terms.items() if times > 1), frozenset(often | {*self.derived}))

    def build(self) -> Callable[..., Any]:
        """The function."""
        sections = [self._stratum(number, groups) for number, groups in enumerate(self.strata)]
        sections.append(self._section(self._trail))
        loop = self._loop()  # when all that is asked about the betrokkenen is known
        decided = [statement for section in sections for statement in section]
        body = [*self._day(), *self._head(), *loop, *decided, *self._end()]
        failed = give(call(self.code.named(self.target.otherwise), name("data"), name("peildatum")))
        return function("decide(data, peildatum=None)", attempt(body, [failed]), self.code.namespace)

    def _section(self, make: Callable[[], list[ast.stmt]]) -> list[ast.stmt]:
        """Statements, after those that read what they look at first."""
        reads: list[ast.stmt] = []
        self.values.reads = reads
        body = make()
        return [*reads, *body]

    # --- what stands before the rules

    def _day(self) -> list[ast.stmt]:
        """``day``: the peildatum that was given, else that of the casus."""
        day = name("day")
        of_class = attribute(day, "__class__")
        parsed = assign("day", call(self.code.named(dt.date.fromisoformat), day))
        refused = do(call(self.code.named(raw.no_day)))
        is_day = compare(of_class, IS, self.code.named(dt.date))
        return [
            assign("day", name("peildatum")),
            *when(compare(day, IS, NONE), [assign("day", item(name("data"), literal("peildatum")))]),
            *when(compare(of_class, IS, name("str")), [parsed], when(negate(is_day), [refused])),
        ]

    def _head(self) -> list[ast.stmt]:
        """The data, and what the whole function asks of it."""
        feiten = either([call(attribute("data", "get"), literal("feiten")), self.code.named({})])
        head = [assign("feiten", feiten)]
        if self.network:
            around = call(self.code.named(raw.network(self.vocabulary, self.kaart)), name("data"), name("day"))
            head += [assign("around", around), assign("near", attribute("around", "values"))]
        about = {"closed": self._closed(), "today": call(attribute("day", "toordinal"))}
        head += [assign(what, value) for what, value in about.items() if what in self.expressions.used]
        derived = [fact for fact in self.derived if fact in self.looked_at]
        if made := [*map(self._made, derived), *(self._sum(fact) for fact in derived if fact in self.adders)]:
            head.append(assign_all(made, NONE))
        said = NONE if self.says is None else array()
        return [
            *head,
            *(assign(found, array()) for found in ("fired", "bound")),
            assign("said", said),
            assign("best", NONE),
        ]

    def _closed(self) -> ast.expr:
        """Whether the network is complete."""
        if self.network:
            return attribute("around", "closed")
        if INVENTARIS not in self.vocabulary:
            return FALSE
        codes = self.code.named(raw.codes(self.vocabulary[INVENTARIS].type))
        return compare(item(codes, call(attribute("feiten", "get"), literal(INVENTARIS))), EQ, literal(JA))

    def _loop(self) -> list[ast.stmt]:
        if self.network:
            nodes, reach = attribute("around", "nodes"), attribute("around", "reach")
            return self.matches.statements(self.expressions, nodes, NodeAttributes(), reach)
        rows = either([call(attribute("data", "get"), literal("betrokkenen")), self.code.named(())])
        return self.matches.statements(self.expressions, rows, RawAttributes(self.code, self.kaart), NONE)

    # --- rules, and what they derive

    def _stratum(self, number: int, groups: Sequence[Group]) -> list[ast.stmt]:
        """The rules of one layer, and the facts of which it has the last that derive them."""
        fired = self._section(partial(self._groups, groups))
        ready = [fact for fact, last in self.derived.items() if last == number and fact in self.looked_at]
        return [*fired, *(statement for fact in ready for statement in self._section(partial(self._settle, fact)))]

    def _groups(self, groups: Sequence[Group]) -> list[ast.stmt]:
        made = (group_statements(group, self.expressions, self.values, self._rule) for group in groups)
        return [statement for statements in made for statement in statements]

    def _rule(self, rule: Rule) -> list[ast.stmt]:
        """``if <holds>: fired.append(number)``, and what the rule derives."""
        number = literal(self.target.numbers[rule.id])
        fired = call(attribute("fired", "append"), number)
        if rule.id in self.bound:
            fired = call(attribute("bound", "append"), pair(number, name(self.bound[rule.id])))
        if self.says is not None and rule.id in self.says:
            fired = call(attribute("said", "append"), literal(self.says[rule.id]))
        body = [do(fired)]
        if self.target.ranks is not None and rule.id in self.target.ranks:
            body += self._rank(rule.id, self.target.ranks[rule.id])
        derives = [c for c in rule.dan if isinstance(c, LeidAf) and c.feit in self.looked_at]
        body += [statement for c in derives for statement in self._derive(c)]
        return when(self.expressions.holds(rule.als), body)

    def _rank(self, rule: str, rank: int) -> list[ast.stmt]:
        """Keep who has the highest rank so far; compared only with ranks that were given before and are lower."""
        best = name("best")
        lower = [compare(item(best, ZERO), LT, literal(rank))] if self.ranked and min(self.ranked) < rank else []
        first = [compare(best, IS, NONE)] if self.ranked else [TRUE]
        self.ranked.append(rank)
        found = pair(literal(rank), name(self.bound[rule]), literal(self.target.numbers[rule]))
        return when(either([*first, *lower]), [assign("best", found)])

    def _made(self, fact: str) -> str:
        return f"x{list(self.derived).index(fact)}"

    def _sum(self, fact: str) -> str:
        return f"y{list(self.derived).index(fact)}"

    def _derive(self, conclusion: LeidAf) -> list[ast.stmt]:
        value = self.code.constant(conclusion.waarde)
        if conclusion.verzamel is None:
            return self._conclude(conclusion.feit, value)
        so_far = self._sum(conclusion.feit)
        adding = plus if conclusion.verzamel is Verzamel.SOM else partial(call, self.code.named(frozenset.union))
        return when(
            compare(name(so_far), IS, NONE), [assign(so_far, value)], [assign(so_far, adding(name(so_far), value))]
        )

    def _conclude(self, fact: str, value: ast.expr) -> list[ast.stmt]:
        made = self._made(fact)
        differs = when(compare(name(made), NOT_EQ, value), [assign(made, self.code.named(_DISPUTED))])
        return when(compare(name(made), IS, NONE), [assign(made, value)], differs)

    def _gather(self, fact: str) -> list[ast.stmt]:
        """Take over what rules made together, unless one that may add to it is open."""
        if fact not in self.adders:
            return []
        so_far = name(self._sum(fact))
        certain = [either([self.expressions.holds(als), self.expressions.fails(als)]) for als in self.adders[fact]]
        return when(both([compare(so_far, IS_NOT, NONE), *certain]), self._conclude(fact, so_far))

    def _settle(self, fact: str) -> list[ast.stmt]:
        """Take over what rules derived, unless the fact was given or declined or they do not agree."""
        value, made = self.values.whole(fact), name(self._made(fact))
        agreed = [compare(made, IS_NOT, NONE), compare(made, IS_NOT, self.code.named(_DISPUTED))]
        free = [compare(name(value), IS, NONE), negate(self.values.refused(fact))]
        return [*self._gather(fact), *when(both([*agreed, *free]), [assign(value, made)])]

    # --- the route, and what is made

    def _trail(self) -> list[ast.stmt]:
        if self.workflow is None:
            return [assign("trail", NONE)]
        return trail_statements(self.workflow, self.expressions)

    def _end(self) -> list[ast.stmt]:
        """Make what the target says."""
        slots = {"_data": "data", "_peildatum": "day"}
        slots |= {f"_{what}": what for what in ("fired", "bound", "said", "best", "trail")}
        return [
            assign("made", call(self.code.named(object.__new__), self.code.named(self.target.make))),
            *(put("made", slot, name(what)) for slot, what in slots.items()),
            put("made", "_plan", self.code.named(self.target.plan)),
            give(name("made")),
        ]


def _adds_to(rule: Rule, fact: str) -> bool:
    return any(isinstance(c, LeidAf) and c.feit == fact and c.verzamel is not None for c in rule.dan)


def _facts(term: Term) -> set[str]:
    """Names of the facts that a term looks at."""
    return {term.name, fact_name(term.key)} if term.key else {term.name}


def needs_network(condition: Condition, vocabulary: Vocabulary) -> bool:
    """Whether it looks at more than what stands in the data as it is."""
    checks = [part.term for part in walk(condition) if isinstance(part, Check)]
    return any(isinstance(part, Reach) for part in walk(condition)) or any(
        term.name not in PLAIN_ATTRIBUTES if term.node else any(from_network(fact, vocabulary) for fact in _facts(term))
        for term in checks
    )
