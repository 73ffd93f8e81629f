# make by itself lists what there is.
PORT ?= 8000
PYTHON ?= python3
VENV ?= .venv
PYTHONS ?= python3.11 python3.12 python3.13 python3.14
PIP = $(VENV)/bin/pip install --quiet --disable-pip-version-check --require-hashes
COMPILE = $(VENV)/bin/pip-compile --quiet --generate-hashes --strip-extras --allow-unsafe --upgrade \
	--no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-header
ENGINES = --extra opensearch --extra postgresql

.PHONY: help demo install run upgrade test check thorough quality by-hand format lock release pythons clean

help:
	@echo "make install    what serves an archive, into .venv"
	@echo "make run        the site over the archive in ./data, on http://127.0.0.1:$(PORT) (or PORT=8001)"
	@echo "make upgrade    says what changes, then installs the newest version; the archive is left alone"
	@echo "make demo       a site with the bundled sample, kept in ./demo-data"
	@echo "make test       the tests              make check     the tests, ruff and mypy"
	@echo "make thorough   servers, clusters, crashes, every page in a browser"
	@echo "make quality    the floors of matching and ranking on the real news"
	@echo "make by-hand    what takes too long for CI"
	@echo "make format     ruff                   make lock      new versions of libraries"
	@echo "make pythons    the tests on every Python that is here, each in an environment of its own"
	@echo "make release    wheel and sdist in ./dist, tried in a fresh environment, and what they need"

demo: $(VENV)/ready
	@PORT=$(PORT) $(VENV)/bin/python manage.py demo

install: $(VENV)/ready

run: $(VENV)/ready
	@PORT=$(PORT) $(VENV)/bin/python manage.py serve

# Told first, done then: what is new for those who use it, from the change log.
upgrade:
	@git fetch --quiet
	@git merge-base --is-ancestor HEAD @{upstream} || { echo "this checkout has changes of its own; merge them by hand: git log @{upstream}..HEAD"; exit 1; }
	@if [ "$$(git rev-parse HEAD)" = "$$(git rev-parse @{upstream})" ]; then echo "already the newest version"; \
	else echo "What changes:"; git diff -U0 HEAD @{upstream} -- CHANGELOG.md | sed -n 's/^+\([^+].*\)/  \1/p'; fi
	@git merge --quiet --ff-only @{upstream}
	@$(MAKE) --no-print-directory install
	@echo "Installed. Start it anew: systemctl restart abhilekh; then 'abhilekh status' says whether the index is to be built anew."

test: $(VENV)/checks
	$(VENV)/bin/python -m pytest -n 2

thorough: $(VENV)/checks
	$(VENV)/bin/python -m pytest -n 2 -m thorough

quality: $(VENV)/checks
	$(VENV)/bin/python -m pytest -n 2 -m "quality and not by_hand"

by-hand: $(VENV)/checks
	$(VENV)/bin/python -m pytest -m by_hand

check: $(VENV)/checks
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy
	$(MAKE) test

format: $(VENV)/checks
	$(VENV)/bin/ruff check --fix .
	$(VENV)/bin/ruff format .

$(VENV)/ready: requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Abhilekh needs Python 3.11 or newer; name one: make PYTHON=python3.12")'
	@test -x $(VENV)/bin/pip || $(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "could not make $(VENV); on Debian: apt install python3-venv"; exit 1; }
	@echo "Installing into $(VENV) ..."
	@$(PIP) -r requirements.lock
	@$(VENV)/bin/python -c 'import sysconfig; open(sysconfig.get_path("purelib") + "/abhilekh.pth", "w").write("$(CURDIR)\n$(CURDIR)/index/python\n")'
	@touch $@

# Of what is only tested with, most is never imported: to compile all of it took longer than to unpack it.
$(VENV)/checks: $(VENV)/ready requirements-checks.lock
	@$(PIP) --no-compile -r requirements-checks.lock
	@touch $@

lock: $(VENV)/ready
	$(VENV)/bin/pip install --quiet pip-tools
	$(COMPILE) $(ENGINES) --output-file requirements.lock pyproject.toml
	$(COMPILE) $(ENGINES) --extra checks --constraint requirements.lock --output-file requirements-checks.lock pyproject.toml

# Which ones: make pythons PYTHONS="python3.12 /opt/python3.13/bin/python".
pythons:
	@for each in $(PYTHONS); do \
		$$each --version 2>/dev/null || { echo "$$each is not here"; continue; }; \
		place=$$(mktemp -d) || exit 1; \
		$(MAKE) --no-print-directory PYTHON=$$each VENV=$$place/venv test || exit 1; \
		rm -rf "$$place"; \
	done

release: $(VENV)/checks
	@$(VENV)/bin/python -m tests.releasing

clean:
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis
