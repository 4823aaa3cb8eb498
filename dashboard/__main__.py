"""The command line of the dashboard: `python -m dashboard run | claims | freeze | texts`.

Belongs here: options, what is printed, exit codes (0 fine, 1 something is wrong and named, 2 wrong usage). Does not
belong here: the work itself.
"""

import errno
import os
import socket
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import MofNCompleteColumn, Progress
from rich.table import Table as Grid

if TYPE_CHECKING:
    from dashboard.claims.output import Entry
    from dashboard.release import Release

TRIES = 100  # ports looked at before giving up

app = typer.Typer(
    help="Serve the dashboard, judge the claims, freeze its figures, keep the texts up to date.",
    no_args_is_help=True,
    add_completion=False,
)
out = Console(highlight=False, markup=False)


@app.command()
def run(
    port: Annotated[
        int, typer.Option(min=1, max=65535, help="Port to serve on; if it is taken, the next free one.")
    ] = 8501,
    host: Annotated[str, typer.Option(help="Address to listen on; 0.0.0.0 lets other machines in.")] = "localhost",
) -> None:
    """Serve the dashboard until Ctrl-C."""
    try:
        free = first_free_port(host, port)
    except OSError as error:
        typer.echo(f"Can't serve on {host}, port {port}: {error.strerror or error}", err=True)
        raise typer.Exit(1) from error
    if free != port:
        typer.echo(f"Port {port} is taken; serving on {free}")
    typer.echo(f"Russia and Asia: http://{host}:{free} (Ctrl-C ends it)")
    from dashboard.server import app as server  # noqa: PLC0415  (seconds of imports, after the words above)

    # The same as `streamlit run dashboard/server.py`; Streamlit reads .streamlit/config.toml beside this file.
    with suppress(KeyboardInterrupt):
        server.run(config={"server.address": host, "server.port": free})


@app.command()
def claims(
    claim: Annotated[str | None, typer.Argument(help="Id of one claim, shown in full; all of them without it.")] = None,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON list of objects instead of words.")] = False,
    write: Annotated[
        bool, typer.Option("--write", help="Write the ledger's files into claims/ beside the releases.")
    ] = False,
    datasets: Annotated[
        Path | None, typer.Option("--datasets", help="Folder with releases/. Default: ETL_DATASETS, else datasets/.")
    ] = None,
) -> None:
    """Judge the claims on the current release: the whole ledger, or one claim in full."""
    if write and claim:
        raise typer.BadParameter("--write writes the whole ledger: leave out the claim's id")
    with _errors_named():
        from dashboard import release  # noqa: PLC0415  (`run` and `--help` answer without pandas)
        from dashboard.claims import output  # noqa: PLC0415

        current = release.current(datasets)
        entries = [output.entry(current, claim)] if claim else output.entries(current)
        if write:
            _write(current, entries, datasets or release.DATASETS)
        elif as_json:
            typer.echo(output.as_json(entries), nl=False)
        else:
            _print(entries, full=claim is not None)


@app.command()
def freeze(
    datasets: Annotated[
        Path | None, typer.Option("--datasets", help="Folder with releases/. Default: ETL_DATASETS, else datasets/.")
    ] = None,
    processes: Annotated[
        int, typer.Option(min=1, max=64, help="How many make pages at a time. Default: one a processor.")
    ] = os.cpu_count() or 1,
) -> None:
    """Keep the current release's figures for ever, so that links to them give the same bytes after it is gone."""
    with _errors_named():
        from dashboard import release  # noqa: PLC0415
        from dashboard.api import freeze as freezing  # noqa: PLC0415

        with Progress(*Progress.get_default_columns(), MofNCompleteColumn(), console=out, transient=True) as bar:
            task = bar.add_task("Freezing figures")
            done = freezing.freeze(
                datasets or release.DATASETS,
                processes=processes,
                told=lambda figures, of: bar.update(task, completed=figures, total=of),
            )
    typer.echo(
        f"release {done.release}: {done.pages} frozen pages ({done.made} new), {done.size_bytes / 1e6:.1f} MB on disk"
    )


@app.command()
def texts() -> None:
    """Bring the text catalogues up to date with the code, and say which changed."""
    from dashboard.texts.update import update  # noqa: PLC0415  (`run` needs none of it)

    changed = update()
    typer.echo(f"changed: {', '.join(changed)}" if changed else "nothing changed: the catalogues are up to date")


@contextmanager
def _errors_named() -> Iterator[None]:
    """What is wrong is said in one line: exit code 2 for a claim that is not there, 1 for the rest."""
    from dashboard.api.freeze import FreezeError  # noqa: PLC0415
    from dashboard.api.store import StoreError  # noqa: PLC0415
    from dashboard.claims.ledger import UnknownClaimError  # noqa: PLC0415
    from dashboard.claims.publish import LedgerError  # noqa: PLC0415
    from dashboard.release import ReleaseError  # noqa: PLC0415

    try:
        yield
    except (UnknownClaimError, LedgerError, ReleaseError, FreezeError, StoreError, OSError) as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2 if isinstance(error, UnknownClaimError) else 1) from error


def _write(release: "Release", entries: "Sequence[Entry]", datasets: Path) -> None:
    from dashboard.claims import changes, publish  # noqa: PLC0415

    done = publish.write(release, entries, datasets, os.environ.get("DASHBOARD_URL") or None)
    typer.echo(f"ledger of release {release.id}: {len(entries)} claims in {done.folder}")
    for change in done.changes:
        typer.echo(changes.paragraph(change))
    for name in done.removed:
        typer.echo(f"removed the ledger of release {name}, which is gone")


def _print(entries: "Sequence[Entry]", *, full: bool) -> None:
    """One claim in full, or a table; off a terminal tab-separated lines, so that nothing is cut."""
    from dashboard.claims import printed  # noqa: PLC0415

    if full:
        typer.echo("\n\n".join(printed.in_full(one) for one in entries))
        return
    rows = printed.rows(entries)
    if not out.is_terminal:
        for row in (printed.HEADS, *rows):
            typer.echo("\t".join(row))
        return
    grid = Grid(*printed.HEADS, show_lines=True)
    for row in rows:
        grid.add_row(*row)
    out.print(grid)


def first_free_port(host: str, wanted: int) -> int:
    """The first port from `wanted` upwards that nothing listens on, at any address `host` stands for.

    Raises:
        OSError: the host has no address here, the port is not allowed, or none of `TRIES` ports is free.
    """
    for port in range(wanted, min(wanted + TRIES, 65536)):
        if _is_free(host, port):
            return port
    raise OSError(errno.EADDRINUSE, f"no free port among the {TRIES} from {wanted} on")


def _is_free(host: str, port: int) -> bool:
    results = {_error_of_binding(*found) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
    if errno.EADDRINUSE in results:
        return False
    if 0 not in results:  # one address that works is enough: `localhost` may name IPv6 where the machine has none
        problem = results.pop()
        raise OSError(problem, os.strerror(problem))
    return True


def _error_of_binding(family: int, kind: int, protocol: int, _name: str, address: tuple[str | int | bytes, ...]) -> int:
    """The error number of listening there; 0 when all is well."""
    try:
        with socket.socket(family, kind, protocol) as probe:
            if os.name == "posix":  # a port whose last connections are still closing is free to listen on
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        return error.errno or errno.EIO
    return 0


if __name__ == "__main__":
    app(prog_name="python -m dashboard")
