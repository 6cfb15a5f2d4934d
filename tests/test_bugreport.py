# SPDX-License-Identifier: Apache-2.0
"""A report says where the program went wrong, and never whose data it had in hand."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from sscard_desktop import bugreport

NAME = "阿依古丽·买买提"
NUMBER = "11010519491231002X"


def mistake_with_data() -> BaseException:
    applicant = {"name": NAME, "number": NUMBER}
    try:
        try:
            raise KeyError(applicant["number"])
        except KeyError as error:
            raise ValueError(f"no such person: {applicant['name']}") from error
    except ValueError as error:
        return error


def test_a_report_says_where_and_never_whose() -> None:
    text = bugreport.report(mistake_with_data(), at=datetime(2026, 11, 21, tzinfo=UTC))
    assert "builtins.ValueError" in text
    assert "builtins.KeyError" in text
    assert "  (elsewhere):" in text, "a frame outside of program and libraries has no name"
    assert "mistake_with_data" not in text
    assert NAME not in text
    assert NUMBER not in text
    assert str(Path.home()) not in text


def test_only_the_last_reports_are_kept(tmp_path: Path) -> None:
    for second in range(30):
        bugreport.save_report(tmp_path, ValueError(), at=datetime(2026, 11, 21, 9, 0, second, tzinfo=UTC))
    kept = sorted(path.name for path in tmp_path.glob("*.txt"))
    assert len(kept) == 20
    assert sorted(path.stem for path in tmp_path.glob("*.html")) == [Path(name).stem for name in kept]
    assert kept[-1].startswith("report-20261121T090029")
