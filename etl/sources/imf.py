"""The IMF's trade in goods by partner (IMTS), as two sources read it: SDMX 2.1, CSV, places named, no wildcards.

Belongs here: the questions, the CSV, what both sources' rows have in common. Does not belong here: whose figures they
are: that is said by `imf_imts` (Russia's series) and `imf_imts_mirror` (the partners').
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product

import pandas as pd

from etl.source import Answer, Ask, Asker, Parsed, Plan
from etl.sources import reading
from etl.tables import trade_annual, trade_monthly

BASE = "https://api.imf.org/external/sdmx"
PACE_S = 1.5
# The first year of the IMF's series in the archive.
SINCE = 2016
CHUNK = 25
ACCEPT = "application/vnd.sdmx.data+csv;version=1.0.0"
KINDS = ("application/vnd.sdmx.data+csv", "text/csv")
TIMEOUT_S = 300

# Exports are valued fob, imports cif, whoever reports.
VALUATIONS = {"XG_FOB_USD": "fob", "MG_CIF_USD": "cif"}
FREQUENCIES = {"A": re.compile(r"\d{4}"), "M": re.compile(r"\d{4}-M(?:0[1-9]|1[0-2])")}
# The IMF's own codes (its list CL_COUNTRY) where they are not ISO 3166-1: West Bank and Gaza, the world.
IMF_CODES = {"PSE": "WBG", "WLD": "G001"}

KEY = ("COUNTRY", "INDICATOR", "COUNTERPART_COUNTRY", "FREQUENCY", "TIME_PERIOD")
NEEDED = (*KEY, "OBS_VALUE")
# SCALE says how to show a value: OBS_VALUE is in plain dollars. DERIVATION_TYPE does not tell estimates apart.
KNOWN = (
    *("DATAFLOW", "SCALE", "PRECISION", "DECIMALS_DISPLAYED", "TRADE_FLOW", "VALUATION"),
    *("UNIT", "DERIVATION_TYPE", "OVERLAP", "STATUS"),
)


@dataclass(frozen=True)
class View:
    """From whose side a source reads the IMF's series.

    Attributes:
        source: Id of the source.
        russia: The column in which Russia stands: COUNTRY where it reports, COUNTERPART_COUNTRY where the partner does.
        partner: The column in which the partner stands.
        flows: Indicator to flow, Russia's side.
        also: Places asked for beside the partners, by our codes.
        without: Partners not asked for, because the IMF does not know them in this column.
    """

    source: str
    russia: str
    partner: str
    flows: Mapping[str, str]
    also: tuple[str, ...] = ()
    without: frozenset[str] = frozenset()

    def places(self, plan: Plan) -> dict[str, str]:
        """The places asked for: the IMF's code to ours."""
        asked = [*(code for code in plan.partners if code not in self.without), *self.also]
        return {IMF_CODES.get(code, code): code for code in asked}


def ask(view: View, asker: Asker, plan: Plan) -> tuple[Answer, ...]:
    """Ask for each frequency, indicator and chunk of places; names are "A/XG_FOB_USD/1".

    Raises:
        SourceFault: As `Asker.get`.
    """
    return tuple(asker.get(question) for question in _questions(view, plan))


def observations(view: View, answers: Sequence[Answer], plan: Plan) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """The figures of complete periods for the places asked for.

    A figure of zero is left out, as in the archive: the IMF does not say whether nothing was traded or nothing was
    recorded.

    Returns:
        Text rows (frequency A or M, partner, period as 2024 or 2024-03, flow, value_usd in whole dollars, valuation),
        one row each frequency, partner, period and flow; and notes.

    Raises:
        SourceFault: An answer is no such CSV, is about something else, holds a figure that is none, a period in the
            future, or one key with two values; or an indicator has no row at all where years that are over were asked.
    """
    parts = [_answer_rows(view, answer, plan) for answer in answers]
    rows = pd.concat([part for part, _ in parts], ignore_index=True) if parts else pd.DataFrame(columns=list(NEEDED))
    _refuse_silence(view, rows, plan)
    zero = rows["OBS_VALUE"] == "0"
    notes = [note for _, part_notes in parts for note in part_notes]
    notes += [f"figures of zero are left out: {zero.sum()}"] if zero.any() else []
    rows = rows[~zero & ~_running(rows, plan.today)]
    told = pd.DataFrame(
        {
            "frequency": rows["FREQUENCY"],
            "partner": rows[view.partner].map(view.places(plan)),
            "period": rows["TIME_PERIOD"].str.replace("M", ""),
            "flow": rows["INDICATOR"].map(view.flows),
            "value_usd": rows["OBS_VALUE"],
            "valuation": rows["INDICATOR"].map(VALUATIONS),
        },
        dtype="str",
    )
    return told.reset_index(drop=True), tuple(dict.fromkeys(notes))


def parsed(view: View, rows: pd.DataFrame, notes: tuple[str, ...], plan: Plan) -> Parsed:
    """Rows of `observations` with reporter, basis and method, as rows of trade_annual and trade_monthly."""
    rows = rows.assign(source=view.source, quality="ok", note="")
    annual = rows[rows["frequency"] == "A"].rename(columns={"period": "year"})
    monthly = rows[rows["frequency"] == "M"].rename(columns={"period": "month"})
    asked = frozenset(view.places(plan).values())
    last_month = plan.today.replace(day=1) - timedelta(days=1)
    return Parsed(
        rows={
            "trade_annual": annual[trade_annual.TABLE.archive_columns].reset_index(drop=True),
            "trade_monthly": monthly[trade_monthly.TABLE.archive_columns].reset_index(drop=True),
        },
        covers={
            "trade_annual": _spoken_for("year", asked, str(plan.since), str(plan.today.year - 1)),
            "trade_monthly": _spoken_for("month", asked, f"{plan.since}-01", f"{last_month:%Y-%m}"),
        },
        notes=notes,
    )


def _questions(view: View, plan: Plan) -> Iterator[Ask]:
    chunks = _chunks(list(view.places(plan)))
    for frequency, indicator, (number, chunk) in product(FREQUENCIES, VALUATIONS, enumerate(chunks, start=1)):
        places = "+".join(chunk)
        country, counterpart = ("RUS", places) if view.russia == "COUNTRY" else (places, "RUS")
        yield Ask(
            name=f"{frequency}/{indicator}/{number}",
            path=f"/2.1/data/IMF.STA,IMTS/{country}.{indicator}.{counterpart}.{frequency}",
            params={"startPeriod": str(plan.since)},
            headers={"Accept": ACCEPT},
            kinds=KINDS,
            empty=True,
            timeout_s=TIMEOUT_S,
        )


def _chunks(codes: list[str]) -> list[list[str]]:
    """Chunks of like size: a small one of small partners could be empty for no fault."""
    count = -(-len(codes) // CHUNK)
    return [codes[len(codes) * at // count : len(codes) * (at + 1) // count] for at in range(count)]


def _answer_rows(view: View, answer: Answer, plan: Plan) -> tuple[pd.DataFrame, tuple[str, ...]]:
    frequency, indicator, _ = answer.name.split("/")
    rows, notes = reading.csv_of(view.source, answer, NEEDED, KNOWN)
    _refuse_others(view, answer.name, rows, {"FREQUENCY": frequency, "INDICATOR": indicator, view.russia: "RUS"})
    _refuse_periods(view, answer.name, rows, plan.today)
    rows, doubled = reading.unique(view.source, answer.name, rows, KEY)
    rows = reading.figures(view.source, answer.name, rows, "OBS_VALUE")
    asked = rows[view.partner].isin(list(view.places(plan)))
    strange = sorted(set(rows.loc[~asked, view.partner]))
    notes += doubled + ((f"places not asked for are ignored: {', '.join(strange)}",) if strange else ())
    early = rows["TIME_PERIOD"] < str(plan.since)
    notes += (f"periods before {plan.since} are ignored, though {plan.since} was asked for",) if early.any() else ()
    return rows[asked & ~early], notes


def _refuse_others(view: View, question: str, rows: pd.DataFrame, asked: Mapping[str, str]) -> None:
    for column, code in asked.items():
        others = sorted(set(rows[column]) - {code})
        if others:
            raise reading.fault(view.source, question, f"rows about {column} {', '.join(others)}; asked for {code}")


def _refuse_periods(view: View, question: str, rows: pd.DataFrame, today: date) -> None:
    """Refuse periods that are written otherwise, or not begun yet."""
    for frequency, period in set(zip(rows["FREQUENCY"], rows["TIME_PERIOD"], strict=True)):
        if not FREQUENCIES[frequency].fullmatch(period):
            raise reading.fault(
                view.source, question, f"TIME_PERIOD {period!r} is not written as {frequency} should be"
            )
    future = rows[rows["TIME_PERIOD"] > f"{today:%Y-M%m}"]
    if len(future):
        wrong = f"dates in the future: {reading.row_text(future.iloc[0].to_dict())}; today is {today}"
        raise reading.fault(view.source, question, wrong)


def _refuse_silence(view: View, rows: pd.DataFrame, plan: Plan) -> None:
    """Refuse that a whole indicator has no row, unless only years were asked that may not be published yet."""
    if plan.since > plan.today.year - 2:
        return
    for frequency, indicator in product(FREQUENCIES, VALUATIONS):
        if not ((rows["FREQUENCY"] == frequency) & (rows["INDICATOR"] == indicator)).any():
            raise reading.fault(view.source, f"{frequency}/{indicator}", "no row at all for the places asked for")


def _running(rows: pd.DataFrame, today: date) -> pd.Series:
    return rows["TIME_PERIOD"].isin([str(today.year), f"{today:%Y-M%m}"])


def _spoken_for(column: str, partners: frozenset[str], first: str, last: str) -> Callable[[pd.DataFrame], pd.Series]:
    return lambda rows: rows["partner"].isin(partners) & rows[column].between(first, last)
