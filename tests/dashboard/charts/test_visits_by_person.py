"""One partner's visits by person: the title's count, what is said of completeness, doubts, the empty case."""

from pathlib import Path

import pandas as pd
import pytest

from dashboard.charts import visits_by_person as chart
from dashboard.release import Release
from dashboard.selection import Choice
from dashboard.theme import MODES, Mode
from tests.dashboard.charts.drawn import WIDTHS, changed, named_data, svg, text
from tests.dashboard.loaded import loaded

VNM = Choice(partners=("VNM",))


@pytest.fixture(scope="module")
def release(small_release_dir: Path) -> Release:
    return loaded(small_release_dir)


def visits(release: Release, **columns: object) -> pd.DataFrame:
    """The visits of Vietnam, changed; the president is there in 2006, 2013, 2017 and 2024."""
    table = release.table("visits")
    return table[table["partner"] == "VNM"].assign(**columns)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("mode", MODES)
def test_the_picture_holds_title_release_persons_and_completeness(release: Release, mode: Mode, width: int) -> None:
    shown = text(svg(chart.draw, chart.content(release, VNM), release, mode, width))
    assert "President of Russia" in shown
    assert "at least 4" in shown
    assert release.id in shown
    assert "Premier of Russia" in shown
    assert "90–95%" in shown


def test_every_dataset_of_the_picture_is_there_even_with_nothing_to_show(release: Release) -> None:
    asked = named_data(chart.draw("light"))
    for partner in ("VNM", "BTN"):
        assert asked == set(chart.content(release, Choice(partners=(partner,))).frames)


def test_the_title_counts_the_sound_visits_of_the_table(release: Release) -> None:
    filled = chart.content(release, VNM)
    table = filled.table
    president = table[table["person"].eq("President of Russia") & table["confidence"].ne("low")]
    assert f"at least {len(president)} times" in filled.title
    assert "June 2024" in filled.title


def test_the_title_counts_one_less_when_the_evidence_of_one_visit_weakens(release: Release) -> None:
    table = visits(release)
    weak = table.assign(confidence=table["confidence"].where(table["start"] != "2024-06-20", "low"))
    title = chart.content(changed(release, visits=weak), VNM).title
    assert "at least 3 times" in title
    assert "November 2017" in title


def test_the_title_is_neutral_when_nobody_came_twice(release: Release) -> None:
    filled = chart.content(changed(release, visits=visits(release).head(1)), VNM)
    assert "at least" not in filled.title
    assert "Vietnam" in filled.title
    assert filled.quote == ""


def test_the_title_turns_to_the_partners_leader_when_no_russian_came_twice(release: Release) -> None:
    inbound = visits(release, direction="inbound")
    title = chart.content(changed(release, visits=inbound), VNM).title
    assert "came to Russia at least 4 times" in title


def test_the_quote_has_number_years_and_source_and_says_it_counts_what_was_found(release: Release) -> None:
    filled = chart.content(release, VNM)
    for part in ("4 times", "2006", "2024", "visits coded for this project"):
        assert part in filled.quote
    assert "found" in filled.check
    assert "fewer than 5 cases" in filled.check


def test_five_cases_are_not_called_few(release: Release) -> None:
    table = visits(release)
    more = table[table["start"] == "2006-11-19"].assign(visit_id="more", start="2010-10-30", end="2010-10-31")
    filled = chart.content(changed(release, visits=pd.concat([table, more])), VNM)
    assert "5 times" in filled.quote
    assert "fewer" not in filled.check


def test_weak_evidence_is_drawn_hollow_and_said_to_be_weak(release: Release) -> None:
    drawn = chart.content(release, VNM).frames["visits"]
    weak = drawn[drawn["weak"]]
    assert list(weak["direction"]) == ["inbound"]
    assert weak["aria"].str.contains("weak evidence").all()


def test_boxes_say_what_is_estimated_and_what_is_not(release: Release) -> None:
    boxes = chart.content(release, Choice(partners=("CHN",))).frames["boxes"]
    said = dict(zip(zip(boxes["lane"], boxes["year"], strict=True), boxes["label"], strict=True))
    presidents, leaders = boxes["lane"].min(), boxes["lane"].max()
    assert said[presidents, 2011.5] == "90–95%"
    assert said[presidents, 2019.5] == "near-complete"
    assert said[leaders, 2019.5] == "not estimated"
    assert list(boxes.loc[boxes["label"] == "not estimated", "known"]) == [False]


def test_the_partner_decides_which_estimate_its_leaders_visits_have(release: Release) -> None:
    for partner, estimate in (("CHN", "90%"), ("VNM", "50–60%"), ("KAZ", "40%")):
        boxes = chart.content(release, Choice(partners=(partner,))).frames["boxes"]
        assert boxes[boxes["lane"] == boxes["lane"].max()]["label"].iloc[0] == estimate


def test_the_russian_side_stands_above_and_the_latest_first(release: Release) -> None:
    lanes = chart.content(release, VNM).frames["lanes"]
    heads = list(lanes.loc[lanes["kind"] == "head", "name"])
    assert heads == ["Russia → Vietnam", "Vietnam → Russia"]
    people = [name.replace("|", " ") for name in lanes.loc[lanes["kind"] == "person", "name"]]
    assert people == ["President of Russia", "Premier of Russia", "President of VNM"]


def test_persons_past_the_most_share_a_row_that_counts_them(release: Release) -> None:
    one = visits(release).iloc[[0]]
    many = pd.concat(
        [one.assign(visit_id=str(i), visitor=f"Person {i:02}", start=f"20{i:02}-05-01") for i in range(1, 19)]
    )
    filled = chart.content(changed(release, visits=many), VNM)
    lanes = filled.frames["lanes"]
    people = list(lanes.loc[lanes["kind"] == "person", "name"])
    assert people[-1] == "and 2 more"
    assert people[0] == "Person 18"
    assert len(people) == chart.MOST_PERSONS + 1
    assert len(filled.table) == 18
    assert len(filled.frames["visits"]) == 18


def test_one_person_in_two_offices_has_one_row(release: Release) -> None:
    names = ["Xi Jinping", "Xi Jinping (vice-president)"] * 3
    table = visits(release, visitor=names, direction="inbound")
    lanes = chart.content(changed(release, visits=table), VNM).frames["lanes"]
    assert list(lanes.loc[lanes["kind"] == "person", "name"]) == ["Xi Jinping"]


def test_the_readers_years_bound_visits_and_boxes(release: Release) -> None:
    filled = chart.content(release, Choice(partners=("VNM",), first=2012, last=2018))
    assert filled.table["start"].between("2012", "2019").all()
    assert filled.frames["boxes"]["year"].min() == 2011.5
    assert filled.frames["boxes"]["end"].max() == 2018.5
    assert "at least 2 times" in filled.title


def test_a_partner_without_visits_is_said_to_be_unknown_not_none(release: Release) -> None:
    filled = chart.content(release, Choice(partners=("BTN",)))
    assert "Bhutan" in filled.empty
    assert "not to say there was none" in filled.empty
    assert chart.content(release, VNM).empty == ""
