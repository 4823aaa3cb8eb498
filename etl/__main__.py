"""The command line of the ETL: `python -m etl build | sources | status`.

Belongs here: options, what is printed, exit codes (0 fine, 1 something is wrong and named, 2 wrong usage). Does not
belong here: the work itself.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import Progress
from rich.table import Table as Grid

from etl.errors import EtlError, ReleaseError

app = typer.Typer(
    help="From archive to release: build, check, and say what is there.", no_args_is_help=True, add_completion=False
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
        from etl import release  # noqa: PLC0415
        from etl.archive import open_archive  # noqa: PLC0415
        from etl.tables import TABLES  # noqa: PLC0415

        started = time.monotonic()
        folder = _datasets(datasets)
        keep = _keep()
        with Progress(console=err, transient=True, disable=not err.is_terminal) as bar:
            task = bar.add_task("tables", total=len(TABLES))
            opened = open_archive(archive or folder / "archive")
            content = release.assemble(opened, lambda name: bar.update(task, advance=1, description=name))
        if check:
            _report(release.differences(content, folder), content.id)
            return
        published = release.publish(content, folder, keep)
        verb = "published" if published.written else "already there and intact, nothing written"
        out.print(f"release {content.id}: {verb} ({time.monotonic() - started:.1f} s)")
        for name in published.removed:
            out.print(f"removed old release {name} (ETL_KEEP_RELEASES={keep})")


@app.command()
def status(datasets: DatasetsOption = None) -> None:
    """Say which release is current, what each table holds and how new each source is."""
    with _errors_named():
        facts = _current(_datasets(datasets))
        out.print(f"release {facts['id']}, newest input of {facts['time']}")
        rows = [
            (name, f"{table['rows']:,}", table["first"] or "", table["last"] or "", " ".join(table["sources"]))
            for name, table in facts["tables"].items()
        ]
        _print(("table", "rows", "first", "last", "sources"), rows)
        _print(
            ("source", "state", "newest"),
            [(name, source["state"], source["newest"] or "") for name, source in facts["sources"].items()],
        )
        out.print(facts["state_note"])


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
def _errors_named() -> Iterator[None]:
    """An expected error (what EtlError names, or a folder that cannot be read or written) becomes exit code 1."""
    try:
        yield
    except (EtlError, OSError) as error:
        err.print(str(error))
        raise typer.Exit(1) from error


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
    path = datasets / "release" / "release.json"
    if not path.is_file():
        raise ReleaseError(f"{path}: no such file, so there is no release. Run: python -m etl build")
    try:
        facts: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise ReleaseError(f"{path}: not JSON ({error}). Run: python -m etl build") from error
    return facts


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
