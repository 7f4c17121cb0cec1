"""The rules of a pack together with those of the packs it uses: what replaces what is said openly, never by order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ggzroute.documents import Document
from ggzroute.problems import Problem
from ggzroute.rules.model import Rule
from ggzroute.rules.pack import RulePack


def merge_rules(
    used: Iterable[RulePack], own: Sequence[tuple[Rule, str | None]], head: Document, problems: list[Problem]
) -> dict[str, Rule]:
    """Every rule of a pack by id.

    Args:
        used: the packs it uses.
        own: its own rules, each with the name of the pack whose rule it replaces.
        head: ``pack.yaml``, where it says which packs it uses.
        problems: what is wrong is added here.
    """
    below: dict[str, list[Rule]] = {}
    for rule in (rule for pack in used for rule in pack.regels.values()):
        known = below.setdefault(rule.id, [])
        if rule not in known:
            known.append(rule)
    seen: dict[str, Rule] = {}
    for rule, replaces in own:
        found = _problem(rule, replaces, below.get(rule.id, ()), seen)
        problems += [found] if found else []
        seen[rule.id] = rule
    problems += [_clash(head, id_, rules) for id_, rules in below.items() if len(rules) > 1 and id_ not in seen]
    return {id_: rules[0] for id_, rules in below.items()} | seen


def _problem(rule: Rule, replaces: str | None, below: Sequence[Rule], seen: Mapping[str, Rule]) -> Problem | None:
    """What is wrong with the id of a rule, or with what it says that it replaces."""
    if rule.id in seen:
        return _at(rule, "GGZ171", f"bestaat al in {_place(seen[rule.id])}", "Geef elke regel een eigen id")
    if below and replaces not in {other.pakket for other in below}:
        pack = below[0].pakket
        herstel = f"Schrijf 'vervangt: {pack}', of kies een eigen id"
        return _at(rule, "GGZ172", f"bestaat al in het pakket {pack}", herstel)
    if replaces is not None and not below:
        wat = "vervangt niets: geen gebruikt pakket heeft deze regel"
        return _at(rule, "GGZ173", wat, "Haal 'vervangt' weg, of verbeter de id")
    return None


def _clash(head: Document, id_: str, rules: Sequence[Rule]) -> Problem:
    """A rule that is different in two used packs, while this pack does not say which it wants."""
    first, second = (f"{rule.pakket} ({_place(rule)})" for rule in rules[:2])
    return head.problem(
        "GGZ174",
        f"regel {id_} komt uit twee gebruikte pakketten en verschilt: {first} en {second}",
        ("gebruikt",),
        herstel="Vervang de regel ook in dit pakket, of gebruik een van beide",
    )


def _at(rule: Rule, code: str, wat: str, herstel: str) -> Problem:
    return Problem(code=code, wat=f"de regel {rule.id} {wat}", bestand=rule.bestand, regel=rule.regel, herstel=herstel)


def _place(rule: Rule) -> str:
    return f"{rule.bestand}, regel {rule.regel}"
