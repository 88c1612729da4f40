# `make demo` and `make test` start from nothing but python3 (3.11 or newer) and make the environment they need.
# Another interpreter: make test PYTHON=python3.13      More for pytest: make test ARGS="-k lineage"

PYTHON ?= python3
ARGS ?=
BIN := .venv/bin
LOCKED := .venv/.locked
READY := .venv/.installed

.PHONY: demo test check accuracy calibration leave-one-out constructions bench lock

# what measures accuracy, and what these scripts are made of: no benchmarks of speed
NO_BENCH := $(addprefix benchmarks/,accuracy.py calibration.py leave_one_out.py vocabulary.py constructions.py)

demo: $(READY)
	$(BIN)/chidao demo $(ARGS)

test: $(READY)
	$(BIN)/python -m pytest $(ARGS)

check: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

accuracy: $(READY)
	$(BIN)/python benchmarks/accuracy.py $(ARGS)

calibration: $(READY)
	$(BIN)/python benchmarks/calibration.py $(ARGS)

leave-one-out: $(READY)
	$(BIN)/python benchmarks/leave_one_out.py $(ARGS)

constructions: $(READY)
	$(BIN)/python benchmarks/constructions.py $(ARGS)

bench: $(READY)
	@set -e; for script in $(filter-out $(NO_BENCH),$(sort $(wildcard benchmarks/*.py))); do \
		echo "== $$script"; $(BIN)/python "$$script" $(ARGS); \
	done

# The lock names every distribution with its hashes and no place to fetch it from: pip's own settings say where. What
# the container needs is a part of it, in the same versions.
COMPILE := build/lock/bin/pip-compile --quiet --generate-hashes --allow-unsafe --no-emit-index-url \
	--no-emit-find-links --no-emit-trusted-host --strip-extras --annotation-style line
lock:
	$(PYTHON) -m venv --clear build/lock
	build/lock/bin/python -m pip install --quiet pip-tools
	CUSTOM_COMPILE_COMMAND="make lock" $(COMPILE) --upgrade --extra dev --output-file requirements.lock pyproject.toml
	sed '/^ *--hash=/d; s/ *\\$$//' requirements.lock > build/lock/versions.txt
	CUSTOM_COMPILE_COMMAND="make lock" $(COMPILE) --constraint build/lock/versions.txt --extra neo4j \
		--output-file requirements-server.lock pyproject.toml

# A stamp is written last, so an installation that was interrupted is begun again.
$(LOCKED): requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "chidao needs Python 3.11 or newer, and $(PYTHON) is older or missing; try: make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || \
		{ echo "$(PYTHON) cannot make environments; on Debian: apt-get install python3-venv" >&2; exit 1; }
	$(PYTHON) -m venv --clear .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

$(READY): $(LOCKED) pyproject.toml
	$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@
