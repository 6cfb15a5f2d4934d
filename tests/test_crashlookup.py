# SPDX-License-Identifier: Apache-2.0
"""Support is told nine signs, and finds the function and the kind of exception that they stand for."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sscard_desktop import bugreport, crashlookup
from sscard_desktop.domain.crashcode import code_of, read_code
from sscard_desktop.messages import word
from sscard_desktop.services.support.covering import crash_report

NAME = "阿依古丽·买买提"
NOW = datetime(2026, 11, 22, tzinfo=UTC)


def raised() -> BaseException:
    """Return an exception from within the program, with a person's name in its words."""
    try:
        crashlookup._in_code(NAME, NAME).__next__()  # type: ignore[arg-type]
    except AttributeError as error:
        return error
    raise AssertionError


def test_a_code_that_was_read_out_leads_to_the_place(tmp_path: Path) -> None:
    saved = bugreport.save_report(tmp_path, raised())
    found = crashlookup.known(read_code(str(saved.code).lower()), tmp_path)
    assert found.places == ("sscard_desktop/crashlookup.py:_in_code",)
    assert "builtins.AttributeError" in found.kinds
    assert saved.path is not None
    assert found.reports == (saved.path.name,)
    assert found.part == "program"


def test_every_module_is_asked() -> None:
    files = {each.partition(":")[0] for each in crashlookup.places()}
    package = Path(crashlookup.__file__).parent
    assert {path.relative_to(package.parent).as_posix() for path in package.rglob("*.py")} - files <= {
        "sscard_desktop/__init__.py"
    }
    assert "sscard_desktop/ui/main_window.py:MainWindow.show_error" in crashlookup.places()


def test_the_digests_tell_nearly_all_places_apart() -> None:
    different = crashlookup.places()
    digests = {code_of(each, "").place for each in different}
    assert len(digests) > 0.99 * len(different)


def test_the_same_place_has_the_same_code_whatever_the_words_and_the_line() -> None:
    assert bugreport.code_for(raised()) == code_of("sscard_desktop/crashlookup.py:_in_code", "builtins.AttributeError")
    assert bugreport.code_for(ValueError(NAME)) == code_of(bugreport.ELSEWHERE, "builtins.ValueError")


def test_a_frozen_build_names_the_same_places(monkeypatch: pytest.MonkeyPatch) -> None:
    """There a module's file is named from its package on, and the package itself lies elsewhere."""
    monkeypatch.setattr(bugreport, "_PACKAGE", Path(sys.prefix) / "_internal" / "sscard_desktop")
    source = compile("def broken():\n    raise KeyError('x')\n", "sscard_desktop/ui/window.py", "exec")
    room: dict[str, object] = {}
    exec(source, room)  # this is how a frozen module's code comes into a process
    with pytest.raises(KeyError) as caught:
        room["broken"]()  # type: ignore[operator]
    assert bugreport.code_for(caught.value) == code_of("sscard_desktop/ui/window.py:broken", "builtins.KeyError")
    assert "  sscard_desktop/ui/window.py:2:broken" in bugreport.report(caught.value, at=NOW).splitlines()


def test_every_part_has_its_word() -> None:
    parts = {crashlookup.Known((place,), (), ()).part for place in crashlookup.places()}
    assert {"ui", "devices", "program", "elsewhere"} <= parts
    for part in parts:
        for language in ("zh_CN", "en"):
            assert word("crash_part", part, language) != part


def test_a_code_from_another_version_is_told_as_unknown(tmp_path: Path) -> None:
    found = crashlookup.known(code_of("sscard_desktop/gone.py:gone", "nowhere.Error"), tmp_path / "none")
    assert (found.places, found.reports, found.part) == ((), (), "")


def test_the_page_shows_the_code_and_nothing_of_anybody(tmp_path: Path) -> None:
    saved = bugreport.save_report(tmp_path, raised())
    assert saved.page is not None
    page = saved.page.read_text(encoding="utf-8")
    assert f'<p class="code">{saved.code}</p>' in page
    assert "<svg" in page
    assert "<script" not in page
    assert "http" not in page
    assert NAME not in page


def test_the_code_goes_along_in_the_support_bundle_and_nothing_like_it(tmp_path: Path) -> None:
    saved = bugreport.save_report(tmp_path, raised())
    assert saved.path is not None
    assert f"code {saved.code}" in crash_report(saved.path.read_text(encoding="utf-8")).splitlines()
    for line in ("code LMN-WXY-KHR", "code limin", f"code {saved.code} limin", f"code {str(saved.code).lower()}"):
        assert line not in crash_report(line)
