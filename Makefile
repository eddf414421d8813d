# One command for each thing one does here; `make help` lists them. Every one of them first makes the folder ready
# (installer/dev/setup.sh), so that a fresh clone needs nothing but git, make and Python 3.11.

TRIALS ?= 200
SEEDS ?= 200
EXAMPLES ?= 200
LINK ?= good
N ?= 10000
MINUTES ?= 5
PYTEST_ARGS ?=
PROOFS ?=
export PYTHON ?=

BIN := .venv/bin
# Tests that open windows. There is one keyboard on a screen, so they run one after the other, the rest beside them.
WINDOWS := tests/gui tests/e2e
# With arguments that choose tests, one of the parts may have none of them (pytest's code 5).
NONE_IS_FINE = $(if $(PYTEST_ARGS),|| test $$? -eq 5)
VIRTUAL := installer/dev/on_screen.sh --virtual
READY := .venv/.stamp
READY_VIRTUAL := .venv/.stamp-virtual-screen
# `make run` wants a virtual screen only where there is no real one.
RUN_READY := $(if $(DISPLAY)$(WAYLAND_DISPLAY),$(READY),$(READY_VIRTUAL))
SETUP_NEEDS := installer/requirements.lock installer/dev/setup.sh pyproject.toml

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
# One recipe at a time: the targets share one virtual environment and two cores. Only `pytest` asks for two itself.
ifeq ($(MAKELEVEL),0)
.NOTPARALLEL:
endif

.PHONY: help
help: ## say what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' Makefile

$(READY): $(SETUP_NEEDS)
	@installer/dev/setup.sh

$(READY_VIRTUAL): $(SETUP_NEEDS)
	@installer/dev/setup.sh --virtual-screen

.PHONY: run
run: $(RUN_READY) ## open the desktop program on a sample commune, beside an embedded centre
	@installer/dev/on_screen.sh $(BIN)/haiphucvu --demo

.PHONY: test
test: lint types contracts pytest ## everything that must hold: lint, types, import contracts, all tests

.PHONY: lint
lint: $(READY_VIRTUAL) ## ruff: rules and format
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

.PHONY: types
types: $(READY_VIRTUAL) ## mypy, strict
	@$(BIN)/mypy

.PHONY: contracts
contracts: $(READY_VIRTUAL) ## who may import whom
	@$(BIN)/lint-imports --no-cache --no-logo

.PHONY: pytest
pytest: $(READY_VIRTUAL) ## all tests, real windows included, the centre's on both stores; PYTEST_ARGS="-k hand_over" for some
	@echo "Windows on one core, the rest on the other; what each says comes whole, when it is done (minutes)."
	@$(MAKE) --no-print-directory --jobs=2 --output-sync=line --keep-going pytest-windows pytest-apart

.PHONY: pytest-windows pytest-apart
pytest-windows: $(READY_VIRTUAL)
	$(VIRTUAL) $(BIN)/pytest $(WINDOWS) $(PYTEST_ARGS) $(NONE_IS_FINE)

# What windows must not wait for: it takes the second core, and what the windows leave of the first.
pytest-apart: $(READY_VIRTUAL)
	nice $(BIN)/pytest -n 2 $(addprefix --ignore=,$(WINDOWS)) $(PYTEST_ARGS) $(NONE_IS_FINE)
	nice $(BIN)/pytest -n 2 tests/central --db=postgresql $(PYTEST_ARGS) $(NONE_IS_FINE)

.PHONY: format
format: $(READY_VIRTUAL) ## let ruff lay out the code and mend what it can
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

.PHONY: day
day: $(READY_VIRTUAL) ## one day through the real windows; screenshots in build/day/, JSON last
	@$(VIRTUAL) $(BIN)/python -m tests.e2e.day

.PHONY: guide
guide: $(READY_VIRTUAL) ## the pictures of the user guide, every screen in four looks, in docs/guide/pictures/
	@HPV_SCREEN=1920x1080x24 $(VIRTUAL) $(BIN)/python -m tests.e2e.guide

.PHONY: kill
kill: $(READY_VIRTUAL) ## TRIALS=200: kill -9 during save and sync; JSON last
	@$(VIRTUAL) $(BIN)/python -m tests.e2e.kill --trials $(TRIALS)

.PHONY: chaos
chaos: $(READY_VIRTUAL) ## MINUTES=5: real processes, kill -9 at random, a link that is slow and breaks; JSON last
	@$(BIN)/python -m tests.e2e.chaos --minutes $(MINUTES)

.PHONY: simulate
simulate: $(READY_VIRTUAL) ## SEEDS=200, REAL=(a hundredth) more with real seals: laptops, centre and bad roads; JSON last
	@$(BIN)/python -m tests.simulation.run --seeds $(SEEDS)$(if $(REAL), --real $(REAL))

.PHONY: leaks
leaks: $(READY_VIRTUAL) ## play a day with planted names, look for them in every file (PLANT=1: must turn red); JSON last
	@$(VIRTUAL) $(BIN)/python -m tests.security.leaks $(if $(PLANT),--plant)

.PHONY: schema
schema: $(READY_VIRTUAL) ## EXAMPLES=200: is the centre's OpenAPI description true? schemathesis asks, seed 1
	@$(BIN)/python -m tests.central.schema_run --examples $(EXAMPLES)

.PHONY: bench
bench: $(READY_VIRTUAL) ## timings beside their floors, in build/bench.json
	@$(VIRTUAL) $(BIN)/python -m tests.bench.run

.PHONY: bench-sync
bench-sync: $(READY_VIRTUAL) ## LINK=good|bad N=10000 HPV_PEERS=folder: laptops and a centre, beside a peer; ratios last
	@$(BIN)/python -m tests.bench.sync.run --link $(LINK) --n $(N)

.PHONY: papers
papers: $(READY_VIRTUAL) ## one sample of each paper in build/papers/, read back by other programs; JSON last
	@$(VIRTUAL) $(BIN)/python -m tests.e2e.papers

.PHONY: prove
prove: $(READY_VIRTUAL) ## the large sizes, by hand, resumable; evidence in docs/evidence/; PROOFS="kill" for some
	@$(BIN)/python -m tests.prove $(PROOFS)

.PHONY: translations
translations: $(READY) ## collect the screens' texts, compile the English ones
	@$(BIN)/python installer/dev/translations.py

.PHONY: pack
pack: $(READY) ## list and sign the catalogue pack anew, with the development key
	@$(BIN)/python installer/dev/sign_pack.py

.PHONY: lock
lock: $(READY) ## write installer/requirements.lock anew from requirements.in
	@installer/dev/lock.sh

.PHONY: clean
clean: ## remove what was made here: .venv, build/, caches (never anybody's data)
	@rm -rf .venv build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
