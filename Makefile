# The two commands of the README, `make serve` and `make test`, and the rest of the daily work.
# Every target can be run again: what is done is remembered in stamp files inside .venv and the data folder.

PORT ?= 8000
CASES ?= 5000
XIANGWEN_DATA ?= data
XIANGWEN_SHARED ?= ../shared
SAMPLES := eval/samples/reports
GOLD ?= eval/samples/gold.jsonl
BENCH ?= $(wildcard $(XIANGWEN_SHARED)/bench/*/)

# The first Python of at least 3.11 on this machine.
PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3.14 python3 python; do \
	command -v $$p >/dev/null 2>&1 \
	&& $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin
INSTALLED := .venv/.installed
TESTABLE := .venv/.installed-test
LOADED := $(XIANGWEN_DATA)/.samples

# The repository's own questions are asked of its own pages alone and gated on the committed run; others only asked.
BASELINE := eval/samples/baseline.json
OWN := $(filter eval/samples/gold.jsonl,$(GOLD))

.PHONY: install serve test check eval baseline bench bench-peers web fuzz screenshots page-speed
.DEFAULT_GOAL := install

install: $(INSTALLED)

serve: $(INSTALLED) $(LOADED)
	exec $(BIN)/xiangwen serve --data "$(XIANGWEN_DATA)" --port $(PORT)

test: $(TESTABLE)
	$(BIN)/python -m tests.browser
	$(BIN)/python -m pytest

check: $(TESTABLE)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest tests/project/test_architecture.py

eval: $(INSTALLED)
	$(BIN)/xiangwen eval $(GOLD) $(if $(OWN),--reports $(SAMPLES) --gate $(BASELINE))

baseline: $(INSTALLED)
	$(BIN)/xiangwen eval eval/samples/gold.jsonl --reports $(SAMPLES) --save $(BASELINE)

fuzz: $(TESTABLE)
	$(BIN)/python -m tests.fuzz --cases $(CASES)

bench: $(INSTALLED)
	@test -n "$(BENCH)" || { echo "没有评测集：BENCH=目录 / no BEIR folders: give BENCH=DIR" >&2; exit 1; }
	$(BIN)/python -m eval bench $(if $(MODEL),--model "$(MODEL)") $(BENCH)

# Other people's retrievers beside ours, in an environment of their own (2 GB); see docs/evaluation.md. With
# PEER_OPTIONS="--work DIR" what is made is kept there, and a second run goes on from it.
PEER_SETS ?= $(addprefix $(XIANGWEN_SHARED)/bench/,xquad-zh cmrc2018-dev crud-title:5000 crud-qe1:5000)
PEERS := .venv-peers
bench-peers: $(PEERS)/.installed
	$(PEERS)/bin/python -W ignore -m eval.peers.run $(PEER_SETS) --lists 1000 --limit 200 $(PEER_OPTIONS)

$(PEERS)/.installed: eval/peers/requirements.txt pyproject.toml
	@test -n "$(PYTHON)" || { echo "需要 Python 3.11 或更新 / Python 3.11 or newer is needed" >&2; exit 1; }
	$(PYTHON) -m venv $(PEERS)
	$(PEERS)/bin/python -m pip install -q -r eval/peers/requirements.txt -e .
	touch $@

# The page is committed as built; Node is needed only to change it.
# Of a server that runs already: `make serve` in another terminal, on the sample reports.
screenshots: $(TESTABLE)
	$(BIN)/python -m tests.page.screenshots http://127.0.0.1:$(PORT)

# Of a running server, too: how fast the page is in a real browser, as JSON.
page-speed: $(TESTABLE)
	$(BIN)/python -m tests.page.speed http://127.0.0.1:$(PORT)

web:
	cd api/web && npm ci && npm run build

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "需要 Python 3.11 或更新 / Python 3.11 or newer is needed" >&2; exit 1; }
	$(PYTHON) -m venv .venv

$(INSTALLED): pyproject.toml constraints.txt | $(BIN)/python
	$(BIN)/python -m pip install -q -c constraints.txt -e .
	touch $@

$(TESTABLE): $(INSTALLED)
	$(BIN)/python -m pip install -q -c constraints.txt -e ".[test]"
	touch $@

$(LOADED): | $(INSTALLED)
	$(BIN)/xiangwen ingest --data "$(XIANGWEN_DATA)" $(SAMPLES)
	touch "$@"
