"""The picture of the kringen: everybody in their own kring, nothing on anything else, and nothing by colour alone."""

from __future__ import annotations

import math
import os
import subprocess
import sys

import attrs
import pytest
from hypothesis import given, settings

from big_casus import big_casus
from ggzroute import Casus, evaluate
from ggzroute.domain.netwerk import RELATIE_WOORDEN, SOCIAAL, Betrokkene
from ggzroute.render import chips, marks
from ggzroute.render.geometry import Box, closest, farthest
from ggzroute.render.kringen import kringen_svg
from ggzroute.render.network import GELDT, LATER, NIET, VOORBIJ, Knoop
from ggzroute.render.network_reading import network_of
from ggzroute.render.rings import NARROW, WIDE, lay_out, lines_of
from ggzroute.render.settling import Board, settle
from ggzroute.replay.fixtures import fixtures_of
from ggzroute.resources import rules_root
from picture_strategies import networks
from strategies import standard_pack
from svg_geometry import SVG, of_class, outside, overlapping, page, parsed, rects, texts, walk

CASUSSEN = sorted((rules_root() / "holland-rijnland" / "casussen").glob("*.casus.yaml"))
WIDTHS = (1120, 360)


def casus(**parts):
    """A casus from ``(id, kring, more)`` and ``(van, soort, naar, more)``."""
    return Casus.from_dict(
        {
            "id": "proef",
            "peildatum": "2024-05-01",
            "feiten": parts.get("feiten", {}),
            "betrokkenen": [{"id": id_, **more} for id_, more in parts.get("wie", ())],
            "relaties": [
                {"van": van, "soort": soort, "naar": naar, **more}
                for van, soort, naar, more in parts.get("relaties", ())
            ],
        }
    )


EVERYBODY = casus(
    wie=[
        ("tante", {"soort": "familie", "kring": "sociaal", "actief": "actief"}),
        ("oom", {"soort": "familie", "kring": "sociaal", "actief": "passief"}),
        ("buur", {"soort": "buurtgenoot", "kring": "sociaal"}),
        ("neef", {"soort": "familie", "kring": "sociaal", "actief": "passief", "betrokken": "voorheen"}),
        ("ggz", {"soort": "ggz_instelling", "betrokken": "nu"}),
        ("arts", {"soort": "huisarts", "betrokken": "voorheen"}),
        ("team", {"soort": "wijkteam", "betrokken": "beoogd"}),
        ("bedrijf", {"soort": "werkgever", "kring": "professioneel", "betrokken": "onbekend", "brengt_in": "ja"}),
    ],
    relaties=[
        ("hulpvrager", "kent", "tante", {}),
        ("ggz", "behandelt", "hulpvrager", {}),
        ("ggz", "voert_regie_over", "hulpvrager", {}),
        ("tante", "is_maatje_van", "hulpvrager", {}),
        ("ggz", "werkt_samen_met", "team", {"stand": "nee"}),
        ("arts", "draagt_over_aan", "ggz", {"sinds": "2019-01-01", "tot": "2020-01-01"}),
        ("hulpvrager", "werkt_bij", "bedrijf", {"sinds": "2030-01-01"}),
    ],
)


def lay(beeld, measures):
    """The rings as the picture lays them out."""
    side = 2 * marks.NUMBERED
    sizes = {k.id: chips.chip_of(k).size if measures is WIDE else (side, side) for k in beeld.knopen}
    return lay_out(beeld, sizes, measures)


# --- whatever the network ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("measures", [WIDE, NARROW], ids=["wide", "narrow"])
@settings(max_examples=25)
@given(what=networks())
def test_everybody_stands_within_their_own_kring_and_on_nobody_else(measures, what):
    beeld = network_of(what, standard_pack())
    rings = lay(beeld, measures)
    boxes = list(rings.boxes.values())
    assert list(rings.boxes) == [k.id for k in beeld.knopen if k.kring == SOCIAAL] + [
        k.id for k in beeld.knopen if k.kring != SOCIAAL
    ]
    assert [(a, b) for n, a in enumerate(boxes) for b in boxes[:n] if a.overlaps(b, measures.room.gaps[-1])] == []
    in_the_way = [rings.arrow, *rings.titles.values()]
    assert [box for box in boxes for other in in_the_way if box.overlaps(other)] == []
    for knoop in beeld.knopen:
        inner, outer = rings.ring_of(knoop.kring)
        box = rings.boxes[knoop.id]
        assert inner < closest(box)
        assert farthest(box) < outer
    assert list(rings.radii) == sorted(rings.radii)


@pytest.mark.parametrize("breedte", WIDTHS)
@settings(max_examples=15)
@given(what=networks())
def test_no_text_stands_on_another_or_outside_the_picture(breedte, what):
    root = parsed(kringen_svg(what, standard_pack(), breedte=breedte))
    found = texts(root)
    assert overlapping(found) == []
    assert outside(found, page(root)) == []
    assert min(text.size for text in found) >= 10


@settings(max_examples=15)
@given(what=networks(most=25))
def test_names_fit_their_labels(what):
    root = parsed(kringen_svg(what, standard_pack()))
    labels = rects(root, "blad")
    assert len(labels) == len(what.betrokkenen)
    named = [text for text in texts(root) if any(label.overlaps(text.box) for label in labels)]
    assert [text.words for text in named if not any(label.holds(text.box) for label in labels)] == []


@settings(max_examples=20)
@given(what=networks(most=12))
def test_every_betrokkene_and_relation_is_told_in_words(what):
    beeld = network_of(what, standard_pack())
    for breedte in WIDTHS:
        root = parsed(kringen_svg(what, standard_pack(), breedte=breedte))
        told = [title.text for title in root.iter(f"{SVG}title")]
        described = root.find(f"{SVG}desc").text
        for knoop in beeld.knopen:
            assert " ".join(knoop.regel.split()) in told
            assert " ".join(knoop.regel.split()) in described
        for line in beeld.lijnen:
            assert " ".join(beeld.zin(line).split()) in described
        drawn = {line.soort for line, _ in lines_of(beeld, lay(beeld, WIDE))}
        assert {name for name in RELATIE_WOORDEN if of_class(root, name)} == drawn


# --- the model of 2017 ------------------------------------------------------------------------------------------------


def test_there_are_four_kringen_with_a_dotted_line_between_each_two():
    root = parsed(kringen_svg(EVERYBODY))
    names = ("hulpvrager", "sociaal", "professioneel", "maatschappij")
    radii = [float(of_class(root, f"k-{name}")[0].attrib["r"]) for name in names]
    assert radii == sorted(radii)
    assert [float(dotted.attrib["r"]) for dotted in of_class(root, "stippel")] == radii[:3]
    words = [text.words for text in texts(root)]
    assert {"Hulpvrager", "Sociaal netwerk", "Professioneel netwerk", "Maatschappij"} <= set(words)


def test_the_arrow_of_the_maatje_crosses_the_three_inner_kringen():
    for measures in (WIDE, NARROW):
        rings = lay(network_of(EVERYBODY), measures)
        centre, social, professional, _ = rings.radii
        assert -professional < rings.arrow.x < -social
        assert -centre < rings.arrow.right < 0


def test_the_regievoerder_stands_outside_the_kringen_and_is_tied_to_the_one_inside():
    for breedte in WIDTHS:
        root = parsed(kringen_svg(EVERYBODY, breedte=breedte))
        (box,) = rects(root, "regie")
        outer = next(
            (dx, dy, float(e.attrib["r"])) for e, dx, dy in walk(root) if "k-maatschappij" in e.attrib.get("class", "")
        )
        assert closest(box.moved(-outer[0], -outer[1])) > outer[2]
        assert len(of_class(root, "regielijn")) == 1


@pytest.mark.parametrize(
    ("feiten", "regie", "maatje"),
    [
        ({}, "onbekend", "Maatje: onbekend"),
        ({"regie.aanwezig": "nee", "maatje.aanwezig": "nee"}, "geen", "Maatje: geen"),
        (
            {"regie.aanwezig": "ja", "maatje.aanwezig": "ja", "maatje.type": "maatje_plus"},
            "die is er, maar niet bekend wie",
            "Maatje+: is er, niet bekend wie",
        ),
        ({"regie.aanwezig": "onbekend", "maatje.aanwezig": "onbekend"}, "onbekend", "Maatje: onbekend"),
        ({"regie.regievoerder": "casemanager"}, "Casemanager", "Maatje: onbekend"),
    ],
)
def test_what_is_unknown_is_said_to_be_unknown(feiten, regie, maatje):
    root = parsed(kringen_svg(casus(feiten=feiten)))
    words = [text.words for text in texts(root)]
    assert regie in words
    assert maatje in " ".join(words)
    described = root.find(f"{SVG}desc").text
    assert "In het sociaal netwerk: niemand genoemd." in described
    assert "Relaties: geen genoemd." in described


def test_active_passive_former_and_unknown_differ_by_more_than_colour():
    knopen = {knoop.id: knoop for knoop in network_of(EVERYBODY).knopen}
    assert {id_: (k.teken, k.stand) for id_, k in knopen.items()} == {
        "tante": ("vol", ("actief", "maatje")),
        "oom": ("leeg", ("passief",)),
        "buur": ("vraag", ("onbekend of actief",)),
        "neef": ("leeg", ("voorheen", "passief")),
        "ggz": ("vol", ("regievoerder",)),
        "arts": ("leeg", ("voorheen",)),
        "team": ("plus", ("beoogd",)),
        "bedrijf": ("vraag", ("onbekend of betrokken", "brengt de vraag in")),
    }
    root = parsed(kringen_svg(EVERYBODY))
    signs = of_class(root, "teken")
    assert {sign.tag for sign in signs} == {f"{SVG}circle", f"{SVG}rect"}
    words = {text.words for text in texts(root)}
    assert {"voorheen", "beoogd", "onbekend of actief", "?", "+"} <= words


def test_each_kind_of_line_differs_from_the_others_without_its_colour():
    assert set(marks.PENS) == set(RELATIE_WOORDEN)
    ordinary = {name: (pen.dash, pen.head, pen.width) for name, pen in marks.PENS.items()}
    twins = [(a, b) for a in ordinary for b in ordinary if a < b and ordinary[a] == ordinary[b]]
    assert twins == [("is_maatje_van", "voert_regie_over")]


def test_relations_are_drawn_by_whether_they_hold():
    lines = {line.soort: line.toestand for line in network_of(EVERYBODY).lijnen}
    assert lines["werkt_samen_met"] == NIET
    assert lines["draagt_over_aan"] == VOORBIJ
    assert lines["werkt_bij"] == LATER
    assert lines["kent"] == GELDT
    root = parsed(kringen_svg(EVERYBODY))
    assert len(of_class(root, "kruis")) == 2  # the line, and the legend
    words = " ".join(text.words for text in texts(root))
    assert "kruis op de lijn: zeker niet" in words
    assert "relatie is voorbij" in words
    assert "relatie begint later" in words


def test_who_holds_the_regie_and_who_is_maatje_is_no_ordinary_line():
    beeld = network_of(EVERYBODY)
    drawn = {line.soort for line, _ in lines_of(beeld, lay(beeld, WIDE))}
    assert drawn == {"kent", "behandelt", "werkt_samen_met", "draagt_over_aan", "werkt_bij"}
    root = parsed(kringen_svg(EVERYBODY))
    assert len(of_class(root, "maatjelijn")) == 1


# --- names ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("id_", "more", "name"),
    [
        ("uwv_hr", {"organisatie": "uwv_hr"}, "UWV Holland Rijnland"),
        ("ggz", {"soort": "ggz_instelling"}, "GGZ-instelling"),
        ("ggz", {"soort": "ggz_instelling", "functie": "casemanager"}, "GGZ-instelling, casemanager"),
        ("stadsbank", {"soort": "schuldhulp"}, "Stadsbank (schuldhulp)"),
        ("tante", {"soort": "familie", "kring": "sociaal"}, "Tante (familie)"),
        ("vrienden", {"soort": "vriend", "kring": "sociaal"}, "Vrienden"),
        ("b9", {"kring": "sociaal"}, "B9"),
        ("x", {"soort": "functionaris", "kring": "professioneel", "functie": "jobcoach"}, "X (jobcoach)"),
        ("jobcoach_ggz", {"soort": "functionaris", "kring": "professioneel", "functie": "jobcoach"}, "Jobcoach ggz"),
    ],
)
def test_a_name_is_that_of_the_kaart_or_says_what_kind_of_betrokkene_it_is(pack, id_, more, name):
    known = {} if more.get("kring") == "sociaal" else {"betrokken": "nu"}
    (knoop,) = network_of(casus(wie=[(id_, {**more, **known})]), pack).knopen
    assert knoop.naam == name


def test_two_of_the_same_name_are_told_apart_by_their_ids(pack):
    both = casus(wie=[(id_, {"organisatie": "uwv_hr", "betrokken": "nu"}) for id_ in ("a", "b")])
    assert [k.naam for k in network_of(both, pack).knopen] == ["UWV Holland Rijnland [a]", "UWV Holland Rijnland [b]"]


def test_a_long_name_is_clipped_and_stands_in_full_where_it_is_pointed_at():
    long = "een heel lange naam die nergens ophoudt " * 4
    chip = chips.chip_of(Knoop(id="x", naam=long.strip(), kring="professioneel", betrokken="nu"))
    assert len(chip.naam) == 3
    assert chip.naam[-1].endswith("…")
    root = parsed(
        kringen_svg(attrs.evolve(casus(), betrokkenen=[Betrokkene(id=long.strip().replace(" ", "_"), kring="sociaal")]))
    )
    assert any(
        title.text.startswith("Een heel lange naam") and "…" not in title.text for title in root.iter(f"{SVG}title")
    )


# --- what an evaluation adds ------------------------------------------------------------------------------------------


def test_an_evaluation_adds_proposals_and_says_that_they_are(pack):
    ungoverned = casus(
        feiten={"vraag.vrager": "persoon_zelf", "vraag.complexiteit": "eenvoudig", "regie.aanwezig": "nee"},
        wie=[("wi_leiden", {"organisatie": "wi_leiden", "betrokken": "nu"})],
    )
    without = network_of(ungoverned, pack)
    found = evaluate(ungoverned, pack)
    with_ = network_of(found)
    assert (without.regie.tekst, without.regie.advies) == ("geen", "")
    assert with_.regie.tekst == "geen"
    assert with_.regie.wie == ()
    assert with_.regie.advies.startswith(("voorstel: ", "staan gelijk: ")) == (
        found.regie.status in ("voorgesteld", "gelijk")
    )
    assert with_.knopen == without.knopen


@pytest.mark.parametrize("path", CASUSSEN, ids=lambda path: path.stem)
@pytest.mark.parametrize("breedte", WIDTHS)
def test_the_documented_casussen_are_drawn_without_anything_on_anything(pack, path, breedte):
    fixture = next(f for f in fixtures_of(pack) if path.stem.startswith(f.casus.id))
    root = parsed(kringen_svg(evaluate(fixture.casus, pack), breedte=breedte))
    assert overlapping(texts(root)) == []
    assert outside(texts(root), page(root)) == []
    assert page(root).width <= breedte


# --- a picture inside a page ------------------------------------------------------------------------------------------


def crowded(pack):
    """The casus with thirty betrokkenen, and the documented ones."""
    return [big_casus(pack), *(fixture.casus for fixture in fixtures_of(pack))]


@pytest.mark.parametrize("measures", [WIDE, NARROW], ids=["wide", "narrow"])
def test_no_line_runs_under_somebody_it_has_nothing_to_do_with(pack, measures):
    for what in crowded(pack):
        beeld = network_of(evaluate(what, pack))
        rings = lay(beeld, measures)
        under = [
            (beeld.zin(line), id_)
            for line, curve in lines_of(beeld, rings)
            for id_, box in rings.boxes.items()
            if id_ not in (line.van, line.naar) and any(box.contains(point) for point in curve.points)
        ]
        assert under == [], what.id


@pytest.mark.parametrize("measures", [WIDE, NARROW], ids=["wide", "narrow"])
def test_a_line_begins_and_ends_outside_what_it_ties_and_is_long_enough_to_see(pack, measures):
    for what in crowded(pack):
        beeld = network_of(evaluate(what, pack))
        rings = lay(beeld, measures)
        for line, curve in lines_of(beeld, rings):
            for id_, end in ((line.van, curve.start), (line.naar, curve.end)):
                if id_ == "hulpvrager":
                    assert math.hypot(*end) >= rings.radii[0]
                else:
                    assert not rings.boxes[id_].grown(-0.01).contains(end)
            assert math.dist(curve.start, curve.end) >= measures.reach / 3, (what.id, beeld.zin(line))


def test_a_box_on_the_way_of_a_line_makes_room_and_the_others_stay():
    boxes = {
        "far": Box.around((300, 0), 60, 30),
        "between": Box.around((160, 0), 60, 30),
        "aside": Box.around((0, 160), 60, 30),
    }
    board = Board(
        rings={"far": (240, 400), "between": (80, 230), "aside": (80, 230)},
        fixed={"hulpvrager": Box.around((0, 0), 80, 80)},
        pairs=[("hulpvrager", "far")],
        ties=[],
        walls=[],
        gap=8,
        reach=10,
    )
    settled = settle(boxes, board)
    assert list(settled) == list(boxes)
    assert settled["aside"] == boxes["aside"]
    assert sum(settled[id_] != boxes[id_] for id_ in boxes) == 1
    (line,) = [stretch for _, stretch in board.lines({**board.fixed, **settled}, ("far",), own=True)]
    along = [
        (line[0][0] + n / 50 * (line[1][0] - line[0][0]), line[0][1] + n / 50 * (line[1][1] - line[0][1]))
        for n in range(51)
    ]
    assert not any(settled["between"].contains(point) for point in along)
    alone = attrs.evolve(board, pairs=[])
    assert settle(boxes, alone) == boxes


def test_the_peildatum_stands_above_the_picture_however_long_the_id_of_the_casus_is():
    what = attrs.evolve(EVERYBODY, id="een-heel-lange-naam-voor-een-casus-die-nergens-past-op-een-regel-zonder-puntjes")
    for breedte in WIDTHS:
        words = [text.words for text in texts(parsed(kringen_svg(what, standard_pack(), breedte=breedte)))]
        assert "Peildatum 01-05-2024" in words
        (name,) = [line for line in words if line.startswith("Casus een-heel")]
        assert name.endswith("…")


def test_every_id_starts_with_the_prefix_and_is_there_once():
    root = parsed(kringen_svg(EVERYBODY, prefix="casus-1"))
    ids = [element.attrib["id"] for element in root.iter() if "id" in element.attrib]
    assert sorted(ids) == ["casus-1-titel", "casus-1-uitleg"]
    assert root.attrib["aria-labelledby"] == "casus-1-titel casus-1-uitleg"
    assert root.attrib["role"] == "img"
    style = root.find(f"{SVG}style").text
    rules = [line for line in style.splitlines() if line.strip()]
    assert [rule for rule in rules if ".casus-1" not in rule] == []


@pytest.mark.parametrize("prefix", ["", "1", "a b", "a}", "é", "a<"])
def test_a_prefix_that_is_no_word_is_refused(prefix):
    with pytest.raises(ValueError, match=r"^a prefix is a letter, and then letters, digits, hyphens or underscores$"):
        kringen_svg(EVERYBODY, prefix=prefix)


def test_a_picture_needs_nothing_from_elsewhere():
    svg = kringen_svg(EVERYBODY)
    assert svg.count("http") == 1  # the name of the namespace
    assert "url(" not in svg
    assert "<script" not in svg


def test_the_same_casus_is_always_drawn_the_same():
    program = (
        "from ggzroute import Casus, load_casus\n"
        "from ggzroute.render.kringen import kringen_svg\n"
        "import hashlib, sys\n"
        f"casus = load_casus({str(CASUSSEN[5])!r})\n"
        "print(hashlib.sha256((kringen_svg(casus) + kringen_svg(casus, breedte=360)).encode()).hexdigest())\n"
    )
    seen = {
        subprocess.run(  # noqa: S603 - ourselves
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "17")
    }
    assert len(seen) == 1


def test_no_repr_shows_who_is_who():
    beeld = network_of(EVERYBODY)
    rings = lay(beeld, WIDE)
    shown = " ".join(
        map(
            repr,
            [beeld, rings, beeld.regie, beeld.maatje, *beeld.knopen, *beeld.lijnen, chips.chip_of(beeld.knopen[0])],
        )
    )
    assert [word for word in ("tante", "Tante", "ggz", "GGZ") if word in shown] == []
