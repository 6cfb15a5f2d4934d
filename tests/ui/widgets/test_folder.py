# SPDX-License-Identifier: Apache-2.0
"""A place on disk is typed by people: whatever they type, a dialog says that nothing is there, and goes on."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from sscard_desktop.ui.widgets.destination import SHORTEST_PASSWORD, Destination
from sscard_desktop.ui.widgets.dialog import Dialog
from sscard_desktop.ui.widgets.folder import PathEditor

NOWHERE = (
    "~nobody-of-this-name",
    "~nobody-of-this-name/backups",
    "长" * 400,
    "a" * 5000,
    "half\0way",
    "/no/such/folder",
)


@pytest.fixture
def editor(qtbot: QtBot) -> PathEditor:
    made = PathEditor("folder")
    qtbot.addWidget(made)
    return made


@pytest.fixture
def destination(qtbot: QtBot) -> Destination:
    dialog = Dialog()
    qtbot.addWidget(dialog)
    return Destination(dialog)


@pytest.mark.parametrize("typed", NOWHERE)
def test_what_no_system_takes_for_a_path_is_no_folder_and_no_file(editor: PathEditor, typed: str) -> None:
    editor.set_value(typed)
    assert not editor.leads_to_folder()
    assert not editor.leads_to_file()


def test_a_folder_is_one_and_what_lies_in_it_could_be_made(editor: PathEditor, tmp_path: Path) -> None:
    editor.set_value(str(tmp_path))
    assert editor.leads_to_folder()
    editor.set_value(str(tmp_path / "new.xlsx"))
    assert editor.leads_into_folder()
    assert not editor.leads_to_file()
    (tmp_path / "new.xlsx").touch()
    assert editor.leads_to_file()


def test_a_home_is_found_by_its_sign(editor: PathEditor) -> None:
    editor.set_value("~")
    assert editor.path() == Path.home()


@pytest.mark.parametrize("typed", NOWHERE)
def test_a_destination_that_is_nowhere_is_told_beside_its_field(destination: Destination, typed: str) -> None:
    destination.folder.set_value(typed)
    assert "folder" in destination.problems()


def test_a_short_password_and_a_second_one_that_differs_are_told(destination: Destination, tmp_path: Path) -> None:
    destination.folder.set_value(str(tmp_path))
    destination.password.set_value("x" * (SHORTEST_PASSWORD - 1))
    assert set(destination.problems()) == {"password"}
    destination.password.set_value("x" * SHORTEST_PASSWORD)
    assert set(destination.problems()) == {"again"}
    destination.again.set_value("x" * SHORTEST_PASSWORD)
    assert not destination.problems()
    destination.forget()
    assert not destination.password.value()
    assert not destination.again.value()


def test_a_file_for_those_who_have_a_key_asks_for_no_password(destination: Destination, tmp_path: Path) -> None:
    destination.folder.set_value(str(tmp_path))
    destination.ask_password(False)
    assert not destination.problems()
    assert destination.password.isHidden()
    assert destination.again.isHidden()
