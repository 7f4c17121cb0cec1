"""Two small doors of the API: a casus from a file, and who can introduce whom."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ggzroute.documents import MAX_BYTES
from ggzroute.domain.casus import Casus
from ggzroute.exceptions import CasusError
from ggzroute.problems import Problem
from ggzroute.vocabulary import Vocabulary

if TYPE_CHECKING:
    from ggzroute.domain.graaf import Introductie


def load_casus(path: str | Path, *, vocabulary: Vocabulary | None = None) -> Casus:
    """A casus from a YAML or JSON file.

    Args:
        path: the file.
        vocabulary: facts that are accepted; by default those of the pack ``landelijk``.

    Raises:
        CasusError: with every problem at once, with file, line and column.
    """
    return Casus.from_yaml(read_bytes(Path(path)), vocabulary=vocabulary, name=str(path))


def read_bytes(path: Path) -> bytes:
    """The bytes of a file, at most one more than a document may have.

    Raises:
        CasusError: the file cannot be read.
    """
    try:
        with path.open("rb") as stream:
            return stream.read(MAX_BYTES + 1)
    except OSError as error:
        missing = isinstance(error, FileNotFoundError)
        wat = "het bestand bestaat niet" if missing else "het bestand is niet te lezen"
        raise CasusError([Problem(code="GGZ001", wat=wat, bestand=str(path))]) from None


def introduce(casus: Casus, kandidaat: str, *, limit: int = 5) -> tuple[Introductie, ...]:
    """By which chains of trust or contact a candidate can be introduced to the hulpvrager, the best first.

    Args:
        casus: the casus.
        kandidaat: id of a betrokkene.
        limit: at most so many chains.

    Raises:
        BetrokkeneNotFoundError: there is no such betrokkene.

    Source:
        hr2017 §2.1.2 (24-11-2016) casus 3.
    """
    from ggzroute.domain.graaf import introduction_chains  # noqa: PLC0415 - networkx is loaded when a graph is asked for

    return introduction_chains(casus, kandidaat, limit=limit)
