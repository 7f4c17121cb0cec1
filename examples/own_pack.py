"""A pack of one's own, outside the package: it builds on a region and adds one rule and one casus."""

from pathlib import Path

import ggzroute

HERE = Path(__file__).resolve().parent


def main() -> None:
    """Load the pack in `eigen-pakket/`, and see what its rule adds."""
    own = ggzroute.load_pack(str(HERE / "eigen-pakket"))
    region = ggzroute.load_pack("holland-rijnland")
    casus = ggzroute.load_casus(HERE / "eigen-pakket" / "casussen" / "ep-001.casus.yaml", vocabulary=own.vocabulary)
    before = {advice.handeling for advice in ggzroute.evaluate(casus, region).adviezen}
    after = ggzroute.evaluate(casus, own)
    added = [advice for advice in after.adviezen if advice.handeling not in before]
    for advice in added:
        print(advice.gezag.regel, advice.gezag.sterkte, "-", advice.tekst)
    print(after.why("EP-001"))


if __name__ == "__main__":
    main()
