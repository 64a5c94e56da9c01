# Needs make and Python 3.11 or later with venv; the rest is installed into .venv.
#
#   make verify     check all claims, leave the reports in reports/
#   make test       the same, then lint, types, import contracts and tests
#   make dev        editable install, to work on the code with .venv/bin/pytest and .venv/bin/cotherm
#   make report     write the reports again from the records of the last run
#   make bench      benchmarks
#   make test-deep  the long checks and tests
#   make clean      remove .venv and what builds leave
#
# All paths are relative, so that the folder may stand anywhere (blanks included).

PYTHON ?= python3
JOBS ?=
VENV := .venv
BIN := $(VENV)/bin
STAMPS := $(VENV)/stamps
# Type checker and import linter must not find the folders of the source tree: they run in here.
OUTSIDE := $(VENV)/outside
ROOT := ../..

PIP := PIP_DISABLE_PIP_VERSION_CHECK=1 $(BIN)/python -m pip install --quiet
# A new, removed or renamed file changes its folder, so folders count as sources.
SOURCES := $(shell find calculator symbolic numeric crosscheck \( -name __pycache__ -o -name ".?*" \) -prune -o \( -type d -o -type f \) -print)
# One process per core, each with one thread; a file stays in one process, for what its tests share.
PYTEST := OMP_NUM_THREADS=1 $(BIN)/pytest --numprocesses $(or $(JOBS),auto) --dist loadfile
VERIFY_OPTIONS := $(if $(JOBS),--jobs $(JOBS))

.DEFAULT_GOAL := verify
.DELETE_ON_ERROR:
# One pip at a time, and verification before tests, also under `make -j`; the work itself runs in parallel processes.
.NOTPARALLEL:
.PHONY: verify test verify-deep test-deep lint types contracts pytest dev report bench clean format

verify: $(STAMPS)/installed
	$(BIN)/cotherm verify --reports reports $(VERIFY_OPTIONS)

report: $(STAMPS)/installed
	$(BIN)/cotherm report

test: $(STAMPS)/test-tools verify lint types contracts pytest

lint: $(STAMPS)/test-tools
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

format: $(STAMPS)/test-tools
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

types: $(STAMPS)/test-tools $(STAMPS)/installed
	cd $(OUTSIDE) && ../bin/mypy --config-file $(ROOT)/pyproject.toml -p cotherm

contracts: $(STAMPS)/test-tools $(STAMPS)/installed
	cd $(OUTSIDE) && ../bin/lint-imports --no-logo $(ROOT)/pyproject.toml

pytest: $(STAMPS)/test-tools $(STAMPS)/installed
	$(PYTEST) $(PYTEST_OPTIONS)

verify-deep: $(STAMPS)/installed
	$(BIN)/cotherm verify --deep --timeout 1200 $(VERIFY_OPTIONS)

test-deep: $(STAMPS)/test-tools verify-deep
	HYPOTHESIS_PROFILE=nightly $(PYTEST) -m "deep or not deep" --timeout=3600 $(PYTEST_OPTIONS)

bench: $(STAMPS)/test-tools $(STAMPS)/installed
	$(BIN)/python benchmarks/import_time.py
	$(BIN)/pytest benchmarks --benchmark-only --benchmark-enable -p no:randomly; s=$$?; [ $$s -eq 5 ] || exit $$s

# The wheel gives way to the source tree until the next `make verify` or `make test`.
dev: $(STAMPS)/test-tools
	rm -f $(STAMPS)/installed
	$(PIP) --no-build-isolation --no-deps --editable .

$(STAMPS)/venv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "cotherm needs Python 3.11 or later; name one with: make PYTHON=/path/to/python3" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	mkdir -p $(STAMPS) $(OUTSIDE)
	touch $@

# Dependencies are read from pyproject.toml, so that a changed source file rebuilds the wheel and nothing else.
$(VENV)/%.txt: pyproject.toml | $(STAMPS)/venv
	@$(BIN)/python -c 'import sys, tomllib; p = tomllib.load(open("pyproject.toml", "rb")); \
		d = p["project"]["optional-dependencies"]["dev"] if sys.argv[1] == "dev" else \
		p["build-system"]["requires"] + p["project"]["dependencies"]; print(*d, sep="\n")' $* > $@

$(STAMPS)/dependencies: $(VENV)/run.txt constraints.txt
	$(PIP) --constraint constraints.txt --requirement $(VENV)/run.txt
	touch $@

$(STAMPS)/test-tools: $(VENV)/dev.txt constraints.txt $(STAMPS)/dependencies
	$(PIP) --constraint constraints.txt --requirement $(VENV)/dev.txt
	touch $@

# build/ would bring files back that were removed from the sources.
$(STAMPS)/installed: $(STAMPS)/dependencies pyproject.toml README.md LICENSE $(SOURCES)
	rm -rf build
	$(PIP) --no-build-isolation --no-deps --force-reinstall .
	rm -rf build cotherm.egg-info
	touch $@

clean:
	rm -rf $(VENV) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis .benchmarks
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
