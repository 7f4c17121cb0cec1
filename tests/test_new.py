"""``ggzroute new``: what it asks, what it refuses, and that what it writes passes ``check`` and ``replay``."""

from __future__ import annotations

import datetime as dt
import textwrap
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

import ggzroute
from ggzroute.authoring.drafts import NewCasus, NewPack, NewRule, draft_casus, draft_pack, draft_rule, next_id, slug
from ggzroute.cli.checking import check_paths
from ggzroute.cli.commands import commands
from ggzroute.registry import preview_pack
from ggzroute.replay.fixtures import fixtures_of
from ggzroute.replay.running import replay
from ggzroute.rules.model import AFGELEID, BASES, GEBIEDEN, SOORTEN, STERKTES

PACK = ["Veenstreek", "", "Afspraken in de Veenstreek", "afspraken2024", "2024-05"]
RULE = ["", "Bel snel terug", "in_beeld", "", "", "", "artikel 2"]
CONDITION = ["persoon.werkwens", "ja, latent", "schulden.bedrag", "500", ""]
ADVICE = ["contact", "Bel de hulpvrager binnen twee dagen terug."]
NO_FACT = "Dat feit is er niet, of het past niet op een regel."
CASUS = ["", "Iemand wil werk", "", "voorbeeld 1", "2024-05-01", "VEEN-001"]


@pytest.fixture
def new(tmp_path: Path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def answer(*arguments: str, answers: list[str] = ()) -> tuple[int, str, str]:
        text = "".join(f"{line}\n" for line in answers)
        result = CliRunner().invoke(commands, ["new", *arguments], input=text, standalone_mode=False)
        assert result.exception is None, result.exception
        return result.return_value, result.stdout, result.stderr

    return answer


@pytest.fixture
def veen(new) -> Path:
    assert new("pack", "veen", answers=PACK)[0] == 0
    return Path("veen")


class TestFromNothing:
    @pytest.mark.usefixtures("veen")
    def test_a_pack_a_rule_and_a_casus_pass_check_and_replay(self, new):
        assert new("regel", "veen", answers=[*RULE, "persoon.werkwens", "ja, latent", "", *ADVICE])[0] == 0
        status, out, _ = new("casus", "veen", answers=CASUS)

        assert status == 0
        assert out.endswith(
            "Geschreven: veen/casussen/veen-001.casus.yaml\n"
            "Nu verder: pas de feiten aan in het bestand, en doe ggzroute replay veen\n"
        )
        report = check_paths(["veen"], "landelijk")
        assert (report.problems, report.casussen) == ((), 1)
        assert CliRunner().invoke(commands, ["replay", "veen"], standalone_mode=False).return_value == 0
        rule = ggzroute.load_pack("veen").regels["VEEN-001"]
        assert (rule.titel, rule.soort, rule.sterkte, rule.basis) == (
            "Bel snel terug",
            "in_beeld",
            "voorkeur",
            "werkwijze",
        )
        assert [(b.document, b.plaats) for b in rule.bron] == [("afspraken2024", "artikel 2")]

    def test_a_second_rule_goes_below_the_first_and_gets_the_next_code(self, new, veen):
        first = [*RULE, "", *ADVICE]
        assert new("regel", "veen", answers=first)[0] == 0
        path = veen / "regels" / "in_beeld.yaml"
        before = path.read_text(encoding="utf-8") + "# onder\n"
        path.write_text(before, encoding="utf-8")
        assert new("regel", "veen", answers=first)[0] == 0

        text = path.read_text(encoding="utf-8")
        assert text.startswith(before)
        assert [line for line in text.split("\n") if "id:" in line] == ["  - id: VEEN-001", "  - id: VEEN-002"]

    @pytest.mark.parametrize("room", ["", "    "])
    def test_a_rule_goes_as_far_in_as_those_above_it(self, new, veen, room):
        assert new("regel", "veen", answers=[*RULE, "", *ADVICE])[0] == 0
        path = veen / "regels" / "in_beeld.yaml"
        head, _, items = path.read_text(encoding="utf-8").partition("\n")
        path.write_text(f"{head}\n{textwrap.indent(textwrap.dedent(items), room)}", encoding="utf-8")

        assert new("regel", "veen", answers=[*RULE, "", *ADVICE])[0] == 0
        assert {"VEEN-001", "VEEN-002"} <= ggzroute.load_pack("veen").regels.keys()

    @pytest.mark.usefixtures("veen")
    def test_every_question_can_be_answered_wrong_and_is_asked_again(self, new):
        answers = [
            *["een code", "HR-1", "Titel", "regi", "regie", "sterk", "mogelijk", "afgeleid", "praktijk"],
            *["anders", "afspraken2024", "", "blz. 3"],
            *["werkwens", "persoon.werkwens", "wil", ",", "ja, misschien", "ja"],
            *["netwerk.aantal_regievoerders", "veel", "2", ""],
            *["geld", "regie", "Bespreek wie de regie heeft."],
        ]
        status, out, _ = new("regel", "veen", answers=answers)

        assert status == 0
        for sentence in (
            "Gebruik letters, cijfers en streepjes, en geen spaties.",
            f"Dat kan niet. Bedoelt u 'regie'? Kies uit: {', '.join(SOORTEN)}.",
            "Hier moet iets staan.",
            f"{NO_FACT} Bedoelt u een van deze: persoon.werkwens, persoon.werkwens_realistisch?",
            "Dat kan niet: wil. Kies uit: ja, latent, nee.",
            "Dat kan niet: ,. Kies uit: ja, latent, nee.",
            "Dat kan niet: misschien. Kies uit: ja, latent, nee.",
            "Schrijf een heel getal.",
        ):
            assert f"{sentence}\n" in out
        rule = ggzroute.load_pack("veen").regels["HR-1"]
        assert rule.needs == {"persoon.werkwens", "netwerk.aantal_regievoerders"}

    def test_a_casus_for_a_rule_of_a_used_pack(self, new, veen):
        answers = [*CASUS[:-1], "", "RG-099", "RT-999", "IN-004"]
        status, out, _ = new("casus", "veen", answers=answers)
        assert status == 0
        assert "Welke regel moet gelden? (bijvoorbeeld " in out
        assert "Die regel is er niet, of geeft geen advies." in out
        assert CliRunner().invoke(commands, ["replay", str(veen)], standalone_mode=False).return_value == 0


class TestNothingHalfWritten:
    @pytest.mark.parametrize(
        ("arguments", "sentence"),
        [
            (
                ["pack", "Veen"],
                "De naam 'Veen' kan niet. Gebruik kleine letters, cijfers en streepjes, zoals mijn-regio.",
            ),
            (["pack", "veen"], "veen bestaat al. Kies een andere naam, of een andere map met --in."),
            (["regel", "nergens"], "nergens is geen map met een pakket. Maak er een: ggzroute new pack NAAM"),
            (["casus", "nergens"], "nergens is geen map met een pakket. Maak er een: ggzroute new pack NAAM"),
        ],
    )
    @pytest.mark.usefixtures("veen")
    def test_what_cannot_be_begun_is_refused(self, new, arguments, sentence):
        assert new(*arguments) == (1, "", f"{sentence}\n")

    def test_stopping_halfway_writes_nothing(self, veen):
        result = CliRunner().invoke(commands, ["new", "regel", "veen"], input="\nTitel\n", standalone_mode=False)
        assert type(result.exception).__name__ == "Abort"
        assert [path.name for path in veen.rglob("*")] == ["pack.yaml"]

    def test_a_preview_with_a_fault_leaves_the_folder_as_it_was(self, veen, capsys):
        from ggzroute.cli.creating import _write  # noqa: PLC0415

        assert _write(veen, {"regels/plan.yaml": "regels: x\n", "b.yaml": ""}) == 1
        assert capsys.readouterr().err.endswith("Er is niets geschreven.\n")
        assert [path.name for path in veen.rglob("*")] == ["pack.yaml"]


WORDS = st.text("abcdefghij é:#'\"-{[&*!|>%@`,?\\", min_size=1, max_size=30).filter(lambda t: t.strip(" ?-") == t and t)


@given(
    st.builds(
        NewRule,
        id=st.just("X-1"),
        titel=WORDS,
        soort=st.sampled_from([s for s in SOORTEN if s != "organisatie_signaal"]),
        sterkte=st.sampled_from(STERKTES),
        basis=st.sampled_from([b for b in BASES if b != AFGELEID]),
        document=st.just("bron1"),
        plaats=WORDS,
        als=st.lists(
            st.sampled_from(
                [
                    ("persoon.werkwens", "ja"),
                    ("persoon.werkwens", ["ja", "latent"]),
                    ("netwerk.aantal_regievoerders", {"minstens": 2}),
                ]
            ),
            max_size=2,
            unique_by=lambda line: line[0],
        ).map(tuple),
        gebied=st.sampled_from(GEBIEDEN),
        tekst=WORDS,
    )
)
@settings(max_examples=15)
def test_whatever_is_answered_the_draft_is_a_rule_that_says_it_and_its_casus_replays(wanted):
    folder = Path("/nergens/veen")
    base = draft_pack(
        NewPack(pakket="veen", naam="Veen", gebruikt=("landelijk",), document="bron1", titel=wanted.titel, datum="2024")
    )
    content = {**base, **draft_rule(wanted, None)}
    pack = preview_pack(folder, {name: text.encode() for name, text in content.items()})

    rule = pack.regels["X-1"]
    assert (rule.titel, rule.soort, rule.sterkte, rule.basis) == (
        wanted.titel,
        wanted.soort,
        wanted.sterkte,
        wanted.basis,
    )
    assert rule.bron[0].plaats == wanted.plaats
    assert rule.dan[0].tekst == wanted.tekst

    asked = NewCasus(
        id="x", titel=wanted.titel, peildatum=dt.date(2024, 5, 1), document="bron1", plaats="1", regel="X-1"
    )
    content |= draft_casus(asked, pack)
    whole = preview_pack(folder, {name: text.encode() for name, text in content.items()})
    (fixture,) = fixtures_of(whole)
    assert replay(fixture, whole).gehaald


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Bel binnen twee dagen echt terug", "bel_binnen_twee_dagen_echt"),
        ("Één keer!", "een_keer"),
        ("3 keer", "h_3_keer"),
        ("!", "handeling"),
    ],
)
def test_a_sentence_as_a_code(text, code):
    assert slug(text) == code


def test_the_next_code_is_free():
    assert next_id("A", {"A-001", "A-003", "B-002"}) == "A-002"
