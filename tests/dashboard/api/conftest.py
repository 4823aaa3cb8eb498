"""The API on the small release, and the small release with three of its figures frozen."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from dashboard import figures, release
from dashboard.api.freeze import Frozen, freeze
from dashboard.release import Release

FROZEN = ("ranking", "partner-trade", "asia-share")  # all partners at once, one partner, none


@pytest.fixture
def served(small_datasets: Path, monkeypatch: pytest.MonkeyPatch) -> Release:
    """The release that the routes answer from."""
    monkeypatch.delenv("DASHBOARD_URL", raising=False)
    monkeypatch.setattr(release, "DATASETS", small_datasets)
    return release.current()


@pytest.fixture(scope="module")
def frozen_once(small_datasets: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Frozen]:
    """A copy of the small datasets after its first freeze, and what freezing said."""
    datasets = tmp_path_factory.mktemp("frozen") / "datasets"
    shutil.copytree(small_datasets, datasets, symlinks=True)
    with pytest.MonkeyPatch.context() as few:
        few.setattr(figures, "FIGURES", {name: figures.FIGURES[name] for name in FROZEN})
        return datasets, freeze(datasets)


@pytest.fixture
def unfrozen(small_datasets: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the small datasets that a test may change, served; nothing is frozen, the register has the figures."""
    datasets = tmp_path / "datasets"
    shutil.copytree(small_datasets, datasets, symlinks=True)
    monkeypatch.delenv("DASHBOARD_URL", raising=False)
    monkeypatch.setattr(release, "DATASETS", datasets)
    monkeypatch.setattr(figures, "FIGURES", {name: figures.FIGURES[name] for name in FROZEN})
    return datasets


@pytest.fixture
def frozen(frozen_once: tuple[Path, Frozen], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it that a test may change, served; the register has the three figures."""
    datasets = tmp_path / "datasets"
    shutil.copytree(frozen_once[0], datasets, symlinks=True)
    monkeypatch.delenv("DASHBOARD_URL", raising=False)
    monkeypatch.setattr(release, "DATASETS", datasets)
    monkeypatch.setattr(figures, "FIGURES", {name: figures.FIGURES[name] for name in FROZEN})
    return datasets
