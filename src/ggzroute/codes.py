"""What each code of a problem means, what to do about it, and an example: read from ``codes.yaml``."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from pathlib import Path

import attrs

from ggzroute.documents import read_file


@attrs.frozen(kw_only=True)
class Uitleg:
    """What there is to say about a code.

    Attributes:
        code: the code.
        wat: what is wrong, in Dutch.
        doe: what to do, in Dutch.
        waar: what the example is a piece of: a file of a pack, ``regel``, ``begrip``, ``casus``, ``gebeurtenis``, ...
        fout: the example with the fault.
        goed: the example without it.
        met: what else must be there for the example, or empty.
        in_plaats_van: what the example takes the place of; else that is ``goed``.
        zonder: why there is no example; empty when there is one.
    """

    code: str
    wat: str
    doe: str
    waar: str = ""
    fout: str = ""
    goed: str = ""
    met: str = ""
    in_plaats_van: str = ""
    zonder: str = ""

    @property
    def anker(self) -> str:
        """Where the code is explained in the documentation, below its root and without a suffix."""
        return f"reference/codes#{self.code.lower()}"


@functools.cache
def explained() -> Mapping[str, Uitleg]:
    """Every code, in order."""
    data = read_file(Path(__file__).with_name("codes.yaml")).data
    return {code: Uitleg(code=code, **parts) for code, parts in data.items()}
