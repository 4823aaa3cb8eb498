"""Entries of the ledger as `output.entry` makes them, small enough to read in a test."""


def entry(claim="forums-fade", verdict="mixed", value=-0.5, release="2026-01-01-aaaaaaaaaa", **other):
    """One claim's entry; unless told otherwise mixed at -0.5 ranks."""
    made = {
        "release": release,
        "id": claim,
        "wording": "Forums matter less to Russia.",
        "measure": "The mean office.",
        "rule": "Supported if it falls.",
        "verdict": verdict,
        "headline": {"text": "It fell.", "value": value, "unit": "ranks"},
        "before": 4.0,
        "after": 3.5,
        "sides_unit": "ranks",
        "interval": {"low": -1.0, "high": 1.0, "method": "chance"},
        "agreeing": 1,
        "computed": 2,
        "coverage": "Six meetings.",
        "missing": "",
        "doubts": ["Few cases.", "An estimate."],
        "against": "At one forum it rose.",
        "limits": "An office says who was sent.",
        "readings": [
            {"choice": {"forums": "both"}, "verdict": verdict, "value": value, "missing": ""},
            {"choice": {"forums": "EAS"}, "verdict": "not testable yet", "value": None, "missing": "No meetings."},
        ],
    }
    assert other.keys() <= made.keys()
    return made | other
