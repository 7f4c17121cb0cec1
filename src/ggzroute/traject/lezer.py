"""What every reader of a traject does: note problems, refuse keys that do not belong, and normalise values.

No problem holds a value: it names the place and what is accepted there.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ggzroute.documents import Document, Path_
from ggzroute.domain.casus import Toestand
from ggzroute.domain.waarden import Normaliser
from ggzroute.problems import Problem, nearest, shown
from ggzroute.rules.pack import RulePack
from ggzroute.vocabulary import Type, plain_type


class Lezer:
    """Reads parts of one document; ``problems`` grows as it goes."""

    def __init__(self, document: Document, pack: RulePack, problems: list[Problem]) -> None:
        self.document = document
        self.pack = pack
        self.problems = problems

    def note(self, code: str, wat: str, path: Path_, **more: str) -> None:
        """Note a problem."""
        self.problems.append(self.document.problem(code, wat, path, **more))

    def missing(self, path: Path_, accepted: str) -> None:
        """Note that something that is needed is not there."""
        self.note("GGZ305", f"{shown(path[-1])} ontbreekt", path, toegestaan=accepted)

    def misfit(self, raw: Any, path: Path_, accepted: str) -> None:
        """Note that something of another kind belongs here."""
        self.note("GGZ302", f"hier staat {plain_type(raw)}, en dat past niet", path, toegestaan=accepted)

    def keys(self, raw: Mapping[Any, Any], accepted: tuple[str, ...], path: Path_) -> None:
        """Note every key that does not belong here."""
        for key in raw:
            if key in accepted:
                continue
            normaliser = Normaliser(self.pack.vocabulary)
            place = (*path, key if isinstance(key, str) else "")
            if isinstance(key, str) and normaliser.refuse(key, ()):
                self._faults(normaliser, place)
            else:
                near = nearest(key, accepted) if isinstance(key, str) else ""
                wat = f"{shown(key)} bestaat hier niet"
                self.note("GGZ301", wat, place, toegestaan=", ".join(accepted), bedoelt_u=near)

    def value(self, kind: Type, raw: Any, path: Path_, *, required: bool = False) -> Any:
        """A value of a type; unknown is ``None``, and a problem when it is required."""
        normaliser = Normaliser(self.pack.vocabulary)
        found = normaliser.value(kind, raw, ())
        self._faults(normaliser, path)
        if isinstance(found, Toestand) or found in ("", frozenset()):
            found = None
            if required:
                self.missing(path, kind.accepted())
        return found

    def _faults(self, normaliser: Normaliser, path: Path_) -> None:
        for fault in normaliser.faults:
            more = {"toegestaan": fault.toegestaan, "bedoelt_u": fault.bedoelde_sleutel}
            self.note(fault.code, fault.wat, (*path, *_shown(fault.path)), **more)


def _shown(path: Path_) -> Path_:
    """The part of a path inside a value that may be shown: keys can be values."""
    return tuple(part if isinstance(part, int) else "" for part in path)
