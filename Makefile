# make demo   the samples in scans/ become text and JSON in output/
# make test   every check; .ci/run does the same
# make build  the program: target/release/sohoa
# make packages   installs what is missing of the system packages

.PHONY: demo build test packages

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

# The tests make scans, which are set in Tinos and Arimo.
test:
	$(call need,$(PACKAGES) fonts-croscore)
	cargo clippy --release --locked --workspace --all-targets -- -D warnings
	cargo test --release --locked --workspace
