# Everything a newcomer needs: `make run` opens the program, `make test` proves it.
# Each does the whole set-up first; the second time that costs nothing.
SHELL := /bin/sh
VENV := .venv
PYTHON := $(VENV)/bin/python
STAMP := $(VENV)/.set-up
# Else each run of the tests compiles them anew.
unexport PYTHONDONTWRITEBYTECODE
TEST := QT_QPA_PLATFORM=offscreen $(PYTHON) -m pytest

.PHONY: setup run test explore check bench lint lock servers python-313 test-313 test-httpx2 clean

setup: $(STAMP)

$(PYTHON):
	packaging/set_up/environment $(VENV)

$(STAMP): packaging/requirements/dev.txt packaging/set_up/python packaging/set_up/system pyproject.toml | $(PYTHON)
	packaging/set_up/python $(VENV)
	packaging/set_up/system
	touch $@

run: $(STAMP)
	@packaging/set_up/run $(VENV)

servers: $(STAMP)
	@packaging/set_up/servers

test: $(STAMP) servers
	$(TEST) -n 2 --dist loadgroup --max-worker-restart 0

explore: $(STAMP)
	$(TEST) tests/fuzz tests/unit tests/standards -n 2 --hypothesis-profile=explore

lint: $(STAMP)
	$(PYTHON) -m ruff check inspector tests
	$(PYTHON) -m ruff format --check inspector tests
	$(PYTHON) -m mypy
	$(VENV)/bin/lint-imports

# What uses one core each goes side by side. Tests use both cores: two suites at once take as long
# as one after the other, and what is waited for in them comes late.
check:
	$(MAKE) -j 2 lint servers python-313
	$(MAKE) -j 1 test test-httpx2 test-313

python-313: | $(PYTHON)
	@packaging/set_up/python_313 .venv313

# Rules, fixes and experiments are asked about their cases on one Python: these are thousands of plain comparisons,
# and their words, patterns and verdicts are read by the tests of the other rooms on both.
test-313: python-313
	[ ! -e .venv313/.set-up ] || QT_QPA_PLATFORM=offscreen .venv313/bin/python -m pytest \
	  tests/unit tests/gui --ignore tests/unit/diagnose -m "not once" -n 2 --dist loadgroup --max-worker-restart 0

test-httpx2: $(STAMP) servers
	REQUEST_INSPECTOR_HTTP=httpx2 $(TEST) tests/servers tests/unit/send -n 2 --dist loadgroup --max-worker-restart 0

bench: $(STAMP)
	QT_QPA_PLATFORM=offscreen $(PYTHON) -m tests.benchmarks

lock: $(STAMP)
	cd packaging/requirements && for name in run dev servers; do \
	  ../../$(VENV)/bin/uv pip compile -q --universal --python-version 3.11 --generate-hashes \
	    --no-emit-index-url --no-annotate --custom-compile-command "make lock" $$name.in -o $$name.txt; done
	cd packaging/requirements/node && npm install --silent --package-lock-only --ignore-scripts \
	  --omit-lockfile-registry-resolved=true

clean:
	rm -rf $(VENV) .venv313 .servers .mypy_cache .ruff_cache .pytest_cache .import_linter_cache build dist
