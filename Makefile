# Adviesspoor: `make run` and `make test` work on a bare machine; `make help` lists the rest.
SHELL := /bin/bash
.DELETE_ON_ERROR:

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
TORCH := 2.13.0

# What `make run` reads and where it keeps it. The invented examples have a data folder of their own in the checkout, so
# that they never mix with your own corpus, which stands in your user data folder (or in ADVIESSPOOR_DATA).
CORPUS ?=
DATA ?= $(if $(CORPUS),,.data/demo)
ADVIESSPOOR = $(BIN)/adviesspoor $(if $(DATA),--data "$(DATA)")

export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help run install debian test lint format quality bench demo pins clean

help: ## show this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 18

run: install ## read the demonstration corpus (or CORPUS=/folder) and open the interface
	@$(BIN)/adviesspoor model >/dev/null
	@folder="$(or $(CORPUS),corpus/pdf)"; $(ADVIESSPOOR) ingest "$${folder/#\~/$$HOME}" || [ $$? -eq 1 ]
	@echo 'On the command line: $(subst ",,$(ADVIESSPOOR)) search "…"'
	@exec $(ADVIESSPOOR) ui

install: debian $(VENV)/.packages ## make .venv with everything in it

debian:
	@bash .ci/debian "scanned pages cannot be read, PDFs with text can" \
	  tesseract-ocr tesseract-ocr-nld tesseract-ocr-fra tesseract-ocr-eng

$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo 'Python 3.11 or newer is needed: make PYTHON=/path/to/python3.11 …'; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || bash .ci/debian "no environment can be made" python3-venv
	$(PYTHON) -m venv $(VENV)
	@touch $@

# First and alone: asked together with the rest, pip may pass over the build for processors where it finds one.
$(VENV)/.torch-$(TORCH): $(VENV)/.made
	$(BIN)/python -m pip install torch==$(TORCH)
	@touch $@

$(VENV)/.packages: requirements.txt pyproject.toml $(VENV)/.torch-$(TORCH)
	@echo 'Installing the pinned packages of requirements.txt (some minutes the first time)…'
	@$(BIN)/python -m pip install -q -r requirements.txt
	@$(BIN)/python -m pip install -q --no-deps -e .
	@touch $@

test: install ## run the whole test suite (PYTEST="-k name" for a part, PYTEST=-n0 in one process)
	@bash .ci/debian "the tests in a browser cannot run" chromium
	$(BIN)/python -m pytest -n 2 --dist loadfile $(PYTEST)

lint: install ## style, types, and the one direction of imports
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: install ## put the code in its form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

quality: install ## score the demonstration corpus, and ../shared/eval where it is (QUALITY="--show citations")
	@$(BIN)/python -m tests.quality $(QUALITY)

bench: install ## speed and memory of our reading; SCALE=10000: of searching in so many sections; EMBED=1: of embedding
	@$(BIN)/python -m $(if $(SCALE),tests.bench.scale --sections $(SCALE),$(if $(EMBED),tests.bench.embedding,tests.bench)) $(BENCH)

demo: install ## print the demonstration documents again from their sources
	@$(BIN)/python -m corpus.demo.print

pins: $(VENV)/.made ## write requirements.txt from what is installed
	@$(BIN)/python .ci/pins.py > requirements.new && mv requirements.new requirements.txt

clean: ## take away the environment and the data of the demonstration
	rm -rf $(VENV) .data/demo
