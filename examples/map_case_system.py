"""Map the record of a case system to a casus: only what the vocabulary knows goes over, and nothing that is refused.

The record below is made up. A real one holds names, birth dates and diagnoses; they have no place in a casus, and
`Casus.from_dict` refuses them by name. So the mapping lists what it takes, and takes nothing else.
"""

from typing import Any

import ggzroute

RECORD: dict[str, Any] = {
    "dossiernummer": "2024-0117",
    "naam": "(blijft in het eigen systeem)",
    "melder": {"type": "professional", "organisatie": "Stichting ZON"},
    "beeld_compleet": False,
    "woonplaats": "Leiden",
    "inkomen": ["Participatiewet"],
    "contact": "reageert niet",
    "regiehouder": None,
}

ASKS = {"zelf": "persoon_zelf", "familie": "sociaal_netwerk", "professional": "professioneel_netwerk"}
INCOME = {"Participatiewet": "participatiewet_bijstand", "Wajong": "wajong"}
SUBREGION = {"Leiden": "leidse_regio", "Lisse": "duin_en_bollenstreek", "Alphen aan den Rijn": "rijnstreek"}
ON_THE_MAP = {"Stichting ZON": "zon"}


def to_casus(record: dict[str, Any], pseudonym: str) -> ggzroute.Casus:
    """A casus from a record. What the record does not say stays unknown: no default is filled in."""
    facts = {
        "vraag.vrager": ASKS.get(record["melder"]["type"]),
        "vraag.volledig_beeld": record["beeld_compleet"],
        "persoon.subregio": SUBREGION.get(record["woonplaats"]),
        "persoon.uitkering": [INCOME[kind] for kind in record["inkomen"] if kind in INCOME] or None,
        "persoon.in_beeld": "uit_beeld" if record["contact"] == "reageert niet" else None,
        "regie.aanwezig": None if record["regiehouder"] is None else True,
    }
    who = ON_THE_MAP.get(record["melder"]["organisatie"])
    people = [{"id": who, "organisatie": who, "betrokken": "nu", "brengt_in": "ja"}] if who else []
    data = {"id": pseudonym, "peildatum": "2024-05-01", "feiten": facts, "betrokkenen": people}
    return ggzroute.Casus.from_dict(data)


def main() -> None:
    """Evaluate the mapped record, and show that the record itself would be refused."""
    pack = ggzroute.load_pack("holland-rijnland")
    result = ggzroute.evaluate(to_casus(RECORD, "casus-0117"), pack)
    print("contacts:", sorted({who for advice in result.adviezen for who in advice.met}))
    print("nobody is appointed:", result.regie.status, [c.wie for c in result.regie.uitgesloten])
    try:
        ggzroute.Casus.from_dict({"id": "casus-0117", "feiten": {}, **RECORD})
    except ggzroute.CasusError as error:
        refused = [problem for problem in error.problems if problem.code == "GGZ310"]
        print("refused:", len(error.problems), "problems; by name:", [problem.plek for problem in refused])


if __name__ == "__main__":
    main()
