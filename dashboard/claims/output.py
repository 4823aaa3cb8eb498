"""The ledger for machines: objects, JSON and CSV.

Belongs here: which fields a verdict has outside, rounding, the text of the files. Does not belong here: schema.org
(`claim_review`), writing files (`publish`), tables for people (`printed`).
"""

import csv
import io
import json
import math
from collections.abc import Iterable, Mapping
from typing import Any, Final

from dashboard.claims.claim import Interval, Measured, Reading, Verdict
from dashboard.claims.ledger import CLAIMS, verdict
from dashboard.release import Release, per_release
from dashboard.texts import language

FIGURES: Final = 6  # significant; more would differ from machine to machine
NOISE: Final = 1e-9  # a sum that is 0 on one machine may be this on another
CSV_COLUMNS: Final = (
    "release",
    "id",
    "wording",
    "verdict",
    "value",
    "unit",
    "before",
    "after",
    "sides_unit",
    "interval_low",
    "interval_high",
    "interval_method",
    "agreeing",
    "computed",
    "readings",
    "headline",
    "coverage",
    "missing",
    "doubts",
)

Entry = Mapping[str, Any]


def entry(release: Release, claim_id: str) -> Entry:
    """A claim's verdict as an object of plain values, computed once for each release and language; never change it.

    Returns:
        release, id, wording, measure, rule, verdict, headline (text, value, unit), before, after, sides_unit, interval
        (low, high, method; null where none makes sense), agreeing, computed, coverage, missing, doubts, against,
        limits, and readings (choice by dimension, verdict, value, missing; the default first). Numbers have
        `FIGURES` significant figures; what is unknown is null.

    Raises:
        UnknownClaimError: There is no such claim.
    """
    return _entry(release, claim_id, language())


def entries(release: Release) -> list[Entry]:
    """Every claim's entry, in the order of the ledger."""
    return [entry(release, claim_id) for claim_id in CLAIMS]


def as_json(content: Iterable[Entry]) -> str:
    """The entries as one JSON list; the same bytes for the same entries."""
    return json.dumps(list(content), ensure_ascii=False, allow_nan=False, indent=2) + "\n"


def as_csv(content: Iterable[Entry]) -> str:
    """The entries as CSV, a row each (`CSV_COLUMNS`); `readings` is their number, doubts are joined by spaces."""
    target = io.StringIO()
    writer = csv.DictWriter(target, CSV_COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(_row(one) for one in content)
    return target.getvalue()


def number(value: float | None) -> float | None:
    """A number as the files hold it: `FIGURES` significant figures, no noise; None where it is unknown or no number."""
    if value is None or not math.isfinite(value):
        return None
    return 0.0 if abs(value) < NOISE else float(f"{value:.{FIGURES}g}")


@per_release(256)
def _entry(release: Release, claim_id: str, _language: str) -> Entry:
    judged = verdict(release, claim_id)
    claim, default = judged.claim, judged.default
    return {
        "release": release.id,
        "id": claim.id,
        "wording": claim.wording(),
        "measure": claim.measure(),
        "rule": claim.rule(),
        "verdict": default.verdict,
        "headline": {
            "text": claim.headline(release, default),
            "value": number(default.value),
            "unit": claim.unit,
        },
        "before": number(default.before),
        "after": number(default.after),
        "sides_unit": claim.sides_unit,
        "interval": _interval(default.interval),
        **_counts(judged),
        "coverage": default.coverage,
        "missing": default.missing,
        "doubts": list(default.doubts),
        "against": claim.against(release, default),
        "limits": claim.limits(),
        "readings": [_reading(choice, measured) for choice, measured in judged.readings],
    }


def _counts(judged: Verdict) -> dict[str, int]:
    return {"agreeing": judged.agreeing, "computed": judged.computed}


def _interval(interval: Interval | None) -> dict[str, Any] | None:
    if interval is None:
        return None
    return {"low": number(interval.low), "high": number(interval.high), "method": interval.method}


def _reading(choice: Reading, measured: Measured) -> dict[str, Any]:
    return {
        "choice": dict(choice),
        "verdict": measured.verdict,
        "value": number(measured.value),
        "missing": measured.missing,
    }


def _row(one: Entry) -> dict[str, Any]:
    interval = one["interval"] or {}
    flat = {
        "value": one["headline"]["value"],
        "unit": one["headline"]["unit"],
        "headline": one["headline"]["text"],
        "readings": len(one["readings"]),
        "doubts": " ".join(one["doubts"]),
        **{f"interval_{part}": interval.get(part) for part in ("low", "high", "method")},
    }
    return {name: flat.get(name, one.get(name)) for name in CSV_COLUMNS}
