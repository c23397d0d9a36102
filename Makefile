# Two commands on a fresh machine: `make demo` and `make test`. `make help` lists the rest.
PYTHON ?= python3
# Debian's Chromium; its headless shell is the same browser at half the processor time.
CHROMIUM ?= $(firstword $(wildcard /usr/bin/chromium-headless-shell) /usr/bin/chromium)
# Two test processes: a third waits more than it works on two cores.
TEST_PROCESSES ?= 2
# Images for containers often set it, and then each of a hundred processes would compile all of the source anew.
unexport PYTHONDONTWRITEBYTECODE
# How many families register in a soak, and what draws them and the faults; without SEED each run draws its own.
SOAK ?= 10000
SEED ?=
# How many requests a fuzz draws for each operation.
FUZZ ?= 50

RUN := .venv/bin/python -m
PIP := $(RUN) pip --disable-pip-version-check
INSTALL := $(PIP) install --require-hashes --only-binary :all:

.PHONY: help demo test e2e check fuzz bench bench-messages bench-registry bench-broadcast soak lock clean

help:
	@echo "make demo    start everything on this machine and say where to look (Ctrl-C stops it)"
	@echo "make test    all tests, against a PostgreSQL and a Redis that they start themselves"
	@echo "make e2e     the tests that drive the pages in Chromium (CHROMIUM=$(CHROMIUM))"
	@echo "make check   format, lint, types, import rules, catalogues, flows, migrations, tests"
	@echo "make fuzz    Schemathesis asks the registry's API whatever its description allows, and forbids (FUZZ=200 for more)"
	@echo "make bench   the three below, one after the other (an hour and more)"
	@echo "make bench-messages   what a message costs, beside a bare floor, python-telegram-bot and aiogram (6 to 8 minutes)"
	@echo "make bench-registry   what the office's pages take with 360,000 families (20 minutes the first time, then three)"
	@echo "make bench-broadcast  a broadcast to a million people at full speed, and under the platforms' caps (half an hour and more)"
	@echo "make soak    10,000 families register while each part is killed in turn (SOAK=300 for fewer, SEED=7 for the same, Ctrl-C for enough)"
	@echo "make lock    pin what pyproject.toml asks for (UPGRADE=--upgrade takes the newest)"
	@echo "make clean   remove the environment and all caches; what the demo stored in var/ stays"

demo: .venv/.runtime
	@.venv/bin/bansos demo

test: .venv/.dev
	$(RUN) pytest -n $(TEST_PROCESSES) --dist loadfile --no-loadscope-reorder -m "not e2e"

e2e: .venv/.dev
	@test -x "$(CHROMIUM)" || { echo "There is no Chromium at $(CHROMIUM): install it (Debian: apt install chromium-headless-shell) or give CHROMIUM=/path/to/it." >&2; exit 1; }
	CHROMIUM="$(CHROMIUM)" $(RUN) pytest -n $(TEST_PROCESSES) --dist loadfile -m e2e tests/e2e $(wildcard tests/*/*_in_a_browser.py)

check: .venv/.dev
	$(RUN) ruff format --check .
	$(RUN) ruff check .
	$(RUN) mypy
	.venv/bin/lint-imports
	.venv/bin/bansos flows check
	.venv/bin/bansos migrate --check
	$(MAKE) --no-print-directory test

fuzz: .venv/.dev
	$(RUN) tests.backend.fuzzed --max-examples $(FUZZ)

bench: bench-messages bench-registry bench-broadcast

bench-messages: .venv/.dev
	@$(MAKE) --no-print-directory .venv/.bench || echo "aiogram could not be installed, for which the network is needed once: it is left out." >&2
	$(RUN) benchmarks run

bench-registry: .venv/.dev
	$(RUN) benchmarks.registry_pages --to docs/benchmarks/registry.md

bench-broadcast: .venv/.dev
	$(RUN) benchmarks.broadcast run --to docs/benchmarks/broadcast.md

soak: .venv/.dev
	$(RUN) benchmarks.soak run --registrations $(SOAK) $(if $(SEED),--seed $(SEED))

lock: .venv/.dev
	@test -x .venv/bin/uv || $(PIP) install uv
	$(LOCK) pyproject.toml --extra build -o requirements.lock
	$(LOCK) pyproject.toml --extra build --extra dev -c requirements.lock -o requirements-dev.lock
	$(LOCK) benchmarks/rivals/requirements.in -o benchmarks/rivals/requirements.lock

LOCK = .venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes $(UPGRADE) \
	--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock"

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -not -path "./.git/*" -prune -exec rm -rf {} +

# A stamp is written last, so that an installation that was interrupted is taken up again.
.venv/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed and $(PYTHON) is not: install it, or name another with PYTHON=python3.12." >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "$(PYTHON) comes without venv: install it (Debian and Ubuntu: apt install python3-venv) and try again." >&2; exit 1; }
	@echo "Making the environment in .venv ..."
	@$(PYTHON) -m venv --clear .venv
	@touch $@

.venv/.runtime: .venv/.made requirements.lock pyproject.toml
	@echo "Installing what the demo needs: a minute or two, on the first start only ..."
	@$(INSTALL) -r requirements.lock || { echo "The packages could not be installed: the lines above name the one that is missing. The network is needed once." >&2; exit 1; }
	@$(PIP) install --quiet --no-deps --no-build-isolation -e .
	@touch $@

.venv/.dev: .venv/.made requirements-dev.lock pyproject.toml
	@echo "Installing what the tests need: a minute or two, on the first run only ..."
	@$(INSTALL) -r requirements-dev.lock || { echo "The packages could not be installed: the lines above name the one that is missing. The network is needed once." >&2; exit 1; }
	@$(PIP) install --quiet --no-deps --no-build-isolation -e .
	@touch .venv/.runtime $@

# aiogram wants an older pydantic than the product does: it is measured in an environment of its own.
.venv/.bench: .venv/.made benchmarks/rivals/requirements.lock
	@echo "Installing what the product is measured beside ..."
	@.venv/bin/python -m venv --clear .venv/bench
	@.venv/bench/bin/python -m pip --disable-pip-version-check install --quiet --require-hashes --only-binary :all: -r benchmarks/rivals/requirements.lock
	@touch $@
