# Two commands are enough: `make book` and `make test`. Each sets up what it needs.

PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
READY := $(VENV)/.ready

.DEFAULT_GOAL := book
.PHONY: book test serve lab check format execute lint lock clean

book: $(READY) ## Re-run the notebooks whose inputs changed and build the book: _build/html/index.html
	@$(PY) -m deconfliction book

test: $(READY) ## Run every test on a fresh build of the book
	@$(PY) tests/browser.py
	@$(PY) -m deconfliction build
	@$(PY) -m pytest --numprocesses 2 --dist loadscope

serve: book ## Show the book at a loopback address
	@$(PY) -m deconfliction serve

lab: $(READY) ## Open the chapters in JupyterLab
	@$(PY) -m jupyter lab --ip 127.0.0.1 --allow-root index.ipynb

check: $(READY) ## Check the dataset alone
	@$(PY) -m deconfliction check

format: $(READY) ## Write the dataset in its canonical form, and the code in its
	@$(PY) -m deconfliction format
	@$(PY) -m ruff format .
	@$(PY) -m ruff check --fix .

execute: $(READY) ## Re-run the notebooks whose inputs changed
	@$(PY) -m deconfliction execute

lock: $(READY) ## Make requirements.txt anew from pyproject.toml
	@$(PY) -m uv pip compile --universal --no-emit-index-url --no-emit-find-links --no-header --no-annotate \
		--extra dev --output-file requirements.txt pyproject.toml

clean: ## Remove everything that was built
	@rm -rf _build $(VENV) .pytest_cache .ruff_cache *.egg-info

# The environment: made once, and again only when the lock or the package's own description changes.
$(READY): requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(0 if (3, 11) <= sys.version_info < (3, 14) else \
		"Python 3.11, 3.12 or 3.13 is needed; $(PYTHON) is " + sys.version.split()[0] + ". Try: make PYTHON=python3.12")'
	@echo "Setting up $(VENV) from requirements.txt (once; a minute or two)"
	@$(PYTHON) -m venv --clear $(VENV)
	@$(PY) -m pip install --disable-pip-version-check --requirement requirements.txt | grep --line-buffered -E '^(Collecting|Installing|Successfully)' | cut -c1-100
	@$(PY) -m pip install --disable-pip-version-check --quiet --no-deps --no-build-isolation --no-index --editable .
	@touch $@
