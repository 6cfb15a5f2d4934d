# SPDX-License-Identifier: Apache-2.0
"""Exposure, focus and white balance as a driver counts them, behind positions 0–100; against a driver made up here."""

from __future__ import annotations

import errno
import os
import struct
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sscard_desktop.devices.v4l2 import V4l2Knobs, captures
from sscard_desktop.domain.camera import Knob, KnobKind

pytestmark = pytest.mark.skipif(os.name == "nt", reason="V4L2 is Linux's")
EXPOSURE_SWITCH, EXPOSURE, FOCUS_SWITCH, FOCUS = 0x009A0901, 0x009A0902, 0x009A090C, 0x009A090A


class Driver:
    """A driver with some controls: number → (low, high), and what they stand at."""

    def __init__(self, controls: dict[int, tuple[int, int]], values: dict[int, int]) -> None:
        self.controls, self.values = controls, values
        self.refused: set[tuple[int, int]] = set()
        self.flags = 0
        self.capabilities = (0x84A00001, 0x04200001)

    def ioctl(self, _handle: int, request: int, argument: bytearray) -> int:
        if request == 0x80685600:
            struct.pack_into("=II", argument, 84, *self.capabilities)
            return 0
        number = struct.unpack_from("=I", argument)[0]
        if number not in self.controls:
            raise OSError(errno.EINVAL, "no such control")
        low, high = self.controls[number]
        if request == 0xC0445624:
            assert len(argument) == 68
            struct.pack_into("=II32siiiiI", argument, 0, number, 1, b"knob", low, high, 1, low, self.flags)
        elif request == 0xC008561B:
            struct.pack_into("=i", argument, 4, self.values[number])
        elif request == 0xC008561C:
            value = struct.unpack_from("=i", argument, 4)[0]
            if (number, value) in self.refused or not low <= value <= high:
                raise OSError(errno.ERANGE, "not that")
            self.values[number] = value
        else:
            raise OSError(errno.ENOTTY, "what?")
        return 0


@pytest.fixture
def node(tmp_path: Path) -> Path:
    path = tmp_path / "video0"
    path.write_bytes(b"")
    return path


def webcam() -> Driver:
    """A camera whose exposure is automatic and whose focus isn't to be had."""
    driver = Driver({EXPOSURE_SWITCH: (0, 3), EXPOSURE: (3, 2047)}, {EXPOSURE_SWITCH: 3, EXPOSURE: 78})
    # As such drivers do: full automatic isn't known, aperture priority is.
    driver.refused = {(EXPOSURE_SWITCH, 0), (EXPOSURE_SWITCH, 2)}
    return driver


def test_a_camera_has_the_knobs_that_its_driver_has(node: Path) -> None:
    assert V4l2Knobs(node, webcam().ioctl).read() == [Knob(KnobKind.EXPOSURE, 50, automatic=True)]


def test_turned_by_hand_the_switch_is_off_and_on_again_with_automatic(node: Path) -> None:
    driver = webcam()
    knobs = V4l2Knobs(node, driver.ioctl)
    knobs.turn(KnobKind.EXPOSURE, 100)
    assert driver.values == {EXPOSURE_SWITCH: 1, EXPOSURE: 2047}
    assert knobs.read() == [Knob(KnobKind.EXPOSURE, 100, automatic=False)]
    knobs.turn(KnobKind.EXPOSURE, None)
    assert driver.values[EXPOSURE_SWITCH] == 3


def test_a_knob_without_a_switch_is_turned_by_hand_only(node: Path) -> None:
    driver = Driver({FOCUS: (0, 250)}, {FOCUS: 125})
    knobs = V4l2Knobs(node, driver.ioctl)
    assert knobs.read() == [Knob(KnobKind.FOCUS, 50, automatic=None)]
    knobs.turn(KnobKind.FOCUS, 20)
    assert driver.values == {FOCUS: 50}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 100), st.integers(-50, 50), st.integers(200, 20_000))
def test_a_position_that_was_set_is_read_again(node: Path, position: int, low: int, span: int) -> None:
    driver = Driver({EXPOSURE: (low, low + span), FOCUS: (low, low + span)}, {EXPOSURE: low, FOCUS: low})
    knobs = V4l2Knobs(node, driver.ioctl)
    for kind in (KnobKind.EXPOSURE, KnobKind.FOCUS):
        knobs.turn(kind, position)
    told = {knob.kind: knob.position for knob in knobs.read()}
    # Near the dark end a small driver has fewer steps than a hundred.
    assert abs(told[KnobKind.FOCUS] - position) <= 1
    assert abs(told[KnobKind.EXPOSURE] - position) <= (1 if low < 1 else 10)


def test_a_disabled_control_is_no_knob(node: Path) -> None:
    driver = webcam()
    driver.flags = 1
    assert V4l2Knobs(node, driver.ioctl).read() == []


def test_a_camera_that_was_just_pulled_has_no_knobs_and_no_one_stumbles(tmp_path: Path) -> None:
    knobs = V4l2Knobs(tmp_path / "video9")
    assert knobs.read() == ()
    knobs.turn(KnobKind.FOCUS, 10)


def test_what_is_no_driver_has_no_knobs(node: Path) -> None:
    assert list(V4l2Knobs(node).read()) == []
    assert captures(node) is None


@pytest.mark.parametrize(
    ("capabilities", "expected"),
    [
        ((0x84A00001, 0x04200001), True),
        ((0x84A00001, 0x04A00000), False),
        ((0x00000001, 0), True),
        ((0x04004000, 0), False),
    ],
    ids=["webcam", "its metadata", "old driver", "coder"],
)
def test_only_what_takes_pictures_captures(node: Path, capabilities: tuple[int, int], *, expected: bool) -> None:
    driver = webcam()
    driver.capabilities = capabilities
    assert captures(node, driver.ioctl) is expected
