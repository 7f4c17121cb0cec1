"""The pytest plug-in as researchers use it: in a folder of their own."""

from __future__ import annotations

CASUS = """\
id: mijn-1
peildatum: 2024-05-01
feiten:
  vraag.vrager: persoon_zelf
  regie.aanwezig: nee
verwacht:
  - id: m1
    soort: actie
    zekerheid: zeker
    wat: De ontvanger brengt in kaart wat er speelt.
    bron: [{document: hr2017, plaats: "§4.3.1"}]
    toets: [{advies: {handeling: inventariseer_wat_speelt}}]
  - id: m2
    soort: signaal
    zekerheid: zeker
    wat: Er is geen regievoerder.
    bron: [{document: hr2017, plaats: "h5 Conclusie"}]
    toets: [{signaal: SIGNAAL}]
"""


def test_each_outcome_is_a_test(pytester):
    pytester.makefile(".casus.yaml", mijn=CASUS.replace("SIGNAAL", "geen_regievoerder"))
    result = pytester.runpytest_inprocess("-v")
    result.assert_outcomes(passed=2)
    result.stdout.fnmatch_lines_random(["*mijn.casus.yaml::m1 PASSED*", "*mijn.casus.yaml::m2 PASSED*"])


def test_a_miss_says_what_was_found_and_where_it_stands(pytester):
    pytester.makefile(".casus.yaml", mijn=CASUS.replace("SIGNAAL", "meer_dan_een_regievoerder"))
    result = pytester.runpytest_inprocess()
    result.assert_outcomes(passed=1, failed=1)
    result.stdout.fnmatch_lines(
        [
            "m2 (signaal, zeker)",
            "  niet gehaald: signaal meer_dan_een_regievoerder (gevonden: geen_regievoerder)",
            "  source: hr2017 h5 Conclusie",
        ]
    )


def test_a_broken_casus_is_a_collection_error_with_all_problems(pytester):
    pytester.makefile(".casus.yaml", mijn="id: x\nfeiten:\n  persoon.verblijf: hier\n  bsn: 1\nverwacht: []\n")
    result = pytester.runpytest_inprocess()
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["*casus refused: 2 problems", "*:3:3: GGZ303 *", "*:4:3: GGZ310 *"])


def test_the_marker_and_the_fixture_give_a_documented_casus(pytester):
    pytester.makepyfile(
        """
        import ggzroute
        import pytest

        @pytest.mark.casus("hr-1108-3")
        def test_regie(casus, ggz_pack):
            assert [k.wie for k in ggzroute.evaluate(casus, ggz_pack).regie.kandidaten] == ["wi_leiden"]

        def test_without_marker(casus):
            pass
        """
    )
    result = pytester.runpytest_inprocess()
    result.assert_outcomes(passed=1, errors=1)
    result.stdout.fnmatch_lines(["*the fixture `casus` needs a marker: @pytest.mark.casus('hr-1108-3')*"])


def test_the_marker_takes_a_file_beside_the_test(pytester):
    pytester.makefile(".casus.yaml", mijn=CASUS.replace("SIGNAAL", "geen_regievoerder"))
    pytester.makepyfile(
        """
        import pytest

        @pytest.mark.casus("mijn.casus.yaml")
        def test_casus(casus):
            assert casus.id == "mijn-1"
        """
    )
    pytester.runpytest_inprocess().assert_outcomes(passed=3)
