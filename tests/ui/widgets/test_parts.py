# SPDX-License-Identifier: Apache-2.0
"""The smaller parts: labels, buttons, chips, banners, lights, rail, action bar, card, pictures, toast, dialog."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage, QStandardItem, QStandardItemModel
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from sscard_desktop.ui.widgets.actionbar import ActionBar, KeyAction
from sscard_desktop.ui.widgets.banner import Banner
from sscard_desktop.ui.widgets.button import Button
from sscard_desktop.ui.widgets.cardpanel import CardFace, CardPanel
from sscard_desktop.ui.widgets.chip import Chip
from sscard_desktop.ui.widgets.dialog import Dialog
from sscard_desktop.ui.widgets.empty import EmptyState
from sscard_desktop.ui.widgets.label import ElidedLabel, FittingLabel, Label, Tone, plain_tooltip
from sscard_desktop.ui.widgets.lights import Light, StatusLight
from sscard_desktop.ui.widgets.picture import IdPictureTile, PhotoTile
from sscard_desktop.ui.widgets.rail import SectionRail
from sscard_desktop.ui.widgets.table import Table
from sscard_desktop.ui.widgets.toast import Toast
from tests.helpers.waiting import until

FACE = CardFace(
    document="居民身份证",
    name="阿依古丽·买买提",
    person="女 · 维吾尔族 · 1949-12-31",
    address="新疆维吾尔自治区喀什地区疏附县示例乡示例村一组 12 号",
    number="11010519491231002X",
    authority="疏附县公安局 签发",
    validity="长期有效",
    validity_tone=Tone.OK,
    from_reader=True,
)


def shown(widget: QWidget, qtbot: QtBot) -> QWidget:
    qtbot.addWidget(widget)
    widget.show()
    return widget


def test_no_text_from_outside_is_ever_markup(qtbot: QtBot) -> None:
    panel = CardPanel()
    shown(panel, qtbot)
    panel.show_card(CardFace(name="<b>张三</b>", number="<img src='file:///etc/passwd'>"))
    labels = panel.findChildren(QLabel)
    assert labels
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in labels)
    assert plain_tooltip("<b>&\n") == "<span>&lt;b&gt;&amp;<br></span>"


def test_a_long_line_gives_way_and_is_whole_in_its_tooltip(qtbot: QtBot) -> None:
    label = ElidedLabel("成都 · 武侯支行 · 3 号台")
    shown(label, qtbot)
    label.resize(60, 20)
    assert label.text().endswith("…")
    assert label.full_text() == "成都 · 武侯支行 · 3 号台"
    assert "武侯支行" in label.toolTip()
    label.resize(400, 20)
    assert label.text() == label.full_text()
    assert label.toolTip() == ""


def test_a_long_name_is_drawn_smaller_in_the_same_height(qtbot: QtBot) -> None:
    short, long = FittingLabel("张三", role="name"), FittingLabel("阿依古丽·买买提·艾合买提", role="name")
    for label in (short, long):
        shown(label, qtbot)
        label.resize(200, 42)
    assert short.sizeHint().height() == long.sizeHint().height()
    assert not long.grab().isNull()


def test_a_button_says_its_verb_to_eyes_and_screen_readers(qtbot: QtBot) -> None:
    button = Button("拍照", kind="primary", icon="camera", key="F4")
    shown(button, qtbot)
    assert (button.text(), button.accessibleName()) == ("拍照", "拍照")
    narrow = button.sizeHint().width()
    button.set_text("下一步：拍照")
    assert button.sizeHint().width() > narrow
    with qtbot.waitSignal(button.clicked):
        QTest.keyClick(button, Qt.Key.Key_Return)


def test_a_chip_without_words_is_gone(qtbot: QtBot) -> None:
    chip = Chip("有效", tone=Tone.OK)
    shown(chip, qtbot)
    assert (chip.text(), chip.tone()) == ("有效", Tone.OK)
    chip.set_state("", Tone.QUIET)
    assert chip.isHidden()


def test_a_banner_says_what_happened_and_what_to_do(qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    banner = Banner(host)
    assert banner.isHidden()
    banner.show_message("读卡器没有应答。", "检查连接线后按 F2 重试。", tone=Tone.BAD, action="重试")
    assert banner.texts() == ("读卡器没有应答。", "检查连接线后按 F2 重试。")
    assert banner.tone() is Tone.BAD
    with qtbot.waitSignal(banner.action_chosen):
        banner._action.click()
    with qtbot.waitSignal(banner.closed):
        banner._close.click()
    assert banner.isHidden()


@pytest.mark.parametrize("light", Light)
def test_a_light_tells_by_shape_colour_and_word(light: Light, qtbot: QtBot) -> None:
    status = StatusLight("读卡器")
    shown(status, qtbot)
    status.set_light(light, "未连接", "串口 <COM3>")
    assert status._shape.name() == f"light_{ {'ready': 'on'}.get(light.value, light.value) }"
    assert status.property("light") == light.value
    assert status.accessibleName() == "读卡器 未连接"
    assert "&lt;COM3&gt;" in status.toolTip()
    with qtbot.waitSignal(status.clicked):
        QTest.mouseClick(status, Qt.MouseButton.LeftButton)


def test_the_rail_counts_problems_before_warnings_before_done(qtbot: QtBot) -> None:
    rail = SectionRail()
    shown(rail, qtbot)
    rail.set_sections([("id", "证件"), ("unit", "单位")])
    rail.set_state("unit", problems=3, warnings=1, done=True)
    assert "3" in rail.button("unit").accessibleName()
    assert rail.button("unit").property("tone") == "bad"
    rail.set_state("unit", warnings=1, done=True)
    assert rail.button("unit").property("tone") == "warn"
    rail.set_state("unit", done=True)
    assert rail.button("unit").property("tone") == "ok"
    with qtbot.waitSignal(rail.chosen) as asked:
        rail.button("unit").click()
    assert asked.args == ["unit"]
    rail.set_sections([("all", "全部")])
    assert rail.button("all").accessibleName().startswith("1 全部")


def test_the_next_step_says_what_it_does_and_why_not(qtbot: QtBot) -> None:
    bar = ActionBar()
    shown(bar, qtbot)
    bar.set_actions([KeyAction("help", "F1", "帮助")], [KeyAction("photo", "F4", "拍照", "camera")])
    bar.set_next("下一步：提交", enabled=False)
    bar.set_reason("还差：照片、单位", Tone.WARN)
    assert not bar.next_button().isEnabled()
    assert bar.reason() == "还差：照片、单位"
    with qtbot.waitSignal(bar.chosen) as asked:
        bar.findChildren(Button, "photo")[0].click()
    assert asked.args == ["photo"]
    bar.set_next("下一步：拍照", icon="camera")
    with qtbot.waitSignal(bar.next_requested):
        bar.next_button().click()
    bar.set_actions([])
    QTest.qWait(0)
    assert bar.next_button().isVisible()


def test_the_card_groups_a_resident_number_and_leaves_others(qtbot: QtBot) -> None:
    panel = CardPanel()
    shown(panel, qtbot)
    panel.show_card(FACE)
    assert panel._number.text() == "110105 19491231 002X"
    panel.show_card(CardFace(number="E12345678"))
    assert panel._number.text() == "E12345678"


def test_the_card_gives_up_its_least_lines_where_room_is_short(qtbot: QtBot) -> None:
    panel = CardPanel()
    shown(panel, qtbot)
    panel.resize(250, 320)
    panel.show_card(FACE)
    assert all(not label.isHidden() for label in (panel._name, panel._address, panel._authority, panel._number))
    panel.resize(250, 180)
    assert panel._authority.isHidden()
    assert not panel._name.isHidden()
    assert not panel._number.isHidden()
    panel.resize(250, 320)
    assert not panel._address.isHidden()
    # One line too few costs one line, not all of them: of nobody the sex and birth are left out without need.
    whole = panel._needed()
    panel.show_card(replace(FACE, authority=""))
    panel.resize(250, whole - 40)
    assert panel._address.isHidden()
    assert not panel._person.isHidden()
    assert not panel._document.isHidden()


@pytest.mark.parametrize(("height", "address"), [(200, False), (240, True)])
def test_the_card_gives_up_no_more_lines_than_it_must(qtbot: QtBot, height: int, address: bool) -> None:
    panel = CardPanel()
    shown(panel, qtbot)
    panel.resize(250, height)
    panel.show_card(FACE)
    assert not panel._document.isHidden()
    assert not panel._person.isHidden()
    assert panel._address.isHidden() is not address


def test_an_empty_card_asks_for_one_and_a_press_reads(qtbot: QtBot) -> None:
    panel = CardPanel()
    shown(panel, qtbot)
    panel.show_card(FACE)
    panel.show_empty("请放身份证", "放到读卡器上会自动读取。")
    assert panel._name.isHidden()
    assert "阿依古丽" not in panel.accessibleName()
    with qtbot.waitSignal(panel.read_requested):
        QTest.mouseClick(panel, Qt.MouseButton.LeftButton)


def test_picture_tiles_show_what_they_have(qtbot: QtBot) -> None:
    image = QImage(358, 441, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    photo, side = PhotoTile(), IdPictureTile()
    for tile in (photo, side):
        shown(tile, qtbot)
    photo.set_words("拍照", "F4")
    photo.set_photo(image)
    photo.set_verdict("合格", Tone.OK)
    side.set_name("正面", "F5")
    side.set_picture(image)
    assert side.has_picture()
    middle = photo.frame().grab().toImage().pixelColor(90, 110)
    assert middle.red() > 200
    assert middle.green() < 50
    photo.set_photo(QImage())
    side.set_picture(None)
    assert not photo.frame().has_image()
    assert not side.has_picture()
    with qtbot.waitSignal(photo.asked):
        QTest.mouseClick(photo.frame(), Qt.MouseButton.LeftButton)


def test_a_row_that_was_chosen_out_of_sight_is_seen_when_the_list_comes(qtbot: QtBot) -> None:
    table, model = Table(), QStandardItemModel(60, 1)
    qtbot.addWidget(table)
    table.setModel(model)
    table.resize(300, 300)
    table.choose_row(55)
    table.show()
    QApplication.processEvents()
    assert table.viewport().rect().contains(table.visualRect(model.index(55, 0)).center())
    table.resize(300, 160)
    QApplication.processEvents()
    assert table.viewport().rect().contains(table.visualRect(model.index(55, 0)).center())


def test_a_toast_offers_to_undo_once(qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(800, 400)
    host.show()
    toast = Toast(host)
    undone: list[bool] = []
    toast.show_text("已删除草稿", undo=lambda: undone.append(True))
    assert host.rect().contains(toast.geometry())
    host.resize(600, 300)
    assert host.rect().contains(toast.geometry())
    assert toast.undo()
    assert not toast.undo()
    assert undone == [True]
    toast.show_text("已保存")
    assert not toast.undo()
    toast.put_away()
    assert toast.isHidden()


def test_a_toast_stays_over_another_page_only_while_it_is_new(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    host.show()
    toast = Toast(host)
    toast.show_text("已挂起：样本")
    toast.put_away_read()
    assert not toast.isHidden()
    monkeypatch.setattr(toast._timer, "remainingTime", lambda: toast._timer.interval() - 3000)
    toast.put_away_read()
    assert toast.isHidden()


def test_in_a_narrow_rail_names_get_the_room_of_numbers_and_gaps(qtbot: QtBot) -> None:
    rail = SectionRail()
    shown(rail, qtbot)
    rail.set_sections([(str(at), "Occupation and education") for at in range(8)])
    buttons = [rail.button(str(at)) for at in range(8)]
    rail.resize(1600, 44)
    QTest.qWait(0)
    wide = [button.sizeHint().width() for button in buttons]
    rail.resize(960, 44)
    QTest.qWait(0)
    assert all(button.geometry().right() <= rail.width() for button in buttons)
    assert sum(button.width() for button in buttons) > 900
    assert wide[0] > buttons[0].width()


def test_enter_presses_a_dialogs_primary_button_and_escape_none(qtbot: QtBot) -> None:
    for key, result in ((Qt.Key.Key_Return, 2), (Qt.Key.Key_Escape, 0)):
        dialog = Dialog(icon="warn", tone="warn")
        qtbot.addWidget(dialog)
        dialog.set_title("删除草稿？")
        dialog.set_text("照片也会一起删除。")
        dialog.add_button("保留", result=1)
        dialog.add_button("删除", result=2, primary=True)
        dialog.open()
        QTest.keyClick(dialog, key)
        assert dialog.result() == result
        assert isinstance(dialog, QDialog)


def test_a_disabled_primary_button_is_not_pressed_by_enter(qtbot: QtBot) -> None:
    dialog = Dialog()
    qtbot.addWidget(dialog)
    button = dialog.add_button("退回", result=1, primary=True)
    button.setEnabled(False)
    dialog.open()
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.isVisible()
    dialog.reject()


def test_an_empty_state_says_what_to_do(qtbot: QtBot) -> None:
    empty = EmptyState(icon="search")
    shown(empty, qtbot)
    empty.set_content("没有找到", "试试身份证后四位。", action="新建", key="F2")
    with qtbot.waitSignal(empty.action_chosen):
        empty._action.click()
    empty.set_content("没有记录")
    assert empty._action.isHidden()


def test_a_table_opens_the_chosen_row_by_enter(qtbot: QtBot) -> None:
    table = Table()
    shown(table, qtbot)
    model = QStandardItemModel(0, 2)
    for name in ("甲", "乙", "丙"):
        model.appendRow([QStandardItem(name), QStandardItem("草稿")])
    table.setModel(model)
    rows: list[int] = []
    table.row_changed.connect(rows.append)
    table.choose_row(0)
    QTest.keyClick(table, Qt.Key.Key_Down)
    with qtbot.waitSignal(table.opened) as opened:
        QTest.keyClick(table, Qt.Key.Key_Return)
    assert opened.args == [1]
    assert rows == [0, 1]
    table.choose_row(99)
    assert table.current_row() == 2


def test_a_label_takes_a_tone(qtbot: QtBot) -> None:
    label = Label("退回 1", role="hint")
    shown(label, qtbot)
    plain = label.palette().windowText().color()
    label.set_tone(Tone.BAD)
    assert label.palette().windowText().color() != plain
    label.set_tone(None)
    assert label.palette().windowText().color() == plain


def test_a_dialog_grows_for_a_wrapped_text_that_comes_while_it_is_open(qtbot: QtBot) -> None:
    dialog = Dialog()
    qtbot.addWidget(dialog)
    dialog.set_title("导出批次")
    banner, below = Banner(dialog, closable=False), Label("在下面", dialog)
    dialog.body.addWidget(banner)
    dialog.body.addWidget(below)
    dialog.add_button("取消", result=0)
    dialog.show()
    before = dialog.height()
    banner.show_message("磁盘满了。", "请换一个 U 盘，或先腾出空间。批次仍然封存着，内容没有变。" * 6, tone=Tone.BAD)
    wrapped = [part for part in banner.findChildren(QLabel) if part.wordWrap() and part.text()]
    assert wrapped
    qtbot.waitUntil(lambda: all(part.height() >= part.heightForWidth(part.width()) for part in wrapped))
    assert dialog.height() > before
    assert banner.mapTo(dialog, banner.rect().bottomLeft()).y() < below.mapTo(dialog, below.rect().topLeft()).y()


def test_a_dialog_stays_within_the_screen(qtbot: QtBot) -> None:
    dialog = Dialog()
    qtbot.addWidget(dialog)
    dialog.set_text("很长的话。" * 4000)
    dialog.show()
    assert dialog.minimumHeight() <= dialog.screen().availableGeometry().height()


@pytest.mark.parametrize("height", range(100, 320, 20))
def test_the_empty_card_never_draws_its_words_over_its_icon(qtbot: QtBot, height: int) -> None:
    panel = CardPanel()
    panel.show_empty("读卡器没有连接", "接好后会自动使用；现在可以手工录入。")
    shown(panel, qtbot)
    panel.setMaximumHeight(height)
    panel.resize(panel.width(), height)
    parts = [part for part in panel.children() if isinstance(part, QWidget) and part.isVisible()]
    assert any(isinstance(part, Label) and part.text() == "读卡器没有连接" for part in parts)
    assert not [
        (one, other)
        for at, one in enumerate(parts)
        for other in parts[at + 1 :]
        if one.geometry().intersects(other.geometry())
    ]


class TestWhereAToastLies:
    @pytest.fixture
    def page(self, qtbot: QtBot) -> tuple[QWidget, ActionBar]:
        page = QWidget()
        qtbot.addWidget(page)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.addStretch()
        bar = ActionBar(page)
        bar.set_actions([KeyAction("help", "F1", "帮助")], [KeyAction("submit", "F10", "提交")])
        bar.set_reason("还差：照片")
        bar.set_next("下一步：拍照")
        column.addWidget(bar)
        page.resize(900, 400)
        page.show()
        QApplication.processEvents()
        return page, bar

    @pytest.mark.parametrize("text", ["已读取", "证件图片读出的内容和表格一致，可以接着打印登记表请本人签字了" * 2])
    def test_never_on_the_form_nor_on_the_next_step(self, page: tuple[QWidget, ActionBar], text: str) -> None:
        whole, bar = page
        toast = Toast(whole)
        toast.show_text(text)
        for width in (900, 700):
            whole.resize(width, 400)
            QApplication.processEvents()
            kept = [each for each in bar.findChildren(Button) if each.objectName() in ("submit", "next_step")]
            assert len(kept) == 2
            assert not any(toast.geometry().intersects(_within(each, whole)) for each in kept)
            if text == "已读取":
                assert _within(bar, whole).contains(toast.geometry())

    def test_it_gives_way_when_the_next_step_gets_longer_words(self, page: tuple[QWidget, ActionBar]) -> None:
        whole, bar = page
        toast = Toast(whole)
        toast.show_text("证件图片读出的内容和表格一致")
        bar.set_next("下一步：拍证件正反面，再拍一张照片")
        until(lambda: not toast.geometry().intersects(_within(bar.next_button(), whole)))

    def test_it_finds_its_place_and_stays_there(
        self, page: tuple[QWidget, ActionBar], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        toast = Toast(page[0])
        toast.show_text("已读取")
        for _ in range(5):
            QApplication.processEvents()
        asked: list[int] = []
        berth = page[1].berth
        monkeypatch.setattr(page[1], "berth", lambda width: (asked.append(width), berth(width))[1])
        for _ in range(20):
            QApplication.processEvents()
        assert asked == []

    def test_a_click_puts_it_away(self, page: tuple[QWidget, ActionBar]) -> None:
        toast = Toast(page[0])
        toast.show_text("已读取")
        QTest.mouseClick(toast, Qt.MouseButton.LeftButton)
        assert toast.isHidden()


def _within(part: QWidget, whole: QWidget) -> QRect:
    return QRect(part.mapTo(whole, QPoint()), part.size())


def test_a_document_without_room_loses_what_stands_in_brackets(qtbot: QtBot) -> None:
    panel = CardPanel()
    shown(panel, qtbot)
    panel.show_card(replace(FACE, document="Resident ID card (household register)"))
    assert panel._document.text() in ("Resident ID card", "Resident ID card (household register)")
    panel._document.resize(panel._document.fontMetrics().horizontalAdvance("Resident ID card ("), 20)
    assert panel._document.text() == "Resident ID card"
    assert panel._document.full_text() == "Resident ID card (household register)"
