# SPDX-License-Identifier: Apache-2.0
"""What may leave in a bundle: known forms and the program's own words; everything else is covered."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sscard_desktop.bugreport import report
from sscard_desktop.services.support import covering
from sscard_desktop.services.support.covering import COVERED

ANYBODYS = [
    "李敏", "limin", "110105194912310021", "13800138000", "四川省成都市武侯区一环路南一段24号", "three blue teapots",
    "/home/limin/station", r"C:\Users\李敏\AppData", "HP LaserJet 李敏", "socket://limin-pc:7000", "LIMIN-PC",
    "李敏.的.iPhone", "zhang.wei", "a/b.py:1:f", "/dev/ttyUSB0; limin", "COM3 limin", "2026-11-22 limin",
]  # fmt: skip


@pytest.mark.parametrize("text", ANYBODYS)
def test_a_word_of_anybodys_never_passes(text: str) -> None:
    keys = ("port", "date", "hours", "error", "name", "file", "key", "characters", "reason", "adapter")
    assert set(covering.params(dict.fromkeys(keys, text)).values()) == {COVERED}
    assert covering.setting(text) == COVERED
    assert covering.version(text) == COVERED
    assert covering.port(text) == COVERED
    assert covering.usb_id(text) == COVERED
    for line in (text, f"  {text}", f"  {text}:3:f", f"at {text}", f"sscard_desktop {text}, Python 3.11, Qt 6.9"):
        assert text not in covering.crash_report(line)


@given(st.text(min_size=1, max_size=40))
def test_whatever_stands_in_a_report_only_lines_of_the_programs_form_pass(text: str) -> None:
    for line in covering.crash_report(text).splitlines():
        assert line in ("", COVERED) or line in text or line.startswith("  (elsewhere):")
        assert line.isascii()


def test_what_the_program_says_of_itself_passes() -> None:
    given_ = {
        "port": "/dev/ttyUSB0",
        "date": "2026-11-22",
        "hours": "+8",
        "place": "second",
        "count": 3,
        "error": "KeyError",
    }
    assert covering.params(given_) == given_
    assert covering.params({"port": "COM12"}) == {"port": "COM12"}
    assert covering.version("2026.1") == "2026.1"
    assert (covering.setting("300"), covering.setting("yes"), covering.setting("")) == (300, "yes", None)


def test_a_real_report_keeps_its_places_in_the_program() -> None:
    try:
        {}["limin"]
    except KeyError as error:
        told = report(error, at=datetime(2026, 11, 22, tzinfo=UTC))
    kept = covering.crash_report(told).splitlines()
    assert kept[:3] == told.splitlines()[:3]
    assert kept[3] != COVERED
    assert "builtins.KeyError" in kept
    assert any(line.startswith("  (elsewhere):") for line in kept)
    ours = "  sscard_desktop/ui/window.py:12:_leave"
    assert covering.crash_report(ours) == f"{ours}\n"
