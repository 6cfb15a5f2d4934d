# SPDX-License-Identifier: Apache-2.0
"""What is freed goes back to the system."""

from __future__ import annotations

import subprocess
import sys

import pytest

HELD = """
import ctypes, pathlib, sys
from sscard_desktop.memory import give_back_what_is_freed
if sys.argv[1] == "told":
    give_back_what_is_freed()
pages = lambda: int(pathlib.Path("/proc/self/statm").read_text().split()[1])
before = pages()
# Smaller and smaller pictures: by itself the C library takes from its own store what it once gave back.
for size in (24, 16, 8):
    bytearray(size << 20)
kept = [bytearray(1 << 20) for _ in range(64)]
small = bytes(100_000)
del kept
print((pages() - before) * 4096 // 1_000_000)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="other systems' C libraries give back by themselves")
def test_what_is_freed_is_given_back() -> None:
    told = subprocess.run([sys.executable, "-c", HELD, "told"], capture_output=True, text=True, check=True)
    assert int(told.stdout) <= 4
