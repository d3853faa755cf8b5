# Smart and Safe. `make help` lists what can be done.
PORT ?= 8000
PYTHON ?= python3
# The distribution's Python is built with profile-guided optimisation, a version manager's often is not: a sixth slower.
SYSTEM_PYTHON := /usr/bin/python3
INTERPRETER ?= $(shell $(SYSTEM_PYTHON) -c 'import sys, ssl, sqlite3; sys.exit(sys.version_info < (3, 11))' \
	2>/dev/null && echo $(SYSTEM_PYTHON) || echo $(PYTHON))
BIN := .venv/bin
MANAGE := $(BIN)/python -m smartsafe
TESTING := DJANGO_SETTINGS_MODULE=smartsafe.project.settings.test
# Every process would compile every library anew: three seconds of a five-second start, and a third of the tests.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help demo test test-sqlite test-postgres lint types bench shots messages lock clean

help: ## What can be done
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.venv/ready: pyproject.toml uv.lock
	@test -x .venv-uv/bin/uv || ($(PYTHON) -m venv .venv-uv && .venv-uv/bin/pip install --quiet --disable-pip-version-check uv)
	@.venv-uv/bin/uv sync --quiet --frozen --python $(INTERPRETER)
	@touch $@

demo: .venv/ready ## Set everything up and run the demo centre (PORT=8000)
	@DJANGO_SETTINGS_MODULE=smartsafe.project.settings.demo $(MANAGE) demo --port $(PORT)

test: .venv/ready ## All tests, on SQLite and on PostgreSQL
	@.ci/provide
	@$(MAKE) --no-print-directory test-sqlite test-postgres

test-sqlite: .venv/ready ## All tests on SQLite
	@$(TESTING) $(MANAGE) build_language && $(TESTING) $(MANAGE) build_static
	$(BIN)/pytest -n 2 --dist loadfile $(TESTS)

test-postgres: .venv/ready ## All tests but those of looks, on a private PostgreSQL cluster
	@$(TESTING) $(MANAGE) build_language && $(TESTING) $(MANAGE) build_static
	$(BIN)/python -m tests.postgres $(BIN)/pytest -n 2 --dist loadfile -m "not looks" $(TESTS)

lint: .venv/ready ## Style, types, direction of imports, templates, sentences
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/djlint --quiet --lint smartsafe
	$(TESTING) $(MANAGE) messages --check
	$(TESTING) $(MANAGE) makemigrations --check --dry-run

bench: .venv/ready ## Measure; one JSON object a measure
	@.ci/provide >&2
	@$(BIN)/python -m bench

shots: .venv/ready ## Screenshots of every page into build/shots/
	@.ci/provide
	@$(BIN)/python -m tests.shots

messages: .venv/ready ## Bring the message catalogues up to date
	$(MANAGE) messages

lock: ## Choose the newest versions that fit together
	.venv-uv/bin/uv lock --upgrade

clean: ## Remove what was built, and the demo's data
	rm -rf .venv .venv-uv build data
