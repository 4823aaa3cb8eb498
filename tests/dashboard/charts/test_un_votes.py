"""UN votes of one partner: the nearest power, the votes on Ukraine, those without a seat, and where the series ends."""

from pathlib import Path

import pandas as pd
import pytest

from dashboard.charts import un_votes as chart
from dashboard.measures.votes import RESOLUTIONS
from dashboard.release import Release
from dashboard.selection import Choice
from dashboard.theme import MODES, TOKENS, Mode
from tests.dashboard.charts.drawn import WIDTHS, changed, named_data, svg, text
from tests.dashboard.loaded import loaded

VNM = Choice(partners=("VNM",))


@pytest.fixture(scope="module")
def release(small_release_dir: Path) -> Release:
    """Vietnam lies 0 from China, 0.5 from Russia and 4 from the United States, and abstained in every listed vote."""
    return with_votes(loaded(small_release_dir), *["abstain"] * 4)


def with_votes(release: Release, *votes: str, partner: str = "VNM") -> Release:
    """The release with these votes of one partner on the resolutions, in their order; "" = not listed."""
    rows = [
        {"iso3": partner, "resolution": r, "vote": v, "source_url": "https://example.org/vote", "note": "list"}
        for r, v in zip(RESOLUTIONS, votes, strict=True)
        if v
    ]
    table = pd.DataFrame(rows, columns=release.table("unga_ukraine_votes").columns)
    return changed(release, unga_ukraine_votes=table)


def with_distances(release: Release, **distances: float) -> Release:
    """The release with Vietnam's distances changed in every session."""
    table = release.table("un_alignment")
    return changed(release, un_alignment=table.assign(**{f"distance_to_{p}": d for p, d in distances.items()}))


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("mode", MODES)
def test_the_picture_holds_title_release_powers_and_votes(release: Release, mode: Mode, width: int) -> None:
    shown = text(svg(chart.draw, chart.content(release, VNM), release, mode, width))
    assert "Vietnam stood nearest to" in shown
    assert release.id in shown
    for power in ("Russia", "China", "United States"):
        assert power in shown
    assert shown.count("abstained") >= 4


def test_every_dataset_of_the_picture_is_there_even_with_nothing_to_show(release: Release) -> None:
    asked = named_data(chart.draw("light"))
    for partner in ("VNM", "BTN"):
        assert asked == set(chart.content(release, Choice(partners=(partner,))).frames)


def test_the_title_names_the_nearest_power_of_the_last_session(release: Release) -> None:
    filled = chart.content(release, VNM)
    table = filled.table[(filled.table["kind"] == "distance") & (filled.table["year"] == 2019)]
    nearest = table.sort_values("distance_ideal_points")["power"].iloc[0]
    assert nearest == "CHN"
    assert "nearest to China in 2019" in filled.title
    moved = chart.content(with_distances(release, CHN=2.0, RUS=1.0, USA=0.3), VNM)
    assert "nearest to the United States in 2019" in moved.title


def test_nearly_equal_distances_are_called_equal(release: Release) -> None:
    title = chart.content(with_distances(release, CHN=0.50, RUS=0.55, USA=3.0), VNM).title
    assert "as near to China as to Russia" in title
    assert "nearest" not in title


def test_a_power_is_compared_with_the_two_others_only(release: Release) -> None:
    filled = chart.content(release, Choice(partners=("CHN",)))
    assert set(filled.frames["lines"]["power"]) == {"RUS", "USA"}
    assert "nearer to Russia than to the United States" in filled.title


@pytest.mark.parametrize(
    ("votes", "said"),
    [
        (("abstain",) * 4, "it abstained in all 4 votes"),
        (("yes",) * 4, "it voted yes in all 4 votes"),
        (("no",) * 4, "it voted no in all 4 votes"),
        (("absent",) * 4, "it was absent from all 4 votes"),
        (("yes", "yes", "", "yes"), "it voted yes in all 3 votes listed"),
        (("abstain", "yes", "yes", "yes"), "it voted yes (3) and abstained (1)"),
    ],
)
def test_the_title_says_how_it_voted_on_ukraine(release: Release, votes: tuple[str, ...], said: str) -> None:
    assert chart.content(with_votes(release, *votes), VNM).title.endswith(said)


def test_the_title_is_silent_on_ukraine_where_no_vote_is_listed(release: Release) -> None:
    filled = chart.content(with_votes(release, "", "", "", ""), VNM)
    assert "Ukraine" not in filled.title
    assert filled.empty == ""


def test_a_vote_that_is_not_listed_is_hatched_and_called_so(release: Release) -> None:
    filled = chart.content(with_votes(release, "yes", "", "absent", "no"), VNM)
    cells = filled.frames["votes"]
    assert list(cells["letter"]) == ["Y", "?", "–", "N"]
    assert cells["word"].iloc[1] == "not listed"
    picture = svg(chart.draw, filled, release, "light", 760)
    assert "linearGradient" in picture
    full = chart.content(release, VNM)
    assert "linearGradient" not in svg(chart.draw, full, release, "light", 760)


def test_the_partner_is_never_drawn_in_the_accent(release: Release) -> None:
    for mode in MODES:
        picture = svg(chart.draw, chart.content(release, VNM), release, mode, 760).lower()
        assert TOKENS[mode].accent.lower() not in picture
        assert TOKENS[mode].chn.lower() in picture


def test_the_quote_has_distances_year_and_source_and_says_it_is_an_estimate_that_ends(release: Release) -> None:
    filled = chart.content(with_distances(release, CHN=0.482, RUS=0.958, USA=3.51), VNM)
    for part in ("2019", "0.48 to China", "0.96 to Russia", "3.5 to the United States", "Publisher of un_votes"):
        assert part in filled.quote
    assert "80 roll calls" in filled.check
    assert "estimate" in filled.check
    assert "ends in 2019" in filled.check


def test_the_subtitle_says_where_the_series_ends(release: Release) -> None:
    assert "2019 only" in chart.content(release, VNM).subtitle


def test_a_missing_session_cuts_the_line(release: Release) -> None:
    table = release.table("un_alignment")
    gap = table[table["session_year"] != 2014]
    lines = chart.content(changed(release, un_alignment=gap), VNM).frames["lines"]
    runs = lines.groupby("run")["year"].agg(["min", "max"])
    assert len(runs) == 6
    assert not ((runs["min"] < 2014) & (runs["max"] > 2014)).any()


def test_the_readers_years_bound_the_lines_unless_nothing_would_be_left(release: Release) -> None:
    within = chart.content(release, Choice(partners=("VNM",), first=2012, last=2015))
    assert within.frames["lines"]["year"].agg(["min", "max"]).tolist() == [2012, 2015]
    assert "in 2015" in within.title
    past = chart.content(release, Choice(partners=("VNM",), first=2021, last=2024))
    assert past.frames["lines"]["year"].agg(["min", "max"]).tolist() == [2010, 2019]


def test_names_at_the_lines_ends_do_not_overlap(release: Release) -> None:
    ends = chart.content(with_distances(release, CHN=1.0, RUS=1.01, USA=3.0), VNM).frames["ends"]
    apart = ends["at"].sort_values().diff().dropna()
    assert (apart * chart.HEIGHT / 3.0 > 32).all()


def test_a_partner_without_a_seat_is_told_from_one_that_is_unknown(release: Release) -> None:
    places = release.table("places")
    taiwan = places[places["iso3"] == "BTN"].assign(iso3="TWN", label="Taiwan")
    grown = changed(release, places=pd.concat([places, taiwan]))
    assert "Taiwan has no vote" in chart.content(grown, Choice(partners=("TWN",))).empty
    unknown = chart.content(release, Choice(partners=("BTN",))).empty
    assert "Bhutan" in unknown
    assert "unknown" in unknown
    assert chart.content(release, VNM).empty == ""


def test_votes_are_shown_where_there_are_no_distances(release: Release) -> None:
    bhutan = with_votes(release, "yes", "yes", "yes", "yes", partner="BTN")
    filled = chart.content(bhutan, Choice(partners=("BTN",)))
    assert filled.empty == ""
    assert filled.title == "Bhutan: on Ukraine it voted yes in all 4 votes"
    assert "no distances of Bhutan" in text(svg(chart.draw, filled, bhutan, "light", 760))
