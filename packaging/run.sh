#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# One command from a bare machine to the running program: sets up what is missing, then opens a demo station.
# With a screen: the window. Without: the same ten people through the same parts, results in a new folder of demo-out/.
# Usage: bash packaging/run.sh [options of "sscard-desktop --demo" or "sscard-desktop demo"]
# shellcheck source=packaging/setup.sh
source "$(dirname "$0")/setup.sh"
prepare_system run
prepare_environment requirements.txt
if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    say "opening the window on a demo station"
    exec "$venv/bin/sscard-desktop" --demo "$@"
fi
out=demo-out/$(date +%Y%m%d-%H%M%S)
say "no screen here: running the demo without a window, results in $root/$out"
exec "$venv/bin/sscard-desktop" demo --out "$out" "$@"
