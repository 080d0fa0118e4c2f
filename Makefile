# Channel Ladder. `make` lists the commands.

VENV := .venv
BIN := $(VENV)/bin
WORKERS ?= 2
PYTEST ?=
NPM := tests/browser/node_modules/.package-lock.json
UV := uv==0.13.9
COMPILE := pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate $(UPGRADE)

# The first Python that is new enough; PYTHON=... chooses another.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	"$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$p" && break; done)

RUNTIME := $(VENV)/runtime.stamp
DEV := $(VENV)/dev.stamp
PO := $(wildcard app/locale/*/LC_MESSAGES/messages.po)
MO := $(PO:.po=.mo)
ZH := app/locale/zh_Hans/LC_MESSAGES/messages.po
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet --require-hashes

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help setup install run test check bench ci system catalogue lock screenshots clean

help: ## This list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' Makefile

setup: $(DEV) $(MO) ## Everything for development, in .venv/

install: $(RUNTIME) $(MO) ## Only what a server needs (docs/deploy.md)

run: $(RUNTIME) $(MO) ## Try it: a demo organisation on http://127.0.0.1:8000
	@LADDER_DEMO=1 $(BIN)/python -m app serve

test: setup $(NPM) ## All tests, on SQLite and on PostgreSQL (PYTEST='-k name' for some)
	@$(BIN)/pytest -q -n $(WORKERS) --dist loadscope $(PYTEST)

check: setup ## Lint, format, types, templates, imports, catalogue
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/djlint app/templates --lint --quiet
	$(BIN)/lint-imports --no-logo
	$(BIN)/pytest -q tests/test_catalogue.py

bench: setup ## Benchmarks
	@for file in bench/[!_]*.py; do [ -e "$$file" ] || continue; echo "$$file"; $(BIN)/python "$$file" || exit 1; done

ci: system check ## What CI runs: check and test, a skipped test is a failure
	@LADDER_STRICT=1 $(MAKE) --no-print-directory test

system: ## What pip cannot bring: Chromium, Chinese fonts, npm (Debian), and the browser tests' two scripts
	@if command -v apt-get >/dev/null 2>&1; then \
		missing=; \
		command -v chromium >/dev/null 2>&1 || missing="$$missing chromium"; \
		command -v npm >/dev/null 2>&1 || missing="$$missing npm"; \
		fc-list 2>/dev/null | grep -q 'Noto Sans CJK' || missing="$$missing fontconfig fonts-noto-cjk"; \
		[ -z "$$missing" ] || { apt-get update -qq && DEBIAN_FRONTEND=noninteractive \
			apt-get install -y -qq --no-install-recommends $$missing >/dev/null; }; \
	fi
	@$(MAKE) --no-print-directory $(NPM)

$(NPM): tests/browser/package-lock.json
	@if command -v npm >/dev/null 2>&1; then npm ci --silent --ignore-scripts --no-audit --no-fund --prefix tests/browser; fi

catalogue: setup ## Collect messages into app/locale, then compile
	$(BIN)/pybabel -q extract -F babel.cfg -k noop --no-wrap --sort-output --add-location=file -o app/locale/messages.pot .
	@if [ -f $(ZH) ]; then \
		$(BIN)/pybabel -q update -i app/locale/messages.pot -o $(ZH) -l zh_Hans --no-wrap --no-fuzzy-matching --ignore-obsolete; \
	else \
		$(BIN)/pybabel -q init -i app/locale/messages.pot -o $(ZH) -l zh_Hans --no-wrap; fi
	@$(BIN)/pybabel -q compile -i $(ZH) -o $(ZH:.po=.mo)

lock: $(BIN)/python ## Lock requirements/*.in again (UPGRADE=--upgrade for newer versions)
	$(BIN)/python -m venv $(VENV)/lock
	$(VENV)/lock/bin/python -m pip --disable-pip-version-check install --quiet $(UV)
	cd requirements && ../$(VENV)/lock/bin/uv $(COMPILE) app.in -o app.txt
	cd requirements && ../$(VENV)/lock/bin/uv $(COMPILE) dev.in -o dev.txt

screenshots: setup $(NPM) ## Take the pictures in docs/images again
	@LADDER_STRICT=1 $(BIN)/pytest -q tests/browser/screenshots.py

clean: ## Remove what the commands made, .venv/ and caches; var/ stays
	rm -rf $(VENV) $(MO) tests/browser/node_modules .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache test-results
	find app tests bench -name __pycache__ -type d -prune -exec rm -rf {} +

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed (https://www.python.org, or your system's packages)."; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
		echo "Python's venv module is needed. On Debian: apt-get install python3-venv"; exit 1; }

$(RUNTIME): requirements/app.txt | $(BIN)/python
	@echo "Installing what the server needs …"
	@$(PIP) -r requirements/app.txt
	@touch $@

$(DEV): requirements/dev.txt | $(BIN)/python
	@echo "Installing what development needs …"
	@$(PIP) -r requirements/dev.txt
	@touch $(RUNTIME) $@

%.mo: %.po | $(RUNTIME)
	@$(BIN)/pybabel -q compile -i $< -o $@
