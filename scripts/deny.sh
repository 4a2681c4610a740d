#!/usr/bin/env bash
# Checks the dependency tree against deny.toml: licenses, sources, repeated crates, advisories.
#
# Run by hand, not by .ci/run: advisories are fetched anew each time, so the answer can change
# without a change here. Needs a network, and cargo-deny (cargo install --locked cargo-deny).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

if ! cargo deny --version >/dev/null 2>&1; then
    echo "scripts/deny.sh: cargo-deny is missing; get it with: cargo install --locked cargo-deny" >&2
    exit 1
fi
exec cargo deny --locked check
