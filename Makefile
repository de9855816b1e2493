# Every target is one script or one command; "make help" lists them.
.DEFAULT_GOAL := help
.PHONY: help run test lint bench screenshots pictures ptok build web web-test causes fuzz sample player notices release release-test clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "make %-12s %s\n", $$1, $$2}' Makefile

run: ## open the window
	@scripts/run.sh

test: ## run every check and test
	@scripts/test.sh

lint: ## check the form and the sense of the code
	@scripts/lint.sh

bench: ## measure against bare libraries and a minimal window
	@scripts/bench.sh

screenshots: ## make the pictures in docs/screenshots
	@scripts/screenshots.sh

pictures: ## paint every state of every screen into build/pictures
	@scripts/pictures.sh

build: ## build the window program into build/
	@scripts/build.sh

ptok: ## build the terminal program into build/
	@scripts/need.sh go
	GOTOOLCHAIN=auto CGO_ENABLED=0 go build -o build/ptok ./cmd/ptok

web: ## build the page Why? for a browser into build/web
	@scripts/web.sh

web-test: ## go through that page with Chromium, without a network
	@scripts/web-test.sh

causes: ## write docs/causes anew from the table of causes
	@scripts/causes.sh

fuzz: ## fuzz every fuzz test, FUZZTIME=30s each
	@scripts/fuzz.sh

sample: ## make the sample stream anew, and say whether it is the same
	@scripts/sample.sh

player: ## fetch hls.js for the page of the local edge, in the version that is kept
	@scripts/player.sh

notices: ## collect the licences of third parties, after a change of go.mod
	@scripts/notices.sh

release: ## make everything that people install into build/release
	@scripts/release.sh

release-test: ## install, start and remove what make release made
	@scripts/release-test.sh

clean: ## remove what was built
	rm -rf build
