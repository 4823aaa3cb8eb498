"""What cells of dates say."""

from datetime import date

import pytest

from etl.trips import dates


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("19 June", "2018-06-19", "2018-06-19"),
        ("2–3 June", "2018-06-02", "2018-06-03"),
        ("30 May – 2 June", "2018-05-30", "2018-06-02"),
        ("2 and 3 June", "2018-06-02", "2018-06-03"),
        ("from 2 to 3 June", "2018-06-02", "2018-06-03"),
        ("Monday, 2nd June (evening)", "2018-06-02", "2018-06-02"),
        ("Sept. 5", "2018-09-05", "2018-09-05"),
        ("June 19–20, 2024", "2024-06-19", "2024-06-20"),
        ("June 30 – July 2, 2024", "2024-06-30", "2024-07-02"),
        ("19\u00a0June 2024", "2024-06-19", "2024-06-19"),
        ("2024-06-19", "2024-06-19", "2024-06-19"),
        ("29 February 2024", "2024-02-29", "2024-02-29"),
    ],
)
def test_days_are_read_with_the_year_of_the_cell_or_else_of_the_section(text, start, end):
    assert dates.read(text, 2018) == dates.Days(date.fromisoformat(start), date.fromisoformat(end), "day")


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("31 December 2018 – 2 January 2019", "2018-12-31", "2019-01-02"),
        ("31 December – 2 January 2019", "2018-12-31", "2019-01-02"),
        ("31 December 2018 – 2 January", "2018-12-31", "2019-01-02"),
        ("31 December – 2 January", "2018-12-31", "2019-01-02"),
    ],
)
def test_a_range_over_new_year_starts_in_the_older_year(text, start, end):
    assert dates.read(text, 2018) == dates.Days(date.fromisoformat(start), date.fromisoformat(end), "day")


def test_a_month_alone_is_known_to_the_month():
    assert dates.read("February 2012", None) == dates.Days(date(2012, 2, 1), date(2012, 2, 29), "month")


@pytest.mark.parametrize(
    "text",
    [
        "TBD",
        "2012",
        "31 November – 3 December",  # no such day
        "August 31 – 1",  # of which month?
        "5/6/2012",  # June or May
        "2, 5 June",  # two trips or one
        "2 June – 4 July 2012",  # longer than any trip
        "5–3 June",
    ],
)
def test_what_is_no_day_or_could_be_two_is_not_read(text):
    assert dates.read(text, 2018) is None


def test_a_day_without_a_year_anywhere_is_not_read():
    assert dates.read("3 June", None) is None
