"""What the pictures say, as sentences for who cannot see them."""

from __future__ import annotations

from collections.abc import Iterator

from ggzroute.domain.netwerk import PROFESSIONEEL, SOCIAAL
from ggzroute.render.network import Netwerkbeeld
from ggzroute.render.text import sentence_list


def describe(beeld: Netwerkbeeld) -> str:
    """The picture of the kringen in words: who is where, and what they have to do with each other."""
    return " ".join(_sentences(beeld))


def _sentences(beeld: Netwerkbeeld) -> Iterator[str]:
    yield "Vier kringen om elkaar: in het midden de hulpvrager, dan het sociaal netwerk, het professioneel netwerk"
    yield "en de maatschappij; tussen de kringen staan stippellijnen."
    for kring, name in ((SOCIAAL, "sociaal"), (PROFESSIONEEL, "professioneel")):
        here = [knoop.regel for knoop in beeld.knopen if knoop.kring == kring]
        yield f"In het {name} netwerk: {sentence_list(here) or 'niemand genoemd'}."
    word = "maatje+" if beeld.plus else "maatje"
    yield _said(f"De pijl door de drie binnenste kringen is het {word}: {beeld.maatje.tekst}", beeld.maatje.advies)
    yield _said(f"Buiten de kringen staat de regievoerder: {beeld.regie.tekst}", beeld.regie.advies)
    said = sentence_list(beeld.zin(line) for line in beeld.lijnen)
    yield f"Relaties: {said or 'geen genoemd'}."


def _said(what: str, advice: str) -> str:
    return f"{what}; {advice}." if advice else f"{what}."
