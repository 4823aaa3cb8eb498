"""The link is the whole state: what it says is shown, on every page, after a reload, back and forward."""

import pytest
from playwright.sync_api import expect

from .desk import EXPLORE, PAGES, Desk

EVERYTHING: dict[str, str | list[str]] = {
    "partner": ["VNM", "IND"],
    "from": "2010",
    "to": "2020",
    "flow": "export",
    "measure": "share",
    "asia": "wide",
    "basis": "mirror",
}


def expect_everything(desk: Desk) -> None:
    """All widgets show what `EVERYTHING` says, and the link still says it."""
    desk.expect_partners("Vietnam", "India")
    desk.expect_year("from", "2010")
    desk.expect_year("to", "2020")
    expect(desk.widget("flow").locator("[data-testid=stRadioOption][data-selected]")).to_have_text("Russia’s exports")
    for key, label in (
        ("measure", "Share of Russia’s trade"),
        ("asia", "with Central and West Asia"),
        ("basis", "Reported by the partner only"),
    ):
        expect(desk.widget(key).get_by_role("combobox")).to_have_value(label)
    desk.expect_query(**{key: [value] if isinstance(value, str) else value for key, value in EVERYTHING.items()})


@pytest.mark.parametrize("name", PAGES)
def test_a_link_with_every_parameter_restores_the_whole_choice(desk: Desk, name: str):
    desk.open(PAGES[name], **EVERYTHING)
    expect_everything(desk)


def test_a_reload_keeps_the_whole_choice_and_the_charts(desk: Desk):
    desk.open("/partner", **EVERYTHING)
    desk.page.reload()
    desk.settle()
    expect_everything(desk)
    expect(desk.page.get_by_role("heading", level=1)).to_have_text("Vietnam and India")
    desk.expect_title("partner-trade-VNM", "exports")


@pytest.mark.parametrize("path", [EXPLORE, PAGES["partner"]])
def test_back_and_forward_go_through_the_choices_one_by_one(desk: Desk, path: str):
    desk.open(path, partner=["CHN", "IND"])
    desk.click(desk.mark("partner-trade-IND", "India, 2019"))
    desk.expect_query(partner=["IND"])
    desk.expect_partners("India")
    desk.widget("flow").get_by_text("Russia’s imports").click()
    desk.expect_query(partner=["IND"], flow=["import"])
    desk.expect_title("partner-trade-IND", "imports")
    desk.back()
    desk.expect_query(partner=["IND"])
    desk.expect_title("partner-trade-IND", "wo-way")
    desk.back()
    desk.expect_query(partner=["CHN", "IND"])
    desk.expect_partners("China", "India")
    desk.expect_title("partner-trade-CHN", "China:")
    desk.page.go_forward()
    desk.expect_query(partner=["IND"])
    desk.expect_partners("India")
    expect(desk.chart("partner-trade-CHN")).to_have_count(0)


def test_the_choice_goes_along_from_page_to_page_and_back(desk: Desk):
    desk.open(partner=["IND"], flow="export")
    side = desk.page.locator("[data-testid=stSidebar]")
    side.get_by_role("link", name="Partner").click()
    expect(desk.page.get_by_role("heading", level=1)).to_have_text("India")
    desk.expect_query(partner=["IND"], flow=["export"])
    desk.expect_partners("India")
    side.get_by_role("link", name="Data and methods").click()
    expect(desk.page.get_by_role("heading", level=1)).to_have_text("Data and methods")
    desk.expect_query(partner=["IND"], flow=["export"])
    desk.page.go_back()
    expect(desk.page.get_by_role("heading", level=1)).to_have_text("India")
    desk.expect_query(partner=["IND"], flow=["export"])


def test_the_copied_link_names_the_release_and_opens_the_same_view(desk: Desk):
    desk.page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=desk.url)
    desk.open(partner=["VNM", "IND"], flow="export")
    desk.page.get_by_role("button", name="Copy link").click()
    expect(desk.page.get_by_text("Copied")).to_be_visible()
    link = desk.page.evaluate("navigator.clipboard.readText()")
    release = desk.page.locator("[data-testid=stSidebar]").get_by_text("Release 20").inner_text().split()[1].rstrip(".")
    assert f"release={release}" in link
    desk.follow(link)
    desk.expect_query(partner=["VNM", "IND"], flow=["export"], release=[release])
    desk.expect_partners("Vietnam", "India")
    desk.expect_title("partner-trade-VNM", "exports")
    expect(desk.page.locator("[data-testid=stAlert]")).to_have_count(0)  # made on this release: nothing to say


def test_a_bad_link_opens_with_what_is_valid_and_says_what_was_ignored(desk: Desk):
    bad = {"partner": ["XXX", "ind"], "from": "2020", "to": "2010", "flow": "sideways", "colour": "red"}
    desk.open(**bad)
    said = " ".join(desk.page.locator("[data-testid=stAlert]").all_inner_texts())
    for what in ("XXX", "2010 to 2020", "sideways", "colour"):
        assert what in said
    desk.expect_partners("India")
    desk.expect_year("from", "2010")
    desk.expect_year("to", "2020")
    desk.expect_title("partner-trade-IND", "wo-way")


def test_markup_in_a_link_stays_text(desk: Desk):
    desk.open(flow="<img src=x onerror=alert(1)>", **{"**bold**": "1"})
    expect(desk.page.locator("[data-testid=stAlert]")).to_have_count(2)
    expect(desk.page.locator("[data-testid=stAlert] img, [data-testid=stAlert] strong")).to_have_count(0)


def test_a_wrong_page_opens_the_desk_with_the_choice_and_says_so(desk: Desk):
    desk.open("/nowhere", partner="IND")
    expect(desk.page.get_by_text("Page not found")).to_be_visible()
    desk.expect_partners("India")
    # Streamlit's own: two probes for its base path, and the sentence of its notice.
    assert [e for e in desk.errors if "/nowhere/_stcore/" not in e and "does not seem to exist" not in e] == []
    desk.errors.clear()


def test_a_partner_without_figures_says_so_in_place_of_an_empty_chart(desk: Desk):
    desk.open("/partner", partner="BTN")
    said = desk.page.locator("[data-testid=stAlert]").filter(has_text="Bhutan")
    expect(said.first).to_be_visible()
    expect(desk.chart("partner-trade-BTN")).to_have_count(0)
