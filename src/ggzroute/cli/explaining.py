"""``ggzroute explain``: why something was concluded for a casus, and why not."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from ggzroute.cli.screen import output, print_json
from ggzroute.evaluation import Evaluation, evaluate
from ggzroute.explain.compare import compare
from ggzroute.loading import load_casus
from ggzroute.registry import load_pack


def explain_casus(
    path: Path,
    what: str | None,
    pack_name: str,
    *,
    rather_than: str | None,
    peildatum: dt.date | None,
    afgeleid: bool,
    as_json: bool,
) -> int:
    """Print the explanation; without ``what``, everything that can be asked about what came out."""
    pack = load_pack(pack_name)
    found = evaluate(load_casus(path, vocabulary=pack.vocabulary), pack, peildatum=peildatum, afgeleid=afgeleid)
    if what is None:
        names = list(dict.fromkeys(askable(found)))
        print_json(names) if as_json else output().print("\n".join(names), markup=False, highlight=False)
        return 0
    if rather_than is not None:
        told = compare(found, what.removeprefix("regie:"), rather_than.removeprefix("regie:"))
        print_json(told.to_dict()) if as_json else output().print(str(told), markup=False, soft_wrap=True)
        return 0
    answer = found.why_not(what)
    print_json(answer.to_dict()) if as_json else output().print(str(answer), markup=False, soft_wrap=True)
    return 0


def askable(found: Evaluation) -> list[str]:
    """Everything that came out, as names that can be asked about."""
    kinds = {"adviseer": "advies", "raad_af": "afgeraden", "verbied": "verboden"}
    people = (*found.regie.huidig, *found.regie.kandidaten, *found.regie.uitgesloten)
    return [
        "route",
        "regie",
        *(f"regie:{k.wie}" for k in people),
        "maatje",
        *(f"maatje:{k.wie}" for k in found.maatje.kandidaten),
        *(f"onderbreking:{o.handeling}" for o in found.onderbrekingen),
        *(f"{kinds[a.soort]}:{a.handeling}" for a in found.adviezen if a.soort in kinds),
        *(f"contact:{who}" for a in found.adviezen if a.soort == "contact" for who in a.met),
        *(f"signaal:{s.code}" for s in found.signalen),
        *(f"conflict:{c.id}" for c in found.conflicten),
        *sorted(found.gevuurd),
    ]
