# SPDX-License-Identifier: Apache-2.0
"""The counter's keys: one table for what they do, the help sheet and the palette."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QObject


class Action(StrEnum):
    """What a key does at the counter."""

    HELP = "help"
    CARD = "card"
    FIND = "find"
    PHOTO = "photo"
    ID_PICTURES = "id_pictures"
    PROBLEM = "problem"
    PARK = "park"
    WAITING = "waiting"
    RETURNED = "returned"
    PRINT = "print"
    FORMS = "forms"
    SUBMIT = "submit"
    UNDO = "undo"
    PROPOSAL = "proposal"
    TAKE_FORM = "take_form"
    TAKE_CHIP = "take_chip"
    TAKE_PICTURE = "take_picture"
    TAKE_ROSTER = "take_roster"
    CHARACTER = "character"
    CONSENT = "consent"
    OWN_LOOK = "own_look"
    SIGN = "sign"
    BUSINESS = "business"
    ENQUIRE = "enquire"
    HAND_OUT = "hand_out"
    ROSTER = "roster"
    LIGHT = "light"
    PALETTE = "palette"
    DEMO_CARD = "demo_card"
    DEMO_VALUES = "demo_values"
    DEMO_DEAD_CHIP = "demo_dead_chip"
    DEMO_CAMERA = "demo_camera"
    DEMO_CONTROLS = "demo_controls"


KEYS: dict[Action, str] = {
    Action.HELP: "F1",
    Action.CARD: "F2",
    Action.FIND: "F3",
    Action.PHOTO: "F4",
    Action.ID_PICTURES: "F5",
    Action.PROBLEM: "F6",
    Action.PARK: "F7",
    Action.WAITING: "F8",
    Action.RETURNED: "Ctrl+R",
    Action.PRINT: "F9",
    Action.FORMS: "Shift+F9",
    Action.SUBMIT: "F10",
    Action.UNDO: "Ctrl+Z",
    Action.PROPOSAL: "Ctrl+Return",
    Action.TAKE_FORM: "Ctrl+1",
    Action.TAKE_CHIP: "Ctrl+2",
    Action.TAKE_PICTURE: "Ctrl+3",
    Action.TAKE_ROSTER: "Ctrl+4",
    Action.CHARACTER: "Ctrl+I",
    Action.CONSENT: "Ctrl+T",
    Action.OWN_LOOK: "Ctrl+H",
    Action.SIGN: "Ctrl+G",
    Action.BUSINESS: "Ctrl+B",
    Action.ENQUIRE: "Ctrl+J",
    Action.HAND_OUT: "Ctrl+O",
    Action.ROSTER: "Ctrl+U",
    Action.LIGHT: "Shift+F4",
    Action.PALETTE: "Ctrl+K",
    Action.DEMO_CARD: "Ctrl+D",
    Action.DEMO_VALUES: "Ctrl+E",
    Action.DEMO_DEAD_CHIP: "Ctrl+Shift+D",
    Action.DEMO_CAMERA: "Ctrl+Shift+E",
    Action.DEMO_CONTROLS: "F12",
}
"""Action → key, as Qt spells it."""


@dataclass(frozen=True, slots=True)
class KeyLine:
    """One line of the help sheet."""

    key: str
    text: str
    action: Action | None = None


class CounterKeys(QObject):
    """The words for the keys."""

    def lines(self, *, demo: bool) -> list[KeyLine]:
        """Return all keys with what they do, in the language in force."""
        words = {
            Action.CARD: self.tr("新的一位；有记录时重新读卡"),
            Action.BUSINESS: self.tr("换一种业务"),
            Action.FIND: self.tr("查找人员"),
            Action.ENQUIRE: self.tr("查询制卡进度、卡状态"),
            Action.HAND_OUT: self.tr("领卡：把做好的卡发给本人或代领人"),
            Action.PHOTO: self.tr("拍照"),
            Action.ROSTER: self.tr("从花名册叫人；上面问到花名册时，照它说的做"),
            Action.LIGHT: self.tr("检查拍照的墙和灯光"),
            Action.ID_PICTURES: self.tr("证件图片"),
            Action.CONSENT: self.tr("申请人同意"),
            Action.OWN_LOOK: self.tr("请本人核对信息；本人口头说都对时，再按一次"),
            Action.SIGN: self.tr("在屏幕上签名（本市要求时）"),
            Action.PROBLEM: self.tr("下一个问题"),
            Action.PROPOSAL: self.tr("采用输入框下面建议的值"),
            Action.TAKE_FORM: self.tr("说法不一致时，采用录入的"),
            Action.TAKE_CHIP: self.tr("说法不一致时，采用芯片的"),
            Action.TAKE_PICTURE: self.tr("说法不一致时，采用证件图片的"),
            Action.TAKE_ROSTER: self.tr("说法不一致时，采用花名册的"),
            Action.CHARACTER: self.tr("生僻字：查找、核对打印样张"),
            Action.UNDO: self.tr("撤销上一项修改"),
            Action.PRINT: self.tr("打印登记表"),
            Action.FORMS: self.tr("打印别的表格：回执、委托书等"),
            Action.SUBMIT: self.tr("提交，接下一位"),
            Action.PARK: self.tr("挂起当前的人"),
            Action.WAITING: self.tr("挂起和退回的人"),
            Action.RETURNED: self.tr("打开最早退回的记录"),
            Action.PALETTE: self.tr("查找操作、页面和人员"),
            Action.HELP: self.tr("按键一览"),
        }
        if demo:
            words[Action.DEMO_CARD] = self.tr("演示：放上下一张证件")
            words[Action.DEMO_DEAD_CHIP] = self.tr("演示：放上芯片坏了的证件")
            words[Action.DEMO_CAMERA] = self.tr("演示：镜头前发生什么")
            words[Action.DEMO_CONTROLS] = self.tr("演示：设备台，让设备出点意外")
            words[Action.DEMO_VALUES] = self.tr("演示：替我填写")
        lines = [
            KeyLine("Enter", self.tr("确认这一项，到下一件要做的事")),
            KeyLine("Shift+Enter", self.tr("回到上一项")),
            KeyLine("Tab", self.tr("到下一项")),
            KeyLine("Esc", self.tr("关闭最后打开的")),
            KeyLine("Ctrl+L", self.tr("锁定")),
        ]
        return [*lines[:4], *(KeyLine(cap(KEYS[action]), text, action) for action, text in words.items()), lines[4]]


def cap(key: str) -> str:
    """Return a key as its cap is lettered."""
    return key.replace("Return", "Enter")
