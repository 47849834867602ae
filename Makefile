# make demo   the samples in scans/ become text and JSON in output/
# make test   every check; .ci/run does the same
# make build  the program: target/release/sohoa
# make packages   installs what is missing of the system packages
# make install PREFIX=/usr/local   program, man pages, completion for bash, unit of systemd; DESTDIR for packagers

.PHONY: demo build test packages install
PREFIX := /usr/local

# Debian 12 names. bindgen wants clang; the linker of Rust is gcc.
PACKAGES := libtesseract-dev libleptonica-dev libtiff-dev libheif-dev tesseract-ocr tesseract-ocr-vie clang gcc libc6-dev pkg-config make

# $(call need,PACKAGES): installs those that are missing. Without apt-get it only looks whether the
# libraries are there, under whatever package name.
define need
	@missing=; \
	if command -v apt-get >/dev/null && command -v dpkg >/dev/null; then \
	  for p in $(1); do dpkg -s $$p 2>/dev/null | grep -q '^Status: .* installed$$' || missing="$$missing $$p"; done; \
	  if [ -n "$$missing" ]; then \
	    root=; if [ "$$(id -u)" != 0 ] && command -v sudo >/dev/null; then root=sudo; fi; \
	    echo "installing:$$missing"; \
	    $$root apt-get update -q; $$root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $$missing || { \
	      echo "these packages are missing and could not be installed:$$missing" >&2; exit 1; }; \
	  fi; \
	else \
	  pkg-config --exists tesseract lept libheif 2>/dev/null || missing="$$missing tesseract/leptonica/libheif"; \
	  if [ -n "$$missing" ]; then \
	    echo "not found:$$missing; there is no apt-get here, so install by hand (Debian names): $(1)" >&2; exit 1; \
	  fi; \
	fi; \
	command -v cargo >/dev/null || { echo "cargo is not on the PATH; install Rust (https://rustup.rs)" >&2; exit 1; }
endef

packages:
	$(call need,$(PACKAGES))

build: packages
	cargo build --release --locked

# Builds nothing, so that it can be called as root behind `make build`.
install:
	@test -x target/release/sohoa || { echo "target/release/sohoa is not there; run make build first" >&2; exit 1; }
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/man/man1 $(DESTDIR)$(PREFIX)/share/bash-completion/completions \
	  $(DESTDIR)$(PREFIX)/lib/systemd/system $(DESTDIR)$(PREFIX)/share/doc/sohoa
	install -m 755 target/release/sohoa $(DESTDIR)$(PREFIX)/bin/sohoa
	target/release/sohoa man $(DESTDIR)$(PREFIX)/share/man/man1
	target/release/sohoa completions bash > $(DESTDIR)$(PREFIX)/share/bash-completion/completions/sohoa
	sed 's|/usr/local/bin/|$(PREFIX)/bin/|' dist/sohoa-watch@.service > $(DESTDIR)$(PREFIX)/lib/systemd/system/sohoa-watch@.service
	install -m 644 dist/sohoa-watch.env.example docs/watch.md $(DESTDIR)$(PREFIX)/share/doc/sohoa

demo: build
	./target/release/sohoa run scans -o output
	@echo
	@echo "Written: the folders listed above. In each:"
	@echo "  text.txt             the cleaned text, pages separated by form feeds: less FOLDER/text.txt"
	@echo "  notice.json          the record and the clauses"
	@echo "  record.json          the record under the names of the decree; sohoa register makes a table of all"
	@echo "  evidence.json        every word and its place, what was removed, what was corrected"
	@echo "  pages/p1.jpg         the page as scanned; p1.clean.png what was read; p1.removed.png what was taken away"
	@echo "A second run does only what is new or changed."
	@echo
	@echo "To see the scans beside their text and decide what is right, in a browser:  ./target/release/sohoa review -o output"

# The tests make scans, which are set in Tinos and Arimo, and look at the review page in a browser.
test:
	$(call need,$(PACKAGES) fonts-croscore chromium)
	cargo clippy --release --locked --workspace --all-targets -- -D warnings
	cargo test --release --locked --workspace
