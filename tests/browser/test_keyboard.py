"""Everything a click does can be done by keyboard."""

from playwright.sync_api import expect

from .desk import Desk

MOST_TABS = 12
MOST_KEYS = 12


def tab_to(desk: Desk, label: str) -> None:
    """From where the focus is, Tab until the box of this name has it."""
    expect(desk.widget("partner").get_by_role("combobox")).to_be_in_viewport()  # the sidebar slides in after the page
    passed: list[str] = []
    while label not in passed:
        assert len(passed) < MOST_TABS, f"{label} is not within {MOST_TABS} tabs of the page's top, but {passed}"
        desk.press("Tab")
        passed.append(desk.page.evaluate("(e => e.ariaLabel || e.innerText || e.tagName)(document.activeElement)"))


def test_a_partner_typed_from_the_top_of_the_page_makes_the_same_link_as_a_click(desk: Desk):
    desk.open()
    tab_to(desk, "Partners")
    keys = [*"Viet", "Enter"]
    desk.press(*keys)
    desk.expect_query(partner=["VNM"])
    desk.expect_partners("Vietnam")
    desk.expect_title("partner-trade-VNM", "Vietnam:")
    assert len(keys) <= MOST_KEYS


def test_backspace_takes_the_last_partner_out(desk: Desk):
    desk.open(partner=["VNM", "IND"])
    tab_to(desk, "Partners")
    desk.press("Backspace")
    desk.expect_query(partner=["VNM"])
    desk.expect_partners("Vietnam")


def test_a_year_is_chosen_by_keyboard(desk: Desk):
    desk.open()
    tab_to(desk, "From")
    desk.press(*"2012", "Enter")
    desk.expect_query(from_=["2012"])
    desk.expect_title("ranking", "2012")


def test_years_chosen_the_wrong_way_round_are_put_right(desk: Desk):
    desk.open(to="2010")
    tab_to(desk, "From")
    desk.press(*"2015", "Enter")
    desk.expect_query(from_=["2010"], to=["2015"])
    desk.expect_year("from", "2010")
    desk.expect_year("to", "2015")


def test_the_partner_page_finds_a_partner_by_name(desk: Desk):
    desk.open("/partner", partner="IND")
    box = desk.page.locator("[data-testid=stMain]").get_by_label("Partner (type a name)")
    box.click()
    box.fill("Viet")
    desk.press("Enter")
    desk.expect_query(partner=["VNM"])
    expect(desk.page.get_by_role("heading", level=1)).to_have_text("Vietnam")


def test_the_partner_page_puts_two_side_by_side(desk: Desk):
    desk.open("/partner", partner="IND")
    box = desk.page.locator("[data-testid=stMain]").get_by_label("Compare with")
    box.click()
    box.fill("Viet")
    desk.press("Enter")
    desk.expect_query(partner=["IND", "VNM"])
    expect(desk.page.get_by_role("heading", level=1)).to_have_text("India and Vietnam")
    desk.expect_title("partner-trade-VNM", "Vietnam:")
