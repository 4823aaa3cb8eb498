"""Asking politely: who asks, how often, how patiently, and when not at all."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from etl.errors import EtlError, SourceEnded
from tests.etl.http_bench import ASK, START, fault_of, open_bench
from tests.etl.servers.base import Reply


@pytest.fixture
def bench(tmp_path, monkeypatch):
    with open_bench(tmp_path / "var", monkeypatch) as opened:
        yield opened


# ---- what is sent


def test_a_right_answer_comes_back_with_its_facts_and_lies_in_the_store(bench):
    answer = bench.asker().get(ASK)
    assert answer.content == b'{"year": ["2020"]}'
    assert (answer.name, answer.status, answer.retrieved) == ("A/2020", 200, "2026-11-24T11:00:00Z")
    assert answer.url == f"{bench.server.url}/data?year=2020"
    assert answer.headers == {
        "content-type": "application/json", "date": "Tue, 24 Nov 2026 11:00:00 GMT", "etag": '"v1"',
    }  # fmt: skip
    assert [(line["name"], line["sha256"]) for line in bench.log()] == [("A/2020", answer.sha256)]


def test_the_user_agent_names_project_operator_and_library(bench):
    bench.asker(operator="desk@example.org").get(ASK)
    said = bench.server.requests[0].headers["user-agent"]
    assert said.startswith("russia-asia-dashboard/0.")
    assert " (desk@example.org) python-requests/2." in said


def test_the_contact_comes_from_the_environment_unless_given(bench, monkeypatch):
    monkeypatch.setenv("ETL_CONTACT", "https://example.org/us")
    bench.asker(operator=None).get(ASK)
    assert "(https://example.org/us)" in bench.server.requests[0].headers["user-agent"]


def test_a_source_that_wants_a_contact_is_not_asked_without_one(bench):
    message = fault_of(lambda: bench.asker(operator="", contact=True).get(ASK))
    assert message.startswith("echo: A/2020: not asked. This source refuses clients that do not name their operator")
    assert "set ETL_CONTACT" in message
    assert bench.server.requests == []


def test_any_other_source_is_asked_without_a_contact_and_the_operator_is_told(bench):
    asker = bench.asker(operator="")
    asker.get(ASK)
    assert asker.warnings == ["echo: asked without a contact; set ETL_CONTACT (e-mail or page)."]
    assert "(" not in bench.server.requests[0].headers["user-agent"]


def test_a_second_host_has_its_own_address(bench, monkeypatch):
    monkeypatch.setenv("ETL_ECHO_LIST_URL", bench.server.url + "/prefix/")
    bench.asker(hosts={"list": "http://127.0.0.1:9"}).get(replace(ASK, host="list"))
    assert bench.server.paths() == ["/prefix/data"]


def test_compressed_answers_are_asked_for_and_decompressed(bench):
    bench.answers(Reply(body=b'{"a": 1}', encode="gzip"))
    assert bench.asker().get(ASK).content == b'{"a": 1}'
    assert bench.server.requests[0].headers["accept-encoding"] == "gzip"


# ---- tries


@pytest.mark.parametrize(
    ("bad", "cause"),
    [
        (Reply(status=429), "status 429"),
        (Reply(status=500, body=b"<h1>oops</h1>"), "status 500: <h1>oops</h1>"),
        (Reply(status=502), "status 502"),
        (Reply(status=503), "status 503"),
        (Reply(status=504), "status 504"),
        (Reply(reset=True), "connection broken (ConnectionResetError"),
        (Reply(body=b"x" * 100, cut=40), "connection broken (IncompleteRead"),
        (Reply(body=b"x" * 100, encode="broken gzip"), "gzip broken"),
        (Reply(stall_s=0.4), "time-out"),
    ],
    ids=["429", "500", "502", "503", "504", "reset", "cut", "broken gzip", "time-out"],
)
def test_what_may_pass_is_asked_four_times_in_all(bench, monkeypatch, bad, cause):
    monkeypatch.setenv("ETL_TIMEOUT_S", "0.2")
    bench.answers(bad, bad, bad)
    assert bench.asker().get(ASK).status == 200
    assert len(bench.server.requests) == 4

    bench.server.requests.clear()
    bench.server.fault = lambda request, right: bad
    message = fault_of(lambda: bench.asker().get(ASK))
    assert message.startswith(f"echo: A/2020: no answer after 4 tries; the last: {cause}")
    assert message.endswith("The last good rows stay.")
    assert len(bench.server.requests) == 4


@pytest.mark.parametrize("status", [400, 404, 405, 410, 202, 300, 304])
def test_what_will_not_pass_is_asked_once(bench, status):
    bench.answers(Reply(status=status, body=b"no such\nseries"))
    assert fault_of(lambda: bench.asker().get(ASK)).startswith(f"echo: A/2020: status {status}: ")
    assert len(bench.server.requests) == 1


def test_nobody_there_is_a_broken_connection(bench, monkeypatch):
    monkeypatch.setenv("ETL_ECHO_URL", "http://127.0.0.1:1")
    assert "no answer after 4 tries; the last: connection broken" in fault_of(lambda: bench.asker().get(ASK))
    assert [line["name"] for line in bench.log()] == ["A/2020"] * 4


def test_a_base_address_that_is_none_is_named_at_once(bench, monkeypatch):
    monkeypatch.setenv("ETL_ECHO_URL", "example.org/api")
    message = fault_of(lambda: bench.asker().get(ASK))
    assert message.startswith("echo: A/2020: 'example.org/api/data' is no address (MissingSchema); look at")


@pytest.mark.parametrize(("chance", "pauses"), [(0, [1, 2, 4]), (0.5, [2, 4, 8]), (1, [3, 6, 12])])
def test_own_pauses_double_and_are_spread_by_chance(bench, chance, pauses):
    bench.answers(Reply(status=500), Reply(status=500), Reply(status=500))
    bench.asker(chance=chance).get(ASK)
    assert bench.clock.slept == pauses


def test_own_pauses_are_scaled_and_a_pause_asked_for_is_not(bench, monkeypatch):
    monkeypatch.setenv("ETL_PACE_SCALE", "0.5")
    bench.answers(Reply(status=500), Reply(status=429).with_header("Retry-After", "7"))
    bench.asker().get(ASK)
    assert bench.clock.slept == [1, 7]


@pytest.mark.parametrize("value", ["120", "Tue, 24 Nov 2026 11:02:00 GMT"])
def test_retry_after_up_to_120_seconds_is_waited_for_in_full(bench, value):
    bench.answers(Reply(status=503).with_header("Retry-After", value))
    assert bench.asker().get(ASK).status == 200
    assert bench.clock.slept == [120]


@pytest.mark.parametrize("value", ["0", "soon", "-5", "Tue, 24 Nov 2026 10:00:00 GMT"])
def test_a_retry_after_that_asks_for_no_pause_leaves_the_own_one(bench, value):
    bench.answers(Reply(status=429).with_header("Retry-After", value))
    bench.asker().get(ASK)
    assert bench.clock.slept == [2]


# ---- blocks


@pytest.mark.parametrize("value", ["3600", "Tue, 24 Nov 2026 12:00:00 GMT"])
def test_a_longer_retry_after_ends_the_run_and_is_remembered(bench, value):
    bench.answers(Reply(status=429).with_header("Retry-After", value))
    with pytest.raises(SourceEnded, match=r"^echo: A/2020: status 429 with Retry-After") as caught:
        bench.asker().get(ASK)
    assert caught.value.until == "2026-11-24T12:00:00Z"
    assert bench.state.memory("echo").blocked_until == "2026-11-24T12:00:00Z"
    assert len(bench.server.requests) == 1


@pytest.mark.parametrize(
    ("status", "body", "until"),
    [
        (401, b'{"statusCode": 401, "message": "missing key"}', "2026-11-25T11:00:00Z"),
        (403, b"<html>Please set a user-agent</html>", "2026-11-25T11:00:00Z"),
        (403, b"Out of call volume quota. Quota will be replenished in 03:12:10.", "2026-11-24T14:12:10Z"),
        (403, b"Out of call volume quota. Quota will be replenished in 6.01:00:00.", "2026-11-30T12:00:00Z"),
    ],
)
def test_a_refusal_ends_the_run_without_another_try(bench, status, body, until):
    bench.answers(Reply(status=status, body=body))
    with pytest.raises(SourceEnded) as caught:
        bench.asker().get(ASK)
    assert f"refused with status {status}: {body.decode()}" in str(caught.value)
    assert caught.value.until == until
    assert len(bench.server.requests) == 1


def test_a_blocked_source_is_not_asked_until_its_time_has_come(bench):
    bench.answers(Reply(status=429).with_header("Retry-After", "3600"))
    with pytest.raises(SourceEnded):
        bench.asker().get(ASK)

    bench.clock.moment = START + timedelta(minutes=59)
    with pytest.raises(SourceEnded, match=r"not asked before 2026-11-24T12:00:00Z: status 429 .*echo\.json") as caught:
        bench.asker().get(ASK)
    assert caught.value.until == "2026-11-24T12:00:00Z"
    assert len(bench.server.requests) == 1

    bench.clock.moment = START + timedelta(minutes=60)
    assert bench.asker().get(ASK).status == 200


# ---- pace


def test_requests_to_one_host_stand_the_pace_apart_over_runs_too(bench):
    bench.asker(pace_s=3).get(ASK)
    bench.asker(pace_s=3).get(ASK)
    assert bench.clock.slept == [3]


def test_the_pace_holds_between_tries(bench):
    bench.answers(Reply(status=500))
    bench.asker(pace_s=10).get(ASK)
    assert bench.clock.slept == [2, 8]


def test_the_operator_sets_the_pace_and_its_scale(bench, monkeypatch):
    monkeypatch.setenv("ETL_ECHO_PACE", "8")
    monkeypatch.setenv("ETL_PACE_SCALE", "0.25")
    asker = bench.asker(pace_s=3)
    asker.get(ASK)
    asker.get(ASK)
    assert bench.clock.slept == [2]


@pytest.mark.parametrize("variable", ["ETL_ECHO_PACE", "ETL_PACE_SCALE"])
@pytest.mark.parametrize("value", ["fast", "-1", "nan", "inf"])
def test_a_bad_setting_of_the_pace_names_its_variable(bench, monkeypatch, variable, value):
    monkeypatch.setenv(variable, value)
    with pytest.raises(EtlError, match=rf"^{variable} is '{value}'; it must be a number"):
        bench.asker()


@pytest.mark.parametrize("value", ["0", "never"])
def test_a_bad_time_out_names_its_variable(bench, monkeypatch, value):
    monkeypatch.setenv("ETL_TIMEOUT_S", value)
    with pytest.raises(EtlError, match=r"^ETL_TIMEOUT_S is "):
        bench.asker().get(ASK)


@pytest.mark.parametrize("value", ["desk\r\nX-Other: 1", "редакция"])
def test_a_contact_that_cannot_stand_in_a_header_is_refused(bench, monkeypatch, value):
    monkeypatch.setenv("ETL_CONTACT", value)
    with pytest.raises(EtlError, match=r"^ETL_CONTACT must be one line of plain ASCII"):
        bench.asker(operator=None)
