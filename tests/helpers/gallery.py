# SPDX-License-Identifier: Apache-2.0
"""Shows the window's parts and pages as pictures, for eyes: ``python -m tests.helpers.gallery OUT_FOLDER [NAME…]``.

Each picture is taken at 1366×768 and 1920×1080, in light, dark and high contrast, and in large type. People in them are
invented; their numbers are the sample numbers of GB 11643.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import shiboken6
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from sscard_desktop.domain.fields import LONG_TERM, NO, FieldKind
from sscard_desktop.domain.operators import Operator, Role
from sscard_desktop.services.ports import Campaign, Seat, Unit
from sscard_desktop.ui import fonts, theme
from sscard_desktop.ui.campaignsetup import CampaignSetupPage
from sscard_desktop.ui.i18n import Language
from sscard_desktop.ui.main_window import MainWindow
from sscard_desktop.ui.page import Page
from sscard_desktop.ui.recovery_page import RecoveryPage
from sscard_desktop.ui.restore_page import RestorePage
from sscard_desktop.ui.setup_page import SetupPage
from sscard_desktop.ui.theme import Look, Mode, tokens
from sscard_desktop.ui.topbar import Device
from sscard_desktop.ui.unlock_page import UnlockPage
from sscard_desktop.ui.welcome_page import WelcomePage
from sscard_desktop.ui.widgets.actionbar import ActionBar, KeyAction
from sscard_desktop.ui.widgets.banner import Banner
from sscard_desktop.ui.widgets.button import Button
from sscard_desktop.ui.widgets.cardpanel import CardFace, CardPanel
from sscard_desktop.ui.widgets.chip import Chip
from sscard_desktop.ui.widgets.choices import Choice
from sscard_desktop.ui.widgets.dialog import Dialog
from sscard_desktop.ui.widgets.editors import EDITORS, CodeEditor, FlagEditor
from sscard_desktop.ui.widgets.empty import EmptyState
from sscard_desktop.ui.widgets.field import FieldEditor, Note
from sscard_desktop.ui.widgets.label import Tone
from sscard_desktop.ui.widgets.lights import Light
from sscard_desktop.ui.widgets.picture import IdPictureTile, PhotoTile
from sscard_desktop.ui.widgets.rail import SectionRail
from sscard_desktop.ui.widgets.table import Table
from tests.helpers.outfolder import out_folder
from tests.helpers.places import standing

SIZES = (QSize(1366, 768), QSize(1920, 1080))
BANKS = [
    Choice("1", "中国工商银行", "zggsyh"),
    Choice("2", "中国农业银行", "zgnyyh"),
    Choice("3", "中国建设银行", "zgjsyh"),
    Choice("4", "中国邮政储蓄银行", "zgyzcxyh"),
    Choice("5", "成都银行", "cdyh"),
    Choice("6", "成都农村商业银行", "cdncsyyh"),
]
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


def _field(
    kind: FieldKind, label: str, value: str = "", *, required: bool = False, note: Note | None = None
) -> FieldEditor:
    editor = EDITORS[kind](label)
    editor.set_label(label)
    editor.set_required(required)
    if isinstance(editor, CodeEditor):
        editor.set_choices(BANKS)
    if isinstance(editor, FlagEditor):
        editor.set_words("同意", "不同意")
    editor.set_value(value)
    editor.set_note(note)
    return editor


def _fields() -> list[FieldEditor]:
    unit = Note("未选择单位将无法产生开户银行。从名录中选择（输入拼音首字母即可）。", Tone.WARN)
    short = Note("手机号码应为 11 位，现在是 10 位。", Tone.BAD)
    old = Note("这是 15 位旧号码。", Tone.INFO, "改为 11010519491231002X")
    return [
        _field(FieldKind.NAME, "姓名", "阿依古丽·买买提", required=True),
        _field(FieldKind.PINYIN, "姓名拼音", "AYIGULI MAIMAITI"),
        _field(FieldKind.NUMBER, "证件号码", "110105491231002", required=True, note=old),
        _field(FieldKind.EXPIRY, "证件有效期至", LONG_TERM, required=True),
        _field(FieldKind.UNIT, "现今工作单位", required=True, note=unit),
        _field(FieldKind.CODE, "开户银行", "5"),
        _field(FieldKind.MOBILE, "手机号码", "1380013800", required=True, note=short),
        _field(FieldKind.PHONE, "固定电话", "028-85012345"),
        _field(
            FieldKind.ADDRESS,
            "常住地址",
            "四川省成都市武侯区人民南路四段 11 号示例小区 3 栋 2 单元 1801 室",
            required=True,
        ),
        _field(FieldKind.FLAG, "是否同意社保代扣", NO),
        _field(FieldKind.DATE, "出生日期", "1949-12-31", required=True, note=Note("与证件号码一致", Tone.OK)),
        _field(FieldKind.POSTCODE, "邮政编码", "610041"),
    ]


class CounterSketch(Page):
    """The counter page's frame, without its services."""

    key = "counter"

    def __init__(self, *, empty: bool = False) -> None:
        super().__init__()
        space = tokens().space
        self.panel = CardPanel()
        photo, front, back = PhotoTile(), IdPictureTile(), IdPictureTile()
        photo.set_words("拍照", "F4")
        front.set_name("正面", "F5")
        back.set_name("背面", "F5")
        if empty:
            self.panel.show_empty("请放身份证", "放到读卡器上会自动读取，也可以手工填写。")
        else:
            self.panel.show_card(FACE)
            face = QImage(str(Path(__file__).parent.parent / "data" / "faces" / "astronaut.png"))
            photo.set_photo(face if not face.isNull() else None)
            photo.set_verdict("合格，白底", Tone.OK)
        left = QVBoxLayout()
        left.setSpacing(space.s)
        left.addWidget(self.panel, 10)
        left.addWidget(photo)
        sides = QHBoxLayout()
        sides.setSpacing(space.s)
        sides.addStretch()
        sides.addWidget(front)
        sides.addWidget(back)
        sides.addStretch()
        left.addLayout(sides)
        left.addStretch()
        rail = SectionRail()
        names = ["证件", "单位", "联系", "银行与领卡", "代办人", "确认"]
        rail.set_sections([(name, name) for name in names])
        rail.set_state("证件", done=True)
        rail.set_state("单位", problems=3)
        rail.set_state("联系", warnings=1)
        rail.set_current("单位")
        form = QWidget()
        grid = QGridLayout(form)
        grid.setContentsMargins(0, space.s, 0, space.s)
        grid.setHorizontalSpacing(space.m)
        grid.setVerticalSpacing(space.xs)
        self.fields = _fields()
        for index, editor in enumerate(self.fields):
            grid.addWidget(editor, index // 2, index % 2)
        grid.setRowStretch(grid.rowCount(), 1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(form)
        middle = QVBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(rail)
        middle.addWidget(scroll, 1)
        room = QHBoxLayout()
        room.setContentsMargins(space.m, space.m, space.m, space.s)
        room.setSpacing(space.l)
        room.addLayout(left)
        room.addLayout(middle, 1)
        bar = ActionBar()
        bar.set_actions(
            [
                KeyAction("help", "F1", "帮助"),
                KeyAction("find", "F3", "查找"),
                KeyAction("park", "F7", "挂起"),
                KeyAction("parked", "F8", "待办"),
            ],
            [KeyAction("photo", "F4", "拍照", "camera")],
        )
        bar.set_reason("还差：照片、单位")
        bar.set_next("下一步：拍照", icon="camera")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(room, 1)
        column.addWidget(bar)

    def retranslate(self) -> None:
        pass


class ListSketch(Page):
    """A page with a table, states and an empty place."""

    key = "people"

    def __init__(self) -> None:
        super().__init__()
        space = tokens().space
        column = QVBoxLayout(self)
        column.setContentsMargins(space.m, space.m, space.m, space.m)
        column.setSpacing(space.m)
        for tone, what, todo, action in (
            (Tone.BAD, "读卡器没有应答（/dev/ttyUSB0）。", "检查连接线后按 F2 重试。", "重试"),
            (Tone.WARN, "读到的证件 20 天后到期，不足四个月，今天不能采集。", "请本人先换领新身份证。", ""),
            (Tone.OK, "批次 20261121-001 已导出，共 47 人。", "", "打开文件夹"),
        ):
            banner = Banner()
            banner.show_message(what, todo, tone=tone, action=action)
            column.addWidget(banner)
        chips = QHBoxLayout()
        chips.setSpacing(space.s)
        for tone, word in zip(Tone, ("草稿", "审核中", "审核通过", "待补", "退回"), strict=True):
            chips.addWidget(Chip(word, tone=tone))
        for kind in ("plain", "danger", "link", "primary"):
            chips.addWidget(
                Button(
                    {"plain": "拍照", "danger": "删除", "link": "查看", "primary": "下一步"}[kind],
                    kind=kind,
                    icon="camera" if kind != "link" else "",
                    key="F4",
                )
            )
        disabled = Button("下一步：提交", kind="primary", key="Enter")
        disabled.setEnabled(False)
        chips.addWidget(disabled)
        chips.addStretch()
        column.addLayout(chips)
        model = QStandardItemModel(0, 6, self)
        model.setHorizontalHeaderLabels(["姓名", "证件号码", "手机", "状态", "经办人", "更新时间"])
        for index in range(6):
            row = [
                "阿依古丽·买买提",
                "110105 19491231 002X",
                "138 0013 8000",
                "已提交",
                "李敏",
                f"2026-11-21 09:1{index}",
            ]
            model.appendRow([QStandardItem(text) for text in row])
        self.table = Table()
        self.table.setModel(model)
        for index, width in enumerate((200, 230, 160, 120, 120)):
            self.table.setColumnWidth(index, width)
        self.table.selectRow(1)
        lower = QHBoxLayout()
        lower.addWidget(self.table, 2)
        empty = EmptyState(icon="search")
        empty.set_content("没有找到", "试试身份证后四位、手机号或姓名拼音首字母。", action="新建", key="F2")
        lower.addWidget(empty, 1)
        column.addLayout(lower, 1)

    def retranslate(self) -> None:
        pass


def _window(language: Language, *, empty: bool = False, first: str = "counter") -> MainWindow:
    window = MainWindow(language)
    window.top.set_station("成都 · 武侯支行 · 3 号台")
    window.top.set_user("李敏")
    window.top.set_counts(today=47, parked=2, returned=1)
    window.top.set_light(Device.READER, Light.READY)
    window.top.set_light(Device.CAMERA, Light.BUSY, "连接中")
    window.top.set_light(Device.PRINTER, Light.BAD, "缺纸")
    window.show_places(
        [standing(CounterSketch(empty=empty), "办理", icon="counter"), standing(ListSketch(), "人员")], first
    )
    return window


def counter(language: Language) -> QWidget:
    """Return the counter page with a card."""
    return _window(language)


def counter_empty(language: Language) -> QWidget:
    """Return the counter page before the first card."""
    return _window(language, empty=True)


def people(language: Language) -> QWidget:
    """Return banners, chips, buttons, a table, an empty state, a toast."""
    window = _window(language, first="people")
    window.toast.show_text("已删除草稿", undo=lambda: None)
    return window


def welcome(language: Language) -> QWidget:
    """Return where a machine without a station begins."""
    window = MainWindow(language)
    window.show_gate(WelcomePage(language.code))
    return window


def unlock(language: Language) -> QWidget:
    """Return the unlock page after a wrong password."""
    window = MainWindow(language)
    page = UnlockPage()
    page.set_station("成都 · 武侯支行 · 3 号台")
    page.set_user("limin")
    page.show_problem("用户名或密码不对。", "请检查大小写后再试。", wait_s=8)
    window.show_gate(page)
    return window


def setup(language: Language) -> QWidget:
    """Return the first run's form."""
    window = MainWindow(language)
    page = SetupPage()
    page.set_profiles([Choice("chengdu", "成都", "cd")], "chengdu")
    window.show_gate(page)
    return window


def by_file(language: Language) -> QWidget:
    """Return a set-up file that leaves station and supervisor open, asked for with nothing filled in."""
    window = MainWindow(language)
    campaign = Campaign(
        "2026",
        "chengdu",
        datetime(2026, 11, 22, tzinfo=UTC),
        units=(Unit("成都样例科技有限公司"),) * 38,
        people=(Operator("wangfang", Role.SUPERVISOR, "王芳"), Operator("chenjing", Role.SUPERVISOR, "陈静")),
        seats=(Seat(9, "成都 · 武侯支行 · 9 号台"), Seat(10, "成都 · 武侯支行 · 10 号台")),
    )
    page = CampaignSetupPage(campaign, "成都", "3f2a 91bc 0d47 e6a5 7c18 b9f0 2d63 84ae")
    page.banner().show_message("设置包是给 9, 10 号站点的，不是给 11 号的。", "请核对站点编号，或要本站点的设置包。")
    window.show_gate(page)
    return window


def recovery(language: Language) -> QWidget:
    """Return the first run's recovery code."""
    window = MainWindow(language)
    page = SetupPage()
    page.show_recovery_code("7KQF-2MXD-9HRT-4WPA-6ZCN-8BVJ")
    window.show_gate(page)
    return window


def forgotten(language: Language) -> QWidget:
    """Return the way in of a supervisor whose password is forgotten."""
    window = MainWindow(language)
    window.show_gate(RecoveryPage(user="wangfang"))
    return window


def restore(language: Language) -> QWidget:
    """Return a backup put in a station's place."""
    window = MainWindow(language)
    window.show_gate(RestorePage(user="wangfang", replaces=True))
    return window


def popup(language: Language) -> QWidget:
    """Return the counter page with an open code list."""
    window = _window(language)
    window.resize(SIZES[0])
    editor = next(editor for editor in window.findChildren(CodeEditor) if editor.key == "开户银行")
    window.show()
    QApplication.processEvents()
    editor.control().setFocus(Qt.FocusReason.TabFocusReason)
    editor.control().open_popup()  # type: ignore[attr-defined]
    return window


def dialog(language: Language) -> QWidget:
    """Return a dialog."""
    shown = Dialog(icon="warn", tone="warn")
    shown.set_title("程序出了错，对不起")
    shown.set_text("这是程序的错，不是您的操作问题。已离开的输入框内容都已保存；请核对刚才正在填写的一项。")
    shown.add_button("关闭程序", result=0)
    shown.add_button("继续工作", result=1, primary=True)
    return shown


SCENES: dict[str, Callable[[Language], QWidget]] = {
    scene.__name__: scene for scene in (counter, counter_empty, people, unlock, setup, recovery, popup, dialog)
}


def shoot(folder: Path, names: list[str]) -> None:
    """Save a picture of each scene in each look and size."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    fonts.load(app)
    fonts.load_rare_characters(app)
    language = Language(app)
    language.switch("zh_CN")
    folder.mkdir(parents=True, exist_ok=True)
    looks = {"light": Look(), "dark": Look(Mode.DARK), "contrast": Look(Mode.CONTRAST), "large": Look(large_type=True)}
    for name in names or SCENES:
        for look_name, look in looks.items():
            theme.apply(app, look)
            for size in SIZES:
                scene = SCENES[name](language)
                if name != "dialog":
                    scene.resize(size)
                scene.show()
                app.processEvents()
                app.processEvents()
                scene.grab().save(str(folder / f"{name}-{look_name}-{size.width()}.png"))
                scene.hide()
                # At once: the next look would otherwise be put on every window that still waits for its end.
                shiboken6.delete(scene)
                if look_name != "light" and size.width() > 1400:
                    break


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    shoot(out_folder(sys.argv[1:], "gallery OUT [NAME…]"), sys.argv[2:])
