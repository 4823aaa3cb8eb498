"""Starts the dashboard as a reader's host does, and ends what it started."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import ProxyHandler, build_opener

ROOT = Path(__file__).parents[2]
START_WITHIN = 90.0  # seconds


@contextmanager
def serving(datasets: Path, log: Path) -> Iterator[str]:
    """Serve the release of `datasets` on a free loopback port; gives the address."""
    url = f"http://127.0.0.1:{(port := _free_port())}"
    command = [sys.executable, "-m", "streamlit", "run", "dashboard/server.py"]
    options = ["--server.address", "127.0.0.1", "--server.port", str(port)]
    with log.open("wb") as out:
        process = subprocess.Popen(
            command + options, cwd=ROOT, env=os.environ | {"ETL_DATASETS": str(datasets)}, stdout=out, stderr=out
        )
    try:
        _wait_until_healthy(url, process, log)
        yield url
    finally:
        process.terminate()
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_healthy(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    direct, end = build_opener(ProxyHandler({})), time.monotonic() + START_WITHIN
    while process.poll() is None and time.monotonic() < end:
        try:
            with direct.open(f"{url}/_stcore/health", timeout=5):
                return
        except (URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError(f"the server did not come up:\n{log.read_text(errors='replace')}")
