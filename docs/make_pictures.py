# ruff: noqa: INP001  (a script beside its pictures, not a package)
"""Takes the README's pictures from the running dashboard: `make pictures`.

Needs a Chromium (`make chromium`). Look at a picture before you commit it: its fonts and figures are those of the
machine and the release it was taken on.
"""

import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Error, Page, ViewportSize, sync_playwright

from dashboard.__main__ import first_free_port

FOLDER = Path(__file__).resolve().parent / "pictures"
HOST = "127.0.0.1"
VIEWS = {"explore": "/explore?partner=VNM", "story": "/", "claims": "/claims"}
EMBED, EMBED_SIZE = "/embed/partner-trade?partner=VNM", ViewportSize(width=840, height=620)
SIZE: ViewportSize = {"width": 1440, "height": 1500}
WAIT = 60_000  # milliseconds; the first page of a cold server is slow


def main() -> None:
    """Serves the dashboard, takes each picture, ends the server."""
    port = first_free_port(HOST, 8701)
    command = [sys.executable, "-m", "dashboard", "run", "--host", HOST, "--port", str(port)]
    with subprocess.Popen(command, cwd=FOLDER.parent.parent) as server:  # noqa: S603  (our own command)
        try:
            take(f"http://{HOST}:{port}")
        finally:
            server.terminate()


def take(address: str) -> None:
    """Takes every picture of the dashboard at this address."""
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=shutil.which("chromium") or shutil.which("google-chrome"))
        for name, view in VIEWS.items():
            page = browser.new_page(viewport=SIZE)
            open_when_served(page, address + view)
            page.locator("h1").first.wait_for(timeout=WAIT)
            page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for(timeout=WAIT)
            page.wait_for_timeout(2_000)  # charts draw a moment after the script ends
            page.screenshot(path=FOLDER / f"{name}.png")
        page = browser.new_page(viewport=EMBED_SIZE)
        page.goto(address + EMBED)
        page.locator("svg").first.wait_for(timeout=WAIT)
        page.wait_for_timeout(2_000)
        page.screenshot(path=FOLDER / "embed.png")


def open_when_served(page: Page, address: str) -> None:
    """Opens the address as soon as the server answers."""
    page.set_default_navigation_timeout(WAIT)
    for _ in range(100):
        try:
            page.goto(address)
        except Error as error:
            if "ERR_CONNECTION_REFUSED" not in str(error):
                raise
            page.wait_for_timeout(300)
        else:
            return


if __name__ == "__main__":
    main()
