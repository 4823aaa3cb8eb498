"""What a reader does with the dashboard and sees of it, so that the tests can speak of partners and years."""

from __future__ import annotations

import ast
import re
from urllib.parse import parse_qs, urlencode, urlsplit

from playwright.sync_api import ConsoleMessage, Locator, Page, Request, expect

from .serving import ROOT


def pages() -> dict[str, str]:
    """The paths of the app's pages by name, read from its code (to import it is to run it)."""
    tree = ast.parse((ROOT / "dashboard" / "app.py").read_text())
    table = next(
        node.value
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and node.targets[0].id == "PAGES"
    )
    names = [
        entry.elts[1].value
        for entry in getattr(table, "elts", ())
        if isinstance(entry, ast.Tuple) and isinstance(entry.elts[1], ast.Constant)
    ]
    return {name: f"/{name}" if i else "/" for i, name in enumerate(names)}


PAGES = pages()
EXPLORE = PAGES["explore"]
# Streamlit's front end looks for its base path on a nested page: these two answers of 404 are its own.
PROBES = ("_stcore/health", "_stcore/host-config")


class Desk:
    """One reader's tab."""

    def __init__(self, page: Page, url: str) -> None:
        self.page, self.url = page, url
        self.errors: list[str] = []
        self.strangers: list[str] = []
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("request", self._asked)

    # What the reader does

    def open(self, path: str = EXPLORE, **query: str | list[str]) -> None:
        """Open a page by its link and wait until it stands."""
        self.follow(f"{self.url}{path}" + ("?" + urlencode(query, doseq=True) if query else ""))

    def follow(self, link: str) -> None:
        """Open any link of the dashboard and wait until the page stands."""
        self.page.goto(link)
        self.settle()

    def settle(self) -> None:
        """Wait until the run has ended and every chart of the page is drawn."""
        expect(self.page.locator("[data-testid=stMain] h1").first).to_be_visible()
        expect(self.page.locator("[data-testid=stApp]")).to_have_attribute("data-test-script-state", "notRunning")
        expect(self.page.locator("[data-testid=stMain] [data-stale=true]")).to_have_count(0)
        expect(self.page.locator("[data-testid=stMain] [data-testid=stSkeleton]")).to_have_count(0)
        expect(self.page.locator("[data-testid=stVegaLiteChart]:not(:has(svg.marks))")).to_have_count(0)

    def click(self, mark: Locator, *, add: bool = False) -> None:
        """Click the middle of a mark, whatever word is written on it; with shift to add."""
        self.settle()
        mark.click(force=True, modifiers=["Shift"] if add else [])

    def drag(self, chart: Locator, start: float, end: float) -> None:
        """Drag over a chart from one part of its width to another, at half its height."""
        self.settle()
        chart.scroll_into_view_if_needed()
        box = chart.bounding_box()
        assert box is not None
        height, mouse = box["y"] + box["height"] / 2, self.page.mouse
        mouse.move(box["x"] + box["width"] * start, height)
        mouse.down()
        mouse.move(box["x"] + box["width"] * (start + end) / 2, height, steps=5)
        mouse.move(box["x"] + box["width"] * end, height, steps=5)
        mouse.up()

    def back(self) -> None:
        """The browser's Back, once the page stands."""
        self.settle()
        self.page.go_back()

    def press(self, *keys: str) -> None:
        """Keys in their order, wherever the focus is."""
        for key in keys:
            self.page.keyboard.press(key)

    # What the reader sees

    def chart(self, figure: str) -> Locator:
        """The picture of a figure; `partner-trade-IND` is India's."""
        return self.page.locator(f'[class*="st-key-{figure}_"] svg.marks')

    def mark(self, figure: str, label: str) -> Locator:
        """The first mark of a figure whose name holds `label`."""
        return self.chart(figure).locator(f'path[aria-label*="{label}"]').first

    def widget(self, key: str) -> Locator:
        """A widget of the sidebar by its key."""
        return self.page.locator(f"[data-testid=stSidebar] .st-key-{key}")

    @property
    def query(self) -> dict[str, list[str]]:
        """The query of the address bar."""
        return parse_qs(urlsplit(self.page.url).query)

    def expect_query(self, **query: list[str]) -> None:
        """The address bar comes to hold this choice and nothing else."""
        expect(self.page).to_have_url(_any_order({k.removesuffix("_"): v for k, v in query.items()}))

    def expect_partners(self, *names: str) -> None:
        """The box of partners holds these, in this order."""
        tags = self.widget("partner").locator("[data-tag]")
        expect(tags).to_have_text(list(names))

    def expect_year(self, key: str, year: str) -> None:
        """The box `from` or `to` shows this year; an empty text is none."""
        expect(self.widget(key).get_by_role("combobox")).to_have_value(year)

    def expect_title(self, figure: str, words: str) -> None:
        """The headline inside a picture comes to hold these words."""
        expect(self.chart(figure)).to_contain_text(words)

    def check_clean(self) -> None:
        """Nothing went wrong behind the page, and nobody else was asked for anything."""
        assert self.errors == []
        assert self.strangers == []

    def _said(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not self._is_probe(message):
            self.errors.append(f"{message.text} ({message.location['url']})")

    def _is_probe(self, message: ConsoleMessage) -> bool:
        own = {f"{self.url}{path}/{probe}" for path in PAGES.values() if path != "/" for probe in PROBES}
        return message.location["url"] in own and "404" in message.text

    def _asked(self, request: Request) -> None:
        asked = urlsplit(request.url)
        if asked.scheme not in {"data", "blob"} and f"{asked.scheme}://{asked.netloc}" != self.url:
            self.strangers.append(request.url)


def _any_order(query: dict[str, list[str]]) -> re.Pattern[str]:
    """An address with exactly these pairs; partners keep their order, other keys may stand anywhere."""
    pairs = [urlencode({key: values}, doseq=True) for key, values in query.items()]
    if not pairs:
        return re.compile(r"^[^?]*\??$")
    ahead = "".join(rf"(?=[^?]*\?(?:.*&)?{re.escape(pair)}(?:&|$))" for pair in pairs)
    total = sum(len(pair) for pair in pairs) + len(pairs) - 1
    return re.compile(rf"^{ahead}[^?]*\?.{{{total}}}$")
