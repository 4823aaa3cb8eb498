"""Ideal points in the UN General Assembly by Bailey, Strezhnev and Voeten: their data set in the Harvard Dataverse.

Belongs here: which file of the data set is the newest, and its rows. A new release estimates every session anew, so all
rows may change.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pandas as pd

from etl.source import Answer, Ask, Asker, Parsed, Plan, Source
from etl.sources import reading
from etl.sources.cow_codes import STATES
from etl.tables import un_alignment

SOURCE_ID = "un_votes"
DOI = "doi:10.7910/DVN/LEJUQZ"
LISTING, POINTS = "files", "ideal_points"
FILE_NAME = re.compile(r"ideal ?point.*\.(?:csv|tab)", re.IGNORECASE)
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH_YEAR = re.compile(rf"({'|'.join(MONTHS)})[a-z]*[ _-]?((?:19|20)\d\d)", re.IGNORECASE)
YEAR = re.compile(r"(?:19|20)\d\d")
NEEDED = ("ccode", "session", "IdealPointAll")
KNOWN = ("", "Countryname", "iso3c", "USAgree", "ChinaAgree", "RussiaAgree", "NVotesAll")
# R writes NA where there is no figure.
NO_FIGURE = reading.NO_FIGURE | {"na"}
WHOLE = re.compile(r"(\d{1,4})(?:\.0*)?")
# Session 1 began in 1946.
SESSION_ZERO = 1945
POWERS = ("RUS", "CHN", "USA")
DECIMALS = 6


@dataclass(frozen=True)
class File:
    """A file of the data set: its id there, name, and md5 of the original in hex ("" where the listing has none)."""

    id: str
    name: str
    md5: str

    @property
    def dated(self) -> str:
        """The date in its name, as 2024-06; a name with years only counts to the end of the last; "" without any."""
        named = MONTH_YEAR.search(self.name)
        if named:
            return f"{named[2]}-{MONTHS.index(named[1].lower()) + 1:02}"
        years = YEAR.findall(self.name)
        return f"{years[-1]}-12" if years else ""


def fetch(asker: Asker, plan: Plan) -> Sequence[Answer]:  # noqa: ARG001 - the file holds all years and states
    """List the files ("files"); download the newest of ideal points ("ideal_points") unless the last good run had it.

    Raises:
        SourceFault: As `Asker.get` and `newest`.
    """
    before, kept = asker.last(LISTING), asker.last(POINTS)
    listing = asker.get(
        Ask(LISTING, "/api/datasets/:persistentId/", {"persistentId": DOI}, kinds=("application/json",))
    )
    file = newest(listing)
    if before and kept and _marker(newest(before)) == _marker(file):
        return [listing, kept]
    return [listing, asker.get(Ask(POINTS, f"/api/access/datafile/{file.id}", {"format": "original"}))]


def parse(answers: Sequence[Answer], plan: Plan) -> Parsed:
    """Rows of un_alignment for the states that table has, distances as differences of ideal points in one session.

    Raises:
        SourceFault: The listing or the file is not as it should be; its md5 is not the listing's; a code, session or
            point is none; a session is in the future; a power has no point in a session; one state and session has two
            points; or no row is left.
    """
    listing, content = answers
    file = newest(listing)
    _refuse_damage(file, content)
    cells, notes = reading.csv_of(SOURCE_ID, content, NEEDED, KNOWN, latin_1=True)
    points, doubled = reading.unique(SOURCE_ID, POINTS, _points(cells, plan), ("partner", "session_year"))
    if points.empty:
        raise reading.fault(SOURCE_ID, POINTS, f"{file.name} holds no ideal point from {plan.since} on")
    rows = _with_distances(points)
    states, last = frozenset(_states(plan).values()), str(plan.today.year - 1)
    return Parsed(
        rows={"un_alignment": rows},
        covers={"un_alignment": _spoken_for(states, str(plan.since), last)},
        notes=notes + doubled,
        vintage=file.dated or file.name,
    )


def newest(listing: Answer) -> File:
    """The newest file of ideal points in a listing: by the date in its name, then by its id.

    Raises:
        SourceFault: The listing is no such JSON, or has no such file; names the files found.
    """
    files = _files(listing)
    found = [file for file in files if FILE_NAME.search(file.name)]
    if not found:
        names = ", ".join(file.name for file in files)
        raise reading.fault(
            SOURCE_ID, listing.name, f"no file of ideal points in the data set; found: {names or 'none'}"
        )
    return max(found, key=lambda file: (file.dated, int(file.id)))


def _files(listing: Answer) -> list[File]:
    body = reading.json_of(SOURCE_ID, listing)
    try:
        told = [entry["dataFile"] for entry in body["data"]["latestVersion"]["files"]]
        files = [File(str(one["id"]), str(one["filename"]), str(one.get("md5") or "").lower()) for one in told]
    except (KeyError, TypeError, AttributeError) as error:
        wrong = f"no listing of files (data.latestVersion.files): {reading.beginning(listing.content)}"
        raise reading.fault(SOURCE_ID, listing.name, wrong) from error
    for file in files:
        if not re.fullmatch(r"\d+", file.id):
            raise reading.fault(SOURCE_ID, listing.name, f"id {file.id!r} of file {file.name} is no number")
    return files


def _marker(file: File) -> tuple[str, str]:
    return file.id, file.md5


def _refuse_damage(file: File, content: Answer) -> None:
    md5 = hashlib.md5(content.content, usedforsecurity=False).hexdigest()
    if file.md5 and md5 != file.md5:
        wrong = (
            f"md5 {md5} is not the listing's {file.md5} for {file.name}: the file is damaged, cut off or another one"
        )
        raise reading.fault(SOURCE_ID, POINTS, wrong)


def _states(plan: Plan) -> dict[str, str]:
    """Correlates of War code to ISO code of the states of table places that the General Assembly has."""
    places = set(plan.places["iso3"])
    return {code: iso3 for code, iso3 in STATES.items() if iso3 in places}


def _points(cells: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    """Text rows (partner, session_year, ideal_point) of the states and sessions asked for that have a point."""
    given = cells[~cells["IdealPointAll"].str.strip().str.lower().isin(NO_FIGURE)]
    codes, sessions = (_whole(given, column) for column in ("ccode", "session"))
    points = given["IdealPointAll"].str.strip()
    _refuse(given, ~points.map(lambda cell: bool(reading.FIGURE.fullmatch(cell))), "IdealPointAll is no number")
    years = sessions.astype("int64") + SESSION_ZERO
    _refuse(given, years > plan.today.year, f"dates in the future: the session begins after today, {plan.today}")
    told = pd.DataFrame(
        {"partner": codes.map(_states(plan)), "session_year": years.astype("str"), "ideal_point": points}, dtype="str"
    )
    return told[told["partner"].notna() & (years >= plan.since) & (years < plan.today.year)]


def _whole(cells: pd.DataFrame, column: str) -> pd.Series:
    """A column of whole numbers as text, "365.0" as "365"."""
    written = cells[column].str.strip()
    whole = written.str.fullmatch(WHOLE)
    _refuse(cells, ~whole.astype("bool"), f"{column} is no whole number")
    return written.str.replace(WHOLE, r"\1", regex=True)


def _refuse(cells: pd.DataFrame, wrong: pd.Series, what: str) -> None:
    if wrong.any():
        row = cells[wrong].iloc[0]
        raise reading.fault(SOURCE_ID, POINTS, f"{what} in line {row.name}: {reading.row_text(row.to_dict())}")


def _with_distances(points: pd.DataFrame) -> pd.DataFrame:
    """Rows of un_alignment from points that are unique by state and session."""
    values = points["ideal_point"].astype("float64")
    rows = points.assign(ideal_point=values.round(DECIMALS).map(repr), votes="", source=SOURCE_ID)
    for power in POWERS:
        own = values[points["partner"] == power]
        by_year = pd.Series(own.to_numpy(), index=points.loc[own.index, "session_year"])
        other = points["session_year"].map(by_year)
        if other.isna().any():
            year = points.loc[other.isna(), "session_year"].iloc[0]
            wrong = f"{power} has no ideal point in session {int(year) - SESSION_ZERO} ({year}), others have"
            raise reading.fault(SOURCE_ID, POINTS, wrong)
        rows[f"distance_to_{power}"] = (values - other).abs().round(DECIMALS).map(repr)
    return (
        rows[un_alignment.TABLE.archive_columns]
        .astype("str")
        .sort_values(list(un_alignment.TABLE.key), ignore_index=True)
    )


def _spoken_for(states: frozenset[str], first: str, last: str) -> Callable[[pd.DataFrame], pd.Series]:
    return lambda rows: rows["partner"].isin(states) & rows["session_year"].between(first, last)


SOURCE = Source(
    id=SOURCE_ID,
    name="UN General Assembly ideal points (Bailey, Strezhnev, Voeten)",
    base="https://dataverse.harvard.edu",
    tables=("un_alignment",),
    cadence_days=35,
    since=1991,
    pace_s=2,
    fetch=fetch,
    parse=parse,
)
