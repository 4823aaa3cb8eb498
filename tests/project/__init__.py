"""Tests of the project itself: locks, commands, and pages that must say what is."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
