"""Embed ggzroute in ten lines: a casus goes in, advice comes out."""

from datetime import date

import ggzroute

pack = ggzroute.load_pack("holland-rijnland")
casus = ggzroute.Casus.from_dict(
    {
        "id": "voorbeeld-1",
        "feiten": {"vraag.vrager": "persoon_zelf", "vraag.complexiteit": "eenvoudig", "regie.aanwezig": "nee"},
    }
)
result = ggzroute.evaluate(casus, pack, peildatum=date(2024, 5, 1))

print("route:", " > ".join(step.id for step in result.route.stappen), "| waits at", result.route.wacht_bij)
print("regie:", result.regie.status)
print("first question:", result.vragen[0].tekst)
