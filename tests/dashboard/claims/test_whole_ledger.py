"""All claims judged on the real release at once: seconds of work, so `make check` leaves these out."""

import csv
import io

import pytest
from typer.testing import CliRunner

from dashboard import __main__ as command
from dashboard.claims import output, printed
from dashboard.claims.claim import NOT_TESTABLE, VERDICTS
from dashboard.claims.ledger import CLAIMS, ledger
from dashboard.release import current


def invoke(*arguments):
    return CliRunner().invoke(command.app, ["claims", *arguments])


def test_the_ledger_has_every_claim_with_a_verdict():
    assert [one.claim.id for one in ledger(current())] == list(CLAIMS)
    assert {one.default.verdict for one in ledger(current())} <= set(VERDICTS)


@pytest.mark.parametrize("claim_id", CLAIMS)
def test_every_reading_has_a_value_or_says_what_is_missing(claim_id):
    (found,) = [one for one in ledger(current()) if one.claim.id == claim_id]
    for _, measured in found.readings:
        assert (measured.verdict == NOT_TESTABLE) == (measured.value is None) == bool(measured.missing)
        assert len(measured.rows) <= 400


def test_the_entries_are_all_claims_in_order():
    assert [one["id"] for one in output.entries(current())] == list(CLAIMS)


def test_a_headline_can_be_taken_in_at_a_glance():
    words = {one["id"]: len(one["headline"]["text"].split()) for one in output.entries(current())}
    assert {claim_id: count for claim_id, count in words.items() if count > 45} == {}


def test_the_ledger_is_printed_a_line_a_claim():
    lines = invoke().stdout.splitlines()
    assert lines[0].split("\t") == list(printed.HEADS)
    assert [line.split("\t")[0] for line in lines[1:]] == list(CLAIMS)


def test_json_is_the_list_of_entries():
    result = invoke("--json")
    assert result.exit_code == 0
    assert result.stdout == output.as_json(output.entries(current()))


def test_csv_has_a_row_for_every_claim():
    rows = list(csv.DictReader(io.StringIO(output.as_csv(output.entries(current())))))
    assert [row["id"] for row in rows] == list(CLAIMS)
