# The two commands are `make run` and `make test`; `make help` names the rest.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

export DATA ?= /var/lib/gavel
ARGS ?=
# What to test and how, for a closer look: make test PKGS=./store RUN=TestModel
PKGS ?= ./...
RUN ?=
FUZZTIME ?= 30s

GOLANGCI := github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v2.15.0
GOTESTSUM := gotest.tools/gotestsum@v1.13.0

.PHONY: help
help: ## print this list
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 12

.PHONY: run
run: ## set the machine up and serve on 127.0.0.1:8080; flags: make run ARGS='--workers 2'
	@deploy/setup
	@GAVEL_DATA="$${GAVEL_DATA:-$(DATA)}" exec bin/gavel serve $(ARGS)

.PHONY: test
test: ## set the machine up and run every test, root tests included
	@deploy/setup
	@deploy/test

.PHONY: bench
bench: ## measure, print the goals, write the report below bin/bench; ARGS=--quick: in two minutes
	@deploy/setup
	@bin/gavel bench --out bin/bench $(ARGS)

.PHONY: check
check: ## what CI runs: make test, with caches of its own
	@.ci/run

.PHONY: test-vm
test-vm: ## tests of AppArmor, cgroup v2 and systemd in a virtual machine; PARTS=apparmor: a part
	@deploy/setup
	@deploy/test-vm $(PARTS)

.PHONY: setup
setup: ## only set the machine up
	@deploy/setup

.PHONY: gvisor
gvisor: ## build gVisor beside containerd, for runtime = "runsc"
	@deploy/setup gvisor

.PHONY: build
build: ## only build gavel, gavel-init and the shim into bin
	@deploy/setup build

.PHONY: mutate
mutate: ## take each protection of the cells out in turn and print which tests notice; an hour
	@deploy/mutate

.PHONY: lint
lint: ## golangci-lint with .golangci.yml
	@. deploy/env; go run $(GOLANGCI) run ./...

.PHONY: fuzz
fuzz: ## every fuzz target for FUZZTIME (30s)
	@. deploy/env; FUZZTIME=$(FUZZTIME) deploy/fuzz

.PHONY: golden
golden: ## write the golden files anew; look at the difference before committing it
	@. deploy/env; for room in $$(git grep -l 'flag.Bool("update"' -- '*_test.go' | xargs -r -n 1 dirname | sort -u); do \
		go test "./$$room" -update; done

.PHONY: clean
clean: ## remove what was built here; the data directory stays
	rm -rf bin

export PKGS RUN GOTESTSUM RUN_IN_VM
