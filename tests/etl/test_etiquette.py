"""The arithmetic of waiting."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from etl.etiquette import http_date, refused_until, retry_after_s, wrong_clock

NOW = datetime(2026, 11, 24, 11, 0, tzinfo=UTC)
YEAR_S = 366 * 86_400


@pytest.mark.parametrize(
    ("headers", "pause_s"),
    [
        ({}, None),
        ({"retry-after": "soon"}, None),
        ({"retry-after": "1.5"}, None),
        ({"retry-after": " 90 "}, 90),
        ({"retry-after": "Tue, 24 Nov 2026 11:01:30 GMT"}, 90),
        ({"retry-after": "Tue, 24 Nov 2026 10:59:00 GMT"}, 0),
        # The source's clock is an hour ahead: what counts is the difference it says itself.
        ({"retry-after": "Tue, 24 Nov 2026 12:01:30 GMT", "date": "Tue, 24 Nov 2026 12:00:00 GMT"}, 90),
        ({"retry-after": "9" * 400}, YEAR_S),
        ({"retry-after": "Fri, 31 Dec 9999 23:59:59 GMT"}, YEAR_S),
    ],
)
def test_the_pause_a_source_asks_for(headers, pause_s):
    assert retry_after_s(headers, NOW) == pause_s


def test_a_refusal_that_says_nothing_of_a_quota_holds_a_day():
    assert refused_until("Access denied", NOW) == datetime(2026, 11, 25, 11, 0, tzinfo=UTC)


def test_a_used_quota_holds_as_long_as_it_says():
    assert refused_until("Quota will be replenished in 30:00:01.", NOW) == datetime(2026, 11, 25, 17, 0, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("headers", "there"),
    [
        ({}, None),
        ({"date": "yesterday"}, None),
        ({"date": "Mon, 23 Nov 2026 11:00:00 GMT"}, None),
        ({"date": "Mon, 23 Nov 2026 10:59:59 GMT"}, datetime(2026, 11, 23, 10, 59, 59, tzinfo=UTC)),
        ({"date": "Mon, 23 Nov 2026 10:59:59 GMT", "age": "1"}, None),
        ({"date": "Tue, 24 Nov 2026 11:00:00 GMT", "age": "old"}, None),
        ({"date": "Wed, 25 Nov 2026 11:00:01 GMT"}, datetime(2026, 11, 25, 11, 0, 1, tzinfo=UTC)),
    ],
)
def test_a_clock_is_wrong_from_more_than_a_day_on(headers, there):
    assert wrong_clock(headers, NOW) == there


def test_a_date_without_a_zone_is_utc():
    assert http_date("Tue, 24 Nov 2026 11:00:00 -0000") == NOW
