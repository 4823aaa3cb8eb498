"""The command line of the dashboard: `python -m dashboard run | texts`.

Belongs here: options, what is printed, exit codes (0 fine, 1 something is wrong and named, 2 wrong usage). Does not
belong here: the work itself.
"""

import errno
import os
import socket
from contextlib import suppress
from typing import Annotated

import typer

TRIES = 100  # ports looked at before giving up

app = typer.Typer(
    help="Serve the dashboard, and keep its texts up to date.", no_args_is_help=True, add_completion=False
)


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
def texts() -> None:
    """Bring the text catalogues up to date with the code, and say which changed."""
    from dashboard.texts.update import update  # noqa: PLC0415  (`run` needs none of it)

    changed = update()
    typer.echo(f"changed: {', '.join(changed)}" if changed else "nothing changed: the catalogues are up to date")


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
