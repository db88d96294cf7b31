# Paidup: `make help` says what there is to do. What make builds for itself lies in .build.

SHELL       := /bin/bash
STATICCHECK := .build/staticcheck-v0.8.2

.NOTPARALLEL:
.PHONY: help demo build test ci checks payloads metrics clients fuzz soak browser pictures

help: ## list what there is to do
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' Makefile

demo: ## try Paidup in a browser and in this terminal: a sample company, no Slack and no account needed
	@[ -n "$$DATABASE_URL" ] || .ci/install postgres
	@mkdir -p .build && go build -o .build/paidup ./cmd/paidup
	@.build/paidup demo $(ARGS)

build: ## build the program, ./paidup
	go build -o paidup ./cmd/paidup

# The tests record what they send to Slack in PAIDUP_PAYLOADS, for `make payloads`, and the program's metrics in the file
# PAIDUP_METRICS, for `make metrics`. A cached result would record nothing.
# Of the largest tests some go under the race detector with few of their lives, sequences and cells, others not at all: the
# same code runs there in smaller tests. Without the detector all of them run in full.
FEWER := PAIDUP_SEQUENCES=500 PAIDUP_LIVES=20 PAIDUP_ONLY_COMMANDS=1
ALONE := TestReceivablesEqualTheReference|TestRequestsForPaymentEqualTheReference|TestEveryFormIsFilledWrongAndMended
LARGE := TestAnySequence|TestAnyLife|TestEveryVerbByEveryRole|$(ALONE)

# GOGC: compilers and tests give memory for a tenth of their time.
test: export PAIDUP_PAYLOADS := $(CURDIR)/.build/payloads
test: export PAIDUP_METRICS := $(CURDIR)/.build/metrics.txt
test: export GOGC := 400
test: $(STATICCHECK) ## format, vet, staticcheck and every test, with the race detector
	@.ci/install postgres cc
	@unformatted=$$(gofmt -l .); [ -z "$$unformatted" ] || { printf 'not formatted, see gofmt:\n%s\n' "$$unformatted"; exit 1; }
	go vet ./...
	$(STATICCHECK) ./...
	@rm -rf $(PAIDUP_PAYLOADS) $(PAIDUP_METRICS) && mkdir -p $(PAIDUP_PAYLOADS)
	$(FEWER) go test -race -vet=off -parallel 6 -count=1 -skip '^($(ALONE))$$' $(TESTFLAGS) ./...
	go test -vet=off -parallel 6 -count=1 -run '^($(LARGE))$$' $(TESTFLAGS) ./domain ./domain/postgres ./cmd/paidup

ci: test checks ## make test, and what needs Node, promtool, a browser or time

checks: payloads metrics clients browser soak # what ci does after test
	@$(MAKE) --no-print-directory fuzz FUZZED="bot:FuzzEnvelope bot:FuzzAnswer"

FUZZTIME ?= 30s
FUZZED   := commands:FuzzLine commands:FuzzRead commands:FuzzReadAmount commands:FuzzReadDate bot:FuzzEnvelope bot:FuzzAnswer bot/socket:FuzzFrame

fuzz: ## fuzz what people type and what Slack sends, FUZZTIME each
	@for f in $(FUZZED); do \
	  go test ./$${f%:*} -run '^$$' -fuzz "^$${f#*:}$$" -fuzztime $(FUZZTIME) -parallel 2 || exit 1; done

# Twenty minutes are paidup soak --minutes 20 with its forty markets.
soak: build ## two minutes of work while replicas are killed, Postgres crashes and fails over, and sockets and calls fail
	@.ci/install postgres
	@./paidup soak --minutes 2 --markets 8 --files 3

payloads: ## check what the tests sent, and the manifest, by Slack's rules (Node 20)
	@.ci/payloads

metrics: ## check the program's metrics with promtool
	@.ci/metrics

clients: ## let Slack's own clients for Node judge the local workspace (Node 20)
	@.ci/clients/run

browser: ## let a person in a real browser try the practice workspace (Chromium)
	@.ci/install postgres chromium
	go vet -tags browser ./cmd/paidup/demo
	go test -tags browser -count=1 -run '^TestBrowser' ./cmd/paidup/demo

pictures: ## take the pictures of README and docs anew from the running page (Chromium)
	@.ci/install postgres chromium
	go test -tags browser -count=1 -run '^TestPictures$$' ./cmd/paidup/demo -update

$(STATICCHECK):
	@mkdir -p $(@D)
	GOBIN=$(abspath $(@D)) go install honnef.co/go/tools/cmd/staticcheck@$(@:.build/staticcheck-%=%)
	@mv $(@D)/staticcheck $@
