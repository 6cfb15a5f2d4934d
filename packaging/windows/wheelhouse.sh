#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Gathers everything that a Windows machine without a network needs for the build, on any machine that has one:
# the wheels of the lock for 64-bit Windows, checked by their hashes. Put the folder beside the checkout's packaging/,
# and Python 3.11's installer from python.org and Inno Setup's from jrsoftware.org into it for the machine itself.
# Usage: bash packaging/windows/wheelhouse.sh [FOLDER]        (default: wheelhouse)
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
folder=${1:-$root/wheelhouse}
python=${PYTHON:-python3}
wanted=$(mktemp)
trap 'rm -f "$wanted"' EXIT
"$python" "$root/packaging/windows/forwindows.py" "$root/packaging/requirements-dev.txt" >"$wanted"
"$python" -m pip download --quiet --disable-pip-version-check --require-hashes --no-deps --only-binary :all: \
    --platform win_amd64 --python-version 3.11 --implementation cp --dest "$folder" \
    -r "$wanted"
printf '%s: %s wheels, %s\n' "$folder" "$(find "$folder" -maxdepth 1 -name '*.whl' | wc -l)" "$(du -sh "$folder" | cut -f1)"
