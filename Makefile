# The words that people and CI use. Nothing but Python 3.11+ and make is needed: the rest is installed here.
.DELETE_ON_ERROR:
.PHONY: demo test test-all check eval dist lock clean

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
SHARED ?= ../shared

demo: $(VENV)/run.ok  ## the main job on the sample reports
	@mkdir -p out
	@$(BIN)/claimtrail run examples/reports --store out/claimtrail.db --report out/report.html

test: $(VENV)/dev.ok  ## the quick tests
	$(BIN)/python -m pytest

test-all: $(VENV)/dev.ok  ## everything slow: PostgreSQL, Spark, a browser, fuzzing
	$(BIN)/python -m pytest -m slow

check: $(VENV)/dev.ok  ## style, types, import contract
	$(BIN)/ruff check .
	$(BIN)/ruff format --check -q .
	$(BIN)/mypy
	$(BIN)/lint-imports

eval: $(VENV)/dev.ok  ## scores on the gold, against the floors: docs/quality.md
	@test -d $(SHARED)/data || { echo "make eval needs the annotated reports in $(SHARED)/data (docs/quality.md)"; exit 1; }
	@for part in furniture dates quantities places actors sources incidents claims; do \
	  echo "== eval/$$part.py"; $(BIN)/python eval/$$part.py || failed="$$failed $$part"; done; \
	test -z "$$failed" || { echo "below the floor:$$failed"; exit 1; }

dist: $(VENV)/dev.ok  ## the wheel, tried in an environment of its own
	rm -rf dist && $(BIN)/python -m build --wheel --sdist --outdir dist .
	$(PYTHON) -m venv --clear build/try && build/try/bin/python -m pip --quiet install dist/*.whl
	build/try/bin/claimtrail doctor

lock: $(VENV)/dev.ok  ## renew the lock files
	$(BIN)/pip-compile -q --generate-hashes --strip-extras --no-emit-index-url --no-emit-find-links --no-header -o requirements.lock pyproject.toml
	$(BIN)/pip-compile -q --generate-hashes --strip-extras --no-emit-index-url --no-emit-find-links --no-header --allow-unsafe --extra dev -o requirements-dev.lock pyproject.toml

clean:
	rm -rf $(VENV) out dist build .mypy_cache .ruff_cache .pytest_cache

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "claimtrail needs Python 3.11 or newer; set PYTHON=python3.12 or alike")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/run.ok: requirements.lock pyproject.toml | $(VENV)/bin/python
	@echo "Installing claimtrail into $(VENV) (once) ..."
	$(PIP) install --require-hashes -r requirements.lock
	$(PIP) install --no-deps -e .
	@touch $@

$(VENV)/dev.ok: requirements-dev.lock pyproject.toml | $(VENV)/run.ok
	$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@
