# One word for each chore; everything runs in .venv, which `make install` makes.

BIN := .venv/bin
PYTHON ?= python3

.PHONY: help install test lint types layers check build graph bench large docs session screenshots dist ci

help:  ## Say what there is.
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile

install: $(BIN)/kg  ## Make .venv with the project and its tools.

$(BIN)/kg: pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/pip install -c constraints.txt -e '.[dev]'
	if command -v npm >/dev/null; then npm ci --prefix npm --ignore-scripts --no-audit --no-fund; fi
	@touch $(BIN)/kg

test: install  ## Run all tests.
	$(BIN)/python -m pytest

lint: install  ## Look for bad style.
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: install  ## Check the types.
	$(BIN)/mypy

layers: install  ## Check who imports whom.
	$(BIN)/lint-imports

build: install  ## Build data/kg.db from seeds/.
	$(BIN)/kg build

graph: build  ## Write data/graph.jsonl, the committed graph of the five articles, anew.
	$(BIN)/kg export jsonl --out data/graph.jsonl --force

check: build  ## Follow every fact in the graph to the words that say it.
	$(BIN)/kg check --against seeds

bench: install build  ## Score the graph against the gold, the answers, and the recognisers of names.
	$(BIN)/kg eval tests/gold --by predicate
	$(BIN)/python bench/ask.py
	$(BIN)/python bench/ner.py
	$(BIN)/python bench/build_speed.py
	$(BIN)/python bench/scaling.py
	$(BIN)/python bench/who_latency.py

large: install  ## Measure the answers from a graph of a million facts: some minutes, and 4 GB of disk.
	$(BIN)/python bench/large.py

docs: install  ## Write docs/cli.md and the README's list of commands anew.
	$(BIN)/python tools/cli_reference.py

session: build  ## Run the README's session again.
	$(BIN)/python tools/readme_session.py

screenshots: build  ## Take the README's pictures of the page again.
	$(BIN)/python tools/page_screenshots.py

dist: install  ## Make wheel and sdist in dist/.
	$(BIN)/python -m build

ci:  ## Do all that continuous integration does, in a fresh .venv.
	.ci/run
