# SPDX-License-Identifier: Apache-2.0
"""What is freed goes back to the system."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from sscard_desktop.app import workplace_at
from sscard_desktop.imaging import models
from sscard_desktop.services.ports import Frame

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


def test_one_set_of_networks_serves_the_live_picture_the_photo_and_the_lamp(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded: list[object] = []

    class Counted(models.Network):
        def __init__(self, *given: object) -> None:
            loaded.append(self)
            super().__init__(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(models, "Network", Counted)
    workplace = workplace_at(tmp_path / "station")
    workplace.photo_maker().warm()
    once = len(loaded)
    nobody = Frame(np.zeros((120, 160, 3), np.uint8), 0.0)
    workplace.guide().look(nobody, workplace.profiles.load("chengdu").photo)
    workplace.light_meter().read(nobody)
    workplace.card_cutter().warm()
    assert len(loaded) == once > 0
    workplace.photo_maker().cool()
    workplace.photo_maker().warm()
    assert len(loaded) == 2 * once, "they come back when they are wanted"
