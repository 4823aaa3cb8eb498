"""Wikipedia's lists of trips: what is asked, what is kept, what is refused."""

import json
from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from etl.errors import SourceFault
from etl.source import Plan
from etl.sources.wikipedia_trips import SOURCE, pages
from etl.table import broken_rules, typed
from etl.tables import trip_lists
from etl.trips import people
from tests.etl.servers.base import Reply
from tests.etl.servers.mediawiki import FIRST_REVISION, MediaWiki, trip
from tests.etl.sources.asking import DirectAsker

PUTIN = "List of international presidential trips made by Vladimir Putin"
XI = "List of international trips made by Xi Jinping"
MODI = "List of international prime ministerial trips made by Narendra Modi"
RECEIVED = "List of diplomatic visits to Russia"
PARTNERS = ("CHN", "IND", "JPN", "KAZ", "PRK", "TUR", "VNM")
PLACES = pd.DataFrame(
    [(code, name, name, "partner") for code, name in [("CHN", "China"), ("IND", "India"), ("VNM", "Vietnam")]]
    + [("RUS", "Russia", "Russian Federation", "russia"), ("USA", "United States", "United States", "other")],
    columns=["iso3", "label", "iso_name", "kind"],
)
PLAN = Plan(PARTNERS, PLACES, since=2000, today=date(2026, 11, 24))


@pytest.fixture
def wiki(monkeypatch):
    with MediaWiki([trip(PUTIN, "China", "2018-06-08", city="Beijing", details="State visit.")]) as server:
        monkeypatch.setenv("ETL_WIKIPEDIA_TRIPS_URL", server.url)
        yield server


def run(last=None, plan=PLAN):
    """The asker after a fetch, and what parse makes of the answers."""
    asker = DirectAsker(SOURCE, last)
    answers = SOURCE.fetch(asker, plan)
    return asker, answers, SOURCE.parse(answers, plan)


def trips(plan=PLAN):
    return run(plan=plan)[2].rows["trip_lists"]


def kept(answers):
    return {answer.name: answer for answer in answers}


def test_a_row_holds_the_facts_of_the_trip_and_the_revision_that_names_it(wiki):
    assert trips().to_dict("records") == [
        {
            "page": PUTIN,
            "revision": str(FIRST_REVISION),
            "visitor": "Vladimir Putin",
            "visitor_rank": "head_of_state",
            "visitor_home": "RUS",
            "host": "CHN",
            "start": "2018-06-08",
            "end": "2018-06-09",
            "date_precision": "day",
            "host_city": "Beijing",
            "format": "bilateral",
            "forum": "",
            "visit_type": "state",
            "source": "wikipedia_trips",
            "url": f"https://en.wikipedia.org/w/index.php?title={PUTIN.replace(' ', '_')}&oldid={FIRST_REVISION}",
        }
    ]


def test_only_the_revisions_and_the_pages_that_exist_are_asked_for(wiki):
    asker, _, _ = run()
    assert asker.asked == ["revisions/1", f"page/{PUTIN}"]


def test_a_second_run_with_nothing_new_asks_for_the_revisions_only_and_gives_the_same_answers(wiki):
    _, first, parsed = run()
    asker, second, again = run(kept(first))
    assert asker.asked == ["revisions/1"]
    assert [answer.sha256 for answer in second] == [answer.sha256 for answer in first]
    assert again.rows["trip_lists"].equals(parsed.rows["trip_lists"])


def test_a_page_that_was_edited_is_asked_for_again(wiki):
    wiki.rows.append(trip(XI, "Russia", "2019-06-05"))
    _, first, _ = run()
    wiki.rows.append(trip(PUTIN, "India", "2018-10-04"))
    asker, _, parsed = run(kept(first))
    assert asker.asked == ["revisions/1", f"page/{PUTIN}"]
    assert set(parsed.rows["trip_lists"]["revision"]) == {str(FIRST_REVISION), str(FIRST_REVISION + 1)}


def test_every_request_says_what_the_contract_demands(wiki):
    run()
    for request in wiki.requests:
        assert [request.one(name) for name in ("format", "formatversion", "maxlag", "redirects")] == [
            "json",
            "2",
            "5",
            "1",
        ]
    assert SOURCE.contact
    assert SOURCE.pace_s == 1.0


def test_a_page_that_is_gone_keeps_its_last_good_trips_and_is_noted(wiki):
    wiki.rows.append(trip(XI, "Russia", "2019-06-05"))
    _, first, _ = run()
    wiki.missing.add(PUTIN)
    _, _, parsed = run(kept(first))
    assert set(parsed.rows["trip_lists"]["page"]) == {PUTIN, XI}
    assert f"{PUTIN}: no such page; its last good trips stay" in parsed.notes


def test_a_page_that_never_was_is_noted_and_its_rows_are_not_spoken_for(wiki):
    _, _, parsed = run()
    assert f"{XI}: no such page; nothing is read" in parsed.notes
    rows = trips()
    assert list(parsed.covers["trip_lists"](pd.concat([rows, rows.assign(page=XI)]))) == [True, False]


def test_a_renamed_page_is_followed_and_keeps_its_name_here(wiki):
    wiki.rows = [trip("Trips of Vladimir Putin", "China", "2018-06-08")]
    wiki.redirects[PUTIN] = "Trips of Vladimir Putin"
    row = trips().iloc[0]
    assert row["page"] == PUTIN
    assert "title=Trips_of_Vladimir_Putin&oldid=" in row["url"]


def test_two_titles_that_lead_to_one_page_are_read_once(wiki):
    wiki.redirects["List of international trips made by Sergey Lavrov"] = PUTIN
    _, _, parsed = run()
    assert len(parsed.rows["trip_lists"]) == 1
    assert any("leads to the page of" in note for note in parsed.notes)


@pytest.mark.parametrize("code", ["maxlag", "ratelimited", "readonly"])
def test_a_busy_wiki_is_asked_three_times(wiki, code):
    wiki.refusal, wiki.busy = code, 2
    asker, _, _ = run()
    assert asker.asked == [*["revisions/1"] * 3, f"page/{PUTIN}"]


def test_a_wiki_that_stays_busy_is_a_fault(wiki):
    wiki.busy = 3
    with pytest.raises(SourceFault, match=r"wikipedia_trips: revisions/1: the wiki was busy 3 times \(maxlag: Waiting"):
        run()


@pytest.mark.parametrize(
    ("page", "country", "host", "home"),
    [
        (PUTIN, "China", "CHN", "RUS"),
        (XI, "Russia", "RUS", "CHN"),
        (XI, "India", "IND", "CHN"),
        (XI, "United States", "USA", "CHN"),
        (MODI, "United States", "USA", "IND"),
        (MODI, "China", "CHN", "IND"),
    ],
)
def test_trips_between_a_power_and_a_partner_are_kept(wiki, page, country, host, home):
    wiki.rows = [trip(page, country, "2018-06-08")]
    assert list(trips()[["host", "visitor_home"]].iloc[0]) == [host, home]


@pytest.mark.parametrize(
    ("page", "country"), [(PUTIN, "Germany"), (PUTIN, "United States"), (MODI, "Vietnam"), (MODI, "France")]
)
def test_trips_between_other_countries_are_not(wiki, page, country):
    wiki.rows = [trip(page, country, "2018-06-08")]
    assert len(trips()) == 0


def test_visits_received_are_rows_of_the_host(wiki):
    wiki.rows = [trip(RECEIVED, "Vietnam", "2018-09-06", city="Sochi", visitor="General Secretary Nguyễn Phú Trọng")]
    row = trips().iloc[0]
    assert (row["visitor_home"], row["host"], row["visitor"]) == ("VNM", "RUS", "Nguyễn Phú Trọng")


@pytest.mark.parametrize("layout", ["plain", "spans", "cells"])
def test_every_layout_gives_the_same_countries_and_days(wiki, layout):
    wiki.layouts[PUTIN] = layout
    wiki.rows = [trip(PUTIN, "China", "2018-06-08", 3), trip(PUTIN, "India", "2018-12-31", 3)]
    assert trips()[["host", "start", "end"]].to_numpy().tolist() == [
        ["CHN", "2018-06-08", "2018-06-10"],
        ["IND", "2018-12-31", "2019-01-02"],
    ]


@pytest.mark.parametrize("layout", ["spans", "cells"])
def test_countries_of_one_range_have_the_precision_range(wiki, layout):
    wiki.layouts[PUTIN] = layout
    wiki.rows = [trip(PUTIN, name, "2018-06-08", 3, details="APEC summit") for name in ("China", "Vietnam")]
    assert list(trips()["date_precision"]) == ["range", "range"]


def test_a_year_before_since_is_not_read_and_not_spoken_for(wiki):
    wiki.rows.append(trip(PUTIN, "India", "2021-12-06"))
    rows = trips()
    _, _, parsed = run(plan=replace(PLAN, since=2020))
    assert list(parsed.rows["trip_lists"]["start"]) == ["2021-12-06"]
    assert list(parsed.covers["trip_lists"](rows)) == [False, True]


def test_a_trip_outside_the_term_is_refused(wiki):
    wiki.rows = [trip(PUTIN, "China", "2010-06-08")]
    with pytest.raises(SourceFault, match="trip of Vladimir Putin to CHN on 2010-06-08 lies outside the person's term"):
        run()


def test_identical_rows_are_dropped_and_counted(wiki):
    wiki.rows *= 2
    _, _, parsed = run()
    assert len(parsed.rows["trip_lists"]) == 1
    assert f"page/{PUTIN}: identical duplicate rows dropped: 1" in parsed.notes


def test_one_trip_with_two_ends_is_refused(wiki):
    wiki.rows.append(trip(PUTIN, "China", "2018-06-08", 3, city="Beijing", details="State visit."))
    with pytest.raises(SourceFault, match=f"page/{PUTIN}: duplicate rows with different values"):
        run()


@pytest.mark.parametrize("column", ["Country", "Dates"])
def test_a_renamed_column_is_a_restructured_page(wiki, column):
    wiki.headers[column] = "Verschiedenes"
    with pytest.raises(SourceFault, match=f"wikipedia_trips: page/{PUTIN}: page restructured.*Verschiedenes"):
        run()


def test_an_emptied_page_is_a_restructured_page(wiki):
    _, first, _ = run()
    wiki.fault = lambda request, reply: (
        replace(reply, body=json.dumps({"parse": {"title": PUTIN, "revid": 2, "text": "<p>Moved.</p>"}}).encode())
        if request.one("action") == "parse"
        else reply
    )
    wiki.rows.append(trip(PUTIN, "India", "2018-10-04"))
    with pytest.raises(SourceFault, match="page restructured: no trip found"):
        run(kept(first))


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"<!DOCTYPE html><html></html>", "HTML where JSON was due"),
        (b'{"query": {"pages": [', "cut off or broken"),
        (b"[]", "a JSON object was due"),
        (b"{}", "no object 'query'"),
        (b'{"query": {}}', "no list query.pages"),
        (b'{"error": {"code": "badvalue", "info": "No."}}', "the wiki answers with an error, badvalue: No."),
        ('{"query": "é"}'.encode("latin-1"), "wrong charset"),
    ],
)
def test_an_answer_that_is_not_the_contracts_is_refused(wiki, body, words):
    wiki.fault = lambda request, reply: Reply(body)
    with pytest.raises(SourceFault, match=f"wikipedia_trips: revisions/1: .*{words}"):
        run()


def test_the_default_wiki_gives_rows_of_every_kind_that_fit_the_table(monkeypatch):
    with MediaWiki() as server:
        monkeypatch.setenv("ETL_WIKIPEDIA_TRIPS_URL", server.url)
        _, _, parsed = run()
    rows = parsed.rows["trip_lists"]
    frame, violations = typed(trip_lists.TABLE, rows.assign(withdrawn_at=""))
    assert violations == broken_rules(trip_lists.TABLE, frame) == []
    assert parsed.notes == ()
    assert set(PARTNERS) <= {*rows["host"], *rows["visitor_home"]}


def test_every_person_with_a_page_has_a_term_in_the_office_of_the_page():
    for page in pages():
        if page.kind == "trips":
            assert page.rank in {term.rank for term in people.terms(page.person)}, page.title
