# SPDX-License-Identifier: Apache-2.0
"""The words for a batch's life, and for what keeps a person out of one."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from sscard_desktop import messages
from sscard_desktop.domain.batch import BatchStatus
from sscard_desktop.domain.problems import Problem
from sscard_desktop.domain.profile import Profile
from sscard_desktop.ui.widgets.chip import Shown
from sscard_desktop.ui.widgets.label import Tone

translate = QCoreApplication.translate


def of_status(status: BatchStatus) -> Shown:
    """Return word, tone and icon of a batch's state."""
    table: Mapping[BatchStatus, Shown] = {
        BatchStatus.OPEN: Shown(translate("BatchStatus", "未封存"), Tone.QUIET, "batch"),
        BatchStatus.SEALED: Shown(translate("BatchStatus", "已封存，待导出"), Tone.INFO, "lock"),
        BatchStatus.EXPORTED: Shown(translate("BatchStatus", "已导出"), Tone.OK, "export"),
        BatchStatus.ACKNOWLEDGED: Shown(translate("BatchStatus", "已收到回盘"), Tone.OK, "check"),
        BatchStatus.CANCELLED: Shown(translate("BatchStatus", "已作废"), Tone.QUIET, "cross"),
    }
    return table[status]


def lack(problem: Problem, profile: Profile, language: str) -> str:
    """Return what a person lacks: the field and the sentence."""
    spec = profile.fields.get(problem.key)
    told = messages.message(problem.code, problem.params, language).what
    return f"{spec.label(language)} · {told}" if spec is not None else told
