"""The server around the app: the API beside it, and warm-up at start, so that the first reader waits for nothing.

`streamlit run dashboard/server.py`, or `python -m dashboard run`, which looks for a free port first.
"""

import logging
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from streamlit.starlette import App

from dashboard import figures, files, release
from dashboard.api import script
from dashboard.api.routes import routes


@asynccontextmanager
async def warmed(_app: App) -> AsyncIterator[None]:
    """Reads the release, builds every spec and fills it before the first reader comes.

    A broken release is the page's to tell, so the server starts all the same.
    """
    figures.build_templates()
    try:
        figures.fill_defaults(release.current())
        release.freeze("figures filled")
    except release.ReleaseError as error:
        print(f"There is no release to show yet: {error}. Build one with `python -m etl build`.")  # noqa: T201
    threading.Thread(target=warm_the_rest, name="warm-up", daemon=True).start()
    yield


def warm_the_rest() -> None:
    """What the first page does not need, while readers are served already: verdicts, pictures, the embeds' script."""
    try:
        files.warm()
        script.name()
        figures.fill_verdicts(release.current())
    except (release.ReleaseError, files.FileError) as error:
        logging.getLogger(__name__).warning("not warmed up: %s", error)


app = App("app.py", lifespan=warmed, routes=routes())
