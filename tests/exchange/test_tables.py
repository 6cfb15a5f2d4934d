# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import csv
import stat
import sys
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest

from sscard_desktop.domain.errors import EnvironmentFailedError, InvalidInputError
from sscard_desktop.exchange.tables import Tables

NOON = datetime(2026, 3, 2, 4, tzinfo=UTC)
ROWS = [("1", "=HYPERLINK(1)"), ("2", '𠮷,"小\n明"'), ("3", "-1")]


def write(path: Path, rows: list[tuple[str, str]] = ROWS) -> None:
    Tables().write(path, "audit", ("n", "text"), rows, row_count=len(rows), created_at=NOON)


def test_csv_opens_in_excel_as_text(tmp_path: Path) -> None:
    write(tmp_path / "t.csv")
    assert (tmp_path / "t.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    with (tmp_path / "t.csv").open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file)) == [["n", "text"], ["1", "'=HYPERLINK(1)"], ["2", '𠮷,"小\n明"'], ["3", "'-1"]]


def test_a_workbook_holds_the_same_as_text(tmp_path: Path) -> None:
    write(tmp_path / "t.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "t.xlsx").worksheets[0]
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [["n", "text"], *map(list, ROWS)]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} == {"s"}


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_only_the_owner_reads_it_and_a_failure_leaves_nothing(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"t.{ending}"
    write(path)
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    path.unlink()

    def breaking() -> object:
        yield ("1", "x")
        raise KeyError

    with pytest.raises(KeyError):
        Tables().write(path, "audit", ("n", "text"), breaking(), row_count=2, created_at=NOON)  # type: ignore[arg-type]
    assert list(tmp_path.iterdir()) == []


def test_another_ending_and_a_folder_that_is_gone_are_told(tmp_path: Path) -> None:
    with pytest.raises(InvalidInputError, match=r"table\.ending"):
        write(tmp_path / "t.pdf")
    with pytest.raises(EnvironmentFailedError, match=r"package\.target_gone"):
        write(tmp_path / "gone" / "t.csv")
