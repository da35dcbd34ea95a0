# Everything a developer types. `make help` explains each target: the lines after `##` above it.
# A fresh machine needs Python 3.11 or later (with venv), make and git; each target sees to the rest.

MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help

VENV := .venv
PY := $(VENV)/bin/python
RUNTIME := $(VENV)/.runtime-is-installed
DEV := $(VENV)/.dev-is-installed

# The first of these that is 3.11 or later and has venv makes the virtual environment. PYTHON=... names another.
PYTHON ?= python3.11 python3.12 python3.13 python3

CODE := shinelight requests_app tests tools manage.py
# For checks alone: settings as in production, and nothing of them is used.
CHECK_ENV := DJANGO_SETTINGS_MODULE=shinelight.settings SHINELIGHT_DEMO=false DEBUG=false HTTPS_ONLY=true \
	SECRET_KEY=for-checks-only-0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFGH \
	SITE_URL=https://privacy.example.com ALLOWED_HOSTS=privacy.example.com MAIL_DOMAIN=example.com \
	BROKER_URL=redis://localhost:6379/0 EMAIL_URL=smtp://localhost:25 DATABASE_URL=sqlite:///:memory:
# ARGS="-k words" goes to pytest. A test that is skipped fails the run: whatever is missing has to be said.
PYTEST := $(PY) -m pytest --no-skips $(ARGS)
TWO_PROCESSES := -n 2 --dist loadscope

# What `make pins` resolves: for every platform, from Python 3.11 on, with hashes, without the address of an index.
COMPILE := $(PY) -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --custom-compile-command "make pins" $(UPGRADE)

.PHONY: help demo setup check test test-long benchmark soak mutate pins shots messages docs fmt clean

## Explain the targets.
help:
	@awk '/^## /{text = text (text ? "\n" : "") substr($$0, 4); next} \
	  /^[a-z][a-z-]*:/{if (text) {sub(/:.*/, ""); n = split(text, lines, "\n"); \
	    for (i = 1; i <= n; i++) printf "%-12s %s\n", (i == 1 ? $$0 : ""), lines[i]}} \
	  {text = ""}' Makefile

## Set everything up, show the main job from the form to the e-mailed PDF, then serve the site until Ctrl-C.
## ONCE=1 ends after the main job; PORT=8001 takes another port than 8000.
demo: $(RUNTIME)
	@$(PY) tools/system_packages.py pdf
	@$(PY) -m shinelight.demo $(if $(filter-out 0 no false,$(ONCE)),--once) $(if $(PORT),--port $(PORT))

## Make the virtual environment (.venv) and install what the program needs. PYTHON=... names the interpreter.
setup: $(RUNTIME)
	@$(PY) tools/system_packages.py pdf

## Look at the code without running it, from cheap to dear: style, templates, imports, types, migrations, settings, docs, translations.
check: $(DEV)
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m djlint templates --lint --quiet
	$(PY) -m djlint templates --check
	$(VENV)/bin/lint-imports
	$(CHECK_ENV) $(PY) -m mypy $(CODE)
	$(CHECK_ENV) $(PY) manage.py makemigrations --check --dry-run
	$(CHECK_ENV) $(PY) manage.py check --deploy --fail-level WARNING
	$(CHECK_ENV) $(PY) manage.py write_docs --check
	$(CHECK_ENV) $(PY) manage.py write_messages --check

## Run the tests on SQLite, then those that need a database on PostgreSQL. ARGS="-k words" chooses.
test: $(DEV)
	@$(PY) tools/system_packages.py test
	SHINELIGHT_TEST_DATABASE=sqlite $(PYTEST) $(TWO_PROCESSES) -m "not long"
	SHINELIGHT_TEST_DATABASE=postgres $(PYTEST) $(TWO_PROCESSES) -m "not long" --only-database

## Run the long tests, on PostgreSQL: real browser, PDF validator, the whole demo. Installs Chromium and Java where they lack.
test-long: $(DEV)
	@$(PY) tools/system_packages.py long
	SHINELIGHT_TEST_DATABASE=postgres $(PYTEST) -n 2 --dist worksteal -m long

## Change the statute package in thousands of small ways and see whether its tests notice (an hour and more).
mutate: $(DEV)
	$(PY) tests/statute/mutate.py
	$(PY) tests/statute/mutate.py --constants

## Measure on this machine: rulings a second, the seconds of a notice by its number of recipients, and the register.
## SIZE=1000000 is how many rows the register's log has.
benchmark: $(DEV)
	@$(PY) tools/system_packages.py pdf
	$(CHECK_ENV) $(PY) tools/benchmark.py
	$(CHECK_ENV) $(PY) manage.py benchmark register --size $(or $(SIZE),1000000) --json

ROUNDS ?= 20

## Fetch ten thousand damaged mails, send two thousand notices while everything behind them is killed again and again,
## then send requests the whole way through outages: ROUNDS=20 times.
soak: $(DEV)
	@$(PY) tools/system_packages.py test
	SHINELIGHT_DAMAGED=10000 SHINELIGHT_TEST_DATABASE=postgres $(PYTEST) -q -m long tests/mailbox/test_damage.py \
	  tests/mailbox/test_damage_stored.py
	SHINELIGHT_CHAOS=2000 SHINELIGHT_TEST_DATABASE=postgres $(PYTEST) -q -s -m long tests/journeys/test_chaos.py
	SHINELIGHT_CAMPAIGN=1000 SHINELIGHT_TEST_DATABASE=postgres $(PYTEST) -q -s -m long tests/journeys/test_campaign_killed.py
	SHINELIGHT_MILLION=1000000 SHINELIGHT_ENTRIES=1000000 SHINELIGHT_TEST_DATABASE=postgres $(PYTEST) -q -s -m long \
	  tests/cure/test_million.py tests/audit/test_million.py
	@for round in $$(seq $(ROUNDS)); do echo "== round $$round of $(ROUNDS)"; \
	  SHINELIGHT_TEST_DATABASE=postgres $(PYTEST) -q tests/journeys || exit 1; done

## Resolve requirements*.in into the pinned requirements*.txt. UPGRADE=--upgrade takes the newest releases.
pins: $(DEV)
	$(COMPILE) -o requirements-uv.txt requirements-uv.in
	$(COMPILE) -o requirements.txt requirements.in
	$(COMPILE) -c requirements.txt -o requirements-dev.txt requirements-dev.in

## Take the pictures of docs/images anew, from invented rows in a real browser.
shots: $(DEV)
	@$(PY) tools/system_packages.py shots
	$(PY) tools/shots.py

## Bring locale/ up to the sentences in the sources, compile it, and say what is not translated yet.
messages: $(DEV)
	$(CHECK_ENV) $(PY) manage.py write_messages

## Write the pages of docs/ that come from the code.
docs: $(RUNTIME)
	$(CHECK_ENV) $(PY) manage.py write_docs

## Format the code and the templates, and mend what the tools can mend.
fmt: $(DEV)
	$(PY) -m ruff check --fix .
	$(PY) -m ruff format .
	$(PY) -m djlint templates --reformat --quiet

## Remove what these commands made: the virtual environment, caches, the demo's folder.
clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache mutants var/demo
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# -- installation: each file says that its step is done, so that a second run does nothing ------------------------------

$(RUNTIME): requirements.txt requirements-uv.txt $(VENV)/.is-made
	@$(PY) tools/install.py requirements.txt
	@touch $@

$(DEV): requirements-dev.txt $(RUNTIME)
	@$(PY) tools/install.py requirements-dev.txt
	@touch $@

USABLE := import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))
$(VENV)/.is-made:
	@if $(PY) -c '$(USABLE)' 2>/dev/null; then touch $@; exit 0; fi; \
	for python in $(PYTHON); do \
	  if "$$python" -c '$(USABLE)' 2>/dev/null; then \
	    echo "Making $(VENV) with $$("$$python" --version)"; \
	    "$$python" -m venv --clear $(VENV) && touch $@ && exit 0; exit 1; \
	  fi; \
	done; \
	echo "Shinelight needs Python 3.11 or later with its venv module; none of these is: $(PYTHON)." >&2; \
	echo "Install it (Debian, Ubuntu: apt-get install python3 python3-venv), or name it: make PYTHON=/path/to/python" >&2; \
	exit 1
