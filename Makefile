# The day's verbs. What is longer than a line lives in Python.
.PHONY: run admin demo prove test test-full coverage mutation lint format lock
PYTHON ?= python3
PORT ?= 8000
DATA_DIR ?= .data
export DATA_DIR
PIP = .venv/bin/python -m pip install --disable-pip-version-check --no-input --require-hashes --only-binary :all: --progress-bar on

run: .venv/installed  ## Start the site on http://localhost:8000.
	@$(PYTHON) -m recovery_site.secrets_file $(DATA_DIR) && .venv/bin/python manage.py set_up && exec .venv/bin/python manage.py serve --port $(PORT)

admin: .venv/installed  ## Make an account for the desk, with its second factor.
	@.venv/bin/python manage.py make_admin

demo: export DATA_DIR = .demo
demo: export DEMO = True
demo: .venv/installed  ## Start a separate site full of marked samples, on port 8001.
	@$(PYTHON) -m recovery_site.secrets_file .demo && .venv/bin/python manage.py set_up && .venv/bin/python manage.py load_demo --entries $(or $(ENTRIES),0) && exec .venv/bin/python manage.py serve --port $(if $(filter command\ line environment,$(origin PORT)),$(PORT),8001)

prove: export DATA_DIR = .prove
prove: export DATABASE_URL =
prove: export BEHIND_HTTPS = False
prove: .venv/installed  ## Try to break a journal made for this, and say what was found.
	@rm -rf .prove && $(PYTHON) -m recovery_site.secrets_file .prove >/dev/null && .venv/bin/python manage.py prove; code=$$?; rm -rf .prove; exit $$code

test: .venv/installed-dev  ## Everything that a change must pass (the gate).
	@.venv/bin/python -m tests.gate

test-full: .venv/installed-dev  ## The gate, coverage, long properties, every page in every guise.
	@.venv/bin/python -m tests.gate full

coverage: .venv/installed-dev  ## Branch coverage of the key core and the domain: 100 %.
	@.venv/bin/python -m tests.gate coverage

mutation: .venv/installed-dev  ## Mutants of the key core: which ones the tests let live.
	@.venv/bin/python -m tests.mutation

lint: .venv/installed-dev  ## Style, types, templates, import contracts.
	@.venv/bin/python -m tests.gate lint

format: .venv/installed-dev  ## Let ruff set the lay-out; templates are laid out by hand.
	@.venv/bin/ruff check --fix-only -q . ; .venv/bin/ruff format -q .

lock: .venv/installed-dev  ## Pin the newest allowed versions, with hashes, without addresses.
	@.venv/bin/python -m tests.lock

.venv/bin/python:
	@echo "· Virtual environment …" && $(PYTHON) -m venv .venv

.venv/installed: requirements.txt | .venv/bin/python
	@echo "· Packages (a minute, the first time) …" && $(PIP) -q -r requirements.txt && touch $@

.venv/installed-dev: requirements-dev.txt | .venv/bin/python
	@echo "· Packages for development …" && $(PIP) -q -r requirements-dev.txt && touch $@ .venv/installed
