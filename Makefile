# briefer: every target, with what it does (`make help`)
SHELL := /bin/sh
PYTHON ?= python3
BIN := .venv/bin
.DEFAULT_GOAL := help

.PHONY: help brief test check eval bench format records lock wheel clean

help: ## List every target
	@awk 'BEGIN {FS = ":.*## "} /^[a-z-]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' Makefile

.venv/installed: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("briefer needs Python 3.11 or newer; this is " + sys.version.split()[0] + ": set PYTHON=") if sys.version_info < (3, 11) else None'
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m compileall -q briefer
	@touch $@

brief: .venv/installed ## Print the brief of the seed article with the built-in rules backend
	@$(BIN)/briefer brief seeds/000-russia-north-korea-arms.txt --backend rules

test: .venv/installed ## Run all tests (the network cut except loopback)
	@$(BIN)/python -m pytest -q -n auto

check: .venv/installed ## Format, lint, types, import contracts, released prompts
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/briefer prompt check

format: .venv/installed ## Format the code and mend what the linter can
	@$(BIN)/ruff check --fix-only --quiet .
	@$(BIN)/ruff format .

eval: .venv/installed ## Score all systems on the corpus, offline, and hold them against the baseline
	@$(BIN)/briefer eval gate

bench: .venv/installed ## Measure speed and memory, as ratios
	@$(BIN)/python tests/benchmarks/startup.py
	@$(BIN)/python tests/benchmarks/evals.py
	@$(BIN)/python tests/benchmarks/scoring.py
	@$(BIN)/python tests/benchmarks/rules.py
	@$(BIN)/python tests/benchmarks/client.py
	@$(BIN)/python tests/benchmarks/stories.py

records: .venv/installed ## Write the scorer's calibration, the table of its sensitivity and the scores of the prompts anew
	@$(BIN)/python tests/benchmarks/calibrate.py
	@$(BIN)/python tests/benchmarks/sensitivity.py
	@$(BIN)/python tests/benchmarks/prompts.py

lock: .venv/installed ## Write requirements.lock anew from pyproject.toml
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header --group dev --output-file requirements.lock pyproject.toml

wheel: .venv/installed ## Build the wheel into dist/
	@$(BIN)/python -m pip wheel -qq --disable-pip-version-check --no-deps --no-build-isolation --wheel-dir dist .

clean: ## Remove what make has made
	@rm -rf .venv dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
