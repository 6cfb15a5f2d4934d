# SPDX-License-Identifier: Apache-2.0
"""Measures a frozen build and writes the table that packaging/README.md shows: sizes, start, memory, glibc.

Usage: python packaging/measure.py DIST/sscard-desktop [FILE …] [--runs N] [--json OUT] [--build-seconds S]

The window opens under an Xvfb of its own, on a station set up for it in a scratch folder. A start is timed from exec
to the instant at which the X server maps the window; what passes before Python runs its first line (the same for
``--version``) is told beside it. Cold: the page cache was dropped before, which takes root. Memory is what the process
holds once nothing loads any more: resident (RSS), and what nobody shares with it (USS).
"""

from __future__ import annotations

import argparse
import ctypes
import ctypes.util
import json
import os
import re
import select
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import glibc
from elffiles import elf_files, read

SETTLED_S = 8.0
LONGEST_S = 60.0
_MAP_NOTIFY, _SUBSTRUCTURE_NOTIFY_MASK = 19, 1 << 19
_EVENT_LONGS = 24


class Screen:
    """A connection to an X server that is told of every window that is mapped."""

    def __init__(self, display: str) -> None:
        self._x11 = ctypes.CDLL(ctypes.util.find_library("X11") or "libX11.so.6")
        self._x11.XOpenDisplay.restype = ctypes.c_void_p
        self._x11.XDefaultRootWindow.argtypes = [ctypes.c_void_p]
        self._x11.XDefaultRootWindow.restype = ctypes.c_ulong
        self._x11.XSelectInput.argtypes = [ctypes.c_void_p, ctypes.c_ulong, ctypes.c_long]
        for name in ("XConnectionNumber", "XPending", "XCloseDisplay", "XSync"):
            getattr(self._x11, name).argtypes = [ctypes.c_void_p, *([ctypes.c_int] if name == "XSync" else [])]
        self._x11.XNextEvent.argtypes = [ctypes.c_void_p, ctypes.c_void_p]
        self._display = self._x11.XOpenDisplay(display.encode())
        if not self._display:
            raise OSError(f"no X server at {display}")
        self._x11.XSelectInput(self._display, self._x11.XDefaultRootWindow(self._display), _SUBSTRUCTURE_NOTIFY_MASK)
        self._x11.XSync(self._display, 0)

    def wait_for_window(self, until_s: float) -> None:
        """Return when a window was mapped; raise ``TimeoutError`` at the time on the monotonic clock."""
        event = (ctypes.c_long * _EVENT_LONGS)()
        while True:
            while self._x11.XPending(self._display):
                self._x11.XNextEvent(self._display, ctypes.byref(event))
                if ctypes.cast(event, ctypes.POINTER(ctypes.c_int))[0] == _MAP_NOTIFY:
                    return
            left = until_s - time.monotonic()
            if left <= 0 or not select.select([self._x11.XConnectionNumber(self._display)], [], [], left)[0]:
                raise TimeoutError("no window came up")

    def close(self) -> None:
        """Hang up."""
        self._x11.XCloseDisplay(self._display)


@contextmanager
def x_server() -> Iterator[str]:
    """Run an Xvfb and give its display."""
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1366x768x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL)
    os.close(write)
    try:
        with os.fdopen(read) as told:
            yield f":{told.readline().strip()}"
    finally:
        server.terminate()
        server.wait()


def drop_caches() -> bool:
    """Forget every file that memory holds; return whether that was allowed."""
    os.sync()
    try:
        Path("/proc/sys/vm/drop_caches").write_text("3")
    except OSError:
        return False
    return True


def timed(command: Sequence[str | Path], environment: Mapping[str, str]) -> float:
    """Return how many milliseconds a command takes to its end."""
    began_s = time.monotonic()
    subprocess.run([str(part) for part in command], env=environment, check=True, stdout=subprocess.DEVNULL)
    return (time.monotonic() - began_s) * 1000


@contextmanager
def window(program: Path, station: Path, environment: Mapping[str, str]) -> Iterator[tuple[int, float]]:
    """Open the window; give the process and the milliseconds until it was mapped."""
    screen = Screen(environment["DISPLAY"])
    began_s = time.monotonic()
    process = subprocess.Popen([program, "--data-dir", station], env=environment, stderr=subprocess.DEVNULL)
    try:
        screen.wait_for_window(began_s + LONGEST_S)
        yield process.pid, (time.monotonic() - began_s) * 1000
    finally:
        process.terminate()
        process.wait()
        screen.close()


def memory_mb(process: int) -> tuple[float, float]:
    """Return RSS and USS of a process in MB (10⁶ bytes)."""
    told = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii")
    kib = {name: int(value) for name, value in re.findall(r"^(\w+):\s+(\d+) kB", told, re.MULTILINE)}
    return kib["Rss"] * 1024 / 1e6, (kib["Private_Clean"] + kib["Private_Dirty"]) * 1024 / 1e6


def processor_ms(process: int) -> float:
    """Return how many milliseconds a process has computed so far: what a busy machine doesn't stretch."""
    told = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(told[11]) + int(told[12])) * 1000 / os.sysconf("SC_CLK_TCK")


def starts(program: Path, runs: int) -> dict[str, float]:
    """Return the milliseconds of starts, each the median of ``runs``, and the memory of the last one."""
    figures: dict[str, float] = {}
    with tempfile.TemporaryDirectory(prefix="sscard-measure-") as scratch, x_server() as display:
        environment = {"PATH": os.environ["PATH"], "HOME": scratch, "DISPLAY": display, "LANG": "C.UTF-8"}
        station = _station(program, Path(scratch), environment)

        def version() -> float:
            return timed([program, "--version"], environment)

        def opened() -> float:
            with window(program, station, environment) as (_, took_ms):
                return took_ms

        ways: Mapping[str, Callable[[], float]] = {"version": version, "window": opened}
        for name, way in ways.items():
            way()
            figures[f"{name}_warm_ms"] = statistics.median(way() for _ in range(runs))
            if drop_caches():
                figures[f"{name}_cold_ms"] = statistics.median(_cold(way) for _ in range(runs))
        with window(program, station, environment) as (process, _):
            figures["window_processor_ms"] = processor_ms(process)
            figures["memory_at_once_mb"] = memory_mb(process)[0]
            time.sleep(SETTLED_S)
            figures["memory_rss_mb"], figures["memory_uss_mb"] = memory_mb(process)
    return figures


def _cold(way: Callable[[], float]) -> float:
    drop_caches()
    return way()


def _station(program: Path, scratch: Path, environment: Mapping[str, str]) -> Path:
    password, station = scratch / "password", scratch / "station"
    password.write_text("measured with care\n", encoding="utf-8")
    password.chmod(0o600)
    command = [program, "station", "init", "--data-dir", station, "--user", "measure", "--password-file", password]
    timed([*command, "--recovery-out", scratch / "recovery", "--name", "measure"], environment)
    return station


def size_of(folder: Path) -> int:
    """Return the bytes of all files below a folder."""
    return sum(path.lstat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


def table(figures: Mapping[str, object]) -> str:
    """Return the figures as Markdown."""
    lines = ["| what | measured |", "|---|---|"]
    return "\n".join([*lines, *(f"| {name} | {_shown(value)} |" for name, value in figures.items())])


def _shown(value: object) -> str:
    return f"{value:,.0f}" if isinstance(value, int | float) else str(value)


def main() -> int:
    """Measure what the command line names, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="dist/sscard-desktop")
    parser.add_argument("files", nargs="*", type=Path, help="packages whose size is told")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--json", type=Path, metavar="OUT")
    parser.add_argument("--build-seconds", type=int)
    options = parser.parse_args()
    folder: Path = options.folder
    figures: dict[str, object] = {f"{path.name}, bytes": path.stat().st_size for path in options.files}
    figures["unpacked, bytes"] = size_of(folder)
    if options.build_seconds is not None:
        figures["build, seconds"] = options.build_seconds
    needs = [glibc.newest(read(path)) for path in elf_files(folder)]
    figures["ELF files"] = len(needs)
    figures["highest glibc symbol"] = ".".join(map(str, max(needs)))
    figures |= starts((folder / "sscard-desktop").resolve(), options.runs)
    if options.json:
        options.json.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    print(table(figures))
    return 0


if __name__ == "__main__":
    sys.exit(main())
