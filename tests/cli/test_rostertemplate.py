# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from pathlib import Path

import openpyxl

from tests.cli.conftest import Script


def test_a_citys_template_is_written_without_a_station(script: Script, tmp_path: Path) -> None:
    path = tmp_path / "模板.xlsx"
    told = script.json("roster", "template", "--profile", "weifang", "--out", str(path))
    assert told.code == 0
    assert told.data["columns"][:4] == ["个人编号", "人员类别", "姓名", "公民身份号码"]
    assert (told.data["profile"], told.data["people"]) == ("weifang", 0)
    assert openpyxl.load_workbook(path).worksheets[0].title == "社保卡信息采集"


def test_an_unknown_roster_is_told_and_nothing_is_written(script: Script, tmp_path: Path) -> None:
    path = tmp_path / "模板.xlsx"
    told = script.json("roster", "template", "--roster", "nobody", "--out", str(path))
    assert told.data["error"]["code"] == "roster.unknown"
    assert not path.exists()
