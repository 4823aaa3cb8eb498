"""One answer of UN Comtrade: what is published (getDA), or totals (preview), checked against what was asked.

Belongs here: the envelope, the filters a server may have ignored, codes and figures as text. Does not belong here:
which questions are asked and what a row means for Russia (`etl/sources/comtrade.py`).
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import pandas as pd

from etl.source import Answer
from etl.sources import reading
from etl.sources.comtrade_codes import RUSSIA
from etl.sources.records import records

SOURCE_ID = "comtrade"
# The preview gives no more rows and does not say that it cut: an answer of this size is taken as cut.
CAP = 500

FILTERS = {"partnerCode": RUSSIA, "partner2Code": "0", "motCode": "0", "customsCode": "C00", "cmdCode": "TOTAL"}
CODES = ("reporterCode", "partnerCode", "partner2Code", "motCode")
TOTALS_NEEDED = ("period", "reporterCode", "flowCode", *FILTERS, "primaryValue")
DATASET: tuple[str, ...] = (
    "typeCode",
    "freqCode",
    "reporterISO",
    "reporterDesc",
    "classificationCode",
    "classificationSearchCode",
)
DATASET += ("isOriginalClassification",)
NAMES = ("flowDesc", "partnerISO", "partnerDesc", "partner2ISO", "partner2Desc", "cmdDesc", "customsDesc", "motDesc")
KINDS = ("refPeriodId", "refYear", "refMonth", "aggrLevel", "isLeaf", "mosCode", "isReported", "isAggregate")
WEIGHTS: tuple[str, ...] = (
    "netWgt",
    "isNetWgtEstimated",
    "grossWgt",
    "isGrossWgtEstimated",
    "qtyUnitCode",
    "qtyUnitAbbr",
    "qty",
)
WEIGHTS += ("isQtyEstimated", "altQtyUnitCode", "altQtyUnitAbbr", "altQty", "isAltQtyEstimated")
VALUES = ("cifvalue", "fobvalue", "legacyEstimationFlag")
TOTALS_KNOWN = frozenset({*DATASET, *NAMES, *KINDS, *WEIGHTS, *VALUES})
PUBLISHED_NEEDED = ("period", "reporterCode", "datasetChecksum", "lastReleased")
EXTENDED: tuple[str, ...] = (
    "isExtendedFlowCode",
    "isExtendedPartnerCode",
    "isExtendedPartner2Code",
    "isExtendedCmdCode",
)
EXTENDED += ("isExtendedCustomsCode", "isExtendedMotCode")
PUBLISHED_KNOWN = frozenset({*DATASET, *EXTENDED, "datasetCode", "totalRecords", "firstReleased"})


def items_of(answer: Answer) -> list[Any]:
    """The rows of an answer as they stand in it; none where Comtrade has no data.

    Raises:
        SourceFault: No JSON, another form, or an error told under status 200.
    """
    body = reading.json_of(SOURCE_ID, answer)
    if isinstance(body, dict) and body.get("error"):
        raise reading.fault(SOURCE_ID, answer.name, f"the source answers with an error: {body['error']}")
    items = body.get("data") if isinstance(body, dict) else None
    if not isinstance(items, list):
        wrong = f"no object with a list 'data' where one was due: {reading.beginning(answer.content)}"
        raise reading.fault(SOURCE_ID, answer.name, wrong)
    return items


def is_cut(answer: Answer) -> bool:
    """Whether an answer of totals may lack rows, because it is as long as the preview allows."""
    return len(items_of(answer)) >= CAP


def published(answer: Answer, reporters: Collection[str]) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """What getDA says is published by the reporters asked for.

    Returns:
        Text rows (period, reporterCode, datasetChecksum, lastReleased); and notes.

    Raises:
        SourceFault: As `items_of`; or a field is missing.
    """
    rows, notes = records(SOURCE_ID, answer, items_of(answer), PUBLISHED_NEEDED, PUBLISHED_KNOWN)
    rows["reporterCode"] = rows["reporterCode"].map(plain_code)
    return rows[rows["reporterCode"].isin(list(reporters))], notes


def totals(answer: Answer, period: str, reporters: Collection[str]) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """The reporters' imports (M) from and exports (X) to Russia in one period.

    Returns:
        Text rows (reporterCode, flowCode, primaryValue in whole dollars), rows without a figure left out; and notes.

    Raises:
        SourceFault: As `items_of`; a field is missing; a row is about something that was not asked for, so that the
            server ignored a filter and totals would count twice; or a figure is none.
    """
    rows, notes = records(SOURCE_ID, answer, items_of(answer), TOTALS_NEEDED, TOTALS_KNOWN)
    for column in CODES:
        rows[column] = rows[column].map(plain_code)
    _refuse_others(answer.name, rows, {**FILTERS, "period": period})
    known = rows["reporterCode"].isin(list(reporters))
    strange = sorted(set(rows.loc[~known, "reporterCode"]))
    if strange:
        notes += (f"reporters not asked for are ignored: {', '.join(strange)}",)
    rows = reading.figures(SOURCE_ID, answer.name, rows[known], "primaryValue")
    return rows[["reporterCode", "flowCode", "primaryValue"]], notes


def plain_code(cell: str) -> str:
    """A numeric code without leading zeros: 4, "4" and "004" are one reporter."""
    return cell.lstrip("0") or "0"


def _refuse_others(question: str, rows: pd.DataFrame, asked: dict[str, str]) -> None:
    flows = rows[~rows["flowCode"].isin(["M", "X"])]
    wrong = [(column, code, rows[rows[column] != code]) for column, code in asked.items()]
    for column, code, others in [*wrong, ("flowCode", "M or X", flows)]:
        if len(others):
            row = others.iloc[0]
            raise reading.fault(
                SOURCE_ID,
                question,
                f"asked for {column} {code}, row {others.index[0]} is of {row[column]!r} "
                f"(reporterCode {row['reporterCode']}): the server ignored a filter or moved its periods",
            )
