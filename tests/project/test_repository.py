"""What is committed works on any machine, and its set-up says in words what a machine lacks."""

import re
import shutil
import stat
import subprocess

import pytest

from tests.project import ROOT

# Written in pieces, so that this file does not hold what it looks for.
FOREIGN = re.compile(
    "|".join((
        # a path of one machine
        r"(?<![\w./-])/" + r"(?:root|work|home/\w+|opt/pypi[\w-]*)/",
        # a folder beside the project, not inside it
        r"\.\./" + "shared",
        r"\bshared" + r"/(?:data|look|lessons|hooks|sources|DESIGN|thesis)\b",
        # the address of a registry
        r"pypi\." + "org/simple|files.python" + "hosted.org|registry.npm" + "js.org|deb.deb" + "ian.org",
        r"--(?:extra-)?index" + r"-url[ =]\S",
    ))
)  # fmt: skip


def committed():
    """The files git tracks, less those that a commit in preparation removes."""
    names = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True).stdout
    return [path for name in names.split("\0") if name and (path := ROOT / name).is_file() and not path.is_symlink()]


def test_no_committed_file_holds_a_path_or_registry_of_one_machine():
    found = []
    for path in committed():
        content = path.read_bytes()
        if b"\0" in content:
            continue  # a picture
        for number, line in enumerate(content.decode("utf-8").splitlines(), start=1):
            if match := FOREIGN.search(line):
                found.append(f"{path.relative_to(ROOT)}:{number}: {match[0]}")
    assert found == []


FOUND = ("see /ro" + "ot/x", "'/wo" + "rk/main'", "../sha" + "red/data", "--index" + "-url https://example.org")


@pytest.mark.parametrize("line", FOUND)
def test_such_a_line_would_be_found(line):
    assert FOREIGN.search(line)


@pytest.mark.parametrize("line", ["https://example.org/wo" + "rk/2024", "the ro" + "ot folder", "a share of work/life"])
def test_an_ordinary_line_is_left_alone(line):
    assert not FOREIGN.search(line)


def test_make_help_tells_of_every_command():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    phony = re.search(r"^\.PHONY: (.+)$", makefile, flags=re.MULTILINE)[1].split()
    said = subprocess.run(
        ["make", "--no-print-directory", "help"], cwd=ROOT, capture_output=True, check=True, text=True
    )
    told = [line.split(maxsplit=1) for line in said.stdout.splitlines()]
    assert [name for name, _why in told] == phony


def test_ci_runs_make_test():
    script = ROOT / ".ci" / "run"
    assert script.stat().st_mode & stat.S_IXUSR
    assert script.read_text(encoding="utf-8").splitlines()[-1] == "exec make test"


@pytest.fixture
def machine(tmp_path):
    """A machine with nothing on its PATH but what the test puts there."""
    folder = tmp_path / "bin"
    folder.mkdir()

    def put(name, script):
        (folder / name).write_text(f"#!{shutil.which('sh')}\n{script}\n", encoding="utf-8")
        (folder / name).chmod(0o755)

    def run(script, *arguments):
        command = [shutil.which("sh"), ROOT / ".ci" / script, *arguments]
        return subprocess.run(
            command, cwd=tmp_path, env={"PATH": str(folder)}, capture_output=True, text=True, check=False
        )

    put.folder, put.run = folder, run
    return put


@pytest.mark.parametrize("name", ["chromium", "chromium-browser", "google-chrome"])
def test_a_chromium_on_the_path_is_used(machine, name):
    machine(name, "")
    result = machine.run("chromium")
    assert result.returncode == 0
    assert result.stdout.strip() == str(machine.folder / name)


def test_without_a_browser_the_system_package_is_installed(machine):
    machine("id", "echo 0")
    machine("env", 'shift; exec "$@"')
    copy, template = shutil.which("cp"), machine.folder / "id"
    machine("apt-get", f'if [ "$1" = install ]; then {copy} "{template}" "{machine.folder}/chromium"; fi')
    result = machine.run("chromium")
    assert result.returncode == 0, result.stderr
    assert "installing the system's package" in result.stderr
    assert result.stdout.strip() == str(machine.folder / "chromium")


def test_a_missing_browser_is_a_failure_that_says_what_to_do(machine):
    result = machine.run("chromium")
    assert result.returncode == 1
    assert "apt-get install chromium" in result.stderr


def test_a_failed_install_is_a_failure_too(machine):
    machine("id", "echo 0")
    machine("apt-get", "exit 100")
    assert machine.run("chromium").returncode == 1


def test_without_python_the_set_up_says_what_is_needed(machine):
    result = machine.run("venv", "python3")
    assert result.returncode == 1
    assert "Python 3.11 or newer is needed" in result.stderr


def test_an_old_python_is_refused(machine):
    machine("python3", "exit 1")
    result = machine.run("venv", "python3")
    assert result.returncode == 1
    assert "missing or older" in result.stderr


def test_without_the_module_venv_the_package_is_named(machine):
    machine("python3", 'case "$2" in *ensurepip*) exit 1;; esac')
    result = machine.run("venv", "python3")
    assert result.returncode == 1
    assert "python3-venv" in result.stderr
