# SPDX-License-Identifier: Apache-2.0
"""The words for a record's life, its times and its numbers, in the language in force."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from sscard_desktop import messages
from sscard_desktop.domain.chinatime import CHINA
from sscard_desktop.domain.fields import FieldKind, FieldSpec, shown
from sscard_desktop.domain.grouping import MOBILE_GROUPS, RESIDENT_GROUPS
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.profile import Profile
from sscard_desktop.domain.record import Move, Status
from sscard_desktop.ui.widgets.chip import Shown
from sscard_desktop.ui.widgets.label import Tone
from sscard_desktop.ui.widgets.lines import group

translate = QCoreApplication.translate


def of_status(status: Status) -> Shown:
    """Return word, tone and icon of a record's state."""
    table: Mapping[Status, Shown] = {
        Status.DRAFT: Shown(translate("Status", "草稿"), Tone.QUIET, "file"),
        Status.CONFIRMED: Shown(translate("Status", "信息已确认"), Tone.QUIET, "file"),
        Status.SUBMITTED: Shown(translate("Status", "待审核"), Tone.INFO, "clock"),
        Status.APPROVED: Shown(translate("Status", "审核通过"), Tone.OK, "check"),
        Status.RETURNED: Shown(translate("Status", "退回"), Tone.BAD, "undo"),
        Status.EXPORTED: Shown(translate("Status", "已导出"), Tone.OK, "export"),
        Status.VERIFYING: Shown(translate("Status", "核验中"), Tone.INFO, "clock"),
        Status.OPENING_ACCOUNT: Shown(translate("Status", "银行开户"), Tone.INFO, "clock"),
        Status.MAKING: Shown(translate("Status", "制卡中"), Tone.INFO, "clock"),
        Status.LOADING_KEYS: Shown(translate("Status", "密钥加载"), Tone.INFO, "clock"),
        Status.READY: Shown(translate("Status", "可领卡"), Tone.OK, "card"),
        Status.ISSUED: Shown(translate("Status", "已发放"), Tone.OK, "card"),
        Status.WITHDRAWN: Shown(translate("Status", "已撤销上报"), Tone.WARN, "undo"),
        Status.VOID: Shown(translate("Status", "作废"), Tone.QUIET, "cross"),
    }
    return table[status]


def parked() -> Shown:
    """Return what marks a parked record."""
    return Shown(translate("Status", "挂起"), Tone.WARN, "park")


def of_move(move: Move) -> str:
    """Return what was done, for the history."""
    table: Mapping[Move, str] = {
        Move.EDIT: translate("Move", "修改"),
        Move.CONFIRM: translate("Move", "确认信息"),
        Move.SUBMIT: translate("Move", "提交"),
        Move.AMEND: translate("Move", "取回修改"),
        Move.WITHDRAW: translate("Move", "撤销上报"),
        Move.FIRST_APPROVE: translate("Move", "初审通过"),
        Move.APPROVE: translate("Move", "审核通过"),
        Move.RETURN: translate("Move", "退回"),
        Move.RECONSIDER: translate("Move", "撤销审核决定"),
        Move.EXPORT: translate("Move", "随批次导出"),
        Move.UNEXPORT: translate("Move", "批次作废，恢复为审核通过"),
        Move.VERIFY: translate("Move", "核验中"),
        Move.OPEN_ACCOUNT: translate("Move", "银行开户"),
        Move.MAKE: translate("Move", "制卡中"),
        Move.LOAD_KEYS: translate("Move", "密钥加载"),
        Move.MAKE_READY: translate("Move", "可领卡"),
        Move.ISSUE: translate("Move", "已发放"),
        Move.REJECT: translate("Move", "社保部门退回"),
        Move.RETRACT: translate("Move", "回盘或发卡撤回"),
        Move.VOID: translate("Move", "作废"),
    }
    return table[move]


def moment(at: datetime | None) -> str:
    """Return a time as people at the counter read it, to the minute; ``""`` for none."""
    return f"{at.astimezone(CHINA):%Y-%m-%d %H:%M}" if at is not None else ""


def number(plain: str) -> str:
    """Return a document number in groups where it is a resident's, else as it is."""
    return group(plain, RESIDENT_GROUPS, " ") if len(plain) == sum(RESIDENT_GROUPS) else plain


def of_role(role: PictureRole, language: str) -> str:
    """Return what a picture is called where its name begins a line."""
    word = messages.word("role", role.value, language)
    return word[:1].upper() + word[1:]


def value(spec: FieldSpec, stored: str, profile: Profile, language: str) -> str:
    """Return a field's value as people read it on screen: labels for codes, numbers in groups."""
    if spec.kind is FieldKind.NUMBER:
        return number(stored)
    if spec.kind is FieldKind.MOBILE:
        return group(stored, MOBILE_GROUPS, " ")
    return shown(spec, stored, profile.code_lists, language)
