#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# One command from a bare machine to tested code: sets up what is missing, then format, lint, types, layers, tests.
# Usage: bash packaging/test.sh [--long] [--benchmark] [options and paths for pytest]
#   --long       adds the soaks and heavy checks
#   --benchmark  runs the benchmarks after the tests, and prints their table
# shellcheck source=packaging/setup.sh
source "$(dirname "$0")/setup.sh"
benchmark=false
long=()
arguments=()
for argument in "$@"; do
    case $argument in
        --benchmark) benchmark=true ;;
        --long) long=(--long) ;;
        *) arguments+=("$argument") ;;
    esac
done
prepare_system test
prepare_environment requirements-dev.txt
export PATH=$venv/bin:$PATH

# Tests start the program hundreds of times: compiled once, it starts in two thirds of the time.
unset PYTHONDONTWRITEBYTECODE

failed=()
check() {
    say "$1"
    "${@:2}" || failed+=("$1")
}
check "ruff format" ruff format --check --quiet .
check "ruff check" ruff check --quiet .
# A core each for a minute where nothing is cached: beside the tests, behind them in the queue, and told after them.
said=$(mktemp -d)
nice mypy > "$said/mypy" 2>&1 &
types=$!
nice lint-imports --no-logo > "$said/layers" 2>&1 &
layers=$!
# Tests sync thousands of small files: where there is a memory disk with room, their folders lie there. Not those of the
# benchmarks, which measure a disk's work too, and of the soaks, which may grow large.
scratch=${TMPDIR:-/tmp}
# Nor where nothing may be run from it, as in most containers: some tests build a library and load it.
if [ ${#long[@]} = 0 ] && [ "$(df --output=avail --block-size=1M /dev/shm 2> /dev/null | tail -n 1)" -ge 4096 ] 2> /dev/null &&
    ! findmnt --noheadings --output OPTIONS --target /dev/shm 2> /dev/null | grep -qw noexec; then
    scratch=/dev/shm
fi
# Pictures of a few megabytes come and go by the thousand, and leave holes in the C library's heap: after one file of
# tests 56 of its 390 MB were in use. From a megabyte on they go back to the system at once.
export MALLOC_ARENA_MAX=2 MALLOC_MMAP_THRESHOLD_=1048576 MALLOC_TRIM_THRESHOLD_=16777216
# A process's tests wait for lanes, clocks and other programs for a third of their time: one more than cores is busy
# then. Each may take 2 GB.
jobs=2
free=$(awk '/^MemAvailable/ { print int($2 / 1048576) }' /proc/meminfo 2> /dev/null || echo 0)
if [ "${free:-0}" -ge 10 ]; then
    jobs=3
fi
# A file's tests stay on one of the processes: they share costly fixtures, such as a station's keys.
check "pytest" env PYTEST_DEBUG_TEMPROOT="$scratch" \
    python -m pytest -q -n "${SSCARD_TEST_JOBS:-$jobs}" --dist loadfile "${long[@]}" "${arguments[@]}"
told() {
    local answer=0
    wait "$1" || answer=$?
    cat "$said/$2"
    return "$answer"
}
check "mypy" told "$types" mypy
check "import layers" told "$layers" layers
rm -rf "$said"
if $benchmark; then
    unset MALLOC_ARENA_MAX MALLOC_MMAP_THRESHOLD_ MALLOC_TRIM_THRESHOLD_
    check "benchmarks" python -m pytest -q tests/benchmarks --benchmark-only "${long[@]}"
fi
if [ ${#failed[@]} -gt 0 ]; then
    printf -v names '%s, ' "${failed[@]}"
    give_up "failed: ${names%, }"
fi
