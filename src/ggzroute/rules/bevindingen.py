"""What a pack says about its own analysis: dangers that a rule must catch, and findings that are intended."""

from __future__ import annotations

import attrs

from ggzroute.domain.bron import Bron
from ggzroute.rules.conditions import Condition


@attrs.frozen(kw_only=True)
class Gevaar:
    """A danger that some rule must say something about, in every casus in which it is there.

    Attributes:
        id: short code.
        wat: the danger in Dutch.
        als: when it is there.
        bron: where it stands.
        pakket: name of the pack it comes from.
    """

    id: str
    wat: str
    als: Condition
    bron: tuple[Bron, ...]
    pakket: str = ""


@attrs.frozen(kw_only=True)
class Bedoeld:
    """A finding of the analysis that is as intended.

    Attributes:
        bevinding: id of the finding.
        reden: why, in Dutch.
        bron: where it stands.
        pakket: name of the pack it comes from.
    """

    bevinding: str
    reden: str
    bron: tuple[Bron, ...]
    pakket: str = ""
