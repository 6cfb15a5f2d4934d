# SPDX-License-Identifier: Apache-2.0
"""A profile is kept only for as long as reading it again would give the same."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from sscard_desktop.domain.errors import InvalidInputError
from sscard_desktop.domain.profile import Profile
from sscard_desktop.storage.profiles import ProfileFolders
from tests.helpers.cities import YANGLI, make_city, profiles

Change = Callable[[Path], object]


@pytest.fixture
def installed(tmp_path: Path) -> ProfileFolders:
    """Return the profiles with a city over another one, which brings the form."""
    make_city(tmp_path, YANGLI, "lower")
    (tmp_path / "lower" / "leaf.toml").write_text('title = "共用"\n', encoding="utf-8")
    make_city(tmp_path, 'extends = "lower"\n' + YANGLI.partition("\n")[2].replace("slip.toml", "leaf.toml"))
    return profiles(tmp_path)


def _swapped(file: Path, old: str, new: str) -> None:
    """Change a file without changing its size or its time."""
    was = file.stat()
    text = file.read_text(encoding="utf-8")
    assert old in text
    assert len(old.encode()) == len(new.encode())
    file.write_text(text.replace(old, new), encoding="utf-8")
    os.utime(file, ns=(was.st_atime_ns, was.st_mtime_ns))


def _link_elsewhere(folder: Path) -> None:
    leaf = folder / "lower" / "leaf.toml"
    leaf.rename(folder / "lower" / "other.toml")
    leaf.symlink_to("other.toml")


CHANGES: dict[str, Change] = {
    "its own text": lambda folder: _swapped(folder / "yangli" / "profile.toml", "edit_hours = 12", "edit_hours = 13"),
    "its base": lambda folder: _swapped(folder / "lower" / "profile.toml", "adult_age = 18", "adult_age = 17"),
    "its form": lambda folder: _swapped(folder / "lower" / "leaf.toml", "共用", "自用"),
    "a form beside it": lambda folder: (folder / "yangli" / "leaf.toml").write_text("title = ''\n", encoding="utf-8"),
    "a form that is a link now": _link_elsewhere,
}


def test_what_didnt_change_is_the_same_profile(installed: ProfileFolders) -> None:
    first = installed.load("yangli")
    assert installed.load("yangli") is first


def test_another_city_in_between_changes_nothing(installed: ProfileFolders) -> None:
    first = installed.load("yangli")
    assert installed.load("lower").name == "lower"
    assert installed.load("yangli") == first


@pytest.mark.parametrize("what", CHANGES)
def test_what_changed_is_read_anew(installed: ProfileFolders, tmp_path: Path, what: str) -> None:
    if "link" in what and sys.platform == "win32":
        pytest.skip("links need a privilege on Windows")
    first = installed.load("yangli")
    CHANGES[what](tmp_path)
    assert installed.load("yangli") is not first
    assert installed.load("yangli") == profiles(tmp_path).load("yangli")


def test_what_broke_is_refused_though_it_was_sound_before(installed: ProfileFolders, tmp_path: Path) -> None:
    def refused(profile: Callable[[], Profile]) -> str:
        with pytest.raises(InvalidInputError) as caught:
            profile()
        return caught.value.code

    installed.load("yangli")
    (tmp_path / "lower" / "leaf.toml").unlink()
    assert refused(lambda: installed.load("yangli")) == "profile.template_missing"
    (tmp_path / "lower" / "profile.toml").unlink()
    assert refused(lambda: installed.load("yangli")) == "profile.extends_missing"
    (tmp_path / "yangli" / "profile.toml").unlink()
    assert refused(lambda: installed.load("yangli")) == "profile.unknown"
