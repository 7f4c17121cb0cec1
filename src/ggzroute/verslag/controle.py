"""What an auditor reads: what was run, by which rules and sources; names of facts, never a value, and nobody's id."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ggzroute.domain.advies import Gezag
from ggzroute.domain.verantwoording import RegelGevuurd, Verantwoording
from ggzroute.evaluation import Evaluation
from ggzroute.rules.pack import RulePack
from ggzroute.taal.woorden import counted, day_text
from ggzroute.verslag.bronnen import documents, out_of_force
from ggzroute.verslag.model import Punt, Sectie


def audit(ev: Evaluation) -> Iterator[Sectie]:
    """The sections for an auditor."""
    account, pack = ev.verantwoording, ev.context.pack
    yield Sectie(id="gedraaid", titel="Wat is gedraaid", punten=tuple(_run(account, ev)))
    yield Sectie(
        id="pakketten",
        titel="Pakketten",
        punten=tuple(
            Punt(tekst=f"{p.pakket} {p.versie}", onder=(Punt(label="sha256", tekst=p.hash),)) for p in account.pakketten
        ),
        streepjes=True,
    )
    yield Sectie(
        id="regels-gevuurd",
        titel="Regels die golden",
        inleiding=f"{counted(len(account.regels_gevuurd), 'regel', 'regels')} van {len(account.regels_bekeken)}.",
        punten=tuple(_fired(rule, pack) for rule in account.regels_gevuurd),
        streepjes=True,
    )
    conflicting = tuple(Punt(code=c.id, tekst=c.wat) for c in ev.conflicten)
    if conflicting:
        yield Sectie(id="conflicten", titel="Waar bronnen verschillen", punten=conflicting)
    yield from _names("regels-open", "Regels die nog open zijn", account.regels_open)
    yield from _names("feiten-gebruikt", "Feiten die zijn gebruikt", account.feiten_gebruikt)
    yield from _names("feiten-onbekend", "Feiten die nodig waren en niet bekend zijn", account.feiten_onbekend)
    yield from _names("betwist", "Feiten waarover regels verschillen", account.betwist)
    derived = tuple(Punt(tekst=f"{name}: {', '.join(makers)}") for name, makers in account.feiten_afgeleid)
    if derived:
        yield Sectie(id="feiten-afgeleid", titel="Feiten die zijn afgeleid", punten=derived, streepjes=True)
    cited = {bron.document for rule in account.regels_gevuurd for bron in rule.bron}
    yield from filter(None, (out_of_force(account, pack), documents(cited, pack)))


def _run(account: Verantwoording, ev: Evaluation) -> Iterator[Punt]:
    yield Punt(label="Bibliotheek", tekst=f"ggzroute {account.bibliotheek}")
    yield Punt(label="Engine", tekst=f"{account.engine} {account.engine_versie}")
    for walked in ev.routes:
        if walked.workflow:
            sources = walked.stappen[0].bron if walked.stappen else ()
            yield Punt(label="Workflow", tekst=f"{walked.workflow} {walked.versie}", bron=sources)
    yield Punt(label="Peildatum", tekst=day_text(account.peildatum))
    own = "doet mee" if account.afgeleid else "doet niet mee"
    yield Punt(label="Eigen lezing van de bronnen", tekst=own)


def _fired(fired: RegelGevuurd, pack: RulePack) -> Punt:
    """A rule that fired; for how many, not for whom."""
    rule = pack.rule(fired.regel)
    times = f" (voor {counted(len(fired.wie), 'betrokkene', 'betrokkenen')})" if fired.wie else ""
    gezag = Gezag(regel=rule.id, titel=rule.titel, sterkte=rule.sterkte, basis=rule.basis, bron=rule.bron)
    return Punt(tekst=f"{rule.titel}{times}", gezag=gezag, onder=(Punt(label="basis", tekst=rule.basis),))


def _names(id_: str, title: str, names: Iterable[str]) -> Iterator[Sectie]:
    told = ", ".join(names)
    if told:
        yield Sectie(id=id_, titel=title, inleiding=f"{told}.")
