# SPDX-License-Identifier: Apache-2.0
"""Why a reader that is plugged in can't be opened on Linux, and the one command that puts it right.

Answers for the four troubles that counters call about: the user isn't in the group that owns the port, or is and
hasn't logged in again; another program holds it; the Braille driver brltty claims the adapter, so that its port
vanishes a second after it came; the kernel has no driver for it. Reads ``/sys``, ``/proc`` and ``/etc``; changes
nothing, and finds nothing on other systems.
"""

from __future__ import annotations

import contextlib
import getpass
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sscard_desktop.devices.idcard.adapters import KNOWN_ADAPTERS
from sscard_desktop.domain.errors import EnvironmentFailedError

_DRIVERS = {0x1A86: "ch341", 0x10C4: "cp210x", 0x0403: "ftdi_sio", 0x067B: "pl2303"}
_REMOVERS = {
    "debian": "sudo apt remove",
    "ubuntu": "sudo apt remove",
    "deepin": "sudo apt remove",
    "uos": "sudo apt remove",
    "kylin": "sudo apt remove",
    "fedora": "sudo dnf remove",
    "rhel": "sudo dnf remove",
    "openeuler": "sudo dnf remove",
    "anolis": "sudo dnf remove",
    "suse": "sudo zypper remove",
    "arch": "sudo pacman -R",
}
_SWITCH_OFF = "sudo systemctl mask --now brltty.service brltty-udev.service"
_GROUP_MAY_USE = 0o060


@dataclass(frozen=True, slots=True)
class Roots:
    """Where the system tells of itself; tests put a small system of their own there."""

    devices: Path = Path("/sys/bus/usb/devices")
    processes: Path = Path("/proc")
    release: Path = Path("/etc/os-release")


_HERE = Roots()


def refused(url: str) -> EnvironmentFailedError:
    """Return the error of a port that this user may not open, with the remedy that fits who owns it.

    ``reader.port_permission`` (join ``group``), ``reader.port_permission_login`` (joined already, log in again),
    ``reader.port_permission_rule`` (no group helps: install the packaged udev rule).
    """
    group = _owning_group(url)
    if not group:
        return EnvironmentFailedError("reader.port_permission_rule", port=url)
    code = "reader.port_permission_login" if _joined(group) else "reader.port_permission"
    return EnvironmentFailedError(code, port=url, group=group)


def held(url: str, *, roots: Roots = _HERE) -> EnvironmentFailedError:
    """Return the error of a port that another program holds, with its name where this user may see it."""
    port = os.path.realpath(url)
    for process in _processes(roots):
        if process.name != str(os.getpid()) and _has_open(process, port):
            program = _name_of(process)
            return EnvironmentFailedError("reader.port_held_by", port=url, program=program, process=process.name)
    return EnvironmentFailedError("reader.port_held", port=url)


def hidden(*, roots: Roots = _HERE) -> EnvironmentFailedError | None:
    """Return why a known adapter that is plugged in has no port; ``None`` when there is no such adapter.

    ``reader.brltty`` (with the ``command`` of this distribution that removes it), ``reader.claimed`` (another program
    took the device itself) or ``reader.no_driver`` (with the kernel ``module`` to load).
    """
    for adapter, vendor, driver in _adapters_without_port(roots.devices):
        if driver == "usbfs":
            if any(_name_of(process) == "brltty" for process in _processes(roots)):
                return EnvironmentFailedError("reader.brltty", adapter=adapter, command=without_braille(roots=roots))
            return EnvironmentFailedError("reader.claimed", adapter=adapter)
        if not driver:
            return EnvironmentFailedError("reader.no_driver", adapter=adapter, module=_DRIVERS[vendor])
    return None


def without_braille(*, roots: Roots = _HERE) -> str:
    """Return the command that keeps brltty away from readers on this distribution: the package goes, or is muted."""
    told: dict[str, str] = {}
    with contextlib.suppress(OSError, UnicodeDecodeError):
        for line in roots.release.read_text(encoding="utf-8").splitlines():
            key, _, value = line.partition("=")
            told[key] = value.strip().strip("\"'").lower()
    for name in [told.get("ID", ""), *told.get("ID_LIKE", "").split()]:
        if name in _REMOVERS:
            return f"{_REMOVERS[name]} brltty"
    return _SWITCH_OFF


def _adapters_without_port(devices: Path) -> Iterator[tuple[str, int, str]]:
    """Yield name, vendor and driver of each known adapter of which no port was made."""
    with contextlib.suppress(OSError):
        for device in sorted(devices.iterdir()):
            try:
                vendor, product = (int((device / name).read_text(), 16) for name in ("idVendor", "idProduct"))
            except (OSError, ValueError):
                continue
            if (vendor, product) not in KNOWN_ADAPTERS:
                continue
            interfaces = [path for path in devices.glob(f"{device.name}:*") if path.exists()]
            if any(any(path.glob("tty*")) for path in interfaces):
                continue
            drivers = [(path / "driver").resolve().name for path in interfaces if (path / "driver").exists()]
            yield KNOWN_ADAPTERS[vendor, product], vendor, drivers[0] if drivers else ""


def _processes(roots: Roots) -> Iterator[Path]:
    with contextlib.suppress(OSError):
        yield from (path for path in roots.processes.iterdir() if path.name.isdecimal())


def _name_of(process: Path) -> str:
    try:
        return (process / "comm").read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return ""


def _has_open(process: Path, port: str) -> bool:
    """Whether a process has a file open, as far as this user may know."""
    # Asked every second while a port is held, of every process: os.scandir costs a tenth of pathlib.
    with contextlib.suppress(OSError), os.scandir(process / "fd") as files:
        for file in files:
            with contextlib.suppress(OSError):
                if os.readlink(file.path) == port:  # noqa: PTH115
                    return True
    return False


def _owning_group(url: str) -> str:
    """Return the group whose members may use a port; ``""`` where there is none but the administrator's."""
    if sys.platform == "win32":
        return ""
    import grp

    try:
        status = Path(url).stat()
        name = grp.getgrgid(status.st_gid).gr_name
    except (OSError, KeyError):
        return "dialout"
    return name if status.st_mode & _GROUP_MAY_USE == _GROUP_MAY_USE and name != "root" else ""


def _joined(group: str) -> bool:
    """Whether the user was added to a group that this log-in doesn't know of yet."""
    if sys.platform == "win32":
        return False
    import grp

    try:
        return getpass.getuser() in grp.getgrnam(group).gr_mem
    except (OSError, KeyError):
        return False
