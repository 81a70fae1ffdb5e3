# Roundhouse. `make` alone says what there is.

PREFIX ?= /usr/local
DESTDIR ?=

PACKAGES := binutils curl g++ gcc jq libc6-dev libespeak-ng-dev libffi-dev libjq-dev libmicrohttpd-dev libseccomp-dev \
  libsodium-dev libsqlite3-dev make pkg-config python3 zlib1g
BENCH_PACKAGES := nginx-light wrk

RELEASE := .build/release
AGENTS := .build/agents
SWIFT_SOURCES := Package.swift Sources Plugins sdk Tests
C_SOURCES := $(wildcard Plugins/*/*.c sdk/templates/c/*.c sdk/c/*.c)
SHELL_SOURCES := .ci/run Plugins/stage.sh $(wildcard Tests/Tools/*.sh Tests/EndToEnd/*.sh)

.DEFAULT_GOAL := help
.PHONY: help deps bench-deps build install demo serve test soak sanitize bench defects lint lint-swift lint-c lint-shell clean

help: ## Say what there is to make
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

deps: ## Install the Debian packages that are missing (as root; else say which)
	@Tests/Tools/packages.sh $(PACKAGES)

bench-deps: deps
	@Tests/Tools/packages.sh $(BENCH_PACKAGES)

build: deps ## Build the host, and the agents that ship into .build/agents
	swift build -c release
	@Plugins/stage.sh $(RELEASE) $(AGENTS)
	@echo "Built: $(RELEASE)/roundhouse, and $$(ls $(AGENTS) | wc -l) agents in $(AGENTS)"

install: build ## Install the command, agents, SDK and completions below PREFIX (/usr/local)
	install -d "$(DESTDIR)$(PREFIX)/bin" "$(DESTDIR)$(PREFIX)/lib/roundhouse/agents" "$(DESTDIR)$(PREFIX)/share/roundhouse"
	for program in roundhouse-worker roundhouse; do \
	  install -m 755 $(RELEASE)/$$program "$(DESTDIR)$(PREFIX)/bin/$$program.new" && \
	  mv "$(DESTDIR)$(PREFIX)/bin/$$program.new" "$(DESTDIR)$(PREFIX)/bin/$$program" || exit 1; \
	done
	@Plugins/stage.sh $(RELEASE) "$(DESTDIR)$(PREFIX)/lib/roundhouse/agents"
	rm -rf "$(DESTDIR)$(PREFIX)/share/roundhouse/sdk"
	cp -R sdk "$(DESTDIR)$(PREFIX)/share/roundhouse/sdk"
	rm -rf "$(DESTDIR)$(PREFIX)/share/roundhouse/sdk/.build"
	install -d "$(DESTDIR)$(PREFIX)/share/bash-completion/completions" "$(DESTDIR)$(PREFIX)/share/zsh/site-functions" \
	  "$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d"
	$(RELEASE)/roundhouse completion bash >"$(DESTDIR)$(PREFIX)/share/bash-completion/completions/roundhouse"
	$(RELEASE)/roundhouse completion zsh >"$(DESTDIR)$(PREFIX)/share/zsh/site-functions/_roundhouse"
	$(RELEASE)/roundhouse completion fish >"$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/roundhouse.fish"
	@echo "Installed below $(DESTDIR)$(PREFIX). The command needs the Swift runtime it was built with; it stays where it is."

demo: build ## Show it all on real requests: agents in C, in Swift and of no code, failover, agents that come and go
	@Tests/EndToEnd/demo.sh $(RELEASE)/roundhouse

serve: build ## Run a host with the agents that ship, on 127.0.0.1:7717
	@exec $(RELEASE)/roundhouse serve

test: deps ## Run all tests, each with its short budget
	@Tests/Tools/test.sh

soak: deps ## Run all tests with their whole budgets; the log is kept in .build/soak.log
	@mkdir -p .build; ROUNDHOUSE_SOAK=1 Tests/Tools/test.sh 2>&1 | tee .build/soak.log; exit $${PIPESTATUS[0]}

sanitize: deps ## Run the tests of memory and threads under the compiler's sanitizers
	@Tests/Tools/sanitize.sh thread; thread=$$?; Tests/Tools/sanitize.sh address && exit $$thread

bench: bench-deps build ## Measure beside the floors of this machine, and hold the ratios against the thresholds
	@echo "Measuring; this takes some minutes, and other work on this machine shows in the figures"
	$(RELEASE)/roundhouse-bench | tee .build/bench.jsonl | sed -u 's/^{"bench": "\([^"]*\)", "system": "\([^"]*\)".*/  \1 \2/'; exit $${PIPESTATUS[0]}
	@python3 Tests/Benchmarks/table.py .build/bench.jsonl Tests/Benchmarks/thresholds.json

defects: build ## Let eighty hostile agents loose in each tier, and show what became of the host and of others' requests
	@echo "Each experiment takes some seconds; what is not as expected fails this"
	$(RELEASE)/roundhouse-defects --markdown .build/defects.md
	@echo "The table is in .build/defects.md"

lint: lint-swift lint-c lint-shell ## Look at format, warnings and licence lines
	@echo "Lint: nothing to say"

lint-swift:
	@swift format lint --strict --recursive --parallel $(SWIFT_SOURCES)

lint-c: deps
	@for file in $(C_SOURCES); do \
	  for compiler in gcc clang; do \
	    $$compiler -std=c11 -fsyntax-only -Wall -Wextra -Wpedantic -Werror -Isdk/c/include $$file || exit 1; \
	  done; \
	done
	@! grep -rL --include='*.swift' --include='*.c' --include='*.h' --include='*.map' --include=Makefile \
	  'SPDX-License-Identifier: Apache-2.0' sdk --exclude-dir=.build | sed 's/$$/: no SPDX line/' | grep .

lint-shell:
	@for file in $(SHELL_SOURCES); do bash -n $$file || exit 1; test -x $$file || { echo "$$file: not executable"; exit 1; }; done
	@! command -v shellcheck >/dev/null || shellcheck $(SHELL_SOURCES)

clean: ## Remove all that was built
	rm -rf .build sdk/.build

SHELL := /bin/bash
