"""Reads conclusions, and finds out whom each of them names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ggzroute.documents import Document, Path_
from ggzroute.domain.casus import Toestand
from ggzroute.domain.kaart import Kaart
from ggzroute.domain.waarden import Normaliser
from ggzroute.problems import Problem, nearest, shown
from ggzroute.rules.conclusions import (
    NO_RANG,
    ROLLEN,
    Actor,
    Adviseer,
    Conclusion,
    Contact,
    GeenRegievoerder,
    KandidaatMaatje,
    KandidaatRegievoerder,
    LeidAf,
    MaatjeNodig,
    MaatjeStand,
    OnderbreekRoute,
    RegieOverdracht,
    Richting,
    Signaleer,
    StelRegiekeuzeUit,
    StelVraag,
    Wie,
)
from ggzroute.rules.condition_reading import ConditionReader
from ggzroute.vocabulary import Soort, Vocabulary

KINDS = (
    "leid_af",
    "kandidaat_regievoerder",
    "geen_regievoerder",
    "stel_regiekeuze_uit",
    "regie_overdracht",
    "maatje",
    "kandidaat_maatje",
    "adviseer",
    "raad_af",
    "verbied",
    "contact",
    "signaleer",
    "stel_vraag",
    "onderbreek_route",
)


class ConclusionReader:
    """Reads the conclusions of one rule whose structure was checked against the schema."""

    def __init__(
        self, document: Document, vocabulary: Vocabulary, kaart: Kaart, bound: str | None, problems: list[Problem]
    ) -> None:
        self.document = document
        self.vocabulary = vocabulary
        self.kaart = kaart
        self.bound = bound
        self.problems = problems

    def read(self, kind: str, body: Mapping[str, Any], path: Path_) -> tuple[Conclusion, ...]:
        """The conclusions of one line under ``dan``."""
        text = body.get("tekst", "")
        match kind:
            case "leid_af":
                return tuple(self._derive(name, value, (*path, name)) for name, value in body.items())
            case "kandidaat_regievoerder":
                wie = self.actor(body["wie"], (*path, "wie"))
                zolang = self._condition(body, "zolang", path)
                return (
                    KandidaatRegievoerder(
                        wie=wie,
                        rang=body.get("rang", NO_RANG),
                        rol=self._functie(body, path),
                        zolang=zolang,
                        tekst=text,
                    ),
                )
            case "geen_regievoerder":
                return (GeenRegievoerder(wie=self.actor(body["wie"], (*path, "wie")), tekst=text),)
            case "stel_regiekeuze_uit":
                names = tuple(self._fact(name, (*path, "tot_bekend", n)) for n, name in enumerate(body["tot_bekend"]))
                return (StelRegiekeuzeUit(tot_bekend=names, tekst=text),)
            case "regie_overdracht":
                naar = self.actor(body["naar"], (*path, "naar"))
                return (
                    RegieOverdracht(
                        naar=naar, rol=self._functie(body, path), zodra=self._condition(body, "zodra", path), tekst=text
                    ),
                )
            case "maatje":
                return (MaatjeNodig(stand=MaatjeStand(body["stand"]), tekst=text),)
            case "kandidaat_maatje":
                return (KandidaatMaatje(wie=self.actor(body["wie"], (*path, "wie")), tekst=text),)
            case "contact":
                return (
                    Contact(
                        met=self.actor(body["met"], (*path, "met")), door=self._optional(body, "door", path), tekst=text
                    ),
                )
            case "signaleer":
                return (Signaleer(signaal=body["signaal"], tekst=text),)
            case "stel_vraag":
                return (StelVraag(feit=self._fact(body["feit"], (*path, "feit"))),)
            case "onderbreek_route":
                naar_wie = tuple(self.actor(wie, (*path, "naar", n)) for n, wie in enumerate(body["naar"]))
                return (OnderbreekRoute(handeling=body["handeling"], naar=naar_wie, tekst=text),)
            case _:
                return (self._advice(kind, body, path, text),)

    def _advice(self, kind: str, body: Mapping[str, Any], path: Path_, text: str) -> Adviseer:
        return Adviseer(
            richting=Richting(kind),
            handeling=body["handeling"],
            gebied=body["gebied"],
            tekst=text,
            door=self._optional(body, "door", path),
            voor=self._deadline(body["voor"], (*path, "voor")) if "voor" in body else None,
        )

    def _optional(self, body: Mapping[str, Any], key: str, path: Path_) -> Actor | None:
        return self.actor(body[key], (*path, key)) if key in body else None

    def _condition(self, body: Mapping[str, Any], key: str, path: Path_) -> Any:
        if key not in body:
            return None
        return ConditionReader(self.document, self.vocabulary, self.problems).read(body[key], (*path, key))

    def _functie(self, body: Mapping[str, Any], path: Path_) -> str | None:
        rol = body.get("rol")
        if rol is not None and rol not in self.kaart.functies:
            near = nearest(rol, self.kaart.functies)
            self._wrong("GGZ141", f"de functie {shown(rol)} staat niet op de sociale kaart", (*path, "rol"), near)
        return rol

    def _wrong(self, code: str, wat: str, path: Path_, near: str = "", toegestaan: str = "", herstel: str = "") -> None:
        problem = self.document.problem(code, wat, path, bedoelt_u=near, toegestaan=toegestaan, herstel=herstel)
        self.problems.append(problem)

    def _fact(self, name: str, path: Path_) -> str:
        if name not in self.vocabulary:
            self._wrong("GGZ121", f"het feit {shown(name)} bestaat niet", path, nearest(name, self.vocabulary))
        return name

    def _deadline(self, name: str, path: Path_) -> str:
        self._fact(name, path)
        if name in self.vocabulary and self.vocabulary[name].type.soort is not Soort.DATUM:
            self._wrong("GGZ143", f"{shown(name)} is geen datum", path, toegestaan="een feit met een datum")
        return name

    def _derive(self, name: str, raw: Any, path: Path_) -> LeidAf:
        self._fact(name, path)
        value = raw
        if name in self.vocabulary:
            kind = self.vocabulary[name].type
            normaliser = Normaliser(self.vocabulary)
            value = normaliser.value(kind, raw)
            if value in (Toestand.ONBEKEND, Toestand.GEWEIGERD):
                self._wrong("GGZ139", f"een regel kan niet afleiden dat {shown(name)} {value.value} is", path)
            for fault in normaliser.faults:
                self._wrong("GGZ138", fault.wat, (*path, *fault.path), fault.bedoelt_u, fault.toegestaan)
        return LeidAf(feit=name, waarde=value)

    def actor(self, raw: Any, path: Path_) -> Actor:
        """Whom ``raw`` names: a bound name, a role, an entry of the sociale kaart, or a kind."""
        if isinstance(raw, Mapping):
            soort, soorten = str(raw.get("soort")), self._kinds()
            if soort not in soorten:
                self._wrong(
                    "GGZ142", f"{shown(soort)} is geen soort organisatie", (*path, "soort"), nearest(soort, soorten)
                )
            return Actor(Wie.SOORT, soort)
        name = str(raw)
        if name == self.bound:
            return Actor(Wie.GEBONDEN, name)
        if name in ROLLEN:
            return Actor(Wie.ROL, name)
        if name not in self.kaart:
            known = [*self.kaart.organisaties, *self.kaart.functies, *ROLLEN, *([self.bound] if self.bound else [])]
            accepted = f"een id van de sociale kaart, {', '.join(ROLLEN)}" + (f" of {self.bound}" if self.bound else "")
            kind = f"Bedoelt u een soort organisatie, schrijf dan {{soort: {name}}}" if name in self._kinds() else ""
            near = "" if kind else nearest(name, known)
            self._wrong("GGZ140", f"{shown(name)} is niet bekend", path, near, accepted, kind)
        return Actor(Wie.KAART, name)

    def _kinds(self) -> Mapping[str, str]:
        """The kinds of organisation."""
        return self.vocabulary["organisatie.soort"].type.waarden if "organisatie.soort" in self.vocabulary else {}
