"""UN votes: which file is the newest, what a row becomes, what refuses an answer."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from etl.errors import SourceFault
from etl.source import Answer, Plan
from etl.sources import un_votes
from etl.sources.cow_codes import STATES
from etl.sources.un_votes import SOURCE
from etl.table import broken_rules, typed
from etl.tables import un_alignment
from tests.etl.servers.dataverse import DataverseServer, Stored
from tests.etl.sources.asking import RETRIEVED, DirectAsker

ARCHIVE = Path(__file__).parents[3] / "datasets" / "archive" / "un_alignment" / "un_votes.csv"
PLACES = pd.DataFrame({"iso3": ["CHN", "IND", "TWN", "RUS", "USA"]})
HEADER = "ccode,session,IdealPointAll\n"
# Session 79 began in 2024.
POWERS = "365,79,0.5\n710,79,-0.25\n2,79,3\n"


def plan(since=1991, today=date(2026, 11, 24)):
    return Plan(("CHN", "IND", "TWN"), PLACES, since, today)


def answer(name, content):
    return Answer(name, "", 200, {}, content, "", RETRIEVED)


def listing(*files):
    """A listing of (id, name, md5 or None)."""
    told = [{"dataFile": {"id": id_, "filename": name, **({"md5": md5} if md5 else {})}} for id_, name, md5 in files]
    return answer("files", json.dumps({"status": "OK", "data": {"latestVersion": {"files": told}}}).encode())


def parse(lines, a_plan=None):
    content = lines if isinstance(lines, bytes) else lines.encode()
    files = listing((103, "IdealpointestimatesAll_Jun2024.csv", hashlib.md5(content).hexdigest()))
    return un_votes.parse([files, answer("ideal_points", content)], a_plan or plan())


def rows(lines, a_plan=None):
    return parse(lines, a_plan).rows["un_alignment"]


@pytest.fixture
def server(monkeypatch):
    with DataverseServer(partners=("CHN", "IND"), years=(2024, 2025)) as running:
        monkeypatch.setenv("ETL_UN_VOTES_URL", running.url)
        yield running


def run(last=None):
    asker = DirectAsker(SOURCE, last)
    return asker, un_votes.fetch(asker, plan())


def test_a_first_run_lists_the_files_and_downloads_the_newest(server):
    _, answers = run()
    assert server.paths() == ["/api/datasets/:persistentId/", "/api/access/datafile/103"]
    found = un_votes.parse(answers, plan())
    assert found.rows["un_alignment"]["partner"].tolist() == ["CHN", "CHN", "IND", "IND", "RUS", "RUS", "USA", "USA"]
    assert found.vintage == "2025-12"


def test_a_run_with_nothing_new_only_lists_the_files(server):
    first, before = run()
    second, after = run(first.answers)
    assert second.asked == ["files"]
    assert after[1] == before[1]


def test_a_replaced_file_is_downloaded_again(server):
    first, _ = run()
    server.rows[0]["IdealPointAll"] = 1.5
    second, _ = run(first.answers)
    assert second.asked == ["files", "ideal_points"]


def test_a_file_of_a_new_release_is_downloaded(server):
    first, _ = run()
    server.files.append(Stored(104, "Idealpointestimates1946-2026.csv", rows=server.rows))
    run(first.answers)
    assert server.paths()[-1] == "/api/access/datafile/104"


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["IdealpointestimatesAll_Jun2024.csv", "IdealpointestimatesAll_Apr2020.csv"], "2024-06"),
        (["IdealpointestimatesAll_Jun2024.tab", "Idealpointestimates1946-2025.tab"], "2025-12"),
        (["IDEALPOINTS_July2025.csv", "AgreementScoresAll_Dec2025.csv"], "2025-07"),
        (["Ideal points.csv", "Ideal point estimates 1946-2019.csv"], "2019-12"),
        (["Ideal points.csv"], "Ideal points.csv"),
    ],
)
def test_the_newest_file_is_found_by_the_date_in_its_name(names, expected):
    file = un_votes.newest(listing(*((at, name, None) for at, name in enumerate(names))))
    assert (file.dated or file.name) == expected


def test_of_files_with_one_date_the_one_with_the_highest_id_is_the_newest():
    name = "IdealpointestimatesAll_Jun2024.csv"
    assert un_votes.newest(listing((9, name, None), (10, name, None))).id == "10"


def test_a_data_set_without_such_a_file_is_refused_with_the_names_found():
    with pytest.raises(SourceFault, match=r"^un_votes: files: no file of ideal points .* found: README\.txt"):
        un_votes.newest(listing((1, "README.txt", None)))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"<html>blocked</html>", "HTML where JSON was due"),
        (b'{"status": "ERROR", "message": "gone"}', "no listing of files .*gone"),
        (b'{"data": {"latestVersion": {"files": [{"dataFile": {"id": 1}}]}}}', "no listing of files"),
        (b"[1]", "no listing of files"),
        (
            b'{"data": {"latestVersion": {"files": [{"dataFile": {"id": "../1", "filename": "idealpoints.csv"}}]}}}',
            "id '../1' of file idealpoints.csv is no number",
        ),
    ],
)
def test_a_listing_of_another_form_is_refused(content, words):
    with pytest.raises(SourceFault, match=f"^un_votes: files: {words}"):
        un_votes.newest(answer("files", content))


def test_distances_are_differences_of_ideal_points_in_one_session():
    found = rows(HEADER + POWERS + "750,79,-1.1234567\n")
    assert found.columns.tolist() == un_alignment.TABLE.archive_columns
    india = found[found["partner"] == "IND"].to_numpy().tolist()
    assert india == [["IND", "2024", "-1.123457", "1.623457", "0.873457", "4.123457", "", "un_votes"]]
    assert found.set_index("partner").loc["RUS", "distance_to_RUS"] == "0.0"


def test_the_rows_keep_the_table_s_rules():
    frame, violations = typed(un_alignment.TABLE, rows(HEADER + POWERS + "750,79,-1.5\n").assign(withdrawn_at=""))
    assert violations == []
    assert broken_rules(un_alignment.TABLE, frame) == []


def test_a_state_without_a_point_in_a_session_is_left_out():
    assert rows(HEADER + POWERS + "750,79,NA\n750,79,\n")["partner"].tolist() == ["CHN", "RUS", "USA"]


def test_states_that_are_not_in_table_places_are_left_out():
    assert rows(HEADER + POWERS + "731,79,-2\n")["partner"].tolist() == ["CHN", "RUS", "USA"]


def test_sessions_before_the_year_asked_for_and_the_running_one_are_left_out():
    lines = HEADER + POWERS + POWERS.replace(",79,", ",45,") + POWERS.replace(",79,", ",81,")
    assert set(rows(lines)["session_year"]) == {"2024"}


@pytest.mark.parametrize("name", ["Türkiye", "Turkey"])
@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "latin-1"])
def test_utf_8_with_or_without_a_byte_order_mark_and_latin_1_are_read(name, charset):
    lines = "Countryname,ccode,session,IdealPointAll\n" + "".join(f"{name},{line}\n" for line in POWERS.split())
    assert len(rows(lines.encode(charset))) == 3


def test_codes_and_sessions_written_with_a_decimal_point_are_whole():
    assert len(rows(HEADER + POWERS.replace(",79,", ".0,79.0,"))) == 3


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (HEADER + POWERS + "750,79,high\n", "IdealPointAll is no number in line 5: ccode=750"),
        (HEADER + POWERS + "750,79,inf\n", "IdealPointAll is no number in line 5"),
        (HEADER + POWERS + "750,79.5,1\n", "session is no whole number in line 5"),
        (HEADER + POWERS + "IND,79,1\n", "ccode is no whole number in line 5"),
        (HEADER + POWERS + "750,82,1\n", "dates in the future: the session begins after today, 2026-11-24 in line 5"),
        (HEADER + POWERS + "750,79,1\n750,79,2\n", "duplicate rows with different values: partner=IND"),
        (HEADER + POWERS + "750,79\n", "the CSV is cut off or broken in line 5"),
        (HEADER + POWERS + "750,78,1\n", "RUS has no ideal point in session 78 \\(2023\\), others have"),
        (HEADER, "IdealpointestimatesAll_Jun2024.csv holds no ideal point from 1991 on"),
        ("ccode,session,Idealpoint\n", "column IdealPointAll is missing; found: ccode, session, Idealpoint"),
        ("ccode\tsession\tIdealPointAll\n", "column ccode, session, IdealPointAll is missing"),
        ("<html>robots</html>", "HTML where CSV was due"),
    ],
)
def test_a_file_that_cannot_be_meant_is_refused(lines, words):
    with pytest.raises(SourceFault, match=f"^un_votes: ideal_points: {words}"):
        rows(lines)


def test_a_file_whose_md5_is_not_the_listing_s_is_refused():
    files = listing((103, "Idealpointestimates1946-2025.csv", "0" * 32))
    with pytest.raises(SourceFault, match=r"ideal_points: md5 [0-9a-f]{32} is not the listing's 0{32}"):
        un_votes.parse([files, answer("ideal_points", (HEADER + POWERS).encode())], plan())


def test_identical_rows_are_dropped_and_counted_and_new_columns_noted():
    lines = "ccode,session,IdealPointAll,Extra\n" + "".join(f"{line},1\n" for line in [*POWERS.split(), "2,79,3"])
    assert parse(lines).notes == (
        "columns not known are ignored: Extra",
        "ideal_points: identical duplicate rows dropped: 1",
    )


def test_rows_of_the_states_and_sessions_asked_for_are_spoken_for_even_if_the_file_ends_before_them():
    covers = parse(HEADER + POWERS, plan(since=2000)).covers["un_alignment"]
    existing = pd.DataFrame({"partner": ["IND", "IND", "IND", "VNM"], "session_year": ["2024", "2025", "1999", "2024"]})
    assert covers(existing).tolist() == [True, True, False, False]


def test_every_state_of_the_archive_has_a_code():
    archive = pd.read_csv(ARCHIVE, dtype="str", keep_default_na=False)
    assert set(archive["partner"]) == set(STATES.values())
