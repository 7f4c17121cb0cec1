"""A pack of one's own, outside the package: it builds on the national pack, replaces one rule and adds one."""

from pathlib import Path

import ggzroute

HERE = Path(__file__).resolve().parent
OWN = HERE / "proefregio"


def main() -> None:
    """Load the pack in `proefregio/`, and see what it changes."""
    own = ggzroute.load_pack(OWN)
    national = ggzroute.load_pack("landelijk")
    casus = ggzroute.load_casus(OWN / "casussen" / "proef-001.casus.yaml", vocabulary=own.vocabulary)
    before = {advice.handeling: advice for advice in ggzroute.evaluate(casus, national).adviezen}
    after = ggzroute.evaluate(casus, own)
    now = {advice.handeling: advice for advice in after.adviezen}
    for advice in (before[code] for code in before if code not in now):
        print("gone:", advice.gezag.regel, national.rule(advice.gezag.regel).pakket, "-", advice.tekst)
    for advice in (now[code] for code in now if code not in before):
        print("new:", advice.gezag.regel, own.rule(advice.gezag.regel).pakket, "-", advice.tekst)
    print(after.why("PROEF-001"))


if __name__ == "__main__":
    main()
