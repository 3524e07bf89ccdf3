# `make run` and `make test` set up everything they need; `make check` is what CI runs:
# every part, and how long each took.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
# The locks are complete, so nothing else is resolved or fetched; pip also compiles the bytecode.
INSTALL := $(PIP) install --quiet --no-deps --require-hashes
SOURCES := flows transforms expectations warehouse supply tests benchmarks reports

# Python compiles the tests once and not in every process, whatever the shell says.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: install install-dev run test slow-tests all-tests lint types check format dictionary lock clean

install: $(VENV)/.installed
install-dev: $(VENV)/.installed-dev

$(VENV)/.installed: requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(INSTALL) -r requirements.lock
	$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	$(BIN)/python -m compileall -q flows transforms expectations warehouse supply
	$(BIN)/python -m flows.server.prefect_template
	touch $@

$(VENV)/.installed-dev: requirements-dev.lock $(VENV)/.installed
	$(INSTALL) -r requirements-dev.lock
	touch $@

# The main job on the sample edition in reports/.
run: install
	$(BIN)/tsdg run

# All but the slow tests, which show more of what a quick one samples. One process more than
# there are processors: some tests wait, for servers and for what must be given up.
PROCESSES = $$(( $$(nproc) + 1 ))
test: install-dev
	$(BIN)/pytest -q -n $(PROCESSES) --dist worksteal -m "not slow"

slow-tests: install-dev
	$(BIN)/pytest -q -n $(PROCESSES) --dist worksteal -m slow

# Both at once: what all processes need is imported, collected and built a single time.
all-tests: install-dev
	$(BIN)/pytest -q -n $(PROCESSES) --dist worksteal --durations=20

lint: install-dev
	$(BIN)/ruff format --check $(SOURCES)
	$(BIN)/ruff check $(SOURCES)
	$(BIN)/lint-imports

types: install-dev
	$(BIN)/mypy

check: install-dev
	@for part in lint types all-tests; do \
		begin=$$(date +%s); \
		$(MAKE) --no-print-directory $$part || exit 1; \
		told="$$told $$part $$(( $$(date +%s) - begin )) s;"; \
	done; echo "Passed:$$told"

format: install-dev
	$(BIN)/ruff format $(SOURCES)
	$(BIN)/ruff check --fix $(SOURCES)

dictionary: install
	$(BIN)/python -m warehouse.dictionary

# Upgrade on purpose: needs uv. pyproject.toml is the one list; the locks carry versions and hashes, and no host names.
LOCK := --universal --no-strip-extras --python-version 3.11 --generate-hashes --no-header --no-annotate
lock:
	uv pip compile $(LOCK) --extra build pyproject.toml -o requirements.lock
	uv pip compile $(LOCK) --extra build --extra dask --extra dev -c requirements.lock pyproject.toml -o requirements-dev.lock

clean:
	rm -rf $(VENV) data build
