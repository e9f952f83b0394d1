# make run    sets up what is missing and opens the window        make bench   prints the figures
# make test   sets up what is missing and runs every check         make train   trains a model (see below)
# make package  builds what a musician installs, in dist/         More: make translations, make screenshots, make capture, make lock, make clean.
# Everything works on Debian 12 with Python 3.11 or 3.12 and nothing else.

VENV ?= .venv
TRAIN_VENV ?= .venv-train
LOCK_VENV ?= .venv-lock
PACKAGE_VENV ?= .venv-package
FILES ?=
ARGS ?=

MODEL ?= continue-melody
DATA ?=
MINUTES ?= 75
DEVICE ?= cpu

export PYTHON
# Whatever loads onnxruntime here has it report nothing to its makers, as the program has.
export ORT_DISABLE_TELEMETRY := 1

.PHONY: run test bench train package test-package icons translations screenshots capture lock setup setup-test clean

run: setup
	@$(VENV)/bin/python app.py $(FILES)

# ARGS go to pytest: make test ARGS="tests/unit -k meter"
test: setup-test
	@$(VENV)/bin/python packaging/setup/check.py $(ARGS)

bench: setup-test
	@$(VENV)/bin/python -m tests.bench $(ARGS)

screenshots: setup-test
	@$(VENV)/bin/python -m tests.bench.screenshots

# Half a minute with the program, docs/images/minute.webp, made by driving it on a virtual screen.
capture: setup-test
	@$(VENV)/bin/python -m tests.bench.capture

# make train MODEL=continue-melody DATA=/path/to/data MINUTES=75 DEVICE=cpu|cuda
train:
	@test -n "$(DATA)" || { echo "Name the folder with the training data: make train DATA=/path/to/data"; exit 2; }
	@sh packaging/setup/setup.sh train $(TRAIN_VENV) $(DEVICE)
	@$(TRAIN_VENV)/bin/python -m models.training.train --model $(MODEL) --data $(DATA) --minutes $(MINUTES) --device $(DEVICE) $(ARGS)

# dist/arietta_VERSION_amd64.deb and dist/arietta-VERSION-x86_64.tar.zst. One of them: make package ARGS=deb
package:
	@sh packaging/setup/setup.sh package $(PACKAGE_VENV)
	@PYTHONPATH=packaging $(PACKAGE_VENV)/bin/python -m bundle $(ARGS)

# Installs, runs, upgrades and purges what lies in dist/ in a Debian 12 of its own. Needs root.
test-package: setup-test
	@sh packaging/setup/setup.sh room $(VENV)
	@PYTHONPATH=packaging $(VENV)/bin/python -m tests.package $(ARGS)

# Every size and form of the icon, from resources/icons/*.svg.
icons: setup
	@PYTHONPATH=packaging $(VENV)/bin/python -m bundle.icons

# Takes new texts into resources/translations, and names those that wait for a translation.
translations: setup-test
	@QT_QPA_PLATFORM=offscreen $(VENV)/bin/python packaging/setup/translations.py

setup:
	@sh packaging/setup/setup.sh run $(VENV)

setup-test:
	@sh packaging/setup/setup.sh test $(VENV)

# Makes the locks anew from requirements/*.in, with the newest versions that those admit.
lock:
	@test -x $(LOCK_VENV)/bin/uv || (python3 -m venv $(LOCK_VENV) && $(LOCK_VENV)/bin/pip install --quiet uv)
	@$(LOCK_VENV)/bin/python packaging/setup/lock.py $(LOCK_VENV)/bin/uv

clean:
	rm -rf $(VENV) $(TRAIN_VENV) $(LOCK_VENV) $(PACKAGE_VENV) out build dist .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
