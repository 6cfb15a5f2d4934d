# SPDX-License-Identifier: Apache-2.0
"""Linux's camera controls (V4L2, ``linux/videodev2.h``): exposure, focus and white balance of a node, while it streams.

Answers for positions 0–100 in place of each driver's own numbers. A driver that refuses is passed over: a camera
without a knob is no failure. Opens the node for a moment only; that doesn't disturb whoever reads pictures from it.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sscard_desktop.domain.camera import Knob, KnobKind

Ioctl = Callable[[int, int, bytearray], int]

_QUERYCAP, _QUERYCTRL, _G_CTRL, _S_CTRL = 0x80685600, 0xC0445624, 0xC008561B, 0xC008561C
_CAPABILITY_BYTES, _CAPABILITIES_AT, _DEVICE_CAPABILITIES_AT = 104, 84, 88
_HAS_DEVICE_CAPABILITIES, _CAPTURE, _CAPTURE_PLANES = 0x80000000, 0x1, 0x1000
_QUERY = struct.Struct("=II32siiiiI8x")
_CONTROL = struct.Struct("=Ii")
_DISABLED, _READ_ONLY = 0x1, 0x4


@dataclass(frozen=True, slots=True)
class _Control:
    """A knob's numbers: of the value, of the switch, and what the switch says for automatic and by hand.

    Attributes:
        automatic: tried in this order, since cameras know one or another.
        evenly: a step of exposure doubles the light wherever the knob stands, so its scale is geometric.
    """

    value: int
    switch: int
    automatic: tuple[int, ...]
    by_hand: int
    evenly: bool = True


_CONTROLS = {
    KnobKind.EXPOSURE: _Control(0x009A0902, 0x009A0901, (3, 0, 2), 1, evenly=False),
    KnobKind.FOCUS: _Control(0x009A090A, 0x009A090C, (1,), 0),
    KnobKind.WHITE_BALANCE: _Control(0x0098091A, 0x0098090C, (1,), 0),
}


def captures(path: Path, ioctl: Ioctl | None = None) -> bool | None:
    """Return whether pictures can be taken from a node, ``None`` where it can't be asked."""
    answer = bytearray(_CAPABILITY_BYTES)
    try:
        with _opened(path, ioctl) as (handle, call):
            call(handle, _QUERYCAP, answer)
    except OSError:
        return None
    every, own = struct.unpack_from("=II", answer, _CAPABILITIES_AT)
    told = own if every & _HAS_DEVICE_CAPABILITIES else every
    return bool(told & (_CAPTURE | _CAPTURE_PLANES))


class V4l2Knobs:
    """The knobs of one camera.

    Args:
        path: its node.
        ioctl: asks the driver; the system's by default.
    """

    def __init__(self, path: Path, ioctl: Ioctl | None = None) -> None:
        self._path = path
        self._ioctl = ioctl

    def read(self) -> Sequence[Knob]:
        """Return the knobs that the driver has, as they stand."""
        found = []
        try:
            with _opened(self._path, self._ioctl) as (handle, call):
                for kind, control in _CONTROLS.items():
                    limits = _limits(call, handle, control.value)
                    value = _value(call, handle, control.value)
                    if limits is None or value is None:
                        continue
                    switched = _value(call, handle, control.switch) if _limits(call, handle, control.switch) else None
                    automatic = None if switched is None else switched in control.automatic
                    found.append(Knob(kind, _position(value, limits, evenly=control.evenly), automatic))
        except OSError:
            return ()
        return found

    def turn(self, kind: KnobKind, position: int | None) -> None:
        """Turn a knob, ``None`` to automatic."""
        control = _CONTROLS[kind]
        try:
            with _opened(self._path, self._ioctl) as (handle, call):
                if position is None:
                    any(_set(call, handle, control.switch, value) for value in control.automatic)
                    return
                _set(call, handle, control.switch, control.by_hand)
                limits = _limits(call, handle, control.value)
                if limits is not None:
                    _set(call, handle, control.value, _at(position, limits, evenly=control.evenly))
        except OSError:
            # Pulled in this moment: the loss is told where pictures are waited for.
            return


@contextmanager
def _opened(path: Path, ioctl: Ioctl | None) -> Iterator[tuple[int, Ioctl]]:
    if ioctl is None:
        # Not on Windows.
        import fcntl

        ioctl = fcntl.ioctl
    handle = os.open(path, os.O_RDWR | getattr(os, "O_NONBLOCK", 0))
    try:
        yield handle, ioctl
    finally:
        os.close(handle)


def _limits(call: Ioctl, handle: int, number: int) -> tuple[int, int] | None:
    query = bytearray(_QUERY.size)
    struct.pack_into("=I", query, 0, number)
    try:
        call(handle, _QUERYCTRL, query)
    except OSError:
        return None
    _, _, _, low, high, _, _, flags = _QUERY.unpack(query)
    return (low, high) if not flags & (_DISABLED | _READ_ONLY) and low < high else None


def _value(call: Ioctl, handle: int, number: int) -> int | None:
    control = bytearray(_CONTROL.pack(number, 0))
    try:
        call(handle, _G_CTRL, control)
    except OSError:
        return None
    return int(_CONTROL.unpack(control)[1])


def _set(call: Ioctl, handle: int, number: int, value: int) -> bool:
    try:
        call(handle, _S_CTRL, bytearray(_CONTROL.pack(number, value)))
    except OSError:
        return False
    return True


def _position(value: int, limits: tuple[int, int], *, evenly: bool) -> int:
    low, high = limits
    value = min(max(value, low), high)
    if evenly or low < 1:
        return round(100 * (value - low) / (high - low))
    from math import log

    return round(100 * log(value / low) / log(high / low))


def _at(position: int, limits: tuple[int, int], *, evenly: bool) -> int:
    low, high = limits
    share = min(max(position, 0), 100) / 100
    return round(low + share * (high - low)) if evenly or low < 1 else round(low * (high / low) ** share)
