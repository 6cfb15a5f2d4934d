# SPDX-License-Identifier: Apache-2.0
"""Tables as bureaus and banks send them, made in each of the formats. Fictitious content."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

import openpyxl
import xlwt

Rows = Sequence[Sequence[object]]

FEEDBACK: Rows = (
    ("制卡回盘表",),
    ("受理编号", "证件号码", "姓名", "状态", "退回原因", "卡号", "领卡网点"),
    ("001720260302000" + "1", "510107199003070014", "王小明", "制卡中", "", "", ""),
    ("001720260302000" + "2", "510107199003070022", "李娜", "退回", "照片不合格", "", ""),
    ("001720260302000" + "3", "510107199003070030", "阿依古丽·买买提", "可领卡", "", "A12345678", "武侯支行"),
)


def as_xlsx(rows: Rows, sheet: str = "回盘", *more: tuple[str, Rows]) -> bytes:
    """Return a workbook; further sheets as (name, rows)."""
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = sheet
    for row in rows:
        page.append(list(row))
    for name, others in more:
        other = book.create_sheet(name)
        for row in others:
            other.append(list(row))
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def as_xls(rows: Rows, sheet: str = "回盘") -> bytes:
    """Return the workbook of Excel 97."""
    book = xlwt.Workbook(encoding="utf-8")
    page = book.add_sheet(sheet)
    for at, row in enumerate(rows):
        for column, value in enumerate(row):
            if value not in ("", None):
                page.write(at, column, value)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def as_csv(rows: Rows, encoding: str = "utf-8", delimiter: str = ",") -> bytes:
    """Return a CSV."""
    target = io.StringIO()
    csv.writer(target, delimiter=delimiter).writerows(rows)
    return target.getvalue().encode(encoding)
