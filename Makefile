# make run     start the app                     make test       style, types and all tests
# make lint    style and types only              make benchmark  measured speed and agreement
# make messages  bring the catalogues in data/locale up to date with the sources
#
# PYTHON=/path/to/python picks the interpreter of the environment, VENV=folder where it is kept, ARGS="..." is
# handed on to streamlit, pytest or the benchmarks.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

PYTHON ?=
VENV ?= .venv
ARGS ?=
BIN := $(VENV)/bin
CANDIDATES := $(or $(PYTHON),$(BIN)/python python3.13 python3.12 python3.11 python3 python)
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet
LANGUAGES := ru ro
CATALOGUES := data/locale

.PHONY: help run test lint benchmark messages FORCE

help:
	@sed -n '1,6{s/^# \{0,1\}//;p}' Makefile

run: $(VENV)/run.stamp
	@echo "streamlit run app.py  (stop with Ctrl-C)"
	@exec $(BIN)/python -m streamlit run app.py $(ARGS)

# The tests without a browser run beside those with one, which wait most of their time; with ARGS it is one run.
test: lint
ifeq ($(strip $(ARGS)),)
	@echo "pytest -m browser, and beside it: pytest -m 'not browser'"
	@log="$$(mktemp)"; trap 'rm -f "$$log"' EXIT; status=0; \
	$(BIN)/python -m pytest -m "not browser" >"$$log" 2>&1 & others="$$!"; \
	$(BIN)/python -m pytest -m browser || status="$$?"; \
	wait "$$others" || status="$$?"; \
	cat "$$log"; exit "$$status"
else
	@echo "pytest $(ARGS)"
	@$(BIN)/python -m pytest $(ARGS)
endif

lint: $(VENV)/test.stamp
	@echo "ruff check"
	@$(BIN)/python -m ruff check --quiet .
	@echo "mypy"
	@$(BIN)/python -m mypy --no-error-summary

benchmark: $(VENV)/test.stamp
	@echo "python -m tests.benchmarks"
	@$(BIN)/python -m tests.benchmarks $(ARGS)

# gettext keeps the plural rule of each language in the catalogue's head; --init-missing writes it for a new one.
# The template is only a step on the way and is not kept.
messages: $(VENV)/run.stamp
	@mkdir -p $(CATALOGUES)
	@echo "pybabel extract"
	@$(BIN)/python -m babel.messages.frontend --quiet extract --mapping-file=babel.cfg \
	  --no-default-keywords -k _ -k N_ -k ngettext:1,2 -k pgettext:1c,2 -k npgettext:1c,2,3 \
	  --add-location=file --sort-output --width=110 --project=Retention \
	  --output-file=$(CATALOGUES)/retention.pot .
	@for language in $(LANGUAGES); do \
	  echo "pybabel update $$language"; \
	  $(BIN)/python -m babel.messages.frontend --quiet update --domain=retention --locale=$$language \
	    --input-file=$(CATALOGUES)/retention.pot --output-dir=$(CATALOGUES) \
	    --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date --init-missing --width=110 || exit 1; \
	done
	@rm -f $(CATALOGUES)/retention.pot

# --- the environment -------------------------------------------------------------------------------------------------

$(VENV)/run.stamp: requirements.lock.txt $(VENV)/python.stamp
	@echo "pip install -r requirements.lock.txt  (into $(VENV))"
	@$(PIP) -r requirements.lock.txt
	@touch $@

$(VENV)/test.stamp: requirements-dev.lock.txt requirements.lock.txt $(VENV)/python.stamp
	@echo "pip install -r requirements-dev.lock.txt  (into $(VENV))"
	@$(PIP) -r requirements-dev.lock.txt
	@touch $(VENV)/run.stamp $@

# Looked at every time, written only when the environment is made; one that works is kept unless PYTHON names another
# version. A name alone proves nothing (a pyenv shim of a version that is switched off fails when called, and some
# Pythons come without ensurepip), so each candidate is tried.
$(VENV)/python.stamp: FORCE
	@try='import sys, ensurepip, venv; print(sys.version) if sys.version_info >= (3, 11) else sys.exit(1)'; \
	chosen=; \
	for candidate in $(CANDIDATES); do \
	  if version="$$("$$candidate" -c "$$try" 2>/dev/null)"; then chosen="$$candidate"; break; fi; \
	done; \
	if [ -z "$$chosen" ]; then \
	  echo "No Python 3.11 or newer that has venv; tried: $(CANDIDATES)" >&2; \
	  echo "Install one or name it: make PYTHON=/path/to/python3.12 ..." >&2; \
	  exit 1; \
	fi; \
	if [ "$$version" != "$$($(BIN)/python -c "$$try" 2>/dev/null)" ]; then \
	  echo "$$chosen -m venv $(VENV)"; \
	  "$$chosen" -m venv --clear $(VENV) || exit 1; \
	fi; \
	[ -e $@ ] || touch $@
