# nabij: everything from a fresh Debian 12 or Ubuntu 24.04 machine with git, make, Rust and Node.

ADDRESS ?= 127.0.0.1:8080
STUDY ?= data/voorbeeldstad
# The program that `make run` starts.
NABIJ ?= cargo run --release --
# Where layers stay that people send on the page; only who works on this machine may send any.
UPLOADS ?= .uploads
# Where stays what people enter on the page.
STORE ?= .store/$(notdir $(patsubst %/,%,$(STUDY))).sqlite
export CHROMIUM ?= $(shell command -v chromium || command -v chromium-browser || command -v google-chrome)

.PHONY: run test bench load crash deb deb-try fuzz clean

## The map of the example town on http://localhost:8080
run: .setup/run web/dist
	$(NABIJ) serve $(STUDY) --address $(ADDRESS) --store $(STORE) $(if $(filter 127.0.0.1:%,$(ADDRESS)),--uploads $(UPLOADS))

## Every test there is
test: .setup/test web/dist target/clients target/openapi_lint
	cargo fmt --check
	cargo clippy --all-targets --quiet -- --deny warnings
	npm --prefix web test
	cargo test --quiet --profile checked
	target/clients/bin/python tests/clients/ogc_clients.py target/checked/nabij data/voorbeeldstad target/schemathesis
	target/clients/bin/python tests/clients/downloads.py target/checked/nabij data/voorbeeldstad
	node tests/clients/openapi_lint.mjs target/checked/nabij data/voorbeeldstad target/openapi_lint
	NABIJ=target/checked/nabij NABIJ_SCREENSHOTS=$(CURDIR)/target/screenshots node --test --test-concurrency=1 tests/browser/*.test.mjs

## Figures of this machine
bench: .setup/run .setup/test .setup/bench web/dist target/clients target/peers target/tile_peer target/large_town target/streamed_town
	cargo build --release --quiet
	node tests/bench/serving.mjs
	node tests/bench/tiles_beside.mjs
	node tests/bench/streaming.mjs target/streamed_town
	node tests/bench/first_view.mjs
	node tests/bench/load.mjs data/voorbeeldstad
	$(if $(NABIJ_DATA),node tests/bench/load.mjs data/utrecht --data $(NABIJ_DATA)/utrecht)
	node tests/bench/locations.mjs data/voorbeeldstad
	$(if $(NABIJ_DATA),node tests/bench/locations.mjs data/utrecht --data $(NABIJ_DATA)/utrecht)
	node tests/bench/stop.mjs data/voorbeeldstad
	$(if $(NABIJ_DATA),node tests/bench/stop.mjs data/utrecht --data $(NABIJ_DATA)/utrecht)
	node tests/bench/interaction.mjs
	cargo bench --quiet --bench travel_beside_peers -- target/travel
	target/peers/bin/python tests/bench/peers_travel.py target/travel
	cargo bench --quiet --bench travel_beside_peers -- target/travel 9000000
	cargo bench --quiet --bench street_files -- target/large_town/straten.osm.pbf target/routes
	target/peers/bin/python tests/bench/peers_routes.py target/large_town/straten.osm.pbf target/routes $(NABIJ_DATA)
	cargo bench --quiet --bench travel -- --output-format bencher | tests/bench/criterion_lines.py
	target/peers/bin/python tests/bench/peers_siting.py --nabij target/release/nabij $(if $(NABIJ_DATA),--data $(NABIJ_DATA))
	cargo bench --quiet --bench siting -- --output-format bencher | tests/bench/criterion_lines.py

## A thousand times killed while writing, on both stores
crash: .setup/test web/dist
	NABIJ_KILLS=$(or $(KILLS),1000) cargo test --quiet --profile checked --test crash -- --nocapture

# So long each reader is fuzzed.
SECONDS_EACH ?= 600

## Every reader and parser on ten minutes of made-up bytes; what is found stays in tests/fuzz/artifacts
fuzz: .setup/run web/dist target/fuzz_tools
	PATH="$(CURDIR)/target/fuzz_tools/bin:$$PATH" tests/fuzz/run $(SECONDS_EACH)

## 64 readers for a minute: no error, 99 of 100 answers within 100 ms, memory flat
load: .setup/run web/dist
	cargo build --release --quiet
	node tests/bench/load.mjs $(STUDY) --seconds 60 --steady

## A package for Debian or Ubuntu, as this machine is, in target/
deb: .setup/run web/dist
	cargo build --release --quiet
	.ci/package/build target/release/nabij target

## That package on a clean machine with systemd: installed, used, made newer, removed; as root. OLDER is the package of before
deb-try: deb .setup/package
	.ci/package/try "$$(ls -t target/nabij_*.deb | head -1)" target/clean_machine $(OLDER)

target/fuzz_tools:
	cargo install --quiet cargo-fuzz@0.13.2 --root $@

# Streets with 350,000 nodes.
target/large_town:
	cargo run --release --quiet -- example --out $@ --inhabitants 2600000

# A place for 113,000 homes.
target/streamed_town:
	cargo run --release --quiet -- example --out $@ --inhabitants 900000

# Programs of others that read what nabij gives away.
target/clients: tests/clients/requirements.txt
	python3 -m venv $@ || { rm -rf $@; echo "make test needs Python with venv: apt-get install python3-venv" >&2; exit 1; }
	$@/bin/pip install --quiet --requirement $< || { rm -rf $@; exit 1; }
	@touch $@

# Other programs that answer the same questions, to be measured in the same run.
target/peers: Makefile
	python3 -m venv $@ || { rm -rf $@; echo "make bench needs Python with venv: apt-get install python3-venv" >&2; exit 1; }
	$@/bin/pip install --quiet numpy pandas scipy access pandarm spopt pulp highspy osmium pyproj shapely || { rm -rf $@; exit 1; }
	@touch $@

# A judge of descriptions of interfaces.
target/openapi_lint: Makefile
	npm install --no-fund --no-audit --silent --prefix $@ @stoplight/spectral-cli@6.16.3 || { rm -rf $@; exit 1; }
	@touch $@

# Another tile server, which gives the tiles of an archive.
target/tile_peer: Makefile
	npm install --no-fund --no-audit --silent --prefix $@ tileserver-gl-light@5.6.0 || { rm -rf $@; exit 1; }
	@touch $@

web/dist: web/node_modules $(shell find web -path web/node_modules -prune -o -path web/dist -prune -o -type f -print)
	npm --prefix web run build
	@touch $@

web/node_modules: web/package-lock.json
	npm --prefix web ci --no-fund --no-audit
	@touch $@

.setup/%: .ci/setup
	.ci/setup $*
	@mkdir -p .setup && touch $@

clean:
	rm -rf .setup target web/dist web/node_modules
