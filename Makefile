# `make help` says what there is. Everything is installed into .venv, from the lock files, each file checked by its hash.
PYTHON ?= python3
PORT ?= 8501
BIN := .venv/bin/python -m
PIP := $(BIN) pip install --disable-pip-version-check --quiet
LOCK := $(BIN) uv pip compile --quiet --generate-hashes --universal --no-header --no-annotate --no-emit-index-url

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run test check lint format types unit browser faults chromium build refresh docs pictures texts lock clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "%-9s %s\n", $$1, $$2 }' Makefile

run: .venv/.run ## set up what is missing, then serve the dashboard (PORT=8501, or the next free one)
	@$(BIN) dashboard run --port $(PORT)

test: lint types chromium ## set up what is missing, Chromium too, then run every check and all tests
	$(BIN) etl build --check
	$(BIN) pytest -n auto -m "not browser"
	$(BIN) pytest -m browser

check: lint types ## lint, types and the quick tests: about a minute once set up
	$(BIN) pytest -n auto -m "not browser and not thorough"

lint: .venv/.dev ## rules of style, and format
	$(BIN) ruff check
	$(BIN) ruff format --check

format: .venv/.dev ## mend what lint can mend by itself
	$(BIN) ruff check --fix
	$(BIN) ruff format

types: .venv/.dev ## strict types
	$(BIN) mypy

unit: .venv/.dev ## the tests that need no browser
	$(BIN) pytest -n auto -m "not browser"

browser: chromium ## the tests in a real browser
	$(BIN) pytest -m browser

faults: .venv/.dev ## put every known fault into every live source, and count how the refresh bears it
	$(BIN) tests.etl.faults

chromium: .venv/.dev ## find or install Chromium; it is an error if there is none
	@.ci/chromium

build: .venv/.run ## make a release of datasets/archive, and the pages made from it
	$(BIN) etl build
	.venv/bin/python docs/make_pages.py

refresh: .venv/.run ## ask the live sources and publish a release if it is right (ETL_CONTACT=your e-mail or page)
	$(BIN) etl refresh

docs: .venv/.run ## write the pages made from release, claims and register: docs/*.md, DATA-TERMS.md
	.venv/bin/python docs/make_pages.py

pictures: chromium ## take the README's picture from the running dashboard
	.venv/bin/python docs/make_pictures.py

texts: .venv/.run ## bring the text catalogues up to date with the code
	$(BIN) dashboard texts

lock: .venv/.dev ## resolve again what pyproject.toml asks for (UPGRADE=--upgrade: newest versions)
	$(LOCK) $(UPGRADE) --group build pyproject.toml -o requirements.lock
	$(LOCK) $(UPGRADE) --group build --extra dev -c requirements.lock pyproject.toml -o requirements-dev.lock

clean: ## remove all that make made: .venv, caches, test results
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis build test-results *.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Stamps: made last, so a run that was broken off starts again, and nothing is installed twice.
.venv/.made:
	@.ci/venv $(PYTHON)
	@touch $@

.venv/.run: .venv/.made requirements.lock pyproject.toml
	@echo "Installing what the dashboard needs into .venv (about a minute the first time)"
	$(PIP) --require-hashes -r requirements.lock
	$(PIP) --no-deps --no-build-isolation -e .
	@touch $@

.venv/.dev: .venv/.run requirements-dev.lock
	@echo "Installing what the tests need into .venv (another half a minute)"
	$(PIP) --require-hashes -r requirements-dev.lock
	@touch $@
