"""`python -m dashboard`: the port that is served on, a clean end, the catalogues."""

import os
import signal
import socket
import subprocess
import sys
import time
import types
import urllib.error
import urllib.request

import pytest
from typer.testing import CliRunner

from dashboard import __main__ as command
from tests.project import ROOT


@pytest.fixture
def taken():
    """A port of this machine that something listens on, with the next one free."""
    for _ in range(50):
        listener = socket.create_server(("127.0.0.1", 0))
        port = listener.getsockname()[1]
        if port < 65000 and command._is_free("127.0.0.1", port + 1):
            yield port
            listener.close()
            return
        listener.close()
    pytest.fail("found no two neighbouring ports")


@pytest.fixture
def served(monkeypatch):
    """What the server was asked to do, in place of serving."""
    calls = []
    server = types.SimpleNamespace(app=types.SimpleNamespace(run=lambda *, config: calls.append(config)))
    monkeypatch.setitem(sys.modules, "dashboard.server", server)
    return calls


def invoke(*arguments):
    return CliRunner().invoke(command.app, arguments)


def test_a_free_port_is_taken_as_asked(taken):
    assert command.first_free_port("127.0.0.1", taken + 1) == taken + 1


def test_the_next_free_port_is_found(taken):
    assert command.first_free_port("127.0.0.1", taken) == taken + 1


def test_a_port_taken_on_all_addresses_is_taken_on_this_one():
    with socket.create_server(("0.0.0.0", 0)) as listener:
        assert not command._is_free("localhost", listener.getsockname()[1])


def test_no_free_port_is_said(taken, monkeypatch):
    monkeypatch.setattr(command, "TRIES", 1)
    with pytest.raises(OSError, match="no free port among the 1 from"):
        command.first_free_port("127.0.0.1", taken)


def test_run_says_aloud_which_port_it_moved_to(taken, served):
    result = invoke("run", "--host", "127.0.0.1", "--port", str(taken))
    assert f"Port {taken} is taken; serving on {taken + 1}" in result.stdout
    assert f"http://127.0.0.1:{taken + 1}" in result.stdout
    assert served == [{"server.address": "127.0.0.1", "server.port": taken + 1}]


def test_run_names_a_host_that_is_not_this_machine(served):
    result = invoke("run", "--host", "192.0.2.1")
    assert result.exit_code == 1
    assert "Can't serve on 192.0.2.1, port 8501" in result.stderr
    assert served == []


@pytest.mark.parametrize("port", ["0", "65536", "http"])
def test_run_refuses_what_is_no_port(port, served):
    assert invoke("run", "--port", port).exit_code == 2
    assert served == []


@pytest.mark.parametrize(("changed", "said"), [([], "nothing changed"), (["en.po", "ru.po"], "changed: en.po, ru.po")])
def test_texts_says_which_catalogues_changed(changed, said, monkeypatch):
    monkeypatch.setattr("dashboard.texts.update.update", lambda: changed)
    result = invoke("texts")
    assert result.exit_code == 0
    assert said in result.stdout


def test_it_serves_from_any_folder_and_ends_cleanly(tmp_path, taken):
    port = taken + 1
    arguments = [sys.executable, "-m", "dashboard", "run", "--port", str(port), "--host", "127.0.0.1"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        arguments, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as server:
        try:
            assert answer(f"http://127.0.0.1:{port}/_stcore/health", server) == "ok"
        finally:
            server.send_signal(signal.SIGINT)
            said, _ = server.communicate(timeout=30)
    assert server.returncode == 0, said
    assert f"http://127.0.0.1:{port}" in said
    assert "Traceback" not in said


def answer(url, server):
    """What the address says, once something answers there."""
    end = time.monotonic() + 60
    while time.monotonic() < end and server.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=30) as response:
                return response.read().decode()
        except urllib.error.URLError:
            time.sleep(0.1)
    return None
