# Trousse. `make help` lists what can be done; `make test` is all a contributor runs.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help build run test needs fmt vet unit browser journeys engines faults bench kills soak shots axe lighthouse early check twice known clean

TOOLS := $(CURDIR)/build/tools
AXE := $(TOOLS)/package/axe.min.js
ADDR ?= 127.0.0.1:8080
# Where known vulnerabilities are looked up; a copy on this machine will do: make known VULNDB=file:///…
VULNDB ?= https://vuln.go.dev
LIGHTHOUSE := $(TOOLS)/lighthouse/node_modules/.bin/lighthouse
WASM := GOOS=js GOARCH=wasm
# The packages that know the browser, and those it is tried on.
IN_BROWSER := ./internal/browser/... ./internal/store/idb/...
# A browser's page takes little environment: it gets what Chromium needs, and no more.
EXEC := env -i HOME=$(HOME) PATH=$(PATH) $(TOOLS)/wasmbrowsertest

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 12

build: ## the site, and bin/trousse that serves it
	@go run ./cmd/dist
	@go build -trimpath -o bin/trousse ./cmd/trousse

run: ## build quickly and serve on http://127.0.0.1:8080/, or elsewhere: make run ADDR=127.0.0.1:9000
	@go run ./cmd/dist -quick
	@go run ./cmd/trousse -addr $(ADDR)

test: needs fmt vet unit browser journeys engines ## everything: format, vet, units, content, store and journeys in browsers

needs: ## what the tests need beside Go
	@.ci/needs

fmt:
	@files=$$(gofmt -l $$(git ls-files '*.go')); [ -z "$$files" ] || { echo "not formatted (gofmt -w):"; echo "$$files"; exit 1; }

vet:
	go vet ./...
	$(WASM) go vet ./app/... ./cmd/kit/... $(IN_BROWSER)

unit: ## units with the race detector, and the content's spelling
	TROUSSE_SPELL=1 go test -race $$(go list ./... | grep -v '/internal/\(e2e\|bench\)')
	@go test -run '^TestEveryRowIsCited$$' -v ./internal/content | sed -n 's/^ *\(coverage_test.go:[0-9]*: \)\{0,1\}//p' | grep '^[0-9F]'

browser: $(TOOLS)/wasmbrowsertest ## what knows the browser, in a browser
	$(WASM) go test -exec '$(EXEC)' $(IN_BROWSER)

journeys: build ## whole journeys in Chromium, against the built site; one that fails is lived once more
	@.ci/journeys
	@go test -count=1 ./internal/bench

engines: build ## what nobody can do without, and the faults that can be lived there in little time, in Firefox and in WebKit
	@TROUSSE_ENGINE=firefox .ci/journeys -run '^(TestEngines|TestFaults)$$'
	@TROUSSE_ENGINE=webkit .ci/journeys -run '^(TestEngines|TestFaults)$$'

faults: build ## all the faults that can be lived in Firefox and in WebKit
	TROUSSE_FAULTS=all TROUSSE_ENGINE=firefox go test -count=1 -v -timeout 30m -run '^TestFaults$$' ./internal/e2e/...
	TROUSSE_FAULTS=all TROUSSE_ENGINE=webkit go test -count=1 -v -timeout 30m -run '^TestFaults$$' ./internal/e2e/...

bench: build ## the budgets, as ratios to a plain page
	go test -count=1 -v -timeout 90m -bench . ./internal/bench

kills: build ## a dead battery after everything typed and everything saved, in each flow and both languages
	TROUSSE_KILLS=all go test -count=1 -v -timeout 60m -run '^TestKills$$' ./internal/e2e/...

soak: build ## writes and dies at random for ten minutes (TROUSSE_SOAK), and prints saves, kills and losses
	TROUSSE_SOAK=$${TROUSSE_SOAK:-10m} go test -count=1 -v -timeout 0 -tags soak -run '^TestSoak$$' ./internal/e2e/...

shots: build ## every screen in every size, language and theme, with a page to look at them, and the manifest's pictures
	go test -count=1 -v -timeout 120m -tags shots -run '^TestShots$$' ./internal/e2e/...

axe: build $(AXE) ## every screen looked at by axe-core, for WCAG 2.2 AA (npm fetches it)
	go test -count=1 -v -timeout 30m -tags axe -run '^TestAxe$$' ./internal/e2e/...

$(AXE):
	@mkdir -p $(TOOLS) && cd $(TOOLS) && npm pack --silent axe-core@4.14.1
	@cd $(TOOLS) && echo "e6b0ce02b84d892e2e33e403485e7f3d6c29e2be6df65daf44d89ba564139745  axe-core-4.14.1.tgz" | sha256sum --check --quiet
	@cd $(TOOLS) && tar -xmzf axe-core-4.14.1.tgz package/axe.min.js

lighthouse: build $(LIGHTHOUSE) ## first visits looked at by Lighthouse, as a telephone makes them (npm fetches it)
	@.ci/lighthouse $(LIGHTHOUSE)

$(LIGHTHOUSE):
	npm install --silent --no-audit --no-fund --prefix $(TOOLS)/lighthouse lighthouse@12.8.2

early: build ## writes down which functions a start calls (internal/site/early.txt), for browsers to compile beforehand
	go test -count=1 -v -timeout 10m -tags early -run '^$$' -bench '^BenchmarkEarly$$' ./internal/bench

check: twice known ## by hand, with a network: the same bytes from the same sources, and known vulnerabilities

twice: build
	@rm -rf build/again; mkdir -p build/again/src
	@git ls-files -z | tar -c --null -T - | tar -x -C build/again/src
	cd build/again/src && GOCACHE=$(CURDIR)/build/again/cache go run ./cmd/dist -o ../site
	diff -r -x .gitignore internal/site/built build/again/site
	@rm -rf build/again
	@echo "the same site twice"

known: $(TOOLS)/govulncheck
	$(TOOLS)/govulncheck -db $(VULNDB) ./...
	$(WASM) $(TOOLS)/govulncheck -db $(VULNDB) ./cmd/kit/...

clean: ## forget everything built
	rm -rf bin build internal/site/built/assets
	find internal/site/built -type f ! -name .gitignore -delete

$(TOOLS)/govulncheck:
	GOBIN=$(TOOLS) go install golang.org/x/vuln/cmd/govulncheck@v1.3.0

$(TOOLS)/wasmbrowsertest:
	GOBIN=$(TOOLS) go install github.com/agnivade/wasmbrowsertest@v0.11.0
