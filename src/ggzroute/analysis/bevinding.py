"""What an analysis of a pack finds."""

from __future__ import annotations

from typing import Any, Final

import attrs

SOORTEN: Final = {
    "nooit": "Regels die nooit kunnen gelden",
    "zelfde": "Regels die hetzelfde zeggen",
    "binnen": "Regels die niets toevoegen aan een andere regel",
    "botsing": "Conclusies die bij een casus botsen",
    "gat": "Gaten: een casus waarvoor geen regel iets zegt",
    "ongebruikt": "Wat nergens gebruikt wordt",
}
"""Kind of finding to the heading above it, in the order in which they are shown."""


@attrs.frozen(kw_only=True)
class Bevinding:
    """One finding.

    Attributes:
        id: stable id, made of the kind and of what it is about (``botsing-regie/RG-008/RG-032``).
        soort: kind, a key of :data:`SOORTEN`.
        wat: what was found, a Dutch sentence.
        regels: ids of the rules it is about.
        exact: whether it was proved over everything that a casus can hold.
        grens: in Dutch what was not looked at, when it is not exact.
        getuige: a casus as plain data for a fixture file that shows it; ``None`` when no casus can.
    """

    id: str
    soort: str
    wat: str
    regels: tuple[str, ...] = ()
    exact: bool = True
    grens: str = ""
    getuige: dict[str, Any] | None = attrs.field(default=None, repr=False)

    def to_dict(self) -> dict[str, Any]:
        """The finding as plain JSON types."""
        return {
            "id": self.id,
            "soort": self.soort,
            "wat": self.wat,
            "regels": list(self.regels),
            "exact": self.exact,
            "grens": self.grens,
            "getuige": self.getuige,
        }


@attrs.frozen(kw_only=True)
class Bewezen:
    """Something that was proved of a workflow.

    Attributes:
        workflow: name of the workflow.
        belofte: code of the promise.
        tekst: the promise in Dutch.
        paden: over how many ways through the workflow it was proved.
    """

    workflow: str
    belofte: str
    tekst: str
    paden: int

    def to_dict(self) -> dict[str, Any]:
        """The same as plain JSON types."""
        return attrs.asdict(self)
