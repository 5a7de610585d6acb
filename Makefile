# The commands of this project. `make help` lists them.
PYTHON ?= python3.11
PORT ?= 8000
BIN := .venv/bin
PO := $(wildcard portal/translations/*/LC_MESSAGES/*.po)
MO := $(PO:.po=.mo)
PYTEST := $(BIN)/pytest -q -n 2

.PHONY: help install serve test test-postgres test-pages gallery test-long check fix bench truth real

help: ## list the commands
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 18

.venv/core: requirements/core.lock pyproject.toml
	@command -v $(PYTHON) >/dev/null || { echo "Python 3.11 is needed: install it, or name it: make PYTHON=/path/to/python3.11"; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/core.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

.venv/dev: .venv/core requirements/dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.lock
	@touch $@

%.mo: %.po .venv/core
	$(BIN)/pybabel -q compile -i $< -o $@ -l $(notdir $(patsubst %/LC_MESSAGES/,%,$(dir $@)))

install: .venv/core $(MO) ## make the environment (.venv)

dev: .venv/dev $(MO)

serve: install ## database, demo data, server on http://127.0.0.1:8000
	@$(BIN)/portal init
	@$(BIN)/portal demo
	@$(BIN)/portal serve --port $(PORT)

test: dev ## the tests, on SQLite
	$(PYTEST) -m "not pages and not postgres and not long" tests

test-postgres: dev ## the tests that touch the database, on a PostgreSQL of their own
	$(BIN)/python tests/postgres.py $(PYTEST) -m "not pages and not long" tests/integration

test-pages: dev ## the browser tests
	$(PYTEST) -m "pages" tests/functional

gallery: dev ## pictures of every kind of page, into build/gallery and docs/gallery
	$(BIN)/python -m docs.gallery.make $(GALLERY)

test-long: dev ## the long profiles: a hundred kills, larger files
	$(PYTEST) -m "long" tests

check: dev ## lint, types, import contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy portal
	$(BIN)/lint-imports --no-cache

fix: dev ## repair what ruff can repair
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

.bench: requirements/bench.lock ## make the environment of the benchmarks' peer
	test -x .bench/bin/python || $(PYTHON) -m venv .bench
	.bench/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/bench.lock
	@touch $@

bench: dev .bench ## benchmarks beside their peers
	$(BIN)/python -m benchmarks.package_speed
	$(BIN)/python -m benchmarks.scan_speed
	$(BIN)/python -m benchmarks.rows_speed
	$(BIN)/python -m benchmarks.rows_memory
	$(BIN)/python -m benchmarks.http_speed
	$(BIN)/python -m tests.truth.score building reporting

truth: dev ## recall and precision of the scan, on both sets of the ground truth
	$(BIN)/python -m tests.truth.score building reporting

real: dev ## every real package and messy file through the whole way
	$(BIN)/python -m benchmarks.real $(REAL)
