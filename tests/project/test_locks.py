"""What is installed is locked, with hashes and without addresses."""

import re
import tomllib
from collections.abc import Iterator

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.project import ROOT

RUN, DEV = "requirements.lock", "requirements-dev.lock"
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def entries(lock: str) -> Iterator[tuple[Requirement, int]]:
    """Each locked requirement with the number of its hashes."""
    joined = (ROOT / lock).read_text(encoding="utf-8").replace("\\\n", " ")
    for line in joined.splitlines():
        yield Requirement(line.split("--hash", 1)[0]), line.count("--hash=sha256:")


def asked(*groups: list[str]) -> list[Requirement]:
    return [Requirement(line) for group in groups for line in group]


def wanted(lock: str) -> list[Requirement]:
    project, groups = PYPROJECT["project"], PYPROJECT["dependency-groups"]
    always = asked(project["dependencies"], groups["build"])
    return always + (asked(project["optional-dependencies"]["dev"]) if lock == DEV else [])


@pytest.mark.parametrize("lock", [RUN, DEV])
def test_no_address_is_in_a_lock(lock):
    assert not re.search(r"https?:|file:|--(extra-)?index|--find-links|@ ", (ROOT / lock).read_text(encoding="utf-8"))


@pytest.mark.parametrize("lock", [RUN, DEV])
def test_every_locked_version_is_exact_and_has_hashes(lock):
    for requirement, hashes in entries(lock):
        assert re.fullmatch(r"==[\w.!+]+", str(requirement.specifier)), requirement
        assert hashes, f"{requirement} has no hash"


@pytest.mark.parametrize("lock", [RUN, DEV])
def test_a_lock_holds_what_pyproject_asks_for(lock):
    locked = {canonicalize_name(r.name): r for r, _ in entries(lock)}
    for requirement in wanted(lock):
        found = locked.get(canonicalize_name(requirement.name))
        assert found is not None, f"{requirement} is not in {lock}: run `make lock`"
        version = next(iter(found.specifier)).version
        assert requirement.specifier.contains(version), f"{lock} has {found}, pyproject.toml asks for {requirement}"


def test_both_locks_name_the_same_versions():
    dev = {str(requirement) for requirement, _ in entries(DEV)}
    assert [str(r) for r, _ in entries(RUN) if str(r) not in dev] == []


def test_the_build_tool_is_locked_as_the_build_asks_for_it():
    assert PYPROJECT["dependency-groups"]["build"] == PYPROJECT["build-system"]["requires"]
