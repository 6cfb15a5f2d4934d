# SPDX-License-Identifier: Apache-2.0
"""Prints a lock as 64-bit Windows with Python 3.11 reads it: pip asks the machine it runs on, which is another one.

Usage: python packaging/windows/forwindows.py LOCK
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from pip._vendor.packaging.requirements import Requirement

WINDOWS = {
    "implementation_name": "cpython",
    "os_name": "nt",
    "platform_machine": "AMD64",
    "platform_python_implementation": "CPython",
    "platform_system": "Windows",
    "python_full_version": "3.11.9",
    "python_version": "3.11",
    "sys_platform": "win32",
}
_ENTRY = re.compile(r"^(?P<requirement>[a-z0-9][^\\\n]*?) *\\\n(?P<hashes>(?: +--hash=.*\n?)+)", re.MULTILINE)


def for_windows(lock: str) -> str:
    """Return the entries of a lock that Windows installs, without their conditions."""
    kept = []
    for entry in _ENTRY.finditer(lock):
        asked = Requirement(entry["requirement"])
        if asked.marker is None or asked.marker.evaluate(WINDOWS):
            kept.append(f"{asked.name}{asked.specifier} \\\n{entry['hashes'].rstrip()}\n")
    return "".join(kept)


if __name__ == "__main__":
    sys.stdout.write(for_windows(Path(sys.argv[1]).read_text(encoding="utf-8")))
