#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Renews the lock files: every package with its version and the hashes of its wheels, for Linux and Windows at once.
# Needs uv (pip install uv). No index is named in them: they install from whatever index pip is set to use.
# Usage: bash packaging/lock.sh [uv pip compile options, such as --upgrade]
set -euo pipefail
cd "$(dirname "$0")/.."
compile() {
    local file=$1
    shift
    uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes --no-build \
        --no-emit-index-url --no-emit-find-links --no-annotate --custom-compile-command "bash packaging/lock.sh" \
        --output-file "packaging/$file" "$@"
    if grep -nE 'https?://|file:' "packaging/$file"; then
        echo "packaging/$file names a place, which a lock must not" >&2
        exit 1
    fi
}
compile requirements.txt --group build "$@"
compile requirements-dev.txt --group dev --constraint packaging/requirements.txt "$@"
