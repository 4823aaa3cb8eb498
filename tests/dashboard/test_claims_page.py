"""The page of claims without a browser, on the small release: the ledger, its filter, an open claim, the reviews."""

import json
import re
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

import dashboard
from dashboard import release as releases
from dashboard.charts import reading_words
from dashboard.claims import changes
from dashboard.claims.changes import Change
from dashboard.claims.ledger import CLAIMS, verdict
from dashboard.claims.output import entries, entry
from dashboard.claims.publish import CHANGES, FOLDER
from dashboard.layout import signs
from dashboard.release import Release
from dashboard.selection import VERDICTS, Choice
from dashboard.theme import LIGHT

APP = Path(dashboard.__file__).parent / "app.py"
WITHIN = 120  # seconds until a run that hangs is given up
UNTESTABLE = "energy-food-niche"


@pytest.fixture(autouse=True)
def _small_release(small_datasets: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(releases, "DATASETS", small_datasets)


@pytest.fixture
def release() -> Release:
    return releases.current()


def page(choice: Choice) -> AppTest:
    """The page alone, after one run."""

    def script(choice):
        from dashboard import release
        from dashboard.layout import claims

        claims.show(release.current(), choice)

    return AppTest.from_function(script, default_timeout=WITHIN, kwargs={"choice": choice}).run()


def html(at: AppTest) -> str:
    return "\n".join(element.proto.body for element in at.get("html"))


def links(at: AppTest) -> dict[str, str]:
    """The query of each link, by its label."""
    return {link.proto.label: link.proto.query_string for link in at.get("page_link")}


def opened(at: AppTest) -> list[str]:
    """The labels of what opens a claim."""
    return [button.label for button in at.button if str(button.key).startswith("open-")]


def reviews(at: AppTest) -> list[dict]:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', html(at), flags=re.DOTALL)
    assert found
    return json.loads(found[1])


def words(at: AppTest) -> str:
    return "\n".join(element.value for element in (*at.markdown, *at.caption))


# The ledger


def test_every_claim_has_a_row_with_its_wording_verdict_number_and_agreement(release: Release):
    at = page(Choice())
    assert not at.exception
    assert opened(at) == [f"**{claim.wording()}**" for claim in CLAIMS.values()]
    for one in entries(release):
        row = signs.verdict_line(one["verdict"], reading_words.headline_number(one), reading_words.agreement(one))
        assert row in html(at)
        assert one["headline"]["text"] in words(at)


def test_every_verdict_has_the_same_row(release: Release):
    rows = html(page(Choice()))
    assert rows.count('class="verdict"') == rows.count('class="signs"') == rows.count('class="row"') == len(CLAIMS)


@pytest.mark.parametrize("chosen", VERDICTS[1:])
def test_the_filter_shows_the_claims_of_one_verdict(release: Release, chosen: str):
    wanted = {"untestable": "not testable yet"}.get(chosen, chosen)
    found = [f"**{one['wording']}**" for one in entries(release) if one["verdict"] == wanted]
    assert opened(page(Choice(verdict=chosen))) == found


def test_opening_a_claim_writes_the_link_and_keeps_the_rest_of_the_readers_choice():
    at = page(Choice(("VNM",), flow="export"))
    at.button(key="open-many-partners").click().run()
    assert {key: at.query_params[key] for key in ("partner", "flow", "claim")} == {
        "partner": "VNM",
        "flow": "export",
        "claim": "many-partners",
    }


def test_the_row_of_dots_says_its_counts_and_outlines_the_default():
    readings = [{"verdict": "mixed"}, {"verdict": "supported"}, {"verdict": "not testable yet"}]
    assert signs.row_of_dots(readings, '1 "supported"') == (
        '<div class="signs" role="img" aria-label="1 &quot;supported&quot;"><i class="sign full"></i>'
        '<i class="sign half default"></i><i class="sign dash"></i></div>'
    )


def test_a_sign_never_stands_without_its_word():
    for one in ("supported", "mixed", "contradicted", "not testable yet"):
        assert one.capitalize() in signs.verdict_line(one, "")


def test_the_signs_wear_the_tokens_of_the_verdicts():
    for colour in (LIGHT.supported, LIGHT.mixed, LIGHT.contradicted, LIGHT.untestable):
        assert colour in signs.style(LIGHT)


# An open claim


@pytest.mark.parametrize("claim_id", CLAIMS)
def test_an_open_claim_shows_every_part(release: Release, claim_id: str):
    at, found, claim = page(Choice(claim=claim_id)), entry(release, claim_id), CLAIMS[claim_id]
    assert not at.exception
    assert [title.value for title in at.title] == [found["wording"]]
    shown = words(at)
    parts = [found["headline"]["text"], found["against"], found["measure"], found["rule"], found["limits"]]
    for part in [*parts, claim.change(), claim.critic(), found["coverage"], *found["doubts"]]:
        assert part in shown
    assert signs.verdict_line(
        found["verdict"], reading_words.headline_number(found), reading_words.agreement(found)
    ) in html(at)


def test_what_speaks_against_it_is_a_heading_like_the_headlines_right_beside_it():
    headers = [header.value for header in page(Choice(claim="many-partners")).header]
    assert headers[:2] == ["What the figures say", "What speaks against it"]


def test_an_open_claim_shows_its_grid_and_its_chart_and_the_rows_with_their_file(release: Release):
    at = page(Choice(claim="many-partners"))
    assert len(at.get("vega_lite_chart")) == 2
    rows = verdict(release, "many-partners").default.rows
    assert len(rows)
    pd.testing.assert_frame_equal(at.dataframe[-1].value, rows, check_dtype=False)
    assert [button.proto.label for button in at.get("download_button")] == ["Download these rows as CSV"]


def test_a_claim_about_one_state_shows_it_until_the_reader_chooses_another():
    vietnam = page(Choice(claim="russia-no-replacement"))
    assert "the chart shows the partners you chose" not in words(vietnam)
    other = page(Choice(("IND",), claim="russia-no-replacement"))
    assert "The claim is about Vietnam; the chart shows the partners you chose." in words(other)


def test_the_reading_under_which_the_verdict_changes_is_named(release: Release):
    at = page(Choice(claim="forums-deadlock"))
    assert re.search(r"The verdict changes when \d choices? (is|are) made otherwise: .+ \(.+\)\.", words(at))


def test_a_claim_that_is_not_testable_says_what_is_missing_in_the_same_room(release: Release):
    at, found = page(Choice(claim=UNTESTABLE)), entry(release, UNTESTABLE)
    assert found["verdict"] == "not testable yet"
    assert found["missing"] in words(at)
    headers = [header.value for header in at.header]
    assert headers == [header.value for header in page(Choice(claim="many-partners")).header]


def test_the_way_back_leads_to_the_ledger_as_it_was_filtered():
    at = page(Choice(claim="many-partners", verdict="mixed"))
    next(button for button in at.button if button.label == "All claims").click().run()
    assert {key: at.query_params[key] for key in at.query_params} == {"verdict": "mixed"}


def test_each_claim_leads_to_the_next_and_the_last_to_none():
    first, second, *_others, last = CLAIMS
    assert opened(page(Choice(claim=first))) == [f"Next claim: {CLAIMS[second].wording()}"]
    assert opened(page(Choice(claim=last))) == []


# The link


def test_a_bare_address_with_a_claim_opens_it():
    at = AppTest.from_file(str(APP), default_timeout=WITHIN)
    at.query_params["claim"] = "many-partners"
    at.run()
    assert not at.exception
    assert at.title[0].value == CLAIMS["many-partners"].wording()


def test_a_claim_that_does_not_exist_is_named_and_the_front_page_opens():
    at = AppTest.from_file(str(APP), default_timeout=WITHIN)
    at.query_params["claim"] = "moon-is-cheese"
    at.run()
    assert not at.exception
    assert any("moon-is-cheese" in info.value for info in at.info)


def test_the_navigation_leaves_the_claim_behind_and_keeps_the_partner():
    at = AppTest.from_file(str(APP), default_timeout=WITHIN)
    at.query_params["claim"], at.query_params["partner"] = "many-partners", "VNM"
    at.run()
    assert links(at)["Claims"] == links(at)["Explore"] == "partner=VNM"


def test_the_navigation_leads_from_a_claim_at_the_bare_address_to_the_front_page():
    at = AppTest.from_file(str(APP), default_timeout=WITHIN)
    at.query_params["claim"] = "many-partners"
    at.run()
    at.button(key="way-out").click().run()
    assert not at.exception
    assert "claim" not in at.query_params
    assert at.title[0].value != CLAIMS["many-partners"].wording()


# Reviews and changes


def test_the_reviews_of_all_claims_with_a_verdict_are_on_the_ledger(release: Release):
    found = reviews(page(Choice()))
    judged = [one["wording"] for one in entries(release) if one["verdict"] != "not testable yet"]
    assert [one["claimReviewed"] for one in found] == judged


def test_an_open_claim_bears_its_own_review():
    found = reviews(page(Choice(claim="many-partners")))
    assert [one["claimReviewed"] for one in found] == [CLAIMS["many-partners"].wording()]


def test_no_sign_in_a_review_can_end_its_element():
    body = html(page(Choice()))
    inside = re.search(r"ld\+json\">(.*?)</script>", body, flags=re.DOTALL)
    assert inside
    assert "<" not in inside[1]


def changed(release: Release, to: str) -> Change:
    return Change(to, "earlier", "many-partners", "supported", "contradicted", -6.0, 9.00651, "percent")


def recorded(monkeypatch: pytest.MonkeyPatch, folder: Path, text: str, small: Path) -> None:
    """A folder of data whose release is the small one, with a record of changes."""
    (folder / FOLDER).mkdir()
    (folder / FOLDER / CHANGES).write_text(text)
    (folder / "release").symlink_to((small / "release").resolve())
    monkeypatch.setattr(releases, "DATASETS", folder)


def test_a_verdict_that_changed_is_told_with_both_numbers_and_marked_on_the_ledger(
    release: Release, small_datasets: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    recorded(monkeypatch, tmp_path, changes.as_csv([changed(release, release.id)]), small_datasets)
    told = words(page(Choice(claim="many-partners")))
    assert f"The verdict changed with release {release.id}: from supported (−6.0%, release earlier)" in told
    assert "to contradicted (9.0%)." in told
    assert "The verdict changed" not in words(page(Choice(claim="trade-turns-east")))
    assert html(page(Choice())).count("changed with this release: was supported, −6.0%") == 1


def test_a_change_of_an_earlier_release_is_told_and_no_longer_marked(
    release: Release, small_datasets: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    recorded(monkeypatch, tmp_path, changes.as_csv([changed(release, "older")]), small_datasets)
    assert "The verdict changed with release older" in words(page(Choice(claim="many-partners")))
    assert "changed with this release" not in html(page(Choice()))


def test_a_record_that_cannot_be_read_leaves_the_page_standing(
    small_datasets: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    recorded(monkeypatch, tmp_path, "no table", small_datasets)
    assert not page(Choice(claim="many-partners")).exception
    assert "changed verdicts can't be read" in caplog.text
