# SPDX-License-Identifier: Apache-2.0
"""A place on disk: typed, or chosen in the system's dialog by F4."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from sscard_desktop.ui.i18n import Retranslated
from sscard_desktop.ui.widgets.button import Button
from sscard_desktop.ui.widgets.plain import PlainEditor

Ask = Callable[[QWidget, str], str]


def ask_folder(parent: QWidget, title: str) -> str:
    """Ask for a folder; ``""`` if the person thought better of it."""
    return QFileDialog.getExistingDirectory(parent, title)


def ask_package(parent: QWidget, title: str) -> str:
    """Ask for a package; ``""`` if the person thought better of it."""
    return QFileDialog.getOpenFileName(parent, title, "", "ZIP (*.zip)")[0]


def _there(look: Callable[[], bool]) -> bool:
    try:
        return look()
    except (OSError, ValueError):
        # Too long a name, or one that no system takes.
        return False


class PathEditor(Retranslated, PlainEditor):
    """A line with a button that asks the system's dialog.

    Args:
        ask: the dialog; gives a path or ``""``.
    """

    def __init__(self, key: str, parent: QWidget | None = None, *, ask: Ask = ask_folder) -> None:
        super().__init__(key, parent)
        self._ask = ask
        self._button = Button("", self, icon="file", key="F4")
        self._button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._button.clicked.connect(self.browse)
        self._row.addWidget(self._button)
        self.retranslate()

    def path(self) -> Path:
        """Return the place; a ``~`` of nobody stays as it was typed."""
        path = Path(self.value())
        with suppress(RuntimeError):
            path = path.expanduser()
        return path

    def leads_to_folder(self) -> bool:
        """Return whether there is such a folder; what no system takes for a path is none."""
        return _there(self.path().is_dir)

    def leads_into_folder(self) -> bool:
        """Return whether a file of that name can be made: its folder is there."""
        return _there(self.path().parent.is_dir)

    def leads_to_file(self) -> bool:
        """Return whether there is such a file; what no system takes for a path is none."""
        return _there(self.path().is_file)

    def browse(self) -> None:
        """Ask for the place."""
        chosen = self._ask(self, self.label())
        if chosen:
            self.set_value(chosen)
            self.edited.emit(chosen)

    def retranslate(self) -> None:
        self._button.set_text(self.tr("选择…"))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            watched is self.control()
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_F4
        ):
            self.browse()
            return True
        return super().eventFilter(watched, event)
