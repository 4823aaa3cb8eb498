"""The server around the app: warm-up at start, so that the first reader waits for nothing.

`streamlit run dashboard/server.py`, or `python -m dashboard run`, which looks for a free port first.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from streamlit.starlette import App

from dashboard import figures, release


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
    yield


app = App("app.py", lifespan=warmed)
