# SPDX-License-Identifier: Apache-2.0
"""Unlock and set-up: by keyboard alone, nothing given away, nothing kept."""

from __future__ import annotations

import subprocess
import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from sscard_desktop.ui.setup_page import SetupPage, SetupRequest
from sscard_desktop.ui.unlock_page import UnlockPage
from sscard_desktop.ui.widgets.choices import Choice

CODE = "7KQF-2MXD-9HRT-4WPA"


@pytest.fixture
def page(qtbot: QtBot) -> UnlockPage:
    made = UnlockPage()
    qtbot.addWidget(made)
    made.set_station("成都 · 武侯支行 · 3 号台")
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    made.setFocus()
    return made


@pytest.fixture
def setup(qtbot: QtBot) -> SetupPage:
    made = SetupPage()
    qtbot.addWidget(made)
    made.set_profiles([Choice("chengdu", "成都", "cd"), Choice("beijing", "北京", "bj")], "chengdu")
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    made.setFocus()
    return made


def type_here(text: str, qtbot: QtBot, *, enter: bool = True) -> None:
    focused = qtbot._request.getfixturevalue("qapp").focusWidget()
    assert isinstance(focused, QLineEdit)
    QTest.keyClicks(focused, text)
    if enter:
        QTest.keyClick(focused, Qt.Key.Key_Return)


def test_name_enter_password_enter_opens(page: UnlockPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.unlock_requested) as asked:
        type_here("limin", qtbot)
        type_here(" a password ", qtbot)
    assert asked.args == ["limin", " a password "]


def test_the_first_key_says_that_somebody_is_here_once(page: UnlockPage, qtbot: QtBot) -> None:
    told: list[None] = []
    page.typing_began.connect(lambda: told.append(None))
    page.set_user("limin")
    assert told == []  # filled in by the program
    type_here("secret", qtbot, enter=False)
    assert told == [None]


def test_the_last_user_only_types_a_password(page: UnlockPage, qtbot: QtBot) -> None:
    page.set_user("limin")
    with qtbot.waitSignal(page.unlock_requested) as asked:
        type_here("secret", qtbot)
    assert asked.args == ["limin", "secret"]


def test_an_empty_password_asks_for_one(page: UnlockPage, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(page.unlock_requested):
        type_here("limin", qtbot)
        type_here("", qtbot)


def test_while_the_door_is_tried_enter_tries_no_second_time(page: UnlockPage, qtbot: QtBot) -> None:
    asked: list[str] = []
    page.unlock_requested.connect(lambda user, _: asked.append(user))
    type_here("limin", qtbot)
    type_here("secret", qtbot)
    type_here("", qtbot)
    assert asked == ["limin"]


def test_a_wrong_password_is_told_cleared_and_waited_for(page: UnlockPage, qtbot: QtBot) -> None:
    page.set_user("limin")
    type_here("wrong", qtbot)
    page.show_problem("用户名或密码不对。", "请检查大小写。", wait_s=2)
    with qtbot.assertNotEmitted(page.unlock_requested):
        type_here("secret", qtbot)
    page._count_down()
    page._count_down()
    with qtbot.waitSignal(page.unlock_requested) as asked:
        type_here("", qtbot)
    assert asked.args == ["limin", "secret"]


def test_a_password_is_never_shown(page: UnlockPage, qtbot: QtBot) -> None:
    page.set_user("limin")
    type_here("secret", qtbot, enter=False)
    shown = [label.text() for label in page.findChildren(QLabel)]
    shown += [line.displayText() for line in page.findChildren(QLineEdit)]
    assert not any("secret" in text for text in shown)


def test_f2_leads_to_the_recovery_code_with_the_name_typed_so_far(page: UnlockPage, qtbot: QtBot) -> None:
    type_here("limin", qtbot)
    with qtbot.waitSignal(page.recovery_requested) as asked:
        QTest.keyClick(page.focusWidget() or page, Qt.Key.Key_F2)
    assert asked.args == ["limin"]
    page.set_busy(True)
    with qtbot.assertNotEmitted(page.recovery_requested):
        QTest.keyClick(page.focusWidget() or page, Qt.Key.Key_F2)


def test_f4_leads_to_training_but_not_from_training_itself(page: UnlockPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.training_requested):
        QTest.keyClick(page, Qt.Key.Key_F4)
    page.stay_made_up()
    asked: list[object] = []
    for signal in (page.training_requested, page.restore_requested, page.recovery_requested):
        signal.connect(lambda *_: asked.append(True))
    for key in (Qt.Key.Key_F2, Qt.Key.Key_F3, Qt.Key.Key_F4):
        QTest.keyClick(page, key)
    assert not asked


def test_who_has_no_station_yet_may_train_first(setup: SetupPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(setup.training_requested):
        QTest.keyClick(setup, Qt.Key.Key_F4)


def test_a_station_is_set_up_by_keyboard_alone(setup: SetupPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(setup.setup_requested) as asked:
        for text in ("Wuhou 3", "3", "bj", "limin", "long enough", "long enough"):
            type_here(text, qtbot)
    assert asked.args == [SetupRequest("Wuhou 3", 3, "beijing", "limin", "long enough")]
    assert "long enough" not in repr(asked.args)


@pytest.mark.parametrize(
    ("entries", "key"),
    [
        (("", "3", "", "limin", "long enough", "long enough"), "station"),
        (("Wuhou", "0", "", "limin", "long enough", "long enough"), "number"),
        (("Wuhou", "3", "", "limin", "short", "short"), "password"),
        (("Wuhou", "3", "", "limin", "long enough", "otherwise"), "again"),
    ],
)
def test_what_is_missing_or_wrong_is_shown_where_it_is(
    setup: SetupPage, qtbot: QtBot, entries: tuple[str, ...], key: str
) -> None:
    with qtbot.assertNotEmitted(setup.setup_requested):
        for text in entries:
            type_here(text, qtbot)
    noted = {editor.key for editor in setup._fields if editor.note() is not None}
    assert noted == {key}
    assert next(editor for editor in setup._fields if editor.key == key).control().hasFocus()


def test_the_recovery_code_must_be_proven_before_work_begins(setup: SetupPage, qtbot: QtBot) -> None:
    setup.show_recovery_code(CODE)
    setup.setFocus()
    with qtbot.assertNotEmitted(setup.finished):
        type_here("XXXX", qtbot)
    assert setup.code_sheet.proof.note() is not None
    setup.code_sheet.proof.set_value("")
    with qtbot.waitSignal(setup.code_sheet.print_requested) as printed:
        setup.code_sheet.print_button.click()
    assert printed.args == [CODE]
    setup.code_sheet.proof.setFocus()
    with qtbot.waitSignal(setup.finished):
        type_here("4wpa", qtbot)
    assert not [label for label in setup.findChildren(QLabel) if CODE in label.text()]


def test_a_problem_of_the_set_up_is_told_and_can_be_tried_again(setup: SetupPage, qtbot: QtBot) -> None:
    for text in ("Wuhou 3", "3", "", "limin", "long enough", "long enough"):
        type_here(text, qtbot)
    setup.show_problem("磁盘已满。", "腾出空间后重试。")
    with qtbot.waitSignal(setup.setup_requested):
        setup._go.click()


def test_the_first_page_needs_nothing_heavy() -> None:
    """What the first window imports decides the cold start."""
    heavy = {
        "cv2",
        "numpy",
        "PIL",
        "reportlab",
        "openpyxl",
        "xlsxwriter",
        "pypinyin",
        "serial",
        "sqlcipher3",
        "cryptography",
        "pyzipper",
        "PySide6.QtMultimedia",
        "PySide6.QtPrintSupport",
        "PySide6.QtNetwork",
        "asyncio",
        "ssl",
    }
    code = (
        "import sys\n"
        "import sscard_desktop.ui.unlock_page, sscard_desktop.ui.setup_page, sscard_desktop.ui.main_window\n"
        "import sscard_desktop.ui.crash, sscard_desktop.ui.tasks, sscard_desktop.ui.idle, sscard_desktop.ui.fonts\n"
        f"print(sorted(set({sorted(heavy)!r}) & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == "[]"


def test_only_a_demo_station_tells_its_password(page: UnlockPage) -> None:
    (line,) = (line for line in page.findChildren(QLineEdit) if line.echoMode() is QLineEdit.EchoMode.Password)
    assert line.placeholderText() == ""
    page.tell_demo("demonstration only")
    assert line.placeholderText() == "演示密码：demonstration only"
