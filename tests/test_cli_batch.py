"""``ggzroute sample`` and ``ggzroute batch`` as people see them."""

from __future__ import annotations

import io
import json
import os
import re

import pytest
from rich.console import Console

import ggzroute
from ggzroute import cli
from ggzroute.batch import Progress, Summary, run_batch, running
from ggzroute.batch.streams import reading
from ggzroute.cli import batching
from ggzroute.exceptions import BatchStoppedError, ExtraMissingError
from ggzroute.sampling import sample

PACK = "landelijk"


@pytest.fixture
def run(monkeypatch, capsys, tmp_path):
    """Call the command line in an empty folder; gives exit status, output and errors."""
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.argv", ["ggzroute", *arguments])
        with pytest.raises(SystemExit) as stop:
            cli.main()
        out, err = capsys.readouterr()
        return int(stop.value.code or 0), out, err

    return call


@pytest.fixture
def casussen(run, tmp_path):
    """Twenty casussen and one line that is none."""
    run("sample", "20", "--pack", PACK, "--out", "c.ndjson")
    with (tmp_path / "c.ndjson").open("a") as stream:
        stream.write("geen JSON\n")
    return tmp_path / "c.ndjson"


class TestSample:
    def test_casussen_are_written_one_to_a_line(self, run):
        status, out, err = run("sample", "3", "--pack", PACK, "--seed", "5")
        made = list(sample(3, ggzroute.load_pack(PACK), seed=5))

        assert (status, err) == (0, "")
        assert [json.loads(line) for line in out.splitlines()] == made
        assert {casus["synthetisch"] for casus in made} == {"ja"}

    def test_a_file_says_what_it_is(self, run, tmp_path):
        pack = ggzroute.load_pack(PACK)
        status, out, err = run("sample", "1200", "--pack", PACK, "--out", "c.ndjson")

        assert (status, err) == (0, "")
        assert out == (
            f"1.200 verzonnen casussen geschreven naar c.ndjson (pakket landelijk {pack.versie}, seed 0). "
            "Ze gaan niet over echte mensen.\n"
        )
        assert len((tmp_path / "c.ndjson").read_text().splitlines()) == 1200

    @pytest.mark.parametrize("suffix", [".gz", ".zst"])
    def test_a_file_may_be_compressed_and_is_the_same_every_time(self, run, tmp_path, suffix):
        if suffix == ".zst":
            pytest.importorskip("pyarrow")
        for name in ("een", "twee"):
            run("sample", "30", "--pack", PACK, "--out", f"{name}.ndjson{suffix}")
        run("sample", "30", "--pack", PACK, "--out", "c.ndjson")
        with reading(tmp_path / f"een.ndjson{suffix}") as (stream, _):
            assert stream.read(10**9) == (tmp_path / "c.ndjson").read_bytes()

        packed = [(tmp_path / f"{name}.ndjson{suffix}").read_bytes() for name in ("een", "twee")]
        assert packed[0] == packed[1]

    def test_work_can_be_split(self, run):
        _, whole, _ = run("sample", "6", "--pack", PACK)
        parts = [run("sample", "3", "--pack", PACK, "--start", str(n))[1] for n in (0, 3)]

        assert "".join(parts) == whole

    def test_a_folder_that_is_not_there_is_told(self, run):
        assert run("sample", "3", "--out", "nergens/c.ndjson") == (
            2,
            "",
            "nergens/c.ndjson is niet te schrijven. Bestaat de map, mag u erin schrijven, en is er ruimte?\n",
        )

    def test_a_number_below_nought_is_told(self, run):
        assert run("sample", "--", "-3")[2] == (
            "De waarde van AANTAL past niet. Toegestaan: een heel getal vanaf 0. Uitleg: ggzroute sample --help\n"
        )


class TestBatch:
    def test_the_result_and_what_was_refused_are_told(self, run, casussen):
        assert run("batch", "c.ndjson", "--pack", PACK, "--out", "uit.ndjson") == (
            0,
            (
                "20 casussen bekeken; het resultaat staat in uit.ndjson. "
                "1 regel is afgekeurd; waarom staat in uit.ndjson.afgekeurd.ndjson.\n"
            ),
            "",
        )
        assert json.loads((casussen.parent / "uit.ndjson.afgekeurd.ndjson").read_text()) == {
            "regel": 21,
            "codes": ["GGZ005"],
            "problemen": [
                {"code": "GGZ005", "wat": "dit is geen geldige JSON", "herstel": "Controleer de haken en komma's"}
            ],
        }

    @pytest.mark.usefixtures("casussen")
    def test_for_programs_it_is_told_as_json(self, run):
        _, out, _ = run("batch", "c.ndjson", "--pack", PACK, "--out", "uit.ndjson", "--rejects", "fout", "--json")

        assert json.loads(out) == {
            "casussen": 20,
            "refused": 1,
            "parts": 1,
            "result": "uit.ndjson",
            "rejects": "fout",
        }

    def test_options_are_those_of_evaluate(self, run, casussen):
        options = ("--on", "2019-05-01", "--workflow", "werkwijzer", "--afgeleid", "--vragen", "2", "--workers", "1")
        run("batch", "c.ndjson", "--pack", PACK, "--out", "uit.ndjson", *options)
        rows = [json.loads(line) for line in (casussen.parent / "uit.ndjson").read_text().splitlines()]

        assert {(row["peildatum"], row["workflow"], row["afgeleid"], len(row["vragen"])) for row in rows} == {
            ("2019-05-01", "werkwijzer", True, 2)
        }

    def test_ctrl_c_tells_how_to_go_on(self, run, casussen, monkeypatch):
        def stop(*_):
            raise KeyboardInterrupt

        monkeypatch.setattr(running, "work", stop)
        assert run("batch", "c.ndjson", "--pack", PACK, "--out", "uit.ndjson") == (
            130,
            "",
            "Gestopt. Wat klaar is, blijft bewaard. Geef dezelfde opdracht nog eens om verder te gaan.\n",
        )
        monkeypatch.undo()
        monkeypatch.chdir(casussen.parent)
        assert run_batch("c.ndjson", "uit.ndjson", pack=PACK).casussen == 20

    def test_what_changed_is_told_with_what_to_do(self, run, casussen):
        run("batch", "c.ndjson", "--pack", PACK, "--out", "uit.ndjson")
        casussen.write_text("{}\n")

        assert run("batch", "c.ndjson", "--out", "uit.ndjson", "--afgeleid") == (
            2,
            "",
            (
                "Aan uit.ndjson is al begonnen, en daarna is dit veranderd: de invoer, het pakket, een optie. Zet dat "
                "terug om verder te gaan, of geef --opnieuw om opnieuw te beginnen.\n"
            ),
        )
        assert run("batch", "c.ndjson", "--out", "uit.ndjson", "--opnieuw")[0] == 0

    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            (("weg.ndjson", "--out", "uit.ndjson"), "weg.ndjson bestaat niet."),
            ((".", "--out", "uit.ndjson"), ". is niet te lezen."),
            (
                ("half.ndjson.gz", "--out", "uit.ndjson"),
                "half.ndjson.gz is afgebroken of beschadigd. Maak het bestand opnieuw.",
            ),
            (
                ("c.ndjson", "--out", "./c.ndjson", "--opnieuw"),
                "c.ndjson kan niet ook een resultaat zijn. Kies een andere naam voor het resultaat.",
            ),
            (
                ("c.ndjson", "--out", "oud.ndjson"),
                "oud.ndjson bestaat al. Kies een andere naam, of geef --opnieuw om het te vervangen.",
            ),
            (
                ("c.ndjson", "--out", "nergens/uit.ndjson"),
                "nergens/uit.ndjson is niet te schrijven. Bestaat de map, mag u erin schrijven, en is er ruimte?",
            ),
            (
                ("c.ndjson", "--out", "uit.ndjson", "--pack", "landelik"),
                (
                    "Het pakket 'landelik' bestaat niet. Bedoelt u 'landelijk'? Wel: holland-rijnland, landelijk, "
                    "zuid-limburg."
                ),
            ),
            (("c.ndjson",), "--out ontbreekt. Uitleg: ggzroute batch --help"),
        ],
    )
    def test_what_cannot_be_done_is_told(self, run, casussen, arguments, said):
        casussen.with_name("half.ndjson.gz").write_bytes(b"\x1f\x8b\x08")
        casussen.with_name("oud.ndjson").write_text("")

        assert run("batch", *arguments) == (2, "", said + "\n")

    @pytest.mark.usefixtures("casussen")
    @pytest.mark.parametrize(
        ("more", "expected"),
        [
            ((), {"dask": None, "workers": os.cpu_count()}),
            (("--dask",), {"dask": "", "workers": os.cpu_count()}),
            (("--workers", "3", "--dask", "tcp://127.0.0.1:1"), {"dask": "tcp://127.0.0.1:1", "workers": 3}),
        ],
    )
    def test_what_it_runs_on_is_as_asked(self, run, monkeypatch, more, expected):
        asked = {}

        def noted(*_, **options):
            asked.update(options)
            return Summary(casussen=1, refused=0, parts=1)

        monkeypatch.setattr(batching, "run_batch", noted)
        assert run("batch", "c.ndjson", "--out", "uit.ndjson", *more)[0] == 0
        assert {name: asked[name] for name in expected} == expected

    def test_what_parquet_must_hold_is_told(self, run, tmp_path):
        pa, pq = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
        pq.write_table(pa.table({"iets": [1]}), tmp_path / "c.parquet")
        (tmp_path / "d.parquet").write_text("geen parquet")

        assert run("batch", "c.parquet", "--out", "uit.ndjson")[2] == (
            "c.parquet heeft geen kolom 'casus', en ook geen kolom 'id'.\n"
        )
        assert run("batch", "d.parquet", "--out", "uit.ndjson")[2] == (
            "d.parquet is geen Parquet-bestand, of is beschadigd.\n"
        )

    @pytest.mark.parametrize(
        ("error", "said"),
        [
            (
                BatchStoppedError(reason="worker"),
                (
                    "Een werkproces is gestopt, misschien door te weinig geheugen. "
                    "Geef dezelfde opdracht nog eens om verder te gaan."
                ),
            ),
            (
                BatchStoppedError(reason="chunk"),
                (
                    "Werkprocessen van Dask stoppen steeds bij hetzelfde deel. "
                    "Geef dezelfde opdracht nog eens om verder te gaan."
                ),
            ),
            (
                BatchStoppedError(reason="scheduler"),
                "Op dit adres antwoordt geen Dask-scheduler. Geef dezelfde opdracht nog eens om verder te gaan.",
            ),
            (
                BatchStoppedError(reason="pack"),
                (
                    "Een werkproces vindt een andere inhoud voor het pakket. "
                    "Geef dezelfde opdracht nog eens om verder te gaan."
                ),
            ),
            (
                ExtraMissingError(what="pyarrow", extra="batch"),
                "pyarrow is niet geïnstalleerd: pip install 'ggzroute[batch]'",
            ),
        ],
        ids=str,
    )
    @pytest.mark.usefixtures("casussen")
    def test_what_stopped_it_is_told(self, run, monkeypatch, error, said):
        def broken(*_, **__):
            raise error

        monkeypatch.setattr(batching, "run_batch", broken)

        assert run("batch", "c.ndjson", "--out", "uit.ndjson") == (2, "", said + "\n")


class TestProgress:
    @pytest.mark.parametrize(
        ("progress", "before", "seconds", "said"),
        [
            ((2000, 0, 50, 100), None, 4, "2.000 casussen, 500 per seconde, nog 0:00:04"),
            ((2000, 3, 10, 100), None, 1000, "2.000 casussen, 2 per seconde, 3 afgekeurd, nog 2:30:00"),
            ((2000, 0, 50, 100), (1000, 0, 25, 100), 4, "2.000 casussen, 250 per seconde, nog 0:00:08"),
            ((1000, 0, 25, 100), (1000, 0, 25, 100), 4, "1.000 casussen"),
        ],
    )
    def test_pace_and_time_left_are_those_of_this_run(self, progress, before, seconds, said):
        def told(values):
            names = ("casussen", "refused", "position", "size")
            return Progress(**dict(zip(names, values, strict=True)), before=False)

        assert batching.pace(told(progress), told(before) if before else None, seconds) == said

    @pytest.mark.usefixtures("casussen")
    def test_on_a_terminal_there_is_a_bar_with_the_pace(self, run, monkeypatch):
        screen = io.StringIO()
        console = Console(file=screen, force_terminal=True, width=100)
        monkeypatch.setattr(batching, "error_console", lambda: console)
        run("batch", "c.ndjson", "--pack", PACK, "--out", "uit.ndjson")

        assert re.search(r"100%.*20 casussen, [\d.]+ per seconde, 1 afgekeurd, nog 0:00:00", screen.getvalue())
