"""Asking for a file: its name, what can't be made and why, the same bytes each time, tables."""

import hashlib
import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
import vl_convert

from dashboard import figures
from dashboard.files import (
    KINDS,
    TABLE_KINDS,
    FileError,
    NothingToDrawError,
    UnknownFigureError,
    UnknownKindError,
    make,
    picture,
    table_file,
)
from dashboard.release import Release, load
from dashboard.selection import Choice
from tests.dashboard.charts.drawn import changed
from tests.dashboard.files import opened
from tests.dashboard.files.opened import ROOT

TWICE = """
import hashlib, sys
from pathlib import Path
from dashboard.files import make
from dashboard.release import load
from dashboard.selection import Choice
release = load(Path(sys.argv[1]))
for figure_id, kind in (pair.split(":") for pair in sys.argv[2:]):
    content = make(release, figure_id, Choice(partners=("CHN", "IND")), kind).content
    print(hashlib.sha256(content).hexdigest())
"""


# Names


def test_the_name_says_figure_partners_and_release(release: Release):
    file = make(release, "ranking", Choice(partners=("VNM", "IND")), "csv")
    assert file.name == f"russia-asia_ranking_vnm-ind_{release.id}.csv"


def test_without_a_choice_the_name_says_all(release: Release):
    assert make(release, "ranking", Choice(), "csv").name == f"russia-asia_ranking_all_{release.id}.csv"


@pytest.mark.parametrize("partners", [(), ("CHN", "IND")])
def test_a_figure_of_one_partner_names_the_one_it_shows(release: Release, partners: tuple[str, ...]):
    file = make(release, "partner-trade", Choice(partners=partners), "csv")
    assert file.name == f"russia-asia_partner-trade_chn_{release.id}.csv"


# What can't be made


def test_an_unknown_figure_is_named_with_those_there_are(release: Release):
    with pytest.raises(UnknownFigureError, match=r"“pie”.*asia-share, ranking"):
        make(release, "pie", Choice(), "png")


def test_an_unknown_kind_is_named_with_those_there_are(release: Release):
    with pytest.raises(UnknownKindError, match=r"“gif”.*png, svg, pdf, html, json, csv, xlsx, parquet"):
        make(release, "ranking", Choice(), "gif")


@pytest.mark.parametrize("kind", KINDS)
def test_an_empty_figure_gives_no_file_but_what_the_page_says(release: Release, kind: str):
    with pytest.raises(NothingToDrawError) as error:
        make(release, "partner-trade", Choice(partners=("BTN",)), kind)
    assert str(error.value) == figures.content(release, "partner-trade", Choice(partners=("BTN",))).empty


def test_a_failure_of_the_engine_is_logged_and_told_without_its_traceback(
    release: Release, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    def failing(spec: str) -> str:
        raise ValueError("Stack backtrace: 0: <unknown>")

    monkeypatch.setattr(vl_convert, "vegalite_to_svg", failing)
    with pytest.raises(FileError, match="could not be drawn") as error:
        make(release, "tiles", Choice(), "svg", width=333)
    assert "backtrace" not in str(error.value)
    assert "Stack backtrace" in caplog.text


# The choice, the mode, the bytes


def test_only_what_figures_show_of_a_choice_counts(release: Release):
    one, other = (make(release, "tiles", Choice(table=t, find=t), "csv") for t in ("visits", "gdp"))
    assert one == other


def test_a_picture_in_dark_is_another_picture(release: Release):
    light, dark = (make(release, "tiles", Choice(), "svg", mode=mode).content for mode in ("light", "dark"))
    assert b"#FCFBF8" in light
    assert b"#14171C" in dark


@pytest.mark.parametrize("kind", ["svg", "pdf"])
def test_a_picture_drawn_again_has_the_same_bytes(release: Release, kind: str):
    first = make(release, "tiles", Choice(), kind).content
    again = replace(release)  # a release of its own, for which nothing is held yet
    assert make(again, "tiles", Choice(), kind).content == first


def test_another_process_makes_the_same_bytes(small_release_dir: Path):
    release = load(small_release_dir)
    wanted = [("tiles", kind) for kind in KINDS] + [("partner-trade", "pdf"), ("partner-trade", "parquet")]
    choice = Choice(partners=("CHN", "IND"))
    here = [hashlib.sha256(make(release, figure_id, choice, kind).content).hexdigest() for figure_id, kind in wanted]
    done = subprocess.run(
        [sys.executable, "-c", TWICE, str(small_release_dir), *(":".join(pair) for pair in wanted)],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": "7"},
    )
    assert dict(zip(wanted, done.stdout.split(), strict=True)) == dict(zip(wanted, here, strict=True))


def test_times_inside_files_are_those_of_the_release(release: Release):
    known = replace(release, time="2026-11-24T06:30:00+00:00")
    assert opened.pdf(make(known, "tiles", Choice(), "pdf")).metadata.creation_date.isoformat() == (
        "2026-11-24T06:30:00+00:00"
    )
    assert opened.workbook(make(known, "tiles", Choice(), "xlsx")).properties.created.isoformat() == (
        "2026-11-24T06:30:00"
    )


def test_the_engine_can_be_started_before_anything_is_asked():
    picture.warm()
    assert "window.vegaEmbed" in picture.bundle()
    assert "</script" not in picture.bundle()


# Tables


@pytest.mark.parametrize("kind", TABLE_KINDS)
def test_a_table_as_a_file_holds_its_rows_and_says_what_it_is(release: Release, kind: str):
    rows = release.table("gdp").head(5)
    file = table_file(release, "gdp", rows, kind)
    assert file.name == f"russia-asia_gdp_{release.id}.{kind}"
    read = {
        "csv": lambda: (
            opened.csv(file)
            .assign(year=lambda t: t["year"].astype(int))
            .assign(**{c: pd.to_numeric(opened.csv(file)[c]) for c in rows.select_dtypes("number")})
        ),
        "json": lambda: pd.DataFrame(json.loads(file.content)["rows"], columns=rows.columns),
        "xlsx": lambda: opened.rows_of(opened.workbook(file)["Data"]),
        "parquet": lambda: opened.parquet(file).to_pandas(),
    }
    assert opened.same(read[kind](), rows)


def test_a_table_as_json_says_title_terms_release_and_columns(release: Release):
    told = json.loads(table_file(release, "trade_annual", release.table("trade_annual").head(1), "json").content)
    assert (told["title"], told["release"]) == ("Russia's goods trade by partner and year", release.id)
    assert {"source": "fcs", "redistribute": "yes"}.items() <= {t["source"]: t for t in told["terms"]}["fcs"].items()
    assert {"column": "value_usd", "unit": "USD", "meaning": "Value of goods, current US dollars"} in told["columns"]


@pytest.mark.parametrize("kind", ["png", "svg", "pdf", "html"])
def test_a_table_has_no_picture(release: Release, kind: str):
    with pytest.raises(UnknownKindError, match="csv, json, xlsx, parquet"):
        table_file(release, "gdp", release.table("gdp"), kind)


def test_a_text_that_looks_like_a_formula_is_text_in_a_workbook_and_harmless_in_csv(release: Release):
    unsafe = pd.DataFrame({"note": ["=1+1"], "value_usd": [-2.5]})
    cells = opened.workbook(table_file(release, "visits", unsafe, "xlsx"))["Data"]
    assert (cells["A2"].data_type, cells["A2"].value, cells["B2"].value) == ("s", "=1+1", -2.5)
    assert table_file(release, "visits", unsafe, "csv").content == b"note,value_usd\n'=1+1,-2.5\n"


def test_words_of_the_data_cannot_break_out_of_a_page(release: Release):
    places = release.table("places")
    spoiled = places.assign(label=places["label"].mask(places["iso3"].eq("CHN"), "</script><b>China&"))
    content = make(changed(release, places=spoiled), "tiles", Choice(), "html").content.decode()
    assert "<b>" not in content
    assert "</script>&lt;b" not in content
    assert content.count("</script>") == 3


def test_a_release_read_anew_gives_the_same_file(small_release_dir: Path):
    one, other = (make(load(small_release_dir), "ranking", Choice(), "xlsx") for _time in range(2))
    assert one == other
