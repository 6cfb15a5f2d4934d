# SPDX-License-Identifier: Apache-2.0
"""What a library file was built for, from its first bytes, so that a wrong one is told apart before it is loaded.

Answers for ELF (Linux) and PE (Windows). Refuses to say whether it works: only loading it can.
"""

from __future__ import annotations

import platform
import struct
import sys
from dataclasses import dataclass
from pathlib import Path

from sscard_desktop.domain.errors import EnvironmentFailedError

_HEAD_BYTES = 4096
_ELF_MACHINES = {3: "x86", 40: "arm", 62: "x86-64", 183: "arm64", 243: "riscv", 258: "loongarch"}
_PE_MACHINES = {0x014C: "x86", 0x01C4: "arm", 0x8664: "x86-64", 0xAA64: "arm64"}
_BITS = {"x86": 32, "arm": 32}
_HERE = {"amd64": "x86-64", "x86_64": "x86-64", "aarch64": "arm64", "arm64": "arm64", "loongarch64": "loongarch"}


@dataclass(frozen=True, slots=True)
class Build:
    """What a library is for.

    Attributes:
        system: ``Linux`` or ``Windows``.
        machine: such as ``x86-64``; as a number where it isn't known.
        bits: 32 or 64.
    """

    system: str
    machine: str
    bits: int


def build_of(path: Path) -> Build:
    """Return what the library at ``path`` was built for.

    Raises ``EnvironmentFailedError``: ``chipphoto.library_missing``, ``chipphoto.library_unreadable``,
    ``chipphoto.not_a_library``.
    """
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD_BYTES)
    except FileNotFoundError as error:
        raise EnvironmentFailedError("chipphoto.library_missing", file=path.name) from error
    except (OSError, ValueError) as error:
        raise EnvironmentFailedError("chipphoto.library_unreadable", file=path.name) from error
    found = _elf(head) or _pe(head)
    if found is None:
        raise EnvironmentFailedError("chipphoto.not_a_library", file=path.name)
    return found


def here() -> Build:
    """Return what this program runs as."""
    machine = platform.machine().lower()
    bits = 64 if sys.maxsize > 2**32 else 32
    system = "Windows" if sys.platform == "win32" else "Linux"
    return Build(system, _HERE.get(machine, machine) if bits == 64 else "x86", bits)


def check_fits(path: Path, *, ours: Build | None = None) -> Build:
    """Return what the library is built for, if this program can load it.

    Raises like :func:`build_of`, and ``chipphoto.other_system``, ``chipphoto.other_bits``, ``chipphoto.other_machine``.
    """
    found, ours = build_of(path), ours or here()
    if found.system != ours.system:
        raise EnvironmentFailedError("chipphoto.other_system", file=path.name, system=found.system, ours=ours.system)
    if found.bits != ours.bits:
        raise EnvironmentFailedError("chipphoto.other_bits", file=path.name, bits=found.bits, ours=ours.bits)
    if found.machine != ours.machine:
        raise EnvironmentFailedError(
            "chipphoto.other_machine", file=path.name, machine=found.machine, ours=ours.machine
        )
    return found


def _elf(head: bytes) -> Build | None:
    """ELF: class at 4, byte order at 5, type at 16 (3: shared), machine at 18."""
    if not head.startswith(b"\x7fELF") or len(head) < 20 or head[4] not in (1, 2) or head[5] not in (1, 2):
        return None
    kind, machine = struct.unpack(("<" if head[5] == 1 else ">") + "HH", head[16:20])
    if kind != 3:
        return None
    return Build("Linux", _ELF_MACHINES.get(machine, str(machine)), 64 if head[4] == 2 else 32)


def _pe(head: bytes) -> Build | None:
    """PE: where its header begins at 60, there ``PE`` and the machine, and at 22 from there the flag of a library."""
    if not head.startswith(b"MZ") or len(head) < 64:
        return None
    start = int.from_bytes(head[60:64], "little")
    if len(head) < start + 24 or head[start : start + 4] != b"PE\0\0":
        return None
    machine = int.from_bytes(head[start + 4 : start + 6], "little")
    if not int.from_bytes(head[start + 22 : start + 24], "little") & 0x2000:
        return None
    name = _PE_MACHINES.get(machine, str(machine))
    return Build("Windows", name, _BITS.get(name, 64))
