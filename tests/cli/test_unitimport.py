# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Script
from tests.helpers.tables import as_csv

TABLE = (("单位名称", "二级单位", "参保单位编号"), ("甲集团", "一分公司", "100002"), ("乙公司", "", "100003"))


def test_a_table_of_units_is_tried_and_then_taken_over(script: Script, tmp_path: Path) -> None:
    path = tmp_path / "units.csv"
    path.write_bytes(as_csv(TABLE, "gb18030"))
    tried = script.json("unit", "import", str(path), "--dry-run")
    assert (tried.code, tried.data["stored"], tried.data["new"]) == (0, False, 3)
    assert script.json("unit", "list", "yfgs").data["units"] == []
    assert script.json("unit", "import", str(path)).data["stored"]
    (found,) = script.json("unit", "list", "yfgs").data["units"]
    assert (found["path"], found["parent"]) == ("甲集团›一分公司", "甲集团")
    assert script.json("unit", "settings", "甲集团›一分公司").data["settings"] is None


def test_a_table_with_something_wrong_is_told_by_row_and_column(script: Script, tmp_path: Path) -> None:
    path = tmp_path / "units.csv"
    path.write_bytes(as_csv((*TABLE, ("乙公司", "", "100004"))))
    told = script.json("unit", "import", str(path))
    assert (told.code, told.data["stored"]) == (1, False)
    (problem,) = told.data["problems"]
    assert (problem["row"], problem["column"], problem["code"]) == (4, "C", "unit.import_twice")
    assert "3" in problem["message"]
    assert script.run("unit", "import", str(path)).code == 1


def test_a_column_that_is_not_read_is_named_to_people_too(script: Script, tmp_path: Path) -> None:
    path = tmp_path / "units.csv"
    path.write_bytes(as_csv((("单位名称", "二级单位", "办卡银行类型"), ("甲集团", "", "工商银行"))))
    told = script.run("unit", "import", str(path), "--dry-run")
    assert told.code == 0
    assert "办卡银行类型" in told.out + told.err
