"""Writes a sociale kaart in the terms of HSDS 3.0."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ggzroute.domain.bron import Bron
from ggzroute.domain.kaart import Functie, Kaart, Organisatie
from ggzroute.domain.namen import Namen, readable
from ggzroute.hsds.terms import DESCRIBED, IDENTIFIER_TYPE, Taxonomy, identifier, term_code

Json = dict[str, Any]


def to_hsds(kaart: Kaart, namen: Namen | None = None, bronnen: Mapping[str, str] | None = None) -> Json:
    """A sociale kaart in the terms of HSDS 3.0, as plain JSON types.

    Nothing is lost: :func:`ggzroute.hsds.importing.from_hsds` gives the same kaart back. Each organisation becomes an
    ``organization`` with one ``service``; each function becomes a taxonomy term.

    Args:
        kaart: the sociale kaart.
        namen: labels of the codes; by default the codes themselves, as words.
        bronnen: id of a source document to its title, for the descriptions.
    """
    return _Exporter(namen or Namen.of(kaart), bronnen or {}).document(kaart)


class _Exporter:
    def __init__(self, namen: Namen, bronnen: Mapping[str, str]) -> None:
        self.labels: dict[Taxonomy, Mapping[str, str]] = {
            Taxonomy.SOORT: namen.soorten,
            Taxonomy.REGIO: namen.regios,
            Taxonomy.SUBREGIO: namen.subregios,
            Taxonomy.ROL: namen.rollen,
            Taxonomy.ROL_UITGESLOTEN: namen.rollen,
            Taxonomy.BRON: bronnen,
        }

    def document(self, kaart: Kaart) -> Json:
        return {
            "organizations": [self._organization(o) for _, o in sorted(kaart.organisaties.items())],
            "taxonomies": [_taxonomy(taxonomy) for taxonomy in Taxonomy],
            "taxonomy_terms": [self._function(f) for _, f in sorted(kaart.functies.items())],
        }

    def _organization(self, o: Organisatie) -> Json:
        me = ("organization", o.id)
        numbered = {
            "id": identifier(*me, "identifier"),
            "identifier_type": IDENTIFIER_TYPE,
            "identifier": o.id,
        }
        return {
            "id": identifier(*me),
            "name": o.naam,
            "description": o.doet,
            "organization_identifiers": [numbered],
            "attributes": [
                self._attribute(me, "soort", Taxonomy.SOORT, o.soort),
                *self._sources(me, o.bron),
                *_remark(me, o.let_op),
            ],
            "services": [self._service(o)],
        }

    def _service(self, o: Organisatie) -> Json:
        me = ("service", o.id)
        service: Json = {
            "id": identifier(*me),
            "name": o.naam,
            "description": o.doet,
            "status": "active",
        }
        if o.loket:
            service["application_process"] = o.loket
        if o.nagekeken_op is not None:
            service["assured_date"] = o.nagekeken_op.isoformat()
        service["service_areas"] = [self._area(o)]
        service["attributes"] = [
            *self._attributes(me, "kan", Taxonomy.ROL, o.kan),
            *self._attributes(me, "kan_niet", Taxonomy.ROL_UITGESLOTEN, o.kan_niet),
        ]
        return service

    def _area(self, o: Organisatie) -> Json:
        me = ("service_area", o.id)
        places = [(Taxonomy.REGIO, o.regio), *([(Taxonomy.SUBREGIO, o.subregio)] if o.subregio else [])]
        return {
            "id": identifier(*me),
            "name": ", ".join(self._label(taxonomy, code) for taxonomy, code in reversed(places)),
            "attributes": [self._attribute(me, taxonomy.value, taxonomy, code) for taxonomy, code in places],
        }

    def _function(self, functie: Functie) -> Json:
        me = ("functie", functie.id)
        return {
            **_term(Taxonomy.FUNCTIE, functie.id, functie.naam),
            "attributes": [
                *self._attributes(me, "werkt_bij", Taxonomy.SOORT, functie.werkt_bij),
                *self._sources(me, functie.bron),
                *_remark(me, functie.let_op),
            ],
        }

    def _label(self, taxonomy: Taxonomy, code: str) -> str:
        return self.labels[taxonomy].get(code) or readable(code)

    def _attributes(self, owner: tuple[str, str], link: str, taxonomy: Taxonomy, codes: Iterable[str]) -> list[Json]:
        return [self._attribute(owner, link, taxonomy, code) for code in sorted(codes)]

    def _attribute(self, owner: tuple[str, str], link: str, taxonomy: Taxonomy, code: str) -> Json:
        term = _term(taxonomy, code, self._label(taxonomy, code))
        return {"id": identifier(*owner, link, code), "link_type": link, "taxonomy_term": term}

    def _sources(self, owner: tuple[str, str], bronnen: Iterable[Bron]) -> list[Json]:
        """The document as a term, and the place in it as the value; in the order of the kaart."""
        found = []
        for n, bron in enumerate(bronnen):
            term = _term(Taxonomy.BRON, bron.document, self._label(Taxonomy.BRON, bron.document))
            me = identifier(*owner, "bron", str(n))
            found.append({"id": me, "link_type": "bron", "value": bron.plaats, "taxonomy_term": term})
        return found


def _remark(owner: tuple[str, str], text: str) -> list[Json]:
    """A remark is an attribute with a value of its own and no term."""
    return [{"id": identifier(*owner, "let_op"), "link_type": "let_op", "value": text}] if text else []


def _taxonomy(taxonomy: Taxonomy) -> Json:
    name, description = DESCRIBED[taxonomy]
    return {"id": identifier("taxonomy", taxonomy), "name": name, "description": description}


def _term(taxonomy: Taxonomy, code: str, label: str) -> Json:
    name = f"niet: {label}" if taxonomy is Taxonomy.ROL_UITGESLOTEN else label
    return {
        "id": identifier("taxonomy_term", taxonomy, code),
        "code": term_code(taxonomy, code),
        "name": name,
        "description": f"{DESCRIBED[taxonomy][0]}: {name}",
        "taxonomy": DESCRIBED[taxonomy][0],
        "taxonomy_id": identifier("taxonomy", taxonomy),
    }
