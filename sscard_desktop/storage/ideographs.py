# SPDX-License-Identifier: Apache-2.0
"""Reads the table of ideographs that comes with the program (``resources/codes/ideographs.tsv.xz``).

0.7 MB on disk, 3 MB unpacked, some 40 MB with the indexes in use: read when the first rare character is sought, never
at the start. Refuses a table that is cut short or grown rather than searching half of it.
"""

from __future__ import annotations

import lzma
from pathlib import Path

from sscard_desktop.domain.errors import InvalidInputError
from sscard_desktop.domain.ideographs import IdeographTable

FILE = "ideographs.tsv.xz"
LARGEST_BYTES = 16 << 20
_COLUMN_BREAKS = 5


def read_ideographs(folder: Path) -> IdeographTable:
    """Return the table in a folder of code tables. Raises ``InvalidInputError`` (``codes.damaged``)."""
    try:
        with lzma.open(folder / FILE, "rb") as file:
            content = file.read(LARGEST_BYTES + 1)
        if len(content) > LARGEST_BYTES or not content.endswith(b"\n"):
            raise ValueError(f"{len(content)} bytes")
        rows = [line for line in content.decode("utf-8").split("\n") if line and not line.startswith("#")]
        if not rows or any(row.count("\t") != _COLUMN_BREAKS for row in rows):
            raise ValueError(f"{len(rows)} rows")
        return IdeographTable(rows)
    except (OSError, EOFError, lzma.LZMAError, ValueError) as error:
        raise InvalidInputError("codes.damaged", file=FILE) from error
