# make demo   sets up, builds and optimizes ligands for ADRB1 within four minutes
# make test   sets up, builds and runs every test
# make bench  measures Ligature on one core, beside RDKit where a python3 has it
# make fuzz   reads mutated inputs; fails with the input that breaks a reader
# make vina-1.1.2  brings AutoDock Vina 1.1.2 into .engines/, for comparison with scores it made
# make dockstring  compares scores with DOCKSTRING's published ones and its own pipeline (2 hours)
# make profiler  compares contacts of docked poses with PLIP's on the six targets (30 minutes)
# make redocking  docks two crystal ligands and tells how far their poses are from the crystal (3 hours)
PREFIX ?= /usr/local
DESTDIR ?=

# One build serves build, test and demo. Tests reach other modules by `package` access, so testable
# imports, which would make a second build, stay off.
SWIFT_FLAGS = -c release --explicit-target-dependency-import-check error
TEST_FLAGS = $(SWIFT_FLAGS) --disable-testable-imports
BIN = $(shell swift build -c release --show-bin-path)
SOURCES = Package.swift Sources Tests
PROGRAMS = ligature ligature-worker ligature-bench

# What `make bench` and `make fuzz` pass on, as in: make bench BENCH='--rounds 3 --python python3'
BENCH ?=
FUZZ ?= --count 200000

.PHONY: all setup build test demo bench fuzz vina-1.1.2 dockstring redocking profiler install uninstall format lint clean

all: build

setup:
	@scripts/setup

build: setup
	swift build $(SWIFT_FLAGS)

test: setup
	swift test $(TEST_FLAGS)

demo: build
	@scripts/demo "$(BIN)"

bench: build
	"$(BIN)/ligature-bench" chemistry $(BENCH)

fuzz: build
	"$(BIN)/ligature-bench" fuzz $(FUZZ)

vina-1.1.2:
	@scripts/vina-1.1.2

# What this passes on, as in: make dockstring DOCKSTRING='--limit 5 --targets F2'
DOCKSTRING ?=

dockstring: build vina-1.1.2
	@scripts/dockstring-environment
	@.engines/dockstring/bin/python scripts/dockstring-comparison.py "$(BIN)/ligature" \
	  .engines/vina-1.1.2/vina runs/dockstring $(DOCKSTRING)

redocking: build
	@scripts/redocking "$(BIN)/ligature" runs/redocking

profiler: build
	@scripts/profiler-environment
	@.engines/profiler/bin/python scripts/profiler-comparison.py "$(BIN)/ligature" \
	  Tests/Data/feedback/drugs.smi targets/*/

install: build
	install -d "$(DESTDIR)$(PREFIX)/bin" "$(DESTDIR)$(PREFIX)/share/ligature"
	for program in $(PROGRAMS); do \
	  install -m 755 "$(BIN)/$$program" "$(DESTDIR)$(PREFIX)/bin/" || exit 1; \
	done
	cp -R targets "$(DESTDIR)$(PREFIX)/share/ligature/"
	if [ -d share ]; then cp -R share/. "$(DESTDIR)$(PREFIX)/share/ligature/"; fi

uninstall:
	rm -f $(PROGRAMS:%="$(DESTDIR)$(PREFIX)/bin/%")
	rm -rf "$(DESTDIR)$(PREFIX)/share/ligature"

format:
	swift format format -i -r -p $(SOURCES)

lint:
	swift format lint -s -r -p $(SOURCES)

clean:
	rm -rf .build
