# SPDX-License-Identifier: Apache-2.0
"""Linux's video nodes: which camera is behind one, by what it stays recognisable, who may open it and who has it.

A node's number says nothing: after unplugging, ``/dev/video0`` may be another camera. A camera's id is made of its USB
vendor, product and serial number (without one, the socket it is plugged into) and the interface, since one device may
hold two lenses.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sscard_desktop.devices.v4l2 import captures
from sscard_desktop.domain.camera import told_apart
from sscard_desktop.domain.errors import EnvironmentFailedError

SYSFS = Path("/sys/class/video4linux")


@dataclass(frozen=True, slots=True)
class VideoNode:
    """A node that pictures come from.

    Attributes:
        number: of ``/dev/video…``.
        id: stays the same when the camera is plugged in again.
        name: as the driver calls it; equal cameras have a number behind it.
        path: to be opened.
    """

    number: int
    id: str
    name: str
    path: Path


def video_nodes(sysfs: Path = SYSFS, dev: Path = Path("/dev")) -> Sequence[VideoNode]:
    """Return the cameras connected now, in the order of their numbers; what can't be read is left out."""
    found: list[VideoNode] = []
    for folder in sorted(sysfs.glob("video*"), key=lambda path: (len(path.name), path.name)):
        number = folder.name.removeprefix("video")
        if not (number.isascii() and number.isdigit()):
            continue
        path = dev / folder.name
        try:
            # One camera shows several nodes; pictures come from the first.
            first = _line(folder / "index") == "0"
            name = _name(_line(folder / "name")) or folder.name
            device = _usb_device(folder)
        except OSError:
            continue
        # On boards, coders and scalers are video nodes too; a USB device that may not be asked yet is no such thing.
        if not first or (device is None and captures(path) is False):
            continue
        taken = {node.id for node in found}
        told = _id(folder, device)
        at = device.name if device is not None else number
        found.append(VideoNode(int(number), told if told not in taken else f"{told}@{at}", name, path))
    names = told_apart([node.name for node in found])
    return [VideoNode(node.number, node.id, name, node.path) for node, name in zip(found, names, strict=True)]


def failure_of(node: VideoNode) -> EnvironmentFailedError:
    """Return why a camera couldn't be opened, as far as it can be seen from outside."""
    if not node.path.exists():
        return EnvironmentFailedError("camera.gone", name=node.name)
    if not may_open(node):
        return EnvironmentFailedError("camera.no_access", name=node.name)
    holder = holder_of(node)
    if holder:
        return EnvironmentFailedError("camera.busy_by", name=node.name, program=holder)
    return EnvironmentFailedError("camera.busy", name=node.name)


def may_open(node: VideoNode) -> bool:
    """Return whether this user may read and turn the camera; one that was just pulled may be."""
    return not node.path.exists() or os.access(node.path, os.R_OK | os.W_OK)


def holder_of(node: VideoNode, proc: Path = Path("/proc")) -> str:
    """Return the name of another program of this user's that has the camera open, ``""`` where none is seen."""
    wanted = str(node.path)
    for process in proc.glob("[0-9]*"):
        if process.name == str(os.getpid()):
            continue
        try:
            if any(str(handle.readlink()) == wanted for handle in (process / "fd").iterdir()):
                return _line(process / "comm")[:40]
        except OSError:
            continue
    return ""


def _line(path: Path) -> str:
    with path.open("rb") as file:
        return file.read(256).decode("utf-8", "replace").strip()


def _name(told: str) -> str:
    """Return the driver's name once: many drivers say it twice, the second time cut off."""
    name, _, again = told.partition(": ")
    return name if again and name.startswith(again) else told


def _usb_device(folder: Path) -> Path | None:
    """Return the folder of the USB device that a node belongs to."""
    place = folder.resolve()
    return next((parent for parent in place.parents if (parent / "idVendor").is_file()), None)


def _id(folder: Path, device: Path | None) -> str:
    if device is None:
        # Built in: such a camera doesn't move.
        return f"node-{folder.name}"
    serial = _line(device / "serial") if (device / "serial").is_file() else ""
    parts = [_line(device / "idVendor"), _line(device / "idProduct"), serial or f"port{device.name}"]
    interface = next(
        (
            _line(parent / "bInterfaceNumber")
            for parent in folder.resolve().parents
            if (parent / "bInterfaceNumber").is_file()
        ),
        "00",
    )
    return "usb-" + "-".join(parts) + ("" if interface == "00" else f".{interface}")
