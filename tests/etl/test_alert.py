"""What the operator is told: the text, that it arrives, and that a failure to tell never stops a refresh."""

from __future__ import annotations

import json

import pytest

from etl.alert import Alert, Failure, heartbeat, send, text
from tests.etl.servers.base import Loopback, Reply, Request

SUMMARY = Alert(
    headline="Release 2026-11-24-abc published with one stale source.",
    failures=(Failure("comtrade", "comtrade: getDA: status 500.", "rows of 2026-11-20."),),
)
SAID = (
    "Release 2026-11-24-abc published with one stale source.\n"
    "- comtrade: comtrade: getDA: status 500. Stays: rows of 2026-11-20."
)


class Hook(Loopback):
    """Takes alerts and heartbeats; keeps the posted bodies."""

    def __init__(self) -> None:
        super().__init__()
        self.posted: list[dict] = []

    def answer(self, request: Request) -> Reply:
        return Reply(body=b"ok")

    def _handler(self):
        outer = self

        class Handler(super()._handler()):
            def do_POST(self) -> None:  # noqa: N802 - the name http.server looks for
                outer.posted.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
                self.do_GET()

        return Handler


@pytest.fixture
def hook(monkeypatch):
    with Hook() as server:
        monkeypatch.setenv("ETL_ALERT_WEBHOOK", f"{server.url}/hooks/s3cret")
        monkeypatch.setenv("ETL_HEARTBEAT_URL", f"{server.url}/ping/s3cret")
        yield server


def test_the_text_says_what_was_published_and_for_each_source_what_failed_and_what_stays():
    assert text(SUMMARY) == SAID


def test_a_long_cause_is_cut_and_says_so():
    said = text(Alert("Nothing published.", (Failure("un_votes", "x" * 5000, "rows of 2026-11-20."),)))
    assert said.startswith("Nothing published.\n- un_votes: xxxx")
    assert said.endswith("x ... Stays: rows of 2026-11-20.")
    assert len(said) < 800


def test_sources_that_do_not_fit_into_3500_characters_are_counted():
    failures = tuple(Failure(f"source_{number}", "y" * 600, "nothing.") for number in range(10))
    said = text(Alert("Nothing published.", failures))
    assert len(said) <= 3500
    assert said.count("- source_") == 5
    assert said.endswith("\n... and 5 more; see: python -m etl status")


def test_an_alert_is_posted_once_as_json_with_a_text(hook):
    assert send(SUMMARY) == ""
    assert hook.posted == [{"text": SAID}]
    assert hook.paths() == ["/hooks/s3cret"]


def test_a_heartbeat_is_a_get(hook):
    assert heartbeat() == ""
    assert hook.paths() == ["/ping/s3cret"]
    assert hook.posted == []


def test_without_an_address_nothing_is_sent(monkeypatch):
    monkeypatch.delenv("ETL_ALERT_WEBHOOK", raising=False)
    monkeypatch.delenv("ETL_HEARTBEAT_URL", raising=False)
    assert (send(SUMMARY), heartbeat()) == ("", "")


def test_a_second_try_may_succeed(hook):
    coming = iter([Reply(status=500)])
    hook.fault = lambda request, right: next(coming, right)
    assert send(SUMMARY) == ""
    assert len(hook.requests) == 2


@pytest.mark.parametrize(
    ("bad", "cause"), [(Reply(status=500), "status 500"), (Reply(reset=True), "ConnectionError")], ids=["500", "reset"]
)
def test_after_two_tries_there_is_a_warning_without_the_address(hook, bad, cause):
    hook.fault = lambda request, right: bad
    assert send(SUMMARY) == f"ETL_ALERT_WEBHOOK: the alert could not be sent after 2 tries ({cause})."
    assert heartbeat() == f"ETL_HEARTBEAT_URL: the heartbeat could not be sent after 2 tries ({cause})."
    assert len(hook.requests) == 4


@pytest.mark.parametrize("address", ["hooks.example", "http://", "http://[bad", "http://exa\nmple:no/x"])
def test_an_address_that_is_none_is_a_warning_too(monkeypatch, address):
    monkeypatch.setenv("ETL_ALERT_WEBHOOK", address)
    assert send(SUMMARY).startswith("ETL_ALERT_WEBHOOK: the alert could not be sent")
