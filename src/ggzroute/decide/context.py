"""What every decision needs: the hits with their rules, and a way to say who is meant."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, TypeVar

import attrs

from ggzroute.domain.advies import Gezag, Reden
from ggzroute.domain.facts import Facts, Node
from ggzroute.domain.netwerk import HULPVRAGER, NU, PROFESSIONEEL
from ggzroute.engine.port import Firing
from ggzroute.rules.conclusions import Actor, Wie
from ggzroute.rules.model import Hit, Rule
from ggzroute.rules.pack import RulePack

T = TypeVar("T")


@attrs.frozen(kw_only=True)
class Context:
    """One evaluation after the rules have fired.

    Attributes:
        pack: the pack.
        rules: the rules that took part, by id.
        firing: what fired.
    """

    pack: RulePack
    rules: Mapping[str, Rule]
    firing: Firing

    @property
    def facts(self) -> Facts:
        """The facts, derived ones included."""
        return self.firing.facts

    def concluded(self, kind: type[T]) -> Iterator[tuple[Rule, Hit, T]]:
        """Every conclusion of one kind, with the rule and the hit it came from."""
        yield from self._by_kind.get(kind, ())

    @cached_property
    def _by_kind(self) -> Mapping[type, Sequence[tuple[Rule, Hit, Any]]]:
        found: dict[type, list[tuple[Rule, Hit, Any]]] = {}
        for hit in self.firing.hits:
            rule = self.rules[hit.regel]
            for conclusion in rule.dan:
                found.setdefault(conclusion.__class__, []).append((rule, hit, conclusion))
        return found

    def gezag(self, rule: Rule) -> Gezag:
        """The authority of a rule."""
        return Gezag(regel=rule.id, titel=rule.titel, sterkte=rule.sterkte, basis=rule.basis, bron=rule.bron)

    def reden(self, rule: Rule, tekst: str) -> Reden:
        """A reason with its authority; the title of the rule when the conclusion has no text of its own."""
        return Reden(tekst=tekst or rule.titel, gezag=self.gezag(rule))

    def node(self, id_: str) -> Node | None:
        """The betrokkene with this id."""
        return next((node for node in self.facts.nodes if node["id"] == id_), None)

    def holders(self) -> tuple[str, ...]:
        """Ids of those who hold the regie."""
        by_network = tuple(node["id"] for node in self.facts.nodes if node.get("regievoerder") == "ja")
        named = self.facts.get("regie.regievoerder")
        return by_network or ((named,) if isinstance(named, str) else ())

    def who(self, actor: Actor | None, hit: Hit) -> tuple[str, ...]:
        """Ids of those whom a conclusion names; a role that nobody fills stays the name of the role."""
        if actor is None:
            return ()
        match actor.wie:
            case Wie.GEBONDEN:
                return (hit.wie,)
            case Wie.ROL:
                return self._role(actor.naam)
            case Wie.SOORT:
                return self._kind(actor.naam)
            case Wie.KAART:
                return (self._in_network(actor.naam),)

    def _in_network(self, id_: str) -> str:
        """The betrokkene behind an entry of the sociale kaart, when there is exactly one, else the entry itself."""
        found = [
            node["id"] for node in self.facts.nodes if id_ in (node["id"], node.get("organisatie"), node.get("functie"))
        ]
        return found[0] if len(found) == 1 else id_

    def _role(self, role: str) -> tuple[str, ...]:
        nodes = self.facts.nodes
        match role:
            case "ontvanger":
                receiver = self.facts.get("vraag.ontvanger")
                return (self._in_network(receiver),) if isinstance(receiver, str) else (role,)
            case "vrager":
                asking = tuple(node["id"] for node in nodes if node.get("brengt_in") == "ja")
                return (HULPVRAGER,) if self.facts.get("vraag.vrager") == "persoon_zelf" else asking or (role,)
            case "regievoerder":
                return self.holders() or (role,)
            case "maatje":
                return tuple(node["id"] for node in nodes if node.get("maatje") == "ja") or (role,)
        return (role,)

    def _kind(self, soort: str) -> tuple[str, ...]:
        """Those of this kind in the network, those involved now first; else on the sociale kaart, near before far."""
        nodes = [node for node in self.facts.nodes if node.get("soort") == soort and node.get("kring") == PROFESSIONEEL]
        now = [node["id"] for node in nodes if node.get("betrokken") == NU]
        if now or nodes:
            return tuple(now or [node["id"] for node in nodes])
        subregio = self.facts.get("persoon.subregio")
        found = self.pack.kaart.of_kind(soort, subregio if isinstance(subregio, str) else None)
        own = [o.id for o in found if o.regio == self.pack.regio] or [o.id for o in found]
        return tuple(own) if len(own) == 1 else (f"soort:{soort}",)


def unique(items: Iterator[T] | list[T]) -> tuple[T, ...]:
    """The items in order, without doubles."""
    return tuple(dict.fromkeys(items))
