"""The page of claims in a browser: two clicks to rule, rows and readings; links, Back, a phone, the same numbers."""

import json
import subprocess
import sys
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, expect

from dashboard.charts import reading_words

from .desk import PAGES, Desk
from .serving import ROOT

CLAIMS = PAGES["claims"]
JUDGED_WITHIN = 180_000  # ms
SEEN = ("many-partners", "visits-move-trade", "energy-food-niche")


@pytest.fixture(scope="module")
def ledger() -> list[dict[str, Any]]:
    """What `python -m dashboard claims --json` prints."""
    command = [sys.executable, "-m", "dashboard", "claims", "--json"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return list(json.loads(done.stdout))


@pytest.fixture(scope="module", autouse=True)
def _judged(browser: Browser, server: str) -> None:
    """The server judges the claims beside its first readers; these tests begin when it is done."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(server + CLAIMS)
    expect(page.locator("[class*=st-key-row-]").last).to_be_visible(timeout=JUDGED_WITHIN)
    context.close()


def row(desk: Desk, claim_id: str) -> Locator:
    """A claim's row of the ledger."""
    return desk.page.locator(f".st-key-row-{claim_id}")


def opener(desk: Desk, claim_id: str) -> Locator:
    """What opens a claim."""
    return desk.page.locator(f".st-key-open-{claim_id} button")


def expect_title(desk: Desk, words: str) -> None:
    """The page comes to bear this title; that of the view before may stand a moment longer."""
    expect(desk.page.get_by_role("heading", level=1, name=words)).to_be_visible()


def scrolled(desk: Desk) -> float:
    return float(desk.page.evaluate("document.querySelector('[data-testid=stMain]').scrollTop"))


def test_from_the_front_page_two_clicks_lead_to_rule_rows_and_every_reading(desk: Desk, ledger: list[dict[str, Any]]):
    desk.open("/")
    desk.page.locator("[data-testid=stSidebar]").get_by_role("link", name="Claims").click()
    desk.settle()
    opener(desk, "many-partners").click()
    expect_title(desk, "The new policy rests on many single states, not on China alone.")
    desk.settle()
    found = next(one for one in ledger if one["id"] == "many-partners")
    main = desk.page.locator("[data-testid=stMain]")
    for text in (found["rule"], found["measure"], found["against"], found["headline"]["text"]):
        expect(main).to_contain_text(text)
    expect(main.get_by_role("heading", name="The rows used")).to_be_visible()
    expect(main.locator("[data-testid=stDataFrame]").last).to_be_visible()
    expect(desk.chart("claim-many-partners").locator("path[aria-label]")).to_have_count(len(found["readings"]))


def test_the_ledger_shows_the_numbers_of_the_command(desk: Desk, ledger: list[dict[str, Any]]):
    desk.open(CLAIMS)
    expect(desk.page.locator("[class*=st-key-row-]")).to_have_count(len(ledger))
    for one in ledger:
        shown = row(desk, one["id"])
        for text in (one["wording"], one["headline"]["text"], reading_words.agreement(one)):
            expect(shown).to_contain_text(text)
        if number := reading_words.headline_number(one):
            expect(shown.locator(".number")).to_have_text(f"· {number}")
        expect(shown.locator(".signs i")).to_have_count(len(one["readings"]))


@pytest.mark.parametrize("claim_id", SEEN)
def test_a_claim_shows_the_numbers_of_the_command_for_every_reading(
    desk: Desk, ledger: list[dict[str, Any]], claim_id: str
):
    desk.open(CLAIMS, claim=claim_id)
    found = next(one for one in ledger if one["id"] == claim_id)
    main, unit = desk.page.locator("[data-testid=stMain]"), found["headline"]["unit"]
    for doubt in (found["coverage"], *found["doubts"]):
        expect(main).to_contain_text(doubt)
    for side in (found["before"], found["after"]):
        if side is not None:
            expect(main).to_contain_text(reading_words.amount(side, found["sides_unit"]))
    said = [
        one.get_attribute("aria-label") or ""
        for one in desk.chart(f"claim-{claim_id}").locator("path[aria-label]").all()
    ]
    for one in found["readings"]:
        ending = one["missing"] or reading_words.amount(one["value"], unit)
        assert any(label.endswith(f": {one['verdict']}. {ending}") for label in said)


def test_opening_a_claim_starts_at_its_top_and_writes_a_link_that_back_forward_and_reload_keep(desk: Desk):
    desk.open(CLAIMS, partner=["IND"])
    opener(desk, "visits-move-trade").click()
    expect_title(desk, "Work with single states pays.")
    desk.expect_query(partner=["IND"], claim=["visits-move-trade"])
    desk.settle()
    assert scrolled(desk) == 0
    desk.back()
    expect_title(desk, "The article, claim by claim")
    desk.expect_query(partner=["IND"])
    desk.page.go_forward()
    expect_title(desk, "Work with single states pays.")
    desk.page.reload()
    desk.settle()
    expect_title(desk, "Work with single states pays.")
    desk.page.get_by_role("button", name="All claims").click()
    expect_title(desk, "The article, claim by claim")
    desk.expect_query(partner=["IND"])


def test_a_bare_address_opens_the_claim_and_lets_the_reader_out_again(desk: Desk):
    desk.open("/", claim="many-partners")
    expect_title(desk, "The new policy rests on many single states, not on China alone.")
    desk.page.get_by_role("link", name="All claims").click()
    expect_title(desk, "The article, claim by claim")
    desk.expect_query()
    desk.back()
    expect_title(desk, "The new policy rests on many single states, not on China alone.")
    desk.page.locator("[data-testid=stSidebar]").get_by_role("button", name="Story").click()
    desk.settle()
    expect_title(desk, "Has Russia turned to Asia, one partner at a time?")
    desk.expect_query()


def test_a_click_in_a_claims_chart_changes_the_link_and_stays_where_the_reader_is(desk: Desk):
    desk.open(CLAIMS, claim="openness-erodes")
    desk.click(desk.mark("ranking", "India"))
    desk.expect_query(partner=["IND"], claim=["openness-erodes"])
    desk.settle()
    assert scrolled(desk) > 0


def test_the_filter_is_in_the_link(desk: Desk, ledger: list[dict[str, Any]]):
    contradicted = [one["id"] for one in ledger if one["verdict"] == "contradicted"]
    desk.open(CLAIMS)
    desk.page.get_by_role("radio", name=f"Contradicted {len(contradicted)}").click()
    desk.expect_query(verdict=["contradicted"])
    expect(desk.page.locator("[class*=st-key-row-]")).to_have_count(len(contradicted))
    desk.page.reload()
    desk.settle()
    expect(desk.page.locator("[class*=st-key-row-]")).to_have_count(len(contradicted))


def test_a_claim_opens_by_keyboard(desk: Desk):
    desk.open(CLAIMS)
    opener(desk, "many-partners").focus()
    desk.press("Enter")
    desk.expect_query(claim=["many-partners"])


def test_the_reviews_are_in_the_page_as_data(desk: Desk, ledger: list[dict[str, Any]]):
    desk.open(CLAIMS)
    script = desk.page.locator("script[type='application/ld+json']")
    expect(script).to_have_count(1)
    reviews = json.loads(script.text_content() or "")
    judged = [one["wording"] for one in ledger if one["verdict"] != "not testable yet"]
    assert [one["claimReviewed"] for one in reviews] == judged


@pytest.mark.parametrize("query", [{}, {"claim": "trade-turns-east"}], ids=["ledger", "claim"])
def test_nothing_has_to_be_scrolled_sideways_on_a_phone(browser: Browser, server: str, query: dict[str, str]):
    context = browser.new_context(viewport={"width": 390, "height": 844})
    desk = Desk(context.new_page(), server)
    desk.open(CLAIMS, **query)
    main = "document.querySelector('[data-testid=stMain]')"
    assert desk.page.evaluate(f"{main}.scrollWidth - {main}.clientWidth") == 0
    desk.check_clean()
    context.close()
