"""The public API as a host application uses it: never run, only type-checked, to hold the types that were promised."""

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Any, assert_type

import ggzroute
from ggzroute import Casus, CasusError, Evaluation, GgzrouteError, PackError, Problem, RulePack, batch
from ggzroute.domain.advies import (
    Advies,
    ConflictGevonden,
    Gezag,
    KaartVerouderd,
    Kandidaat,
    MaatjeAdvies,
    Onderbreking,
    OpenVraag,
    Overdracht,
    Reden,
    Regie,
    Signaal,
)
from ggzroute.domain.bron import Bron
from ggzroute.domain.casus import Hulpvrager, Maatje, Regievoerder, Vraag
from ggzroute.domain.graaf import Introductie
from ggzroute.domain.in_beeld import InBeeld, InBeeldBij
from ggzroute.domain.interventie import Element, InterventieUitkomst, Rol
from ggzroute.domain.kaart import Kaart, Organisatie
from ggzroute.domain.namen import Namen
from ggzroute.domain.netwerk import Betrokkene, Relatie
from ggzroute.domain.poort import PoortUitkomst
from ggzroute.domain.route import Baan, Route, RouteStap
from ggzroute.domain.verantwoording import PakketStempel, RegelBuitenGeldigheid, RegelGevuurd, Verantwoording
from ggzroute.domain.voorwaarde import VoorwaardeStand
from ggzroute.domain.zoekantwoord import Afstand, Treffer
from ggzroute.domain.zoeken import search
from ggzroute.domain.zoekvraag import Zoekvraag
from ggzroute.engine.port import RuleEngine
from ggzroute.explain.outcome import Uitleg
from ggzroute.explain.rule import Verklaring, VerklaringRegel
from ggzroute.hsds.exporting import to_hsds
from ggzroute.hsds.importing import from_hsds
from ggzroute.render import kringen_svg, mermaid_text, network_data, network_graphml, stroomschema_svg
from ggzroute.rules.model import Rule
from ggzroute.sampling import sample
from ggzroute.vocabulary import Vocabulary
from ggzroute.workflow.builtin import DefinedWorkflow
from ggzroute.workflow.port import Workflow


def packs(path: Path) -> RulePack:
    assert_type(ggzroute.__version__, str)
    assert_type(ggzroute.pack_names(), tuple[str, ...])
    assert_type(ggzroute.load_pack("landelijk"), RulePack)
    pack = ggzroute.load_pack(path)
    assert_type(pack.pakket, str)
    assert_type(pack.versie, str)
    assert_type(pack.hash, str)
    assert_type(pack.regio, str | None)
    assert_type(pack.vocabulary, Vocabulary)
    assert_type(pack.regels, Mapping[str, Rule])
    assert_type(pack.rule("RG-009"), Rule)
    assert_type(pack.rule("RG-009").bron, tuple[Bron, ...])
    assert_type(pack.in_force(dt.date(2016, 11, 24), afgeleid=True), tuple[Rule, ...])
    return pack


def sociale_kaart(pack: RulePack) -> None:
    namen = Namen.of(pack.kaart, pack.vocabulary)
    answer = search(pack.kaart, Zoekvraag(tekst="schulden"), namen, peildatum=dt.date(2018, 3, 1))
    assert_type(answer.treffers, tuple[Treffer, ...])
    assert_type(answer.treffers[0].organisatie, Organisatie)
    assert_type(answer.treffers[0].afstand, Afstand | None)
    assert_type(answer.treffers[0].waarom, tuple[str, ...])
    assert_type(pack.kaart.stale_on(dt.date(2018, 3, 1)), tuple[Organisatie, ...])
    assert_type(to_hsds(pack.kaart, namen), dict[str, Any])
    found = from_hsds({}, vocabulary=pack.vocabulary)
    assert_type(found.kaart, Kaart)
    assert_type(found.meldingen, tuple[str, ...])


def casussen(data: dict[str, Any], text: str, path: Path, pack: RulePack) -> Casus:
    assert_type(Casus.from_dict(data), Casus)
    assert_type(Casus.from_dict(data, vocabulary=pack.vocabulary), Casus)
    assert_type(Casus.from_yaml(text, name="casus.yaml"), Casus)
    assert_type(Casus.from_json(text.encode()), Casus)
    casus = ggzroute.load_casus(path, vocabulary=pack.vocabulary)
    assert_type(casus, Casus)
    assert_type(casus.id, str)
    assert_type(casus.peildatum, dt.date | None)
    assert_type(casus.betrokkenen, tuple[Betrokkene, ...])
    assert_type(casus.relaties, tuple[Relatie, ...])
    assert_type(casus.betrokkene("ggz"), Betrokkene | None)
    assert_type(casus.hulpvrager, Hulpvrager)
    assert_type(casus.vraag, Vraag)
    assert_type(casus.maatje, Maatje | None)
    assert_type(casus.regievoerder, Regievoerder | None)
    assert_type(casus.regievoerders, tuple[Regievoerder, ...])
    assert_type(casus.to_dict(), dict[str, Any])
    assert_type(ggzroute.introduce(casus, "swt", limit=3), tuple[Introductie, ...])
    return casus


class MyCasus(Casus):
    """A casus of a host application stays one of its own kind."""


assert_type(MyCasus.from_dict({"id": "proef"}), MyCasus)


def evaluations(casus: Casus, pack: RulePack) -> dict[str, Any]:
    evaluation = ggzroute.evaluate(
        casus, pack, peildatum=dt.date(2016, 11, 24), engine="durable", workflow="route", afgeleid=True
    )
    assert_type(evaluation, Evaluation)
    assert_type(evaluation.casus, str)
    assert_type(evaluation.route, Route)
    assert_type(evaluation.routes, tuple[Route, ...])
    assert_type(ggzroute.evaluate(casus, pack, workflow=["route", "werkwijzer"]), Evaluation)
    assert_type(ggzroute.evaluate(casus, pack, workflow=("route",)), Evaluation)
    assert_type(evaluation.regie, Regie)
    assert_type(evaluation.maatje, MaatjeAdvies)
    assert_type(evaluation.in_beeld, InBeeld)
    assert_type(evaluation.in_beeld.organisaties, tuple[InBeeldBij, ...])
    assert_type(evaluation.in_beeld.bij("uwv"), InBeeldBij | None)
    assert_type(evaluation.adviezen, tuple[Advies, ...])
    assert_type(evaluation.signalen, tuple[Signaal, ...])
    assert_type(evaluation.onderbrekingen, tuple[Onderbreking, ...])
    assert_type(evaluation.conflicten, tuple[ConflictGevonden, ...])
    assert_type(evaluation.poorten, tuple[PoortUitkomst, ...])
    assert_type(evaluation.poorten[0].bezwaren, tuple[VoorwaardeStand, ...])
    assert_type(evaluation.poorten[0].velden, tuple[str, ...])
    assert_type(evaluation.interventies, tuple[InterventieUitkomst, ...])
    assert_type(evaluation.interventies[0].elementen, tuple[Element, ...])
    assert_type(evaluation.interventies[0].niet_alleen, Rol | None)
    assert_type(evaluation.vragen, tuple[OpenVraag, ...])
    assert_type(evaluation.kaart_verouderd, tuple[KaartVerouderd, ...])
    assert_type(evaluation.verantwoording, Verantwoording)
    return evaluation.to_dict()


def parts(evaluation: Evaluation) -> None:
    assert_type(evaluation.route.stappen, tuple[RouteStap, ...])
    assert_type(evaluation.route.banen, tuple[Baan, ...])
    assert_type(evaluation.route.wacht_bij, str | None)
    assert_type(evaluation.route.wacht_op, tuple[str, ...])
    assert_type(evaluation.route.staat, str)
    assert_type(evaluation.regie.status, str)
    assert_type(evaluation.regie.kandidaten, tuple[Kandidaat, ...])
    assert_type(evaluation.regie.overdracht, tuple[Overdracht, ...])
    assert_type(evaluation.regie.overdracht[0].vervuld, bool | None)
    assert_type(evaluation.regie.kandidaten[0].voor, tuple[Reden, ...])
    assert_type(evaluation.regie.kandidaten[0].voor[0].gezag, Gezag | None)
    assert_type(evaluation.maatje.kandidaten, tuple[Kandidaat, ...])
    assert_type(evaluation.adviezen[0].gezag.bron, tuple[Bron, ...])
    assert_type(evaluation.adviezen[0].overstemd_door, tuple[str, ...])
    assert_type(evaluation.vragen[0].gewicht, int)
    assert_type(evaluation.verantwoording.peildatum, dt.date)
    assert_type(evaluation.verantwoording.pakketten, tuple[PakketStempel, ...])
    assert_type(evaluation.verantwoording.regels_gevuurd, tuple[RegelGevuurd, ...])
    assert_type(evaluation.verantwoording.buiten_geldigheid, tuple[RegelBuitenGeldigheid, ...])


def explanations(evaluation: Evaluation) -> str:
    why = evaluation.why("RG-009")
    assert_type(why, Uitleg)
    assert_type(evaluation.why_not({"advies": {"handeling": "bellen"}}), Uitleg)
    assert_type(why.stand, bool | None)
    assert_type(why.regels, tuple[Verklaring, ...])
    assert_type(why.regels[0].regels, tuple[VerklaringRegel, ...])
    assert_type(why.struikelt_over, VerklaringRegel | None)
    assert_type(why.to_dict(), dict[str, Any])
    return str(why)


def problems(data: dict[str, Any]) -> list[str]:
    try:
        Casus.from_dict(data)
    except (CasusError, PackError) as error:
        assert_type(error.problems, tuple[Problem, ...])
        assert_type(error.problems[0].regel, int | None)
        assert_type(error.problems[0].to_dict(), dict[str, str | int | None])
        return [str(problem) for problem in error.problems]
    except GgzrouteError:
        raise
    return []


def many(path: Path, pack: RulePack, frame: list[int]) -> None:
    for item in batch.evaluate_many(sample(3, pack), pack, engine="durable"):
        assert_type(item.regel, int)
        assert_type(item.evaluation, Evaluation | None)
        assert_type(item.problems, tuple[Problem, ...])
    assert_type(batch.evaluate_frame(frame, pack).result, list[int])
    assert_type(batch.run_batch(path, path, pack="landelijk", options=batch.Options(vragen=3)).casussen, int)
    batch.run_batch(path, path, pack=pack)  # type: ignore[arg-type]


def pictures(casus: Casus, pack: RulePack, evaluation: Evaluation) -> None:
    assert_type(kringen_svg(casus, pack), str)
    assert_type(kringen_svg(evaluation, breedte=360, prefix="p"), str)
    assert_type(stroomschema_svg(pack.workflows["w"], evaluation.route, breedte=360), str)
    assert_type(mermaid_text(pack.workflows["w"]), str)
    assert_type(network_graphml(evaluation), str)
    assert_type(network_data(casus), dict[str, Any])


def plug_ins(workflow: DefinedWorkflow, engine: RuleEngine) -> Workflow:
    """What ships meets the ports that a plug-in has to meet."""
    assert_type(engine.naam, str)
    return workflow


def refused(casus: Casus, pack: RulePack, evaluation: Evaluation) -> None:
    """What a type checker refuses; an ignore that is not needed is an error too."""
    ggzroute.evaluate(casus, pack, dt.date(2016, 11, 24))  # type: ignore[call-arg]
    ggzroute.evaluate(casus, pack, peildatum="2016-11-24")  # type: ignore[arg-type]
    ggzroute.evaluate({"id": "proef"}, pack)  # type: ignore[arg-type]
    casus.id = "ander"  # type: ignore[misc]
    evaluation.regie.status = "benoemd"  # type: ignore[misc]
    evaluation.adviezen.append(evaluation.adviezen[0])  # type: ignore[attr-defined]
    casus.feiten["persoon.werkwens"] = "ja"  # type: ignore[index]
