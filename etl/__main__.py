"""The command line of the ETL: `python -m etl build | refresh | publish | rollback | diff | status | sources`.

Belongs here: options, exit codes (0 fine, 1 something is wrong and named, 2 wrong usage; `refresh` has its own). Does
not belong here: the work itself, what is printed of a refresh (`etl/report.py`).
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import Progress
from rich.table import Table as Grid

from etl.errors import EtlError, ReleaseError

app = typer.Typer(
    help="From sources and archive to release: refresh, build, check, publish, go back, and say what is there.",
    no_args_is_help=True,
    add_completion=False,
)
out = Console(soft_wrap=True, highlight=False, markup=False)
err = Console(stderr=True, soft_wrap=True, highlight=False, markup=False)

DatasetsOption = Annotated[
    Path | None,
    typer.Option(
        "--datasets",
        help="Folder with archive/, releases/ and the link release. Default: ETL_DATASETS, else datasets/.",
    ),
]
ArchiveOption = Annotated[
    Path | None, typer.Option("--archive", help="Archive folder. Default: archive/ in the datasets folder.")
]


@app.command()
def build(
    *,
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; exit 1 if the release is not what the inputs give.")
    ] = False,
    archive: ArchiveOption = None,
    datasets: DatasetsOption = None,
) -> None:
    """Make a release from what is on disk, or check that the current one is what the inputs give."""
    with _errors_named():
        # Imported here: `--help`, `status` and `sources` do without pandas and answer at once.
        from etl import changelog, release  # noqa: PLC0415
        from etl import publish as publishing  # noqa: PLC0415
        from etl.tables import TABLES  # noqa: PLC0415

        started = time.monotonic()
        folder = _datasets(datasets)
        keep = _keep()
        with Progress(console=err, transient=True, disable=not err.is_terminal) as bar:
            task = bar.add_task("tables", total=len(TABLES))
            inputs = release.open_inputs(archive or folder / "archive", folder / release.LINK)
            content = release.assemble(inputs, lambda name: bar.update(task, advance=1, description=name))
        if check:
            _report(release.differences(content, folder), content.id)
            return
        published = publishing.publish(content, folder, keep)
        changelog.catch_up(folder)
        verb = "published" if published.written else "already there and intact, nothing written"
        out.print(f"release {content.id}: {verb} ({time.monotonic() - started:.1f} s)")
        for name in published.removed:
            out.print(f"removed old release {name} (ETL_KEEP_RELEASES={keep})")


@app.command()
def refresh(
    *,
    source: Annotated[
        list[str] | None, typer.Option(help="Id of a source to ask; may be repeated. Default: all.")
    ] = None,
    since: Annotated[int | None, typer.Option(min=1990, max=2100, help="First year to ask for.")] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Ask and check, but publish and remember nothing.")
    ] = False,
    offline: Annotated[bool, typer.Option("--offline", help="Ask nothing: read the last good answers again.")] = False,
    accept: Annotated[
        list[str] | None,
        typer.Option(help="Id of a source whose rows join though checks that compare speak against them; look first."),
    ] = None,
    hold: Annotated[bool, typer.Option("--hold", help="Let the new release wait for: etl publish ID.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the summary as JSON.")] = False,
    datasets: DatasetsOption = None,
) -> None:
    """Bring in the live sources and publish a release if it is right.

    Exit code: 0 all asked sources fresh, 1 the release stands with a stale source, 2 nothing published.
    """
    with _errors_named(code=2):
        from etl import refresh as refreshing  # noqa: PLC0415
        from etl import report  # noqa: PLC0415

        options = refreshing.Options(
            datasets=_datasets(datasets),
            keep=_keep(),
            sources=tuple(source or ()),
            since=since,
            dry_run=dry_run,
            offline=offline,
            accept=tuple(accept or ()),
            hold=hold,
        )
        with report.Bars(err) as bars:
            summary = refreshing.refresh(options, bars)
    if as_json:
        typer.echo(json.dumps(report.as_json(summary), ensure_ascii=False, indent=1))
    else:
        _print(report.HEADS, report.rows(summary))
        out.print("\n".join(report.words(summary)))
    raise typer.Exit(summary.code)


@app.command()
def publish(release_id: Annotated[str, typer.Argument(metavar="ID")], datasets: DatasetsOption = None) -> None:
    """Publish a release that waits (refresh --hold, or too many values changed)."""
    with _errors_named():
        from etl import changelog  # noqa: PLC0415
        from etl import publish as publishing  # noqa: PLC0415

        folder = _datasets(datasets)
        publishing.release_held(release_id, folder, _keep())
        changelog.catch_up(folder)
        out.print(f"release {release_id}: published")


@app.command()
def rollback(
    release_id: Annotated[str | None, typer.Argument(metavar="[ID]", help="Default: the release before.")] = None,
    datasets: DatasetsOption = None,
) -> None:
    """Go back to an earlier release that is kept here; one swap of the link."""
    with _errors_named():
        from etl import publish as publishing  # noqa: PLC0415

        left, now = publishing.roll_back(_datasets(datasets), release_id)
        out.print(f"release {now} is current again, {left} is kept. The next refresh starts from {now}.")


@app.command()
def diff(
    before: Annotated[str, typer.Argument(metavar="A")],
    after: Annotated[str, typer.Argument(metavar="B")],
    datasets: DatasetsOption = None,
) -> None:
    """Say what changed from release A to release B: rows added, gone, revised, with the size."""
    with _errors_named():
        from etl import diff as differing  # noqa: PLC0415
        from etl import publish as publishing  # noqa: PLC0415

        folder = _datasets(datasets)
        paths = [publishing.folder_of(one, folder) for one in (before, after)]
        out.print("\n".join(differing.lines(differing.between(*paths))))


@app.command()
def status(datasets: DatasetsOption = None) -> None:
    """Say which release is current, what each table holds and how each source stands."""
    with _errors_named():
        from etl import report  # noqa: PLC0415

        folder = _datasets(datasets)
        facts = _current(folder)
        out.print(f"release {facts['id']}, newest input of {facts['time']}")
        rows = [
            (name, f"{table['rows']:,}", table["first"] or "", table["last"] or "", " ".join(table["sources"]))
            for name, table in facts["tables"].items()
        ]
        _print(("table", "rows", "first", "last", "sources"), rows)
        _print(report.STATUS_HEADS, report.status_rows(facts["sources"], datetime.now(UTC)))
        out.print("\n".join([facts["state_note"], *report.waiting(folder)]))


@app.command()
def sources(datasets: DatasetsOption = None) -> None:
    """List the sources of the current release: publisher, tables fed, newest period, terms."""
    with _errors_named():
        facts = _current(_datasets(datasets))
        rows = [
            (name, source["publisher"], " ".join(source["tables"]), f"{source['rows']:,}", source["oldest"] or "",
             source["newest"] or "", source["redistribute"], source["licence"])
            for name, source in facts["sources"].items()
        ]  # fmt: skip
        _print(("source", "publisher", "tables", "rows", "first", "last", "redistribute", "terms"), rows)


@contextmanager
def _errors_named(code: int = 1) -> Iterator[None]:
    """An expected error (what EtlError names, or a folder that cannot be read or written) becomes an exit code."""
    try:
        yield
    except (EtlError, OSError) as error:
        err.print(str(error))
        raise typer.Exit(code) from error


def _datasets(option: Path | None) -> Path:
    default = Path(__file__).resolve().parent.parent / "datasets"
    return option or Path(os.environ.get("ETL_DATASETS") or default)


def _keep() -> int:
    value = os.environ.get("ETL_KEEP_RELEASES") or "10"
    if not value.isdigit() or int(value) < 1:
        raise ReleaseError(f"ETL_KEEP_RELEASES is {value!r}; it must be a whole number from 1 on.")
    return int(value)


def _current(datasets: Path) -> dict[str, Any]:
    """release.json of the current release."""
    from etl.release import facts_of  # noqa: PLC0415

    return facts_of(datasets / "release")


def _report(found: list[str], release_id: str) -> None:
    if not found:
        out.print(f"release {release_id} is what the inputs give")
        return
    err.print("\n".join(["The release is not what the inputs give:", *found, "Run: python -m etl build"]))
    raise typer.Exit(1)


def _print(heads: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> None:
    """A table; off a terminal tab-separated lines, so that nothing is cut."""
    if not out.is_terminal:
        for row in (heads, *rows):
            typer.echo("\t".join(row))  # rich would turn tabs into spaces
        return
    grid = Grid(*heads)
    for row in rows:
        grid.add_row(*row)
    out.print(grid)


if __name__ == "__main__":
    app(prog_name="python -m etl")
