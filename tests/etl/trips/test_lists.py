"""Pages in the layouts that such lists have, and which of their rows are visits."""

from datetime import date

import pandas as pd
import pytest

from etl.trips.lists import ListError, Page, read_page
from etl.trips.places import Gazetteer

PUTIN = Page("A page", "Vladimir Putin", "head_of_state", "trips", "RUS")
RECEIVED = Page("A page", "", "", "received", "RUS")
GAZETTEER = Gazetteer(pd.DataFrame({"iso3": ["RUS"], "label": ["Russia"], "iso_name": [""], "kind": ["russia"]}))
HEADER = "<tr><th>Country</th><th>Areas visited</th><th>Date(s)</th><th>Details</th></tr>"


def page(*lines, heading="2018", header=HEADER, before=""):
    rows = "".join(f"<tr>{line}</tr>" for line in lines)
    return f'<div><h2>{heading}</h2>{before}<table class="wikitable">{header}{rows}</table></div>'


def line(country="China", city="Beijing", dates="2–3 June", details=""):
    return f"<td>{country}</td><td>{city}</td><td>{dates}</td><td>{details}</td>"


def read(html, of=PUTIN):
    return read_page(of, html, GAZETTEER, date(2019, 6, 30))


def short(trips):
    """Host, first and last day (month and day), precision."""
    return [(trip.host, f"{trip.days.start:%m-%d}", f"{trip.days.end:%m-%d}", trip.precision) for trip in trips.trips]


JUNE = ("CHN", "06-02", "06-03", "day")


def test_a_row_is_a_trip():
    (trip,) = read(page(line(details="State visit"))).trips
    assert (trip.visitor, trip.rank, trip.home, trip.host) == ("Vladimir Putin", "head_of_state", "RUS", "CHN")
    assert (trip.days.start, trip.days.end, trip.cities, trip.details) == (
        date(2018, 6, 2),
        date(2018, 6, 3),
        "Beijing",
        "State visit",
    )


@pytest.mark.parametrize(
    "cell",
    [
        '<span class="flagicon"><img alt="" src="f.svg"></span> China',
        'China<sup class="reference">[1]</sup><sup>[a]</sup>',
        '<span style="display:none">Zz</span>China',
        '<span class="sortkey">Cc</span><a href="/wiki/China">China</a><style>.x{}</style><!-- here -->',
    ],
)
def test_flags_footnotes_and_hidden_words_are_no_part_of_a_country(cell):
    assert short(read(page(line(country=cell)))) == [JUNE]


def test_columns_are_found_by_their_names_in_any_order():
    header = "<tr><th>No.</th><th>Date(s)</th><th>Location</th><th>Country</th></tr>"
    html = page("<th>1</th><td>2–3 June</td><td>Beijing</td><td>China</td>", header=header)
    assert short(read(html)) == [JUNE]


def test_a_table_whose_header_cells_are_plain_cells_is_read():
    header = "<tr><td>Country</td><td>Dates</td></tr>"
    assert short(read(page("<td>China</td><td>2–3 June</td>", header=header))) == [JUNE]


def test_the_year_is_the_lowest_heading_that_names_one_year():
    html = page(line(), heading="First term (2014–2019)", before="<h3>2017</h3>")
    assert read(html).trips[0].days.start == date(2017, 6, 2)


def test_a_line_over_all_columns_gives_the_year_of_the_rows_below_it():
    html = page('<td colspan="4">2016</td>', line(), heading="Trips")
    assert read(html).trips[0].days.start == date(2016, 6, 2)


def test_a_header_repeated_within_the_table_is_no_row():
    html = page(line(), "<td>Country</td><td>Areas visited</td><td>Date(s)</td><td>Details</td>")
    assert (short(read(html)), read(html).notes) == ([JUNE], ())


def test_cities_of_one_stay_in_lines_of_their_own_are_one_trip():
    html = page(
        '<td rowspan="2">China</td><td>Beijing</td><td>16 May</td><td>State visit</td>',
        "<td>Harbin</td><td>17 May</td><td></td>",
    )
    (trip,) = read(html).trips
    assert (trip.cities, trip.days.start.day, trip.days.end.day) == ("Beijing;Harbin", 16, 17)


def test_two_stays_in_one_country_are_two_trips():
    assert len(read(page(line(), line(dates="6–7 June"))).trips) == 2


@pytest.mark.parametrize("cell", ["China<br>Vietnam", "China, Vietnam", "<ul><li>China</li><li>Vietnam</li></ul>"])
def test_countries_of_one_cell_each_have_the_whole_range(cell):
    html = page(line(country=cell, details="APEC summit"))
    assert short(read(html)) == [("CHN", "06-02", "06-03", "range"), ("VNM", "06-02", "06-03", "range")]
    assert {trip.details for trip in read(html).trips} == {""}  # whose summit it was is not said


def test_countries_that_share_a_cell_of_dates_each_have_the_whole_range():
    html = page(
        '<td>China</td><td></td><td rowspan="2">2–3 June</td><td rowspan="2">APEC summit</td>',
        "<td>Vietnam</td><td></td>",
    )
    assert short(read(html)) == [("CHN", "06-02", "06-03", "range"), ("VNM", "06-02", "06-03", "range")]
    assert {trip.details for trip in read(html).trips} == {""}


def test_two_countries_on_one_day_are_known_to_the_day():
    assert [trip.precision for trip in read(page(line(country="China<br>Vietnam", dates="2 June"))).trips] == [
        "day",
        "day",
    ]


def test_words_of_a_table_within_a_cell_are_details():
    nested = "<table><tr><th>Details</th></tr><tr><td>State visit.</td></tr></table>"
    assert "State visit." in read(page(line(details=nested))).trips[0].details


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (line(country="<s>Vietnam</s>"), "struck through"),
        (line(dates="<del>5 June</del>"), "struck through"),
        (line(dates="TBD"), "undated"),
        (line(dates="To be announced"), "undated"),
        (line(dates=""), "undated"),
        (line(dates="2018"), "undated"),
        (line(dates="29 June – 1 July 2019"), "not over yet"),
        (line(dates="3 August 2019"), "not over yet"),
    ],
)
def test_a_row_that_is_no_visit_is_left_out_and_counted(row, reason):
    found = read(page(line(), row))
    assert short(found) == [JUNE]
    assert found.notes == (f"rows that are no visits: 1 {reason}",)


def test_a_struck_row_is_left_out():
    html = page(line()).replace("</table>", f'<tr style="text-decoration:line-through">{line("Vietnam")}</tr></table>')
    assert short(read(html)) == [JUNE]


@pytest.mark.parametrize("heading", ["Future trips", "Planned visits in 2018", "Cancelled trips", "Scheduled"])
def test_rows_under_a_heading_of_plans_are_no_visits(heading):
    html = page(line()) + page(line("Vietnam"), heading=heading)
    assert short(read(html)) == [JUNE]


def test_the_last_day_of_a_trip_may_be_the_day_of_the_run():
    assert len(read(page(line(dates="29–30 June 2019"))).trips) == 1


def test_struck_words_beside_a_trip_do_not_strike_the_trip():
    assert read(page(line(details="<s>State</s> official visit"))).trips[0].details == "official visit"


def test_a_stay_at_home_is_no_trip():
    found = read(page(line(), line("Russia", "Sochi", "9 June")))
    assert short(found) == [JUNE]


def test_visits_received_name_the_visitor_and_the_office():
    header = "<tr><th>Date</th><th>Country</th><th>Head of state</th><th>Visitor</th><th>Location</th></tr>"
    row = "<td>2–3 June</td><td>Vietnam</td><td>x</td><td>Prime Minister Phạm Minh Chính</td><td>Moscow</td>"
    (trip,) = read(page(row, header=header), RECEIVED).trips
    assert (trip.home, trip.host, trip.visitor, trip.rank) == ("VNM", "RUS", "Phạm Minh Chính", "head_of_government")


def test_a_visitor_without_a_title_has_the_office_known_for_that_day():
    header = "<tr><th>Date</th><th>Country</th><th>Visitor</th></tr>"
    (trip,) = read(page("<td>2 June</td><td>China</td><td>Xi Jinping</td>", header=header), RECEIVED).trips
    assert trip.rank == "head_of_state"


def test_a_row_that_is_not_understood_is_named_in_a_note():
    found = read(page(line(), line(dates="4–5 June"), line("Atlantis")))
    assert found.notes == ("rows not understood: 1, first 'Atlantis' on '2–3 June'",)


def test_a_page_of_which_under_a_third_can_be_read_is_refused():
    with pytest.raises(ListError, match=r"1 of 4 rows could be read; not understood: 'Atlantis' on '2–3 June'"):
        read(page(line(), *[line("Atlantis")] * 3))


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<p>Moved.</p>",
        page(line(), header=HEADER.replace("Country", "Land")),
        page(line(), header=HEADER.replace("Date(s)", "When")),
        page(),
    ],
    ids=["empty", "no table", "no country", "no dates", "no rows"],
)
def test_a_page_without_any_trip_is_refused(html):
    with pytest.raises(ListError, match="page restructured: no trip found"):
        read(html)


def test_the_columns_of_a_restructured_page_are_named():
    with pytest.raises(ListError, match=r"Land \| Areas visited \| Date\(s\) \| Details"):
        read(page(line(), header=HEADER.replace("Country", "Land")))
