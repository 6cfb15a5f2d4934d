# SPDX-License-Identifier: Apache-2.0
"""Which stations answer for a machine's versions: hostile and broken places, and what was written down."""

from __future__ import annotations

from pathlib import Path

import pytest

from sscard_desktop.storage.keepers import is_station, keepers_of, same_folder


def station(folder: Path) -> Path:
    folder.mkdir(parents=True)
    (folder / "station.keys").write_bytes(b"")
    return folder


def test_the_one_beside_keeps_them_wherever_the_folder_really_lies(tmp_path: Path) -> None:
    kept = station(tmp_path / "real" / "station")
    (tmp_path / "real" / "versions").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real" / "versions")
    assert keepers_of([tmp_path / "link"], None) == [kept]
    assert not keepers_of([tmp_path / "versions"], None)


@pytest.mark.parametrize("known", [None, {}, "x", [""], [1], [None], ["\0"], ["/no/such/folder"]])
def test_what_was_written_down_is_doubted(tmp_path: Path, known: object) -> None:
    (tmp_path / "versions").mkdir()
    found = keepers_of([tmp_path / "versions"], known)
    assert not [each for each in found if "\0" not in str(each)]


def test_a_station_that_nobody_may_look_at_is_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What can't be known is no way round."""

    def refuse(path: Path) -> bool:
        raise PermissionError

    monkeypatch.setattr(Path, "is_file", refuse)
    assert is_station(tmp_path)
    assert keepers_of([tmp_path / "versions"], None)


def test_two_ways_to_one_folder_are_one_folder(tmp_path: Path) -> None:
    kept = station(tmp_path / "station")
    (tmp_path / "link").symlink_to(kept)
    assert same_folder(kept, tmp_path / "link")
    assert same_folder(kept, tmp_path / "station" / ".." / "station")
    assert not same_folder(kept, tmp_path / "none")
