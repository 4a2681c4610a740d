#!/usr/bin/env bash
# Runs the peers and storyfold on one file and prints one table.
#
#   benches/peers/run.sh FILE TRUTH
#
# FILE is CSV with id,title (and what else storyfold may read), TRUTH is CSV with id,cluster, as
# `storyfold generate` makes both. Environments and builds go to PEERS_CACHE (default: the user's
# cache), so the checkout stays as it was. Needs cargo, python3 with venv, and a network the first time.
# STORYFOLD names a program to measure instead of building one.
set -euo pipefail
file="$(realpath "$1")"
truth="$(realpath "$2")"
cd "$(dirname "${BASH_SOURCE[0]}")"
cache="${PEERS_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/storyfold/peers}"
mkdir -p "$cache"

environment() { # name, requirements: a virtual environment, made again when the requirements change
    local place="$cache/$1"
    cmp -s "$2" "$place/requirements.txt" && return
    echo "run.sh: making the environment $1" >&2
    python3 -m venv --clear "$place" &&
        "$place/bin/pip" install --quiet --disable-pip-version-check -r "$2" &&
        { [ "$1" != text-dedup ] ||
            "$place/bin/pip" install --quiet --disable-pip-version-check --no-deps text-dedup==0.4.0; } &&
        cp "$2" "$place/requirements.txt"
}

environment python requirements.txt
environment text-dedup requirements-text-dedup.txt ||
    echo "run.sh: *** text-dedup CANNOT BE INSTALLED HERE AND IS SKIPPED ***" >&2
CARGO_TARGET_DIR="$cache/gaoya" cargo build --quiet --release --locked --manifest-path gaoya/Cargo.toml
if [ -z "${STORYFOLD:-}" ]; then
    target="${CARGO_TARGET_DIR:-$cache/storyfold}"
    CARGO_TARGET_DIR="$target" cargo build --quiet --release --locked --manifest-path ../../Cargo.toml
    STORYFOLD="$target/release/storyfold"
fi
exec python3 table.py "$file" "$truth" "$cache" "$STORYFOLD"
