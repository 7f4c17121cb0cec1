"""Where a statement comes from: a document of the pack, and a place in it."""

from __future__ import annotations

import attrs


@attrs.frozen(kw_only=True, order=True)
class Bron:
    """A place in a source document.

    Attributes:
        document: id of a document in ``pack.yaml`` (``hr2017``).
        plaats: section, casus or page (``§2.1.3 (6-12-2016) casus 3``).
    """

    document: str
    plaats: str

    def __str__(self) -> str:
        return f"{self.document} {self.plaats}"

    def to_dict(self) -> dict[str, str]:
        """The source as plain JSON types."""
        return {"document": self.document, "plaats": self.plaats}
