import csv
import io
import json
import math

import pytest

from dashboard.claims import output
from dashboard.claims.ledger import verdict
from dashboard.release import current
from tests.dashboard.claims.entries import entry


@pytest.mark.parametrize(
    ("value", "held"),
    [
        (1 / 3, 0.333333),
        (123456789.0, 123457000.0),
        (-1e-12, 0.0),
        (2, 2.0),
        (None, None),
        (math.nan, None),
        (math.inf, None),
    ],
)
def test_a_number_has_six_figures_and_no_noise(value, held):
    assert output.number(value) == held


def test_no_number_is_a_negative_zero():
    assert math.copysign(1, output.number(-0.0)) == 1


def test_an_entry_says_what_the_verdict_says():
    judged, found = verdict(current(), "forums-fade"), output.entry(current(), "forums-fade")
    assert (found["id"], found["release"]) == ("forums-fade", current().id)
    assert found["verdict"] == judged.default.verdict
    assert found["headline"]["value"] == output.number(judged.default.value)
    assert (found["agreeing"], found["computed"]) == (judged.agreeing, judged.computed)
    assert [one["choice"] for one in found["readings"]] == list(judged.claim.readings)
    assert found["readings"][0]["value"] == found["headline"]["value"]


def test_json_is_strict_and_comes_back_the_same():
    text = output.as_json([entry()])
    assert json.loads(text) == [entry()]
    assert text == output.as_json([entry()])
    assert text.endswith("]\n")


def test_a_number_that_json_does_not_know_is_refused():
    with pytest.raises(ValueError, match="JSON"):
        output.as_json([entry(before=math.nan)])


def test_csv_has_a_row_a_claim():
    rows = list(csv.DictReader(io.StringIO(output.as_csv([entry(), entry("hedgers", interval=None, value=None)]))))
    assert [row["id"] for row in rows] == ["forums-fade", "hedgers"]
    assert (rows[0]["value"], rows[0]["unit"], rows[0]["interval_low"]) == ("-0.5", "ranks", "-1.0")
    assert (rows[0]["readings"], rows[0]["doubts"]) == ("2", "Few cases. An estimate.")
    assert (rows[1]["value"], rows[1]["interval_low"]) == ("", "")
