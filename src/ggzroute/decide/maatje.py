"""Whether there is a maatje, whether one is wanted, and who could be.

Source: hr2017 §4.3.1 Maatje (+): find out whether the hulpvrager wants one, and then arrange it; from the sociaal or
the professioneel netwerk. Never without the wish of the hulpvrager.
"""

from __future__ import annotations

import attrs

from ggzroute.decide.context import Context, unique
from ggzroute.domain.advies import Kandidaat, MaatjeAdvies, Reden
from ggzroute.domain.netwerk import PROFESSIONEEL
from ggzroute.rules.conclusions import KandidaatMaatje, MaatjeNodig, MaatjeStand

_STRENGTH = (MaatjeStand.NIET_TOEWIJZEN, MaatjeStand.REGELEN, MaatjeStand.WENSELIJK, MaatjeStand.NAGAAN)


def decide_maatje(context: Context) -> MaatjeAdvies:
    """What is to be done about a maatje. The strongest stand counts; not assigning one goes before all."""
    said = list(context.concluded(MaatjeNodig))
    stand = next((s for s in _STRENGTH if any(c.stand is s for _, _, c in said)), None)
    reasons = tuple(context.reden(rule, c.tekst) for rule, _, c in said if c.stand is stand)
    candidates = _candidates(context)
    if context.facts.get("maatje.aanwezig") == "ja":
        present = Reden(tekst="Er is een maatje.")
        return MaatjeAdvies(
            stand="aanwezig", redenen=(present,), kandidaten=candidates, kringen=_kringen(context, candidates)
        )
    return MaatjeAdvies(
        stand=stand.value if stand else "open",
        redenen=reasons,
        kandidaten=candidates,
        kringen=_kringen(context, candidates),
    )


def _candidates(context: Context) -> tuple[Kandidaat, ...]:
    found: dict[str, Kandidaat] = {}
    for rule, hit, conclusion in context.concluded(KandidaatMaatje):
        for id_ in context.who(conclusion.wie, hit):
            before = found.get(id_, Kandidaat(wie=id_))
            found[id_] = attrs.evolve(before, voor=unique([*before.voor, context.reden(rule, conclusion.tekst)]))
    return tuple(found[id_] for id_ in sorted(found))


def _kringen(context: Context, candidates: tuple[Kandidaat, ...]) -> tuple[str, ...]:
    """Organisations on the sociale kaart belong to the professional kring."""
    found = set()
    for candidate in candidates:
        node = context.node(candidate.wie)
        found.add(str(node["kring"]) if node else PROFESSIONEEL)
    return tuple(sorted(found))
