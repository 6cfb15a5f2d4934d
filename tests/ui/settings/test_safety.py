# SPDX-License-Identifier: Apache-2.0
"""Safety in the settings, by keyboard on a real station: backup, drill, trail, retention, recovery code."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from sscard_desktop.domain.errors import NotAllowedError
from sscard_desktop.domain.record import RecordId, Status
from sscard_desktop.storage.store import EncryptedStore
from sscard_desktop.ui.passwords import FormDialog
from sscard_desktop.ui.settings.keydialogs import KeepSharesDialog, RenewDialog, RotateDialog
from sscard_desktop.ui.settings.safety import SafetyTab
from sscard_desktop.ui.settings.safetydialogs import DestroyDialog
from tests.helpers.scenes import SettingsScene
from tests.helpers.windowdesks import WindowDesk
from tests.storage.stations import PASSWORD


class Scene(SettingsScene):
    """The supervisor before the safety part."""

    def __init__(self, qtbot: QtBot, desk: WindowDesk) -> None:
        super().__init__(qtbot, desk)
        part = self.page.part("safety")
        assert isinstance(part, SafetyTab)
        self.tab = part
        self.page.entered("safety")
        self.settle()

    def settle(self) -> None:
        super().settle()
        assert not self.desk.errors

    def fill(self, *values: str) -> FormDialog:
        dialog = self.tab.asked()
        assert isinstance(dialog, FormDialog)
        reachable = [editor for editor in dialog.fields() if not editor.isHidden()]
        for editor, value in zip(reachable, values, strict=True):
            editor.control().setFocus()
            editor.set_value(value)
        QTest.keyClick(reachable[-1].control(), Qt.Key.Key_Return)
        self.settle()
        return dialog

    def said(self, section: str) -> str:
        return "\n".join(f"{found.text()} {found.detail()}" for found in self.tab.findings(section))


@pytest.fixture
def scene(qtbot: QtBot, tmp_path: Path) -> Iterator[Scene]:
    with WindowDesk(qtbot, tmp_path) as desk:
        yield Scene(qtbot, desk)


def test_a_station_without_a_backup_says_so_until_one_is_made_and_proved(scene: Scene) -> None:
    assert "还没有备份过" in scene.said("backup")
    scene.key(Qt.Key.Key_F2)
    folder = scene.desk.station.station.folder / "backups"
    (made,) = folder.glob("*.sscbackup")
    assert made.name in scene.said("backup")
    assert "最近一次备份" in scene.said("backup")
    scene.key(Qt.Key.Key_F3)
    scene.fill(PASSWORD)
    assert "试恢复成功" in scene.said("backup")
    assert "最近一次验证" in scene.said("backup")


def test_a_drill_without_a_backup_or_with_a_wrong_password_proves_nothing(scene: Scene) -> None:
    scene.key(Qt.Key.Key_F3)
    assert scene.tab.asked() is None
    assert "请先按 F2 备份" in scene.said("backup")
    scene.key(Qt.Key.Key_F2)
    scene.key(Qt.Key.Key_F3)
    scene.fill("not this password")
    assert "打不开备份" in scene.said("backup")
    assert "还没有验证过" in scene.said("backup")


def test_a_second_place_that_is_gone_is_told_beside_the_backup_that_was_made(scene: Scene, tmp_path: Path) -> None:
    scene.key(Qt.Key.Key_F4)
    first = scene.desk.station.station.folder / "backups"
    scene.fill(str(first), str(tmp_path / "no stick"), "3", "4")
    assert "no stick" in scene.said("backup")
    scene.key(Qt.Key.Key_F2)
    assert "不在，这一份只写到了第一处" in scene.said("backup")
    assert len(list(first.glob("*.sscbackup"))) == 1


def test_settings_out_of_range_are_refused_in_the_dialog(scene: Scene) -> None:
    scene.key(Qt.Key.Key_F4)
    dialog = scene.fill("", "", "0", "4")
    assert dialog.isVisible()
    assert "1 到 1000" in dialog.banner().texts()[0]
    dialog.reject()


def test_a_whole_trail_is_called_whole(scene: Scene) -> None:
    scene.key(Qt.Key.Key_F6)
    assert "日志完整" in scene.said("trail")
    assert len(scene.tab.findings("trail")) == 1


def test_a_broken_trail_says_where(scene: Scene) -> None:
    store = scene.desk.station.supervisor.store
    assert isinstance(store, EncryptedStore)
    with store.transaction():
        store.database.write("DROP TRIGGER audit_kept")
    scene.key(Qt.Key.Key_F6)
    assert "不一致" in scene.said("trail")
    assert len(scene.tab.findings("trail")) > 1


@pytest.mark.parametrize("uncovered", ["", "yes"])
def test_the_trail_is_taken_out_covered_unless_asked_otherwise(scene: Scene, tmp_path: Path, uncovered: str) -> None:
    record = scene.desk.station.filled().record
    scene.key(Qt.Key.Key_F7)
    path = tmp_path / "trail.csv"
    scene.fill(str(path), uncovered or "no")
    assert path.name in scene.said("trail")
    inside = path.read_text(encoding="utf-8-sig")
    assert record.id in inside
    assert (record.value("mobile") in inside) is bool(uncovered)


def test_a_file_that_is_no_table_is_asked_for_again(scene: Scene, tmp_path: Path) -> None:
    scene.key(Qt.Key.Key_F7)
    dialog = scene.fill(str(tmp_path / "trail.doc"), "no")
    assert dialog.fields()[0].note() is not None
    dialog.reject()


def test_what_has_had_its_time_goes_after_a_yes_only(scene: Scene) -> None:
    scene.key(Qt.Key.Key_F8)
    assert scene.tab.asked() is None
    record = RecordId(scene.desk.filled())
    scene.desk.station.clock.advance(days=400)
    scene.page.entered("safety")
    scene.settle()
    assert "1 条记录已到期" in scene.said("retention")
    store = scene.desk.station.supervisor.store
    scene.key(Qt.Key.Key_F8)
    dialog = scene.tab.asked()
    assert isinstance(dialog, DestroyDialog)
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert store.tombstone(record) is None
    dialog.reject()
    scene.key(Qt.Key.Key_F8)
    dialog = scene.tab.asked()
    assert isinstance(dialog, DestroyDialog)
    dialog.done(1)
    scene.settle()
    assert store.tombstone(record) is not None
    assert "销毁证明 D0017-" in scene.said("retention")
    assert store.record(record).status is Status.VOID


def test_a_new_recovery_code_is_shown_until_it_was_kept(scene: Scene) -> None:
    station = scene.desk.station.station
    earlier = station.new_recovery_code(scene.desk.station.supervisor.store)
    scene.key(Qt.Key.Key_F9)
    dialog = scene.tab.asked()
    assert isinstance(dialog, RenewDialog)
    dialog.go()
    scene.settle()
    dialog.reject()
    assert dialog.isVisible()
    code = dialog.code_sheet._code
    QTest.keyClicks(dialog.code_sheet.proof.control(), code[-4:])
    QTest.keyClick(dialog.code_sheet.proof.control(), Qt.Key.Key_Return)
    assert not dialog.isVisible()
    with closing(station.unlock_with_recovery(code)) as store:
        assert store.operators()
    with pytest.raises(NotAllowedError):
        station.unlock_with_recovery(earlier)


def test_while_something_is_under_way_nothing_else_begins(scene: Scene) -> None:
    scene.tab.act("make")
    scene.tab.act("renew")
    assert scene.tab.asked() is None
    scene.settle()


def test_everything_is_said_in_english_too(scene: Scene) -> None:
    scene.desk.language.switch("en")
    scene.settle()
    told = "".join(scene.said(section) for section in ("backup", "keys", "trail", "retention"))
    assert not any("\u4e00" <= sign <= "\u9fff" for sign in told.replace(str(scene.desk.station.station.folder), ""))


def test_shares_are_shown_one_by_one_and_two_of_three_open_the_station(scene: Scene) -> None:
    scene.key(Qt.Key.Key_F10)
    scene.fill("3", "2")
    keep = scene.tab.asked()
    assert isinstance(keep, KeepSharesDialog)
    shares = []
    for number in (1, 2, 3):
        assert keep.windowTitle() == f"第 {number} 份，共 3 份"
        keep.reject()
        assert keep.isVisible(), "a share that nobody has kept went from the screen"
        shares.append(keep.code_sheet.findChild(QLabel, "recovery_code").text())
        QTest.keyClicks(keep.code_sheet.proof.control(), shares[-1][-4:])
        QTest.keyClick(keep.code_sheet.proof.control(), Qt.Key.Key_Return)
        scene.settle()
    assert scene.tab.asked() is None
    assert "3 份都已交给保管人" in scene.said("keys")
    assert len(set(shares)) == 3
    with closing(scene.desk.station.station.unlock_with_recovery(shares[2], shares[0])) as store:
        assert store.operators()


@pytest.mark.parametrize("typed", [("1", "1"), ("3", "4"), ("3", "1"), ("", "2")])
def test_shares_that_make_no_sense_are_told_at_the_field(scene: Scene, typed: tuple[str, str]) -> None:
    scene.key(Qt.Key.Key_F10)
    dialog = scene.fill(*typed)
    assert any(editor.note() is not None for editor in dialog.fields())
    assert dialog.isVisible()


def test_a_new_data_key_ends_the_session_and_keeps_the_passwords(scene: Scene) -> None:
    # The clerk's session of the fixture would still read the old file.
    scene.desk.station.leave()
    scene.key(Qt.Key.Key_F11)
    dialog = scene.tab.asked()
    assert isinstance(dialog, RotateDialog)
    with scene.qtbot.waitSignal(scene.tab.locked_out, timeout=30_000):
        dialog.done(1)
    scene.settle()
    store, operator = scene.desk.station.station.unlock("wangfang", PASSWORD)
    with closing(store):
        assert operator.name == "wangfang"
        assert any(entry.action == "keys.rotate" for entry in store.audit_entries())
