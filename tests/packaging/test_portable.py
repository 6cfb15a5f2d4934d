# SPDX-License-Identifier: Apache-2.0
"""The program on a stick: no links, its data beside it, and a plain word where nothing can be written."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

import finish
import make_packages
import pytest
from bundling import portable
from bundling.version import Release

from sscard_desktop import app, paths
from sscard_desktop.domain.errors import EnvironmentFailedError
from sscard_desktop.messages import message
from tests.packaging.conftest import EPOCH_S

RELEASE = Release("1.2.3", EPOCH_S, ())


@pytest.fixture
def stick(frozen: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A portable folder, as which the running program takes itself."""
    finish.list_files(frozen)
    made = portable.lay_out(frozen, RELEASE, tmp_path)
    started(made / "sscard-desktop", monkeypatch)
    return made


def started(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(folder / "sscard-desktop"))


def test_a_stick_that_knows_no_links_holds_all_of_it(stick: Path, frozen: Path) -> None:
    assert not [path for path in stick.rglob("*") if path.is_symlink()]
    listed = (stick / "sscard-desktop" / finish.LIST).read_text(encoding="utf-8").splitlines()
    for line in listed:
        digest, _, name = line.partition("  ")
        assert hashlib.sha256((stick / "sscard-desktop" / name).read_bytes()).hexdigest() == digest
    assert not any(line.endswith("_internal/libpng16-00aa.so.16") for line in listed)
    assert "_internal/libpng16-00aa.so.16" in (frozen / finish.LIST).read_text(encoding="utf-8")


def test_data_lies_beside_the_mark(stick: Path) -> None:
    assert paths.portable() == stick / "data"
    assert paths.default_station() == stick / "data" / "station"
    assert paths.training_station() == stick / "data" / "training"


def test_a_version_that_came_by_an_update_keeps_the_data_there(stick: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started(paths.versions() / "1.2.4", monkeypatch)
    assert paths.portable() == stick / "data"


def test_without_the_mark_data_lies_with_the_user(stick: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (stick / "portable").unlink()
    assert paths.portable() is None
    assert stick not in paths.default_station().parents


def test_a_checkout_is_never_portable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "portable").touch()
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    assert paths.portable() is None


def test_a_stick_that_is_read_only_is_told_of(stick: Path) -> None:
    app.prove_portable()
    (stick / "data").rmdir()
    (stick / "data").write_text("not a folder", encoding="utf-8")
    with pytest.raises(EnvironmentFailedError) as caught:
        app.prove_portable()
    assert caught.value.code == "portable.read_only"
    for language in ("zh_CN", "en"):
        said = message(caught.value.code, caught.value.params, language)
        assert str(stick / "data") in said.what
        assert said.todo


def test_the_sums_hold_for_all_that_is_handed_out(frozen: Path, tmp_path: Path) -> None:
    finish.list_files(frozen)
    out = tmp_path / "out"
    made = make_packages.make(frozen, RELEASE, out, kinds=("portable",))
    assert {path.suffix for path in made} == {".json", ".xz"}
    lines = (out / make_packages.SUMS).read_text(encoding="utf-8").splitlines()
    assert len(lines) == 2
    for line in lines:
        digest, _, name = line.partition("  ")
        assert hashlib.sha256((out / name).read_bytes()).hexdigest() == digest


def test_a_folder_without_its_list_of_parts_is_not_handed_out(frozen: Path, tmp_path: Path) -> None:
    (frozen / "_internal" / make_packages.PARTS).unlink()
    with pytest.raises(ValueError, match="make_parts"):
        make_packages.make(frozen, RELEASE, tmp_path / "out")
