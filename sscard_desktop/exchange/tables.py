# SPDX-License-Identifier: Apache-2.0
"""Plain tables for people outside: CSV or Excel by the file's ending, written beside and then renamed.

Every cell is text in both: what a spreadsheet would take for a formula gets an apostrophe before it in CSV, where there
is no other way to say so. Rows are streamed; a table may be longer than memory.
"""

from __future__ import annotations

import csv
import hashlib
import io
import os
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from sscard_desktop.domain.errors import InvalidInputError
from sscard_desktop.exchange.diskerrors import as_environment_failure
from sscard_desktop.exchange.workbook import Sheet, write_workbook
from sscard_desktop.services.ports import WrittenFile

_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
_OWNER_ONLY = 0o600
_WIDTH = 24


class Tables:
    """Writes tables (:class:`~sscard_desktop.services.ports.TableWriter`)."""

    def write(
        self,
        path: Path,
        sheet: str,
        headers: Sequence[str],
        rows: Iterable[Sequence[str]],
        *,
        row_count: int,
        created_at: datetime,
    ) -> WrittenFile:
        """Write ``rows`` under ``headers`` to ``path``, readable by its owner only; an earlier file is replaced.

        Raises:
            InvalidInputError: ``table.ending`` for anything but .csv and .xlsx; ``package.cell_…`` for a cell that
                Excel can't hold.
            EnvironmentFailedError: the disk's failures; no half file is left.
        """
        ending = path.suffix.casefold()
        if ending not in (".csv", ".xlsx"):
            raise InvalidInputError("table.ending", file=path.name)
        part = path.with_name(f"{path.name}.part")
        with as_environment_failure(path.parent):
            part.unlink(missing_ok=True)
            try:
                with os.fdopen(os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL, _OWNER_ONLY), "wb+") as file:
                    if ending == ".csv":
                        _write_csv(file, headers, rows)
                    else:
                        page = Sheet(sheet, headers, [_WIDTH] * len(headers), rows, row_count)
                        write_workbook(file, [page], created_at=created_at)
                    file.flush()
                    os.fsync(file.fileno())
                    file.seek(0)
                    digest = hashlib.file_digest(file, "sha256").hexdigest()
                    size = file.tell()
                part.replace(path)
            except BaseException:
                part.unlink(missing_ok=True)
                raise
        return WrittenFile(path, size, digest)


def _write_csv(file: BinaryIO, headers: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    # With a byte order mark: Excel takes UTF-8 without one for the system's own encoding.
    text = io.TextIOWrapper(file, encoding="utf-8-sig", errors="backslashreplace", newline="", write_through=True)
    writer = csv.writer(text)
    writer.writerow(headers)
    writer.writerows([f"'{cell}" if cell.startswith(_FORMULA_SIGNS) else cell for cell in row] for row in rows)
    text.detach()
