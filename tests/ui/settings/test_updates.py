# SPDX-License-Identifier: Apache-2.0
"""Updates in the settings, by keys on a real station: offered from a stick, taken, stopped, gone back from."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from sscard_desktop.storage import versionstate
from sscard_desktop.ui.settings.updatedialogs import GoBackDialog, TakeUpdateDialog
from sscard_desktop.ui.settings.updates import UpdatesTab
from tests.helpers.scenes import SettingsScene
from tests.helpers.updates import program_update, reader, versions_at
from tests.helpers.waiting import until
from tests.helpers.windowdesks import WindowDesk

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the tests' programs are scripts")


class Scene(SettingsScene):
    """The supervisor before the updates part of a frozen program 0.1.0, a stick beside."""

    def __init__(self, qtbot: QtBot, desk: WindowDesk, folder: Path) -> None:
        self.folder, self.stick = folder, folder / "stick"
        self.stick.mkdir()
        versions = versions_at(folder)
        desk.workplace = replace(
            desk.workplace, update_files=lambda: reader(sticks=(self.stick,)), versions=lambda: versions
        )
        super().__init__(qtbot, desk)
        part = self.page.part("updates")
        assert isinstance(part, UpdatesTab)
        self.tab = part

    def show(self) -> None:
        self.page.entered("updates")
        self.settle()

    def said(self, section: str) -> str:
        return "\n".join(f"{found.text()} {found.detail()}" for found in self.tab.findings(section))

    def actions(self) -> dict[str, str]:
        return {action.key: action.text for action in self.tab.key_actions()}

    def answer(self, key: Qt.Key) -> None:
        dialog = self.tab.asked()
        assert dialog is not None
        QTest.keyClick(dialog, key)
        until(lambda: not self.tab._run_of_update.running())
        self.settle()


@pytest.fixture
def scene(qtbot: QtBot, tmp_path: Path) -> Iterator[Scene]:
    with WindowDesk(qtbot, tmp_path) as desk:
        yield Scene(qtbot, desk, tmp_path)


def test_an_update_on_a_stick_is_offered_taken_and_gone_back_from_by_keys(scene: Scene) -> None:
    scene.show()
    assert "没有找到比现在新的更新" in scene.said("stick")
    assert scene.said("program") == "0.1.0 正在使用"
    assert set(scene.actions()) == {"F3", "F4"}
    program_update(scene.stick / "new.sscard-update", "0.2.0", notes={"zh_CN": "更快。\n更稳。"})
    program_update(scene.stick / "old.sscard-update", "0.0.9")
    scene.key(Qt.Key.Key_F4)
    assert scene.actions()["F2"] == "更新到 0.2.0"
    assert "old" not in scene.said("stick")
    scene.key(Qt.Key.Key_F2)
    assert isinstance(scene.tab.asked(), TakeUpdateDialog)
    scene.answer(Qt.Key.Key_Escape)
    assert not (scene.folder / "versions" / "0.2.0").exists()
    scene.key(Qt.Key.Key_F2)
    scene.answer(Qt.Key.Key_Return)
    assert "0.2.0 版已放好并通过自检" in scene.said("stick")
    assert "0.2.0 下次打开程序时使用" in scene.said("program")
    # What is here isn't offered again.
    assert "F2" not in scene.actions()
    assert list((scene.desk.station.station.folder / "backups").glob("*.sscbackup"))
    actions = [entry.action for entry in scene.desk.station.supervisor.store.audit_entries()]
    assert actions.index("backup.make") < actions.index("update.apply")
    scene.key(Qt.Key.Key_F8)
    assert isinstance(scene.tab.asked(), GoBackDialog)
    scene.answer(Qt.Key.Key_Return)
    assert "已退回" in scene.said("program")
    assert versionstate.read(scene.folder / "versions")["programs"]["0.2.0"]["state"] == "set_aside"


def test_a_bad_file_is_told_and_changes_nothing(scene: Scene) -> None:
    file = program_update(scene.folder / "bad.sscard-update", "0.2.0")
    file.write_bytes(file.read_bytes()[:-20])
    scene.tab._ask_file = lambda parent, title: str(file)
    scene.show()
    scene.key(Qt.Key.Key_F3)
    assert "不完整" in scene.said("stick")
    program_update(file, "0.2.0", "fails_selftest")
    scene.key(Qt.Key.Key_F3)
    scene.answer(Qt.Key.Key_Return)
    assert "没有通过自检（✗ models）" in scene.said("stick")
    assert not (scene.folder / "versions" / "state.json").exists()


def test_a_file_that_was_double_clicked_is_checked_and_asked_about(scene: Scene) -> None:
    file = program_update(scene.folder / "new.sscard-update", "0.2.0")
    scene.page.entered(str(file))
    scene.settle()
    assert scene.page.current() == "updates"
    assert isinstance(scene.tab.asked(), TakeUpdateDialog)
    scene.answer(Qt.Key.Key_Escape)


def test_a_stick_that_changes_behind_the_question_is_told(scene: Scene) -> None:
    file = program_update(scene.stick / "new.sscard-update", "0.2.0")
    scene.show()
    scene.key(Qt.Key.Key_F2)
    program_update(file, "0.3.0")
    scene.answer(Qt.Key.Key_Return)
    assert "不是同一个" in scene.said("stick")
    assert not (scene.folder / "versions" / "state.json").exists()
    actions = [entry.action for entry in scene.desk.station.supervisor.store.audit_entries()]
    assert actions[-1] == "update.failed"


def test_an_update_that_is_stopped_leaves_nothing(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    program_update(scene.stick / "new.sscard-update", "0.2.0", "works", files=400)
    scene.show()
    scene.key(Qt.Key.Key_F2)
    dialog = scene.tab.asked()
    assert dialog is not None
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    until(lambda: any((scene.folder / "versions").glob(".incoming-*")))
    assert set(scene.actions()) == {"F5"}
    assert "可以照常工作" in scene.said("stick")
    scene.key(Qt.Key.Key_F5)
    assert not list((scene.folder / "versions").glob(".incoming-*"))
    assert not (scene.folder / "versions" / "state.json").exists()
    assert "F2" in scene.actions()
