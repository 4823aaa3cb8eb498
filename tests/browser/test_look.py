"""Light and dark follow the reader's system, page and charts alike."""

import pytest
from playwright.sync_api import Browser, expect

from dashboard.theme import TOKENS, Mode

from .desk import Desk


def rgb(colour: str) -> str:
    """'#14171C' as browsers give it."""
    return "rgb({}, {}, {})".format(*(int(colour[i : i + 2], 16) for i in (1, 3, 5)))


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_page_and_charts_wear_the_colours_of_the_readers_mode(browser: Browser, server: str, mode: Mode):
    context = browser.new_context(viewport={"width": 1440, "height": 1000}, color_scheme=mode)
    desk, tokens = Desk(context.new_page(), server), TOKENS[mode]
    desk.open(partner="IND")
    expect(desk.page.locator("[data-testid=stApp]")).to_have_css("background-color", rgb(tokens.paper))
    for figure in ("tiles", "ranking", "asia-share", "partner-trade-IND", "visits"):
        chart = desk.chart(figure)
        expect(chart).to_have_css("background-color", rgb(tokens.paper))
        expect(chart.locator(f'text[fill="{tokens.ink}"]').first).to_be_visible()
    desk.check_clean()
    context.close()
