# SPDX-License-Identifier: Apache-2.0
"""Walks through every page of a supervisor's window, in both languages: what a screen reader finds there."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAbstractButton, QApplication, QHeaderView, QWidget

from sscard_desktop import messages
from tests.helpers.wholewindow import SETTINGS, WholeWindow

Role, Text = QAccessible.Role, QAccessible.Text
MEANINGLESS = {Role.NoRole, Role.Client, Role.Pane, Role.Border}
ACTS = {
    *(Role.Button, Role.CheckBox, Role.RadioButton, Role.ComboBox, Role.EditableText, Role.SpinBox),
    *(Role.Table, Role.List, Role.Tree, Role.Slider, Role.Link),
}


@pytest.fixture(scope="module")
def house(dressed_app: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[WholeWindow]:
    opened = WholeWindow(tmp_path_factory.mktemp("window"))
    yield opened
    opened.close()


def under(interface: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    """Yield what a screen reader finds: an element and all that is in it, what isn't shown left out."""
    shown = interface.object()
    if interface.state().invisible or (isinstance(shown, QWidget) and not shown.isVisible()):
        return
    yield interface
    for index in range(interface.childCount()):
        child = interface.child(index)
        if child is not None:
            yield from under(child)


def place(shown: QObject | None) -> str:
    """Return where in the tree of widgets something is, for whoever mends it."""
    names = []
    while shown is not None:
        names.append(type(shown).__name__ + (f"#{shown.objectName()}" if shown.objectName() else ""))
        shown = shown.parent()
    return " < ".join(names[:5])


def unnamed(top: QWidget) -> list[str]:
    """Return what can be acted on or takes the keyboard, and has no name or no role."""
    found = []
    for interface in under(QAccessible.queryAccessibleInterface(top)):
        shown, role = interface.object(), interface.role()
        if not isinstance(shown, QWidget) or isinstance(shown, QHeaderView):
            # A cell may well be empty.
            continue
        acts = role in ACTS or isinstance(shown, QAbstractButton) or interface.state().focusable
        if acts and not interface.text(Text.Name).strip():
            found.append(f"no name: {place(shown)}")
        if acts and role in MEANINGLESS and not shown.inherits("QAbstractScrollArea"):
            found.append(f"no role: {place(shown)}")
    return found


def scenes(house: WholeWindow) -> Iterator[tuple[str, QWidget]]:
    """Bring everything to the front, one after the other: the counter with a person, pages, the settings' tabs."""
    house.person()
    for page in house.pages():
        yield page.key, house.window
        for tab in SETTINGS if page.key == "settings" else ():
            house.page("settings", tab)
            yield f"settings/{tab}", house.window


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_whatever_acts_has_a_name_and_a_role(house: WholeWindow, language: str) -> None:
    house.speak(language)
    assert {name: found for name, top in scenes(house) if (found := unnamed(top))} == {}
