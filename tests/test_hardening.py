# SPDX-License-Identifier: Apache-2.0
"""What the process's memory gives away: no core dump, no look into it by others, no key once the station is locked."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="what Linux offers")

ROOT = Path(__file__).parents[1]
CRASHING = """
import contextlib, os, resource
with contextlib.suppress(OSError, ValueError):  # as high as this machine lets it: a container may allow root no more
    resource.setrlimit(resource.RLIMIT_CORE, (resource.RLIM_INFINITY,) * 2)
from sscard_desktop.hardening import keep_memory_private
keep_memory_private()
import ctypes
print(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0), resource.getrlimit(resource.RLIMIT_CORE), flush=True)
os.abort()
"""
LOCKING = """
import ctypes, gc, mmap, sys
from pathlib import Path
from tests.storage.stations import CHIEF, IDENTITY, PASSWORD, folder_at

# The search reads through one page of its own, which it passes over and empties: what it read must not be found again.
window = mmap.mmap(-1, 1 << 20)
own = ctypes.addressof(ctypes.c_char.from_buffer(window))

def spans():
    with open("/proc/self/maps") as maps:
        for line in maps:
            span, rights = line.split()[:2]
            if "r" in rights and "[v" not in line:
                low, high = (int(end, 16) for end in span.split("-"))
                for start, end in ((0, own), (own + len(window), 1 << 63)):
                    yield max(low, start), min(high, end)

def copies(masked):
    needle, found = bytearray(32), 0
    for place, byte in enumerate(masked):
        needle[place] = byte ^ 0x5A
    with open("/proc/self/mem", "rb", 0) as memory, memoryview(window) as view:
        for at, high in list(spans()):
            while at < high:
                memory.seek(at)
                got = memory.readinto(view[: min(len(window), high - at)])
                place = window.find(needle, 0, got)
                while place >= 0:
                    found += 1
                    place = window.find(needle, place + 1, got)
                at += got if at + got >= high else got - 31
        view[:] = bytes(len(window))
    needle[:] = bytes(32)
    return found - 1  # the needle itself

station = folder_at(Path(sys.argv[1]))
station.create(IDENTITY, CHIEF, PASSWORD)
store, _ = station.unlock("zhou", PASSWORD)
masked = bytes(byte ^ 0x5A for byte in store._key._content)
print(copies(masked))
store.close()
del store
gc.collect()
print(copies(masked))
"""


def run(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code, *arguments], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )


def test_a_crash_leaves_no_dump_and_nobody_may_look_in(tmp_path: Path) -> None:
    outcome = run(CRASHING)
    assert outcome.stdout.strip() == "0 (0, 0)", outcome.stderr
    assert outcome.returncode == -6
    assert not list(ROOT.glob("core*"))


def test_the_program_s_start_does_it(monkeypatch: pytest.MonkeyPatch) -> None:
    from sscard_desktop import __main__, app, hardening

    done: list[str] = []
    monkeypatch.setattr(hardening, "keep_memory_private", lambda: done.append("private"))
    monkeypatch.setattr(app, "main", lambda arguments: len(done))
    assert __main__.main(["doctor"]) == 1


def test_locking_leaves_no_copy_of_the_key_in_memory(tmp_path: Path) -> None:
    outcome = run(LOCKING, str(tmp_path / "station"))
    assert outcome.returncode == 0, outcome.stderr
    while_open, once_closed = map(int, outcome.stdout.split())
    assert while_open >= 1
    assert once_closed == 0


def test_a_wiped_secret_is_zeros() -> None:
    from sscard_desktop.storage.secretbytes import SecretBytes

    secret = SecretBytes(b"k" * 32)
    assert secret.copy() == b"k" * 32
    for _ in range(2):
        secret.wipe()
        assert secret.copy() == bytes(32)
