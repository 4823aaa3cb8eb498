"""UN Comtrade's preview, without a key: what Asian partners as reporters say of their goods trade with Russia.

Belongs here: which questions are asked, what changed since the last good run, what a reporter's row means for Russia.
Does not belong here: the form of an answer (`etl/sources/comtrade_answers.py`).

The reporter's imports are Russia's exports (cif), its exports Russia's imports (fob): mirror figures. Each reporter is
its own rows and is never added to another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

import pandas as pd

from etl.source import Answer, Ask, Asker, Parsed, Plan, Source
from etl.sources import comtrade_codes, reading
from etl.sources.comtrade_answers import CAP, FILTERS, SOURCE_ID, is_cut, items_of, published, totals
from etl.table import Table
from etl.tables import trade_annual, trade_monthly

TABLES: Mapping[str, tuple[Table, str]] = {"A": (trade_annual.TABLE, "year"), "M": (trade_monthly.TABLE, "month")}
# Russia's side: flow and valuation by the reporter's flow.
FLOWS = {"M": "export", "X": "import"}
VALUATIONS = {"M": "cif", "X": "fob"}
KEY = ("reporterCode", "flowCode")
JSON = ("application/json",)


def fetch(asker: Asker, plan: Plan) -> Sequence[Answer]:
    """Ask what is published, then the totals of each period in which a reporter's data changed.

    Names: "M/published/2024" (years in tens: "A/published/2020s"), "M/totals/202403"; where an answer is as long as the
    preview allows, its halves by reporter follow as "M/totals/202403/1" and "/2".

    Raises:
        SourceFault: As `Asker.get`; an answer cannot be read, or is empty where the last one had rows.
    """
    reporters = tuple(comtrade_codes.asked(plan.partners))
    answers: list[Answer] = []
    for frequency in TABLES:
        for block, periods in _blocks(_complete(frequency, plan.since, plan.today)).items():
            answers += _block(asker, frequency, block, periods, reporters)
    return answers


def parse(answers: Sequence[Answer], plan: Plan) -> Parsed:
    """Rows of trade_annual and trade_monthly with the partner as reporter, basis mirror.

    Raises:
        SourceFault: As `comtrade_answers.totals`; a half of an answer that was cut is missing; two rows of one reporter
            and flow differ; or a release is dated in the future.
    """
    reporters = comtrade_codes.asked(plan.partners)
    rows: dict[str, list[pd.DataFrame]] = {frequency: [] for frequency in TABLES}
    asked: dict[str, set[str]] = {frequency: set() for frequency in TABLES}
    notes: list[str] = []
    for (frequency, period), parts in _uncut(answers).items():
        found, found_notes = _period(parts, frequency, period, reporters)
        rows[frequency].append(found)
        asked[frequency].add(_written(period))
        notes += found_notes
    vintage, release_notes = _vintage(answers, reporters, plan.today)
    return Parsed(
        rows={table.name: _together(rows[frequency], table) for frequency, (table, _) in TABLES.items()},
        covers={
            table.name: _spoken_for(column, frozenset(reporters.values()), frozenset(asked[frequency]))
            for frequency, (table, column) in TABLES.items()
        },
        notes=tuple(dict.fromkeys([*release_notes, *notes])),
        vintage=vintage,
    )


def _complete(frequency: str, since: int, today: date) -> list[str]:
    """The periods that are over, as Comtrade writes them: 2024, 202403."""
    if frequency == "A":
        return [str(year) for year in range(since, today.year)]
    running = f"{today:%Y%m}"
    months = [f"{year}{month:02}" for year in range(since, today.year + 1) for month in range(1, 13)]
    return [month for month in months if month < running]


def _blocks(periods: Sequence[str]) -> dict[str, list[str]]:
    """Periods by calendar year or ten years: at most 12, as getDA allows, and the same blocks whatever `since` is."""
    blocks: dict[str, list[str]] = {}
    for period in periods:
        blocks.setdefault(f"{period[:3]}0s" if len(period) == 4 else period[:4], []).append(period)
    return blocks


def _block(
    asker: Asker, frequency: str, block: str, periods: Sequence[str], reporters: Sequence[str]
) -> Iterator[Answer]:
    query = {"reporterCode": ",".join(reporters), "period": ",".join(periods)}
    ask = Ask(f"{frequency}/published/{block}", f"/public/v1/getDA/C/{frequency}/HS", query, kinds=JSON)
    before = asker.last(ask.name)
    answer = asker.get(ask)
    _refuse_emptied(before, answer)
    yield answer
    now = _checksums(answer, reporters)
    then = _checksums(before, reporters) if before else {}
    for period in periods:
        if period in now:
            name = f"{frequency}/totals/{period}"
            yield from _totals(asker, name, reporters, changed=now[period] != then.get(period))


def _checksums(answer: Answer, reporters: Sequence[str]) -> dict[str, frozenset[tuple[str, str]]]:
    """Period to what is published in it: reporter and checksum of each of its datasets."""
    rows, _ = published(answer, reporters)
    pairs: dict[str, set[tuple[str, str]]] = {}
    for period, reporter, checksum in zip(rows["period"], rows["reporterCode"], rows["datasetChecksum"], strict=True):
        pairs.setdefault(period, set()).add((reporter, checksum))
    return {period: frozenset(found) for period, found in pairs.items()}


def _totals(asker: Asker, name: str, reporters: Sequence[str], *, changed: bool) -> Iterator[Answer]:
    before = asker.last(name)
    answer = before if before and not changed else asker.get(_question(name, reporters))
    _refuse_emptied(before, answer)
    yield answer
    if not is_cut(answer):
        return
    if len(reporters) == 1:
        wrong = f"{CAP} rows or more for reporter {reporters[0]} alone, so that the answer may be cut"
        raise reading.fault(SOURCE_ID, name, wrong)
    half = len(reporters) // 2
    yield from _totals(asker, f"{name}/1", reporters[:half], changed=changed)
    yield from _totals(asker, f"{name}/2", reporters[half:], changed=changed)


def _question(name: str, reporters: Sequence[str]) -> Ask:
    frequency, _, period, *_ = name.split("/")
    query = {"reporterCode": ",".join(reporters), "period": period, "flowCode": "M,X", **FILTERS}
    query |= {"includeDesc": "true", "maxRecords": str(CAP)}
    return Ask(name, f"/public/v1/preview/C/{frequency}/HS", query, kinds=JSON)


def _refuse_emptied(before: Answer | None, answer: Answer) -> None:
    if before and items_of(before) and not items_of(answer):
        raise reading.fault(SOURCE_ID, answer.name, "an empty answer where the last one had rows")


def _uncut(answers: Sequence[Answer]) -> dict[tuple[str, str], list[Answer]]:
    """The answers of totals by frequency and period, those that were cut left out because their halves are there."""
    names = {answer.name for answer in answers}
    found: dict[tuple[str, str], list[Answer]] = {}
    for answer in answers:
        frequency, what, period, *_ = answer.name.split("/")
        if what != "totals":
            continue
        parts = found.setdefault((frequency, period), [])
        if not is_cut(answer):
            parts.append(answer)
        elif not {f"{answer.name}/1", f"{answer.name}/2"} <= names:
            raise reading.fault(
                SOURCE_ID, answer.name, f"{CAP} rows, so that it may be cut, and its halves are missing"
            )
    return found


def _period(
    answers: Sequence[Answer], frequency: str, period: str, reporters: Mapping[str, str]
) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """Rows of the table of one frequency, of one period."""
    parts = [totals(answer, period, reporters) for answer in answers]
    rows, doubled = reading.unique(
        SOURCE_ID, f"{frequency}/totals/{period}", pd.concat([part for part, _ in parts], ignore_index=True), KEY
    )
    told = pd.DataFrame(
        {
            "partner": rows["reporterCode"].map(reporters),
            TABLES[frequency][1]: _written(period),
            "flow": rows["flowCode"].map(FLOWS),
            "value_usd": rows["primaryValue"],
            "source": SOURCE_ID,
            "reporter": rows["reporterCode"].map(reporters),
            "valuation": rows["flowCode"].map(VALUATIONS),
            "basis": "mirror",
            "quality": "ok",
            "note": "",
            "method": "direct",
        },
        dtype="str",
    )
    return told, (*(note for _, part_notes in parts for note in part_notes), *doubled)


def _written(period: str) -> str:
    """A period as our tables write it: 2024, 2024-03."""
    return period if len(period) == 4 else f"{period[:4]}-{period[4:]}"


def _together(parts: Sequence[pd.DataFrame], table: Table) -> pd.DataFrame:
    if not parts:
        return pd.DataFrame(columns=table.archive_columns, dtype="str")
    rows = pd.concat(parts, ignore_index=True)[table.archive_columns]
    return rows.sort_values(list(table.key), ignore_index=True)


def _vintage(answers: Sequence[Answer], reporters: Mapping[str, str], today: date) -> tuple[str, list[str]]:
    """The newest release among the reporters' data; and notes."""
    newest = ""
    notes: list[str] = []
    for answer in answers:
        if answer.name.split("/")[1] != "published":
            continue
        rows, found = published(answer, reporters)
        notes += found
        latest = max(rows["lastReleased"], default="")
        if latest[:10] > today.isoformat():
            raise reading.fault(SOURCE_ID, answer.name, f"dates in the future: lastReleased {latest}; today is {today}")
        newest = max(newest, latest)
    return newest, notes


def _spoken_for(column: str, partners: frozenset[str], periods: frozenset[str]) -> Callable[[pd.DataFrame], pd.Series]:
    return lambda rows: rows["reporter"].isin(partners) & rows[column].isin(periods)


SOURCE = Source(
    id=SOURCE_ID,
    name="UN Comtrade, goods trade with Russia as Asian partners report it",
    base="https://comtradeapi.un.org",
    tables=("trade_annual", "trade_monthly"),
    cadence_days=35,
    since=2017,
    pace_s=3.5,
    fetch=fetch,
    parse=parse,
)
