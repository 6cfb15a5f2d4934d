# SPDX-License-Identifier: Apache-2.0
"""What the station's keys ask for: a code that must be kept, shares for several people, a yes to a new data key."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sscard_desktop.ui.codesheet import CodeSheet
from sscard_desktop.ui.passwords import FormDialog
from sscard_desktop.ui.widgets.dialog import Dialog
from sscard_desktop.ui.widgets.editors import GroupedEditor
from sscard_desktop.ui.widgets.field import Note

MOST_SHARES = 9


class RenewDialog(Dialog):
    """A new recovery code: asked first, then shown; it can't be closed before the code was kept.

    Signals:
        wanted(): the earlier code may end.
    """

    wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, icon="key")
        self.setObjectName("wide")
        self.set_title(self.tr("更换恢复码"))
        self.set_text(self.tr("原来的恢复码马上作废。请先备好信封，并确认打印机可用。"))
        self.code_sheet = CodeSheet(self)
        self.code_sheet.hide()
        self.code_sheet.finished.connect(self.accept)
        self.body.addWidget(self.code_sheet)
        self._cancel = self.add_button(self.tr("取消"), result=0, key="Esc")
        self._go = self.add_button(self.tr("更换"), result=0, primary=True)
        self._go.clicked.disconnect()
        self._go.clicked.connect(self._want)

    def go(self) -> None:
        """Press the button; for tests."""
        self._go.click()

    def show_code(self, code: str) -> None:
        """Show the code that counts from now on."""
        self._go.hide()
        self._cancel.hide()
        self.set_text("")
        self.code_sheet.show()
        self.code_sheet.show_code(code, renewed=True)
        self.adjustSize()

    def reject(self) -> None:
        """Close, unless a code is shown that nobody has kept."""
        if self._go.isEnabled() and not self.code_sheet.showing():
            super().reject()

    def give_up(self) -> None:
        """Close after it couldn't be done."""
        self._go.setEnabled(True)
        super().reject()

    def _want(self) -> None:
        # From now on the code may have changed: it must be seen.
        self._go.setEnabled(False)
        self.wanted.emit()


class SharesDialog(FormDialog):
    """How many people keep a share, and how many of them recover the station together.

    Signals:
        given(needed, made)
    """

    given = Signal(int, int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, icon="people", verb="")
        self._go.set_text(self.tr("生成"))
        self.set_title(self.tr("把恢复码分给多人保管"))
        self.set_text(self.tr("每人一份，够数的人到齐才能恢复。原来分的各份马上作废，整个的恢复码不变。请先备好信封。"))
        self._made = GroupedEditor("made", self, groups=(1,))
        self._made.set_label(self.tr("分成几份（2–{most}）").format(most=MOST_SHARES))
        self._made.set_value("3")
        self._needed = GroupedEditor("needed", self, groups=(1,))
        self._needed.set_label(self.tr("几份到齐才能恢复"))
        self._needed.set_value("2")
        self.set_fields(self._made, self._needed)

    def problems(self) -> dict[str, Note]:
        made, needed = int(self._made.value() or 0), int(self._needed.value() or 0)
        if not 2 <= made <= MOST_SHARES:
            return {"made": Note(self.tr("份数在 2 到 {most} 之间。").format(most=MOST_SHARES))}
        if not 2 <= needed <= made:
            return {"needed": Note(self.tr("在 2 和总份数之间。"))}
        return {}

    def send(self) -> None:
        self.given.emit(int(self._needed.value()), int(self._made.value()))


class KeepSharesDialog(Dialog):
    """The shares, one after the other; each is gone from the screen only when its keeper has it."""

    def __init__(self, shares: Sequence[str], *, needed: int, parent: QWidget) -> None:
        super().__init__(parent, icon="key")
        self.setObjectName("wide")
        self._shares = list(shares)
        self._at = 0
        self._needed = needed
        self.code_sheet = CodeSheet(self)
        self.code_sheet.finished.connect(self._next)
        self.body.addWidget(self.code_sheet)
        self._show()

    def reject(self) -> None:
        """Close only after the last share: one that nobody has may be the one that is missing."""
        if not self.code_sheet.showing():
            super().reject()

    def _show(self) -> None:
        of_all = self.tr("第 {number} 份，共 {made} 份").format(number=self._at + 1, made=len(self._shares))
        self.set_title(of_all)
        self.set_text(
            self.tr("请第 {number} 位保管人来看。{needed} 份到齐能恢复本站点。").format(
                number=self._at + 1, needed=self._needed
            )
        )
        self.code_sheet.show_code(self._shares[self._at], renewed=True)

    def _next(self) -> None:
        self._shares[self._at] = ""
        self._at += 1
        if self._at == len(self._shares):
            self.accept()
            return
        self.code_sheet.proof.set_value("")
        self._show()


class RotateDialog(Dialog):
    """A new data key for the whole station, before it is made.

    Signals:
        confirmed()
    """

    confirmed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, icon="key")
        self.set_title(self.tr("更换数据密钥"))
        self.set_text(
            self.tr(
                "有人离职、或备份流失时用：全部数据用新密钥重新加密，每千人约几秒。"
                "所有人的密码和恢复码不变；旧备份仍用旧密钥。完成后请重新登录。"
            )
        )
        self.add_button(self.tr("取消"), result=0, key="Esc")
        self.add_button(self.tr("更换"), result=1, primary=True)
        self.accepted.connect(self.confirmed)
