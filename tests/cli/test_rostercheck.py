# SPDX-License-Identifier: Apache-2.0
"""``roster check``: by script, without a station, with the words of the contract."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from sscard_desktop.app import main
from tests.helpers.rosters import number
from tests.helpers.tables import as_csv, as_xlsx

WANG, LI = number(date(1990, 3, 7), 1), number(date(1985, 12, 24), 2)
ROWS = (("序号", "姓名", "身份证号", "性别"), (1, "王小明", WANG, "男"), (2, "李娜", LI, "男"), ("合计", "2人"))


def test_a_script_is_told_row_column_field_and_reason(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, errors = tmp_path / "名单.xlsx", tmp_path / "错误.xlsx"
    path.write_bytes(as_xlsx(ROWS, "名单"))
    arguments = ["--data-dir", str(tmp_path / "none"), "--profile", "chengdu", "--json", "roster", "check", str(path)]
    assert main([*arguments, "--values", "--errors-out", str(errors)]) == 1
    told = json.loads(capsys.readouterr().out)
    assert (told["rows"], told["good"], told["bad"], told["header_row"]) == (2, 1, 1, 1)
    (problem,) = (each for each in told["problems"] if each["severity"] == "error")
    assert {key: problem[key] for key in ("row", "column", "field", "code")} == {
        "row": 3,
        "column": "D",
        "field": "sex",
        "code": "rules.sex_differs",
    }
    assert problem["message"]
    assert told["people"][0] == {"row": 2, "good": True, "values": {"name": "王小明", "number": WANG, "sex": "1"}}
    assert told["skipped"] == [{"row": 1, "reason": "header"}, {"row": 4, "reason": "footer"}]
    marked = openpyxl.load_workbook(errors)["名单"]
    assert marked["D3"].comment is not None
    assert marked["D2"].comment is None


def test_a_good_list_is_done_and_a_file_that_is_none_is_a_finding(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good, none = tmp_path / "a.csv", tmp_path / "b.csv"
    good.write_bytes(as_csv((ROWS[0], ROWS[1]), "gb18030"))
    none.write_bytes(b"a,b\n1,2\n")
    shared = ["--data-dir", str(tmp_path / "none"), "--profile", "chengdu", "roster", "check"]
    assert main([*shared, str(good)]) == 0
    assert "1 人可以导入" in capsys.readouterr().out
    assert main([*shared, "--json", str(none)]) == 1
    assert json.loads(capsys.readouterr().out)["error"]["code"] == "rosters.no_header"
