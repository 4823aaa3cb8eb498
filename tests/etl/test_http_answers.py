"""What is taken for an answer: nothing new, nothing at all, the wrong thing; and what is kept of it."""

from __future__ import annotations

import gzip
from dataclasses import replace
from datetime import timedelta

import pytest

from etl import wire
from tests.etl.http_bench import ASK, START, Echo, fault_of, open_bench
from tests.etl.servers.base import Reply


@pytest.fixture
def bench(tmp_path, monkeypatch):
    with open_bench(tmp_path / "var", monkeypatch) as opened:
        yield opened


# ---- nothing new


def test_the_last_good_answer_comes_again_where_the_source_says_not_modified(bench):
    first = bench.asker().get(ASK)
    bench.store.remember_good([first])
    bench.clock.sleep(3600)
    assert bench.asker().get(ASK) == first
    assert bench.server.requests[1].headers["if-none-match"] == '"v1"'
    assert [line["status"] for line in bench.log()] == [200, 304]


def test_last_modified_is_a_condition_too(bench):
    when = "Mon, 23 Nov 2026 00:00:00 GMT"
    bench.answers(Reply(body=b"{}").with_header("Last-Modified", when))
    bench.store.remember_good([bench.asker().get(ASK)])
    bench.asker().get(ASK)
    assert bench.server.requests[1].headers["if-modified-since"] == when


def test_no_condition_is_set_where_the_address_is_another_one(bench):
    bench.store.remember_good([bench.asker().get(ASK)])
    later = bench.asker().get(replace(ASK, params={"year": "2021"}))
    assert later.content == b'{"year": ["2021"]}'
    assert "if-none-match" not in bench.server.requests[1].headers


def test_an_answer_of_no_good_run_sets_no_condition(bench):
    bench.asker().get(ASK)
    asker = bench.asker()
    asker.get(ASK)
    assert asker.last("A/2020") is None
    assert "if-none-match" not in bench.server.requests[1].headers


def test_the_last_answer_is_given_without_a_request(bench):
    first = bench.asker().get(ASK)
    bench.store.remember_good([first])
    assert bench.asker().last("A/2020") == first
    assert len(bench.server.requests) == 1


def test_a_damaged_snapshot_counts_as_no_last_answer_so_that_a_refresh_mends_it(bench):
    first = bench.asker().get(ASK)
    bench.store.remember_good([first])
    for path in (bench.store.root / "content").iterdir():
        path.write_bytes(b"rubbish")
    asker = bench.asker()
    assert asker.get(ASK).content == first.content
    assert "if-none-match" not in bench.server.requests[1].headers
    assert "is missing or damaged" in asker.warnings[0]
    assert bench.store.last_good()[0].content == first.content


# ---- what is no answer


@pytest.mark.parametrize("bad", [Reply(status=204), Reply(body=b"")], ids=["204", "no bytes"])
def test_nothing_is_a_fault_unless_the_question_allows_it(bench, bad):
    bench.server.fault = lambda request, right: bad
    message = fault_of(lambda: bench.asker().get(ASK))
    assert message == f"echo: A/2020: empty answer (status {bad.status}). The last good rows stay."
    answer = bench.asker().get(replace(ASK, empty=True))
    assert (answer.status, answer.content) == (bad.status, b"")


@pytest.mark.parametrize("kind", ["text/html; charset=utf-8", "application/xml"])
def test_another_type_under_status_200_is_a_fault_that_shows_the_beginning(bench, kind):
    bench.answers(Reply(body=b"<p>Down for\n  maintenance</p>", headers={"Content-Type": kind}))
    message = fault_of(lambda: bench.asker().get(ASK))
    assert f"content type '{kind}' and not application/json: <p>Down for maintenance</p>" in message


def test_the_type_is_read_without_regard_to_case_and_charset(bench):
    bench.answers(Reply(body=b"{}", headers={"Content-Type": "Application/JSON; charset=utf-8"}))
    assert bench.asker().get(ASK).content == b"{}"


def test_a_body_beyond_the_limit_is_a_fault(bench, monkeypatch):
    monkeypatch.setattr(wire, "MOST_BYTES", 3_000_000)
    bench.answers(Reply(body=bytes(3_000_001)))
    assert "body larger than 3 MB" in fault_of(lambda: bench.asker().get(ASK))
    assert len(bench.server.requests) == 1


def test_a_small_body_that_unpacks_beyond_the_limit_is_a_fault(bench, monkeypatch):
    monkeypatch.setattr(wire, "MOST_BYTES", 3_000_000)
    assert len(gzip.compress(bytes(3_000_001))) < 10_000
    bench.answers(Reply(body=bytes(3_000_001), encode="gzip"))
    assert "body larger than 3 MB" in fault_of(lambda: bench.asker().get(ASK))


def test_a_compression_that_was_not_asked_for_is_a_fault(bench):
    bench.answers(Reply(body=b"x").with_header("Content-Encoding", "br"))
    assert "content encoding 'br', which was not asked for" in fault_of(lambda: bench.asker().get(ASK))


@pytest.mark.parametrize("hours", [-25, 25])
def test_a_clock_a_day_off_is_a_fault_that_names_both_times(bench, hours):
    bench.server.date = (START + timedelta(hours=hours)).timestamp()
    message = fault_of(lambda: bench.asker().get(ASK))
    there = {-25: "2026-11-23T10:00:00Z", 25: "2026-11-25T12:00:00Z"}[hours]
    assert f"clock wrong: the source says {there}, this machine says 2026-11-24T11:00:00Z" in message


def test_an_answer_out_of_a_cache_is_as_old_as_its_age_says(bench):
    bench.server.date = (START - timedelta(hours=30)).timestamp()
    bench.answers(Reply(body=b"{}").with_header("Age", "108000"))
    assert bench.asker().get(ASK).content == b"{}"


# ---- redirects


def test_a_redirect_is_followed_and_the_last_address_kept(bench):
    answer = bench.asker().get(replace(ASK, path="/moved", params={"to": "/data?year=2020"}))
    assert answer.url == f"{bench.server.url}/data?year=2020"


def test_a_redirect_to_another_scheme_is_not_followed(bench):
    ask = replace(ASK, path="/moved", params={"to": "https://127.0.0.1:9/data"})
    assert "redirect from http to https is not followed" in fault_of(lambda: bench.asker().get(ask))


def test_after_five_redirects_it_is_enough(bench):
    bench.server.fault = lambda request, right: Reply(status=302, headers={"Location": "/data"})
    assert "Exceeded 5 redirects" in fault_of(lambda: bench.asker().get(ASK))
    assert len(bench.server.requests) == 6


def test_a_key_goes_to_its_own_host_only(bench):
    with Echo() as other:
        other.date = START.timestamp()
        ask = replace(
            ASK, path="/moved", params={"to": f"{other.url}/data"}, headers={"Ocp-Apim-Subscription-Key": "s3cret"}
        )
        bench.asker().get(ask)
        assert bench.server.requests[0].headers["ocp-apim-subscription-key"] == "s3cret"
        assert "ocp-apim-subscription-key" not in other.requests[0].headers


# ---- what is kept


def test_every_try_is_kept_before_it_is_judged(bench):
    bench.answers(Reply(status=500, body=b"oops"), Reply(reset=True), Reply(status=404, body=b"gone"))
    fault_of(lambda: bench.asker().get(ASK))
    assert [line.get("status") or line["cause"].split(" (")[0] for line in bench.log()] == [
        500, "connection broken", 404,
    ]  # fmt: skip
    assert len(list((bench.store.root / "content").iterdir())) == 2


def test_keys_stand_in_no_file_and_no_message(bench):
    ask = replace(ASK, params={"subscription-key": "s3cret"}, headers={"Ocp-Apim-Subscription-Key": "s3cret"})
    bench.answers(Reply(status=403, body=b"key s3cret is not valid"))
    message = fault_of(lambda: bench.asker().get(ask))
    assert "key *** is not valid" in message
    written = [path.read_text() for path in bench.folder.rglob("*.json*")]
    assert written
    assert not any("s3cret" in text for text in written)
