# SPDX-License-Identifier: Apache-2.0
"""A screen that is named and gone: what a session that ended leaves in a terminal's environment."""

from __future__ import annotations

import ctypes
import sys

import pytest

from sscard_desktop import screen

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="other systems name no screen")


@pytest.fixture(autouse=True)
def nothing_named(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)


def test_nothing_that_is_named_is_no_screen() -> None:
    assert not screen.is_named()
    assert not screen.answers()


@pytest.mark.parametrize(("name", "value"), [("DISPLAY", ":4077"), ("WAYLAND_DISPLAY", "/nonexistent/wayland")])
def test_a_screen_that_is_named_and_gone_doesnt_answer(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    try:
        ctypes.CDLL("libxcb.so.1" if name == "DISPLAY" else "libwayland-client.so.0")
    except OSError:
        pytest.skip("nothing to ask it with")
    monkeypatch.setenv(name, value)
    assert screen.is_named()
    assert not screen.answers()


def test_where_it_cant_be_asked_it_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":4077")

    def missing(name: str) -> None:
        raise OSError(name)

    monkeypatch.setattr(ctypes, "CDLL", missing)
    assert screen.answers()


def test_a_platform_without_a_server_needs_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen:size=800x600")
    assert screen.answers()
