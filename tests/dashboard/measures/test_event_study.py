from math import log

import numpy as np
import pandas as pd
import pytest

from dashboard.measures.event_study import CHANGE_COLUMNS, NotIdentifiedError, changes, event_study, with_events

from .tables import both, cell, customs_years, mirror, one, trade

YEARS = range(2007, 2021)


def panel(rows):
    """(partner, year, log change, event) each."""
    return pd.DataFrame(rows, columns=["partner", "year", "log_change", "event"]).astype({"event": "bool"})


def made(seed, effect=0.0, partners=8, chance=0.2, noise=0.2):
    """Partners and years with levels of their own, noise, events at random and their effect."""
    random = np.random.default_rng(seed)
    of_partner, of_year = random.normal(0, 0.3, (partners, 1)), random.normal(0, 0.3, (1, len(YEARS)))
    event = random.random((partners, len(YEARS))) < chance
    change = of_partner + of_year + random.normal(0, noise, event.shape) + effect * event
    return panel(
        [
            (f"P{p}", year, change[p, column], event[p, column])
            for p in range(partners)
            for column, year in enumerate(YEARS)
        ]
    )


def test_two_partners_and_two_years_give_the_difference_of_differences():
    # A rises by 5 points from a year without to a year with an event, B by 2 without any: 5 - 2.
    rows = [("A", 2010, 0.01, False), ("A", 2011, 0.06, True), ("B", 2010, 0.10, False), ("B", 2011, 0.12, False)]
    study = event_study(panel(rows))
    assert study.estimate == pytest.approx(0.03)
    # The other draw swaps A's years and turns the sign, so half of the draws equal the estimate.
    assert (study.low, study.high) == pytest.approx((-0.03, 0.03))
    assert study.p_value == pytest.approx(1, abs=0.1)
    assert (study.changes, study.events, study.partners, study.partners_with_event) == (4, 1, 2, 1)


def test_levels_of_partners_and_years_are_no_effect():
    rows = [
        (partner, year, level + 0.1 * (year - 2010), event)
        for partner, level, events in (("A", 5, {2010}), ("B", -3, {2012}), ("C", 0, set()))
        for year in range(2010, 2014)
        for event in [year in events]
    ]
    assert event_study(panel(rows)).estimate == pytest.approx(0, abs=1e-12)


def test_a_gap_in_the_panel_does_not_bend_the_coefficient():
    full = made(1, effect=0.5, noise=0)
    gappy = full.drop(index=[0, 3, 17, 40, 41, 42, 90])
    assert event_study(gappy).estimate == pytest.approx(0.5)


def test_a_known_effect_is_recovered_and_lies_above_the_draws():
    study = event_study(made(2, effect=0.3))
    assert study.estimate == pytest.approx(0.3, abs=0.1)
    assert study.estimate > study.high
    assert study.percentile_pct > 97.5
    assert study.p_value < 0.05


def test_a_known_loss_lies_under_the_draws():
    study = event_study(made(2, effect=-0.3))
    assert study.estimate < study.low
    assert study.p_value < 0.05


def test_without_an_effect_three_to_seven_of_a_hundred_data_sets_raise_a_false_alarm():
    found = [event_study(made(1000 + number), seed=number) for number in range(500)]
    alarms = sum(not study.low <= study.estimate <= study.high for study in found)
    assert 15 <= alarms <= 35


def test_a_partner_without_events_stays_as_a_control():
    rows = made(3, effect=0.4, partners=3)
    quiet = rows["partner"].eq("P2")
    study = event_study(rows.assign(event=rows["event"] & ~quiet))
    assert (study.partners, study.partners_with_event) == (3, 2)
    assert study.changes == 3 * len(YEARS)


def test_draws_keep_each_partners_number_of_events():
    # Only A has an event, in one of two years: a draw gives the estimate or its mirror image, nothing else.
    rows = [("A", 2010, 0.0, False), ("A", 2011, 1.0, True), ("B", 2010, 0.0, False), ("B", 2011, 0.0, False)]
    study = event_study(panel(rows), draws=200)
    assert (study.low, study.high) == pytest.approx((-1, 1))
    assert 60 < study.percentile_pct < 90


def test_the_p_of_the_most_extreme_arrangement_is_never_zero():
    study = event_study(made(4, effect=5.0), draws=99)
    assert study.percentile_pct == 100
    assert study.p_value == pytest.approx(2 / 100)


def test_the_same_panel_and_seed_give_the_same_study_in_any_order_of_rows():
    rows = made(5, effect=0.1)
    assert event_study(rows) == event_study(rows.iloc[::-1])
    assert event_study(rows) != event_study(rows, seed=1)


@pytest.mark.parametrize(
    ("events", "why"),
    [
        (set(), "no_events"),
        ({("A", 2010), ("B", 2010)}, "collinear"),  # everyone in the same year: the year explains it
        ({("A", 2010), ("A", 2011)}, "collinear"),  # one partner in all years: the partner explains it
    ],
)
def test_events_that_partner_and_year_explain_have_no_coefficient(events, why):
    rows = [(partner, year, 0.1, (partner, year) in events) for partner in "AB" for year in (2010, 2011)]
    with pytest.raises(NotIdentifiedError) as refused:
        event_study(panel(rows))
    assert refused.value.reason == why


def test_an_empty_panel_has_no_coefficient():
    with pytest.raises(NotIdentifiedError) as refused:
        event_study(panel([]))
    assert refused.value.reason == "no_changes"


def test_a_frame_without_events_is_refused():
    with pytest.raises(ValueError, match="lacks event"):
        event_study(panel([]).drop(columns="event"))


def test_a_change_goes_from_the_year_before_to_the_year_after():
    table = trade(both("VNM", 2010, 30, 10), both("VNM", 2012, 50, 30))
    row = one(changes(table, ["VNM"], "turnover"))
    assert (row.year, row.before_usd, row.after_usd) == (2011, 40, 80)
    assert row.log_change == pytest.approx(log(2))


@pytest.mark.parametrize(("flow", "before", "after"), [("export", 30, 50), ("import", 10, 30)])
def test_a_flow_has_changes_of_its_own(flow, before, after):
    table = trade(both("VNM", 2010, 30, 10), both("VNM", 2012, 50, 30))
    row = one(changes(table, ["VNM"], flow))
    assert (row.before_usd, row.after_usd) == (before, after)


def test_the_years_run_from_2007_to_2020():
    table = trade(customs_years("VNM", 3, 2, years=range(2005, 2025)))
    assert changes(table, ["VNM"], "export")["year"].tolist() == list(range(2007, 2021))


def test_mirror_figures_and_other_sources_do_not_join():
    table = trade(
        cell("VNM", 2010, "export", 30),
        mirror("VNM", 2012, "export", 50),
        cell("VNM", 2012, "export", 50, "wits_shares"),
    )
    assert changes(table, ["VNM"], "export").empty


def test_customs_and_the_imfs_copy_of_them_are_one_reporter():
    table = trade(cell("VNM", 2015, "export", 30), cell("VNM", 2017, "export", 60, "imf_imts"))
    assert one(changes(table, ["VNM"], "export")).source == "fcs + imf_imts"


def test_a_zero_has_no_logarithm_and_gives_no_row():
    table = trade(cell("VNM", 2010, "export", 0), cell("VNM", 2012, "export", 50))
    frame = changes(table, ["VNM"], "export")
    assert frame.empty
    assert tuple(frame.columns) == CHANGE_COLUMNS


def test_a_suspect_end_makes_the_change_suspect():
    table = trade(cell("VNM", 2010, "export", 30), cell("VNM", 2012, "export", 60, quality="suspect"))
    assert one(changes(table, ["VNM"], "export")).quality == "suspect"


def test_only_members_have_changes():
    table = trade(customs_years("VNM", 3, 2), customs_years("IND", 3, 2))
    assert set(changes(table, ["IND"], "turnover")["partner"]) == {"IND"}


@pytest.mark.parametrize(("lead", "marked"), [(0, [2012]), (1, [2011]), (2, [2010])])
def test_a_lead_marks_the_years_before_an_event(lead, marked):
    table = changes(trade(customs_years("VNM", 3, 2)), ["VNM"], "export")
    events = pd.DataFrame({"partner": ["VNM", "VNM", "IND"], "year": [2012, 2012, 2015]})
    frame = with_events(table, events, lead=lead)
    assert frame.loc[frame["event"], "year"].tolist() == marked
