"""Reads a whole pack: every file, every problem at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final, TypeVar

import attrs

from ggzroute.collecting import without_collecting
from ggzroute.documents import Document
from ggzroute.domain.kaart import Kaart
from ggzroute.exceptions import DocumentError, PackError
from ggzroute.problems import Problem
from ggzroute.rules.bevinding_reading import read_findings, used_findings
from ggzroute.rules.bevindingen import Bedoeld, Gevaar
from ggzroute.rules.conflict_reading import read_conflicts, used_conflicts
from ggzroute.rules.files import PackFiles, casus_id
from ggzroute.rules.interventie_reading import InterventieReader
from ggzroute.rules.interventies import Interventie
from ggzroute.rules.kaart_reading import read_kaart
from ggzroute.rules.layout import CASUS_FOLDERS, misplaced, unread
from ggzroute.rules.lint import cited, lint_pack
from ggzroute.rules.merging import Entry, Own, merge
from ggzroute.rules.model import Rule
from ggzroute.rules.pack import BronDocument, CasusFile, Conflict, Overlever, PackStamp, RulePack, Uitzondering
from ggzroute.rules.poort_reading import PoortReader
from ggzroute.rules.poorten import Poort
from ggzroute.rules.rule_reading import RuleReader
from ggzroute.rules.strata import DerivationCycleError, stratify
from ggzroute.schemas import check_structure
from ggzroute.tables.checking import check_table
from ggzroute.tables.compiling import Compiled, compile_table
from ggzroute.tables.files import read_document
from ggzroute.tables.ranking import Placed, apply_rankings, is_ranking
from ggzroute.tables.reading import read_table
from ggzroute.vocabulary import Vocabulary
from ggzroute.vocabulary_reading import read_vocabulary
from ggzroute.workflow.checking import check_workflow
from ggzroute.workflow.definition import Definition
from ggzroute.workflow.reading import read_sources, read_workflow

Find = Callable[[str], RulePack]
T = TypeVar("T", bound=Entry)

_FOLLOWS: Final = {
    "begrippen.yaml": ("GGZ121", "GGZ138", "GGZ140", "GGZ142"),
    "sociale-kaart.yaml": ("GGZ140", "GGZ141"),
    "regels/": ("GGZ196", "GGZ199", "GGZ230"),
    "tabellen/": ("GGZ196", "GGZ199", "GGZ231"),
    "workflows/": ("GGZ190",),
    "gebruikt": (
        *("GGZ121", "GGZ138", "GGZ140", "GGZ141", "GGZ142", "GGZ173", "GGZ190", "GGZ191", "GGZ196", "GGZ198"),
        "GGZ199",
    ),
}
"""Part of a pack to the problems that its other files seem to have when that part cannot be read."""


def read_pack(files: PackFiles, find: Find) -> RulePack:
    """A pack from its files.

    Args:
        files: the files of the pack.
        find: gives the packs that this one uses, by name.

    Raises:
        PackError: with every problem of every file.
    """
    reader = _PackReader(files, find)
    with without_collecting():
        pack = reader.read()
    if reader.problems or reader.below or pack is None:
        raise PackError([*reader.below, *reader.problems])
    return pack


class _PackReader:
    """Reads the files of one pack in the order in which they need each other."""

    def __init__(self, files: PackFiles, find: Find) -> None:
        self.files = files
        self.find = find
        self.problems: list[Problem] = []
        self.below: list[Problem] = []
        self.documents: dict[str, Document] = {}
        self.refused: set[str] = set()

    def read(self) -> RulePack | None:
        head = self._document("pack.yaml", "pack")
        if head is None:
            if "pack.yaml" not in self.files.contents:
                wat = "hier staat geen regelpakket: het bestand pack.yaml ontbreekt"
                self.problems.append(Problem(code="GGZ016", wat=wat, bestand=self.files.root or None))
            return None
        for name, problem in (*misplaced(self.files), *unread(self.files)):
            self.problems.append(problem)
            self.refused.add(name)
        data = head.data
        used = self._used(head)
        vocabulary = self._vocabulary(used)
        kaart = self._kaart(used, vocabulary, data.get("regio"))
        own = self._rules(vocabulary, kaart)
        tables, rankings = self._tables(vocabulary, kaart)
        own += [(rule, None) for table in tables for rule in table.rules]
        ranked = apply_rankings(rankings, [rule for rule, _ in own], self.problems)
        own = [(rule, replaces) for rule, (_, replaces) in zip(ranked, own, strict=True)]
        rules = merge("regel", (pack.regels for pack in used), own, head, self.problems)
        conflicts = self._conflicts(used, vocabulary)
        dangers, intended = self._findings(used, vocabulary)
        workflows = self._workflows(used, vocabulary)
        strata = self._strata(rules, own)
        pack = RulePack(
            pakket=data["pakket"],
            naam=data["naam"],
            versie=str(data["versie"]),
            regio=data.get("regio"),
            workflow=data.get("workflow") or next((p.workflow for p in used if p.workflow), None),
            vocabulary=vocabulary,
            kaart=kaart,
            regels=_by_id(rules),
            strata=strata,
            workflows=workflows,
            conflicten=conflicts,
            bronnen={**{id_: b for p in used for id_, b in p.bronnen.items()}, **_sources(data["bronnen"])},
            casussen=tuple(self._casussen()),
            stempels=self._stamps(used, data),
            overlevers=tuple(self._listed("overlevers", lambda e: Overlever(**e))),
            uitzonderingen=tuple(self._listed("uitzonderingen", _exception)),
            poorten=_by_id(merge("poort", (p.poorten for p in used), self._gates(vocabulary), head, self.problems)),
            interventies=_by_id(
                merge(
                    "interventie",
                    (p.interventies for p in used),
                    self._interventions(vocabulary, kaart),
                    head,
                    self.problems,
                )
            ),
            gevaren=dangers,
            bedoeld=intended,
            gebruikt=tuple(used),
        )
        readable = {name: document for name, document in self.documents.items() if name not in self.refused}
        self.problems += lint_pack(pack, readable, own, whole=not self.problems)
        self.problems += [problem for _, ranks in rankings for problem in cited(ranks, ranks.data, (), pack)]
        self.problems += [problem for table in tables for problem in check_table(table, pack)]
        self._drop_what_follows()
        return pack

    def _drop_what_follows(self) -> None:
        """Leave out what only seems to be missing because the file that should hold it was refused."""
        follows = {
            code for part, codes in _FOLLOWS.items() if any(n.startswith(part) for n in self.refused) for code in codes
        }
        self.problems = [problem for problem in self.problems if problem.code not in follows]

    def _document(self, name: str, schema: str) -> Document | None:
        """A file whose structure is right, or ``None`` after its problems were noted."""
        if name not in self.files.contents:
            return None
        try:
            document = self.files.document(name)
        except DocumentError as error:
            self.problems += error.problems
            self.refused.add(name)
            return None
        found = check_structure(document, schema)
        self.problems += found
        if found:
            self.refused.add(name)
        self.documents[name] = document
        return None if found else document

    def _used(self, head: Document) -> list[RulePack]:
        packs = []
        for n, name in enumerate(head.data.get("gebruikt") or ()):
            try:
                packs.append(self.find(name))
            except PackError as error:
                self.below += error.problems
                self.refused.add("gebruikt")
            except LookupError as error:
                wat, near = error.args
                mend = "Verbeter de naam, of haal haar weg"
                problem = head.problem(
                    "GGZ170",
                    f"het pakket '{name}' {wat}",
                    ("gebruikt", n),
                    bedoelt_u=near,
                    herstel="" if near else mend,
                )
                self.problems.append(problem)
                self.refused.add("gebruikt")
        return packs

    def _stamps(self, used: Sequence[RulePack], data: Mapping[str, Any]) -> tuple[PackStamp, ...]:
        below = {stamp.pakket: stamp for pack in used for stamp in pack.stempels}
        own = PackStamp(pakket=data["pakket"], versie=str(data["versie"]), hash=self.files.hash())
        return (*below.values(), own)

    def _used_vocabulary(self, used: Sequence[RulePack]) -> Vocabulary:
        """The facts of the used packs, which must agree about them."""
        vocabulary = Vocabulary({}, ())
        for pack in used:
            for name, begrip in pack.vocabulary.items():
                if vocabulary.get(name, begrip) != begrip:
                    wat, herstel = f"'{name}' is in twee gebruikte pakketten anders", "Gebruik een van beide"
                    problem = self.documents["pack.yaml"].problem("GGZ204", wat, ("gebruikt",), herstel=herstel)
                    self.problems.append(problem)
            vocabulary = vocabulary.merged(pack.vocabulary)
        return vocabulary

    def _vocabulary(self, used: Sequence[RulePack]) -> Vocabulary:
        vocabulary = self._used_vocabulary(used)
        document = self._document("begrippen.yaml", "begrippen")
        if document is None:
            return vocabulary
        own, problems = read_vocabulary(document)
        self.problems += problems
        for name in own:
            if name in vocabulary and own[name] != vocabulary[name]:
                problem = document.problem(
                    "GGZ204",
                    f"'{name}' bestaat al in een gebruikt pakket en is daar anders",
                    ("begrippen", name),
                    herstel="Kies een eigen naam",
                )
                self.problems.append(problem)
        return vocabulary.merged(own)

    def _kaart(self, used: Sequence[RulePack], vocabulary: Vocabulary, regio: str | None) -> Kaart:
        kaart = Kaart()
        for pack in used:
            kaart = kaart.merged(pack.kaart)
        document = self._document("sociale-kaart.yaml", "sociale-kaart")
        return kaart if document is None else kaart.merged(read_kaart(document, vocabulary, regio, self.problems))

    def _rules(self, vocabulary: Vocabulary, kaart: Kaart) -> list[Own[Rule]]:
        """Rules of this pack, each with the name of the pack whose rule it replaces."""
        rules: list[Own[Rule]] = []
        for name in self.files.under("regels"):
            document = self._document(name, "regels")
            if document is not None:
                reader = RuleReader(document, vocabulary, kaart, self._pack_name(), self.problems)
                rules += [
                    (reader.rule(entry, n), entry.get("vervangt")) for n, entry in enumerate(document.data["regels"])
                ]
        return rules

    def _tables(self, vocabulary: Vocabulary, kaart: Kaart) -> tuple[list[Compiled], list[Placed]]:
        """The decision tables of this pack, in whichever format, and those that rank its rules."""
        tables: list[Compiled] = []
        rankings: list[Placed] = []
        for name in self.files.under("tabellen"):
            try:
                document = read_document(self.files.contents[name], self.files.shown_path(name))
                table = read_table(document)
            except DocumentError as error:
                self.problems += error.problems
                self.refused.add(name)
                continue
            if is_ranking(table):
                rankings.append((table, document))
                continue
            found = compile_table(table, document, vocabulary, kaart, self._pack_name(), self.problems)
            if found is None:
                self.refused.add(name)
            else:
                tables.append(found)
        return tables, rankings

    def _pack_name(self) -> str:
        return str(self.documents["pack.yaml"].data["pakket"])

    def _gates(self, vocabulary: Vocabulary) -> list[Own[Poort]]:
        """Gates of this pack, each with the name of the pack whose gate it replaces."""
        document = self._document("poorten.yaml", "poorten")
        if document is None:
            return []
        reader = PoortReader(document, vocabulary, self._pack_name(), self.problems)
        return [(reader.poort(entry, n), entry.get("vervangt")) for n, entry in enumerate(document.data["poorten"])]

    def _interventions(self, vocabulary: Vocabulary, kaart: Kaart) -> list[Own[Interventie]]:
        """Interventions of this pack, each with the name of the pack whose intervention it replaces."""
        document = self._document("interventies.yaml", "interventies")
        if document is None:
            return []
        reader = InterventieReader(document, vocabulary, kaart, self._pack_name(), self.problems)
        entries = document.data["interventies"]
        return [(reader.interventie(entry, n), entry.get("vervangt")) for n, entry in enumerate(entries)]

    def _at_rule(self, rule: Rule, code: str, wat: str, herstel: str) -> None:
        self.problems.append(Problem(code=code, wat=wat, bestand=rule.bestand, regel=rule.regel, herstel=herstel))

    def _strata(self, rules: Mapping[str, Rule], own: Sequence[Own[Rule]]) -> tuple[tuple[str, ...], ...]:
        try:
            return stratify(rules.values())
        except DerivationCycleError as error:
            rule = next(r for r in (*(r for r, _ in own), *rules.values()) if r.derives & set(error.cycle))
            self._at_rule(
                rule,
                "GGZ175",
                f"afgeleide feiten hangen van zichzelf af: {' > '.join(error.cycle)}",
                "Haal een van deze feiten uit een voorwaarde",
            )
            return ()

    def _listed(self, name: str, make: Callable[[Mapping[str, Any]], Any]) -> Iterable[Any]:
        """The entries of a small list that has a file of its own."""
        document = self._document(f"{name}.yaml", name)
        return [make(entry) for entry in document.data[name]] if document is not None else []

    def _conflicts(self, used: Sequence[RulePack], vocabulary: Vocabulary) -> tuple[Conflict, ...]:
        document, below = self._document("conflicten.yaml", "conflicten"), used_conflicts(used)
        return below if document is None else read_conflicts(document, below, vocabulary, self.problems)

    def _findings(
        self, used: Sequence[RulePack], vocabulary: Vocabulary
    ) -> tuple[tuple[Gevaar, ...], tuple[Bedoeld, ...]]:
        document, below = self._document("bevindingen.yaml", "bevindingen"), used_findings(used)
        if document is None:
            return below
        return read_findings(document, below, vocabulary, self._pack_name(), self.problems)

    def _workflows(self, used: Sequence[RulePack], vocabulary: Vocabulary) -> dict[str, Definition]:
        found = {name: definition for pack in used for name, definition in pack.workflows.items()}
        for name in self.files.under("workflows"):
            try:
                document = self.files.document(name)
            except DocumentError as error:
                self.problems += error.problems
                self.refused.add(name)
                continue
            self.documents[name] = document
            definition, problems = read_workflow(document, vocabulary)
            self.problems += problems
            if definition is None:
                self.refused.add(name)
            else:
                self.problems += check_workflow(document, definition, vocabulary)
                found[definition.naam] = attrs.evolve(definition, pakket=self._pack_name())
        return found

    def _casussen(self) -> Iterable[CasusFile]:
        for folder, soort in CASUS_FOLDERS.items():
            for name in self.files.under(folder):
                if (id_ := casus_id(name)) is not None:
                    content = self.files.contents[name]
                    yield CasusFile(id=id_, bestand=self.files.shown_path(name), soort=soort, inhoud=content)


def _by_id(entries: Mapping[str, T]) -> dict[str, T]:
    return {id_: entries[id_] for id_ in sorted(entries)}


def _exception(entry: Mapping[str, Any]) -> Uitzondering:
    return Uitzondering(**{**entry, "bron": read_sources(entry["bron"])})


def _sources(raw: Mapping[str, Mapping[str, Any]]) -> dict[str, BronDocument]:
    return {
        id_: BronDocument(
            id=id_,
            titel=entry["titel"],
            uitgever=entry.get("uitgever", ""),
            datum=str(entry.get("datum", "")),
            toelichting=entry.get("toelichting", ""),
        )
        for id_, entry in raw.items()
    }
