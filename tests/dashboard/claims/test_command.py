"""`python -m dashboard claims`: what is printed, and the exit codes."""

import json

import pytest
from typer.testing import CliRunner

from dashboard import __main__ as command
from dashboard.claims import printed
from dashboard.claims.ledger import CLAIMS
from tests.dashboard.claims.entries import entry


def invoke(*arguments):
    return CliRunner().invoke(command.app, ["claims", *arguments])


def test_one_claim_is_a_list_of_one():
    assert [one["id"] for one in json.loads(invoke("forums-fade", "--json").stdout)] == ["forums-fade"]


def test_one_claim_in_full_has_its_rule_and_every_reading():
    text = invoke("forums-fade").stdout
    claim = CLAIMS["forums-fade"]
    assert claim.rule() in text
    assert text.count("forums=") == len(claim.readings)


def test_an_unknown_claim_is_wrong_usage_and_names_those_there_are():
    result = invoke("nope")
    assert result.exit_code == 2
    assert "There is no claim 'nope'" in result.stderr
    assert "forums-fade" in result.stderr


def test_writing_one_claim_is_wrong_usage():
    result = invoke("forums-fade", "--write")
    assert result.exit_code == 2
    assert "whole ledger" in result.stderr


def test_without_a_release_the_fault_is_named(tmp_path):
    result = invoke("--datasets", str(tmp_path))
    assert result.exit_code == 1
    assert "datapackage.json of the release is missing" in result.stderr


@pytest.mark.parametrize(
    ("verdict", "computed", "said"),
    [
        ("mixed", 2, "1 of 2 readings agree"),
        ("not testable yet", 1, "1 reading computed"),
        ("not testable yet", 0, "0 readings computed"),
    ],
)
def test_agreement_is_said_only_where_the_headline_has_a_verdict(verdict, computed, said):
    assert printed.agreement(entry(verdict=verdict, computed=computed)) == said


def test_in_full_a_dash_says_what_is_missing_and_empty_parts_are_left_out():
    text = printed.in_full(entry(interval=None))
    assert "forums=EAS: not testable yet, No meetings." in text
    assert "Interval" not in text
    assert "Missing" not in text
    assert "Doubts: Few cases. An estimate." in text
