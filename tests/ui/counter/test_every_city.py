# SPDX-License-Identifier: Apache-2.0
"""Each city's form on the smallest screen: all that is asked is there, in full, and a demo person can answer it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from sscard_desktop.domain.problems import blocking
from sscard_desktop.ui.widgets.field import FieldEditor
from sscard_desktop.ui.widgets.label import ElidedLabel
from sscard_desktop.ui.widgets.rail import SectionRail
from tests.helpers.cities import profiles
from tests.helpers.counters import CounterWindow


@pytest.mark.parametrize(
    ("name", "language"),
    [
        pytest.param(name, language, marks=[pytest.mark.long] if language == "zh_CN" and name != "chengdu" else [])
        for name in profiles().names()
        for language in ("zh_CN", "en")
    ],
)
def test_the_form_names_everything_in_full_and_a_demo_person_answers_it(
    dressed: QApplication, tmp_path: Path, name: str, language: str
) -> None:
    """In English, whose names are longer, each city's; in Chinese one, with ``--long`` all."""
    counter = CounterWindow(dressed, tmp_path / "station", language=language, profile=name)
    counter.open()
    try:
        assert (counter.window.width(), counter.window.height()) == (1366, 768)
        counter.lay(counter.person(0).card)
        counter.page._type_for(dict(counter.person(0).values))
        counter.settle()
        profile = counter.desk.profile
        assert set(counter.page.form.values()) == set(profile.fields)
        shown = [editor for editor in counter.page.form.findChildren(FieldEditor) if editor.isVisibleTo(counter.page)]
        named = [label for editor in shown for label in editor.findChildren(ElidedLabel)]
        named += counter.page.findChild(SectionRail).findChildren(ElidedLabel)
        assert len(named) > len(shown) > 10
        assert [label.full_text() for label in named if label.text() != label.full_text()] == []
        taken = counter.page.work.taken
        assert taken is not None
        lacking = {problem.key for problem in blocking(taken.problems)}
        assert lacking <= {"photo", "id_front", "id_back", "consent"}
    finally:
        counter.close()


def test_only_the_longest_names_of_the_rail_give_way_beside_the_navigation(
    dressed: QApplication, tmp_path: Path
) -> None:
    counter = CounterWindow(dressed, tmp_path / "station", language="en", profile="beijing")
    counter.open()
    try:
        counter.lay(counter.person(0).card)
        counter.page._type_for(dict(counter.person(0).values))
        counter.settle()
        rail = counter.page.findChild(SectionRail)
        labels = rail.findChildren(ElidedLabel)
        for width in range(1000, 880, -7):
            rail.setFixedWidth(width)
            counter.settle()
            shortened = [len(label.full_text()) for label in labels if label.text() != label.full_text()]
            whole = [len(label.full_text()) for label in labels if label.text() == label.full_text()]
            assert max(whole) <= min(shortened, default=max(whole)), width
        assert shortened
    finally:
        counter.close()
