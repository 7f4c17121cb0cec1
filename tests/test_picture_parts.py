"""What both pictures are made of: text that is measured, colours that can be read, and a style of their own."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ggzroute.render import kringen, stroomschema
from ggzroute.render.curves import Anchor, Curve, route
from ggzroute.render.geometry import Box, behind, closest, farthest, towards, within_ring
from ggzroute.render.palette import DARK, LIGHT, contrast, names_used, style_sheet
from ggzroute.render.svg import add, drawing, number, svg_text
from ggzroute.render.text import ELLIPSIS, clean, clip, sentence, sentence_list, text_width, wrap

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=80)
WORDS = st.lists(st.text("abcdeëéW-/ ", min_size=1, max_size=24), max_size=8).map(" ".join)

# --- text -------------------------------------------------------------------------------------------------------------


def test_widths_are_those_of_a_common_font():
    assert text_width("Hulpvrager", 1000) == 722 + 556 + 222 + 556 + 500 + 333 + 556 + 556 + 556 + 333
    assert text_width("é", 10) == text_width("e", 10)
    assert text_width("W", 10, bold=True) >= text_width("W", 10)
    assert text_width("漢", 10) == 10


@given(WORDS, st.integers(30, 200), st.booleans())
def test_no_line_is_wider_than_its_room_and_no_letter_gets_lost(text, room, bold):
    lines = wrap(text, 13, room, bold=bold)
    assert max(text_width(line, 13, bold=bold) for line in lines) <= room

    def letters(told: str) -> str:
        return re.sub(r"[\s-]", "", told)

    assert letters("".join(lines)) == letters(text)


@given(WORDS, st.integers(40, 200), st.integers(1, 4))
def test_what_does_not_fit_ends_in_an_ellipsis(text, room, most):
    lines = wrap(text, 13, room, lines=most)
    assert len(lines) <= most
    assert max(text_width(line, 13) for line in lines) <= room
    whole = wrap(text, 13, room)
    assert lines[-1].endswith(ELLIPSIS) == (len(whole) > most)
    if len(whole) <= most:
        assert lines == whole


@pytest.mark.parametrize(
    ("text", "room", "clipped"),
    [
        ("sociaal wijkteam", 200, "sociaal wijkteam"),
        ("sociaal wijkteam Leiden Noord", 120, "sociaal wijkteam…"),
        ("vertegenwoordiging", 80, "vertegenw…"),
        ("Duin- en Bollenstreek", 60, "Duin…"),
        ("een (twee drie)", 50, "een…"),
    ],
)
def test_a_name_is_clipped_at_the_end_of_a_word_where_that_can_be(text, room, clipped):
    assert clip(text, 13, room) == clipped


def test_a_long_word_is_broken_with_a_hyphen_and_a_compound_at_its_own():
    assert wrap("arbeidsongeschiktheidsverzekering", 13, 100) == ("arbeidsongeschi-", "ktheidsverzeke-", "ring")
    assert wrap("Duin- en Bollenstreek", 13, 90) == ("Duin- en", "Bollenstreek")
    assert wrap("re-integratiebedrijf", 13, 100) == ("re-", "integratiebedrijf")


@given(TEXT)
def test_every_text_can_stand_in_an_xml_document(text):
    root = ET.Element("svg")
    add(root, "text", clean(text))
    read = ET.fromstring(svg_text(root))[0].text or ""  # noqa: S314 - our own
    assert read == clean(text)


def test_sentences():
    assert [sentence_list(parts) for parts in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
        "",
        "a",
        "a en b",
        "a, b en c",
    ]
    assert [sentence(text) for text in ("Klaar", "Klaar.", "Klaar?")] == ["Klaar.", "Klaar.", "Klaar?"]


# --- colours ----------------------------------------------------------------------------------------------------------

READ_ON = {
    "inkt": (
        "papier",
        "vel",
        "geel",
        "groen",
        "blauw",
        "oranje",
        "paars-vel",
        "gelopen-vel",
        "wacht-vel",
        "niet-vel",
        "gevaar-vel",
    ),
    "stil": ("papier", "vel", "paars-vel", "niet-vel", "gevaar-vel", "gelopen-vel"),
    "op-maatje": ("maatje",),
    "papier": ("groen-rand", "blauw-rand"),
    "gelopen": ("papier",),
}
"""Colour of text to the colours it stands on."""
SEEN_ON = {
    "groen-rand": ("vel", "groen", "papier"),
    "blauw-rand": ("vel", "blauw", "papier"),
    "oranje-rand": ("papier", "oranje"),
    "inkt": ("geel", "groen", "blauw"),
    "lijn": ("papier", "vel"),
    "niet": ("papier", "niet-vel", "vel"),
    "steun": ("groen", "blauw", "papier"),
    "zorg": ("groen", "blauw", "papier"),
    "werk": ("groen", "blauw", "papier"),
    "samen": ("groen", "blauw", "papier"),
    "toestemming": ("groen", "blauw", "papier"),
    "paars": ("papier", "paars-vel", "blauw"),
    "maatje": ("vel", "groen", "blauw"),
    "gelopen": ("papier", "gelopen-vel"),
    "wacht": ("papier", "wacht-vel"),
    "gevaar": ("papier", "gevaar-vel"),
}
"""Colour of a line or a sign to the colours it stands on."""


def test_contrast_is_counted_as_wcag_does():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#ffffff", "#777777") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_text_can_be_read_and_lines_can_be_seen_in_light_and_dark(colours):
    found = {
        (front, back): round(contrast(colours[front], colours[back]), 2)
        for pairs, least in ((READ_ON, 4.5), (SEEN_ON, 3.0))
        for front, backs in pairs.items()
        for back in backs
        if contrast(colours[front], colours[back]) < least
    }
    assert found == {}


def test_both_palettes_have_the_same_colours_and_every_one_is_used():
    assert list(LIGHT) == list(DARK)
    used = {*names_used(kringen.RULES), *names_used(stroomschema.RULES), "papier", "inkt"}
    assert used == LIGHT.keys()


def test_a_style_holds_inside_its_picture_only_and_has_a_plain_colour_first():
    sheet = style_sheet("p1", ".a{fill:@geel;stroke-width:2}\n.b,.c{stroke:@inkt}")
    assert ".p1 .a{fill:#ffe27a;fill:var(--ggz-geel);stroke-width:2}" in sheet
    assert "@media (prefers-color-scheme:dark)" in sheet
    assert "[data-theme=dark] .p1" in sheet
    assert "@media print" in sheet
    rules = [rule for rule in kringen.RULES.splitlines() + stroomschema.RULES.splitlines() if rule]
    assert [rule for rule in rules if "," in rule.partition("{")[0]] == []  # the second half would leak
    assert [rule for rule in rules if not rule.endswith("}")] == []


# --- shapes -----------------------------------------------------------------------------------------------------------


def test_boxes():
    box = Box.around((0, 0), 20, 10)
    assert (box.right, box.bottom, box.centre) == (10, 5, (0, 0))
    assert box.exit((100, 0)) == (10, 0)
    assert box.exit((0, -3)) == (0, -5)
    assert box.exit((0, 0)) == (0, 0)
    assert box.nearest((50, 2)) == (10, 2)
    assert not box.overlaps(box.moved(20, 0))
    assert box.overlaps(box.moved(20, 0), gap=1)
    assert box.grown(1).holds(box)
    assert not box.holds(box.grown(1))
    assert closest(box.moved(20, 0)) == 10
    assert farthest(Box(0, 0, 3, 4)) == 5
    assert within_ring(Box(3, 4, 3, 4), 5, 10)
    assert not within_ring(Box(3, 4, 3, 4), 5.1, 10)
    assert towards((0, 0), (10, 0), 4) == (4, 0)
    assert towards((0, 0), (0, 0), 4) == (0, 0)
    assert behind((10, 0), 0, 4, 1) == pytest.approx((6, 1))


def test_a_line_bends_around_what_stands_in_its_way():
    ends = Anchor(Box.around((-100, 0), 20, 20)), Anchor(Box.around((100, 0), 20, 20))
    nothing = Box(900, 900, 1, 1)
    (free,) = route([ends], [], nothing, 500)
    assert free.bend == (0, 0)
    middle = Box.around((0, 0), 30, 30)
    (around,) = route([ends], [middle], nothing, 500)
    assert not any(middle.contains(point) for point in around.points)
    (past,) = route([ends], [], middle, 500)
    assert not any(middle.contains(point) for point in past.points)
    first, second = route([ends, ends], [], nothing, 500)
    assert first.at(0.5) != second.at(0.5)


def test_a_line_arrives_in_the_direction_of_its_end():
    assert Curve((0, 0), (5, 0), (10, 0)).direction == 0
    assert Curve((0, 0), (0, 10), (10, 10)).direction == 0
    assert Curve((0, 0), (0, 10), (0, 10)).direction == 90


def test_numbers_are_short_and_never_minus_zero():
    assert [number(value) for value in (1.0, 1.256, -0.0001, 100, -2.5)] == ["1", "1.26", "0", "100", "-2.5"]


def test_the_root_names_and_describes_the_picture():
    root = drawing("p", 10, 20, title="Een <titel>", description="Uitleg", style=".p{}")
    svg = svg_text(root)
    assert svg.startswith('<svg xmlns="http://www.w3.org/2000/svg" class="ggz-prent p" width="10" height="20"')
    assert '<title id="p-titel">Een &lt;titel&gt;</title>' in svg
    assert '<desc id="p-uitleg">Uitleg</desc>' in svg
