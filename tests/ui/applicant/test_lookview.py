# SPDX-License-Identifier: Apache-2.0
"""The page that is read over: nothing of it lost, large, on one page where it fits, every line reached by keys."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from sscard_desktop.domain.ownlook import LookLine
from sscard_desktop.domain.signing import Signer
from sscard_desktop.services.ownlook import LookPage, LookStanding
from sscard_desktop.ui.applicant.lookview import LookView
from sscard_desktop.ui.applicant.reading import ReadingScene
from sscard_desktop.ui.applicant.signing import SigningScene
from tests.helpers.windowdesks import jpeg

LEAST_PX = 28


def line(key: str, value: str, label: str = "标签") -> LookLine:
    return LookLine(key, "s", (label,), (value,), telling=key in ("name", "number"))


def page_of(*lines: LookLine, photo: bytes | None = None) -> LookPage:
    return LookPage("r", "0" * 64, Signer.APPLICANT, "", lines, photo, LookStanding())


PERSON = (line("number", "510107 19920122 1004"), line("name", "李敏慧"))


def many(count: int, value: str = "成都市武侯区样本路1号") -> LookPage:
    return page_of(*PERSON, *(line(f"f{at}", value) for at in range(count)), photo=jpeg(358, 441, "grey"))


@pytest.fixture
def view(qtbot: QtBot) -> Iterator[LookView]:
    host = QWidget()
    qtbot.addWidget(host)
    found = LookView(host)
    host.resize(1318, 640)
    found.resize(1318, 640)
    host.show()
    yield found
    host.hide()


def press(view: LookView, key: Qt.Key) -> None:
    view.take_key(QKeyEvent(QKeyEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier))


def press_space(view: LookView) -> None:
    focused = view.window().focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_Space)


@pytest.mark.parametrize("size", [(976, 600), (1318, 640), (1872, 900), (3792, 1980)])
@pytest.mark.parametrize("count", [0, 1, 7, 26, 60])
def test_every_line_stands_whole_on_some_page_and_never_small(
    view: LookView, size: tuple[int, int], count: int
) -> None:
    view.resize(*size)
    view.show_page(many(count), photo_name="照片")
    seen: list[str] = []
    for at in range(view.pages):
        view.turn(at - view.at)
        shown = [row for row in view.rows() if row.isVisibleTo(view)]
        places = [row.geometry() for row in shown]
        assert all(view.rect().contains(place) for place in places)
        assert not any(a.intersects(b) for i, a in enumerate(places) for b in places[i + 1 :])
        assert all(row._font().pixelSize() >= LEAST_PX for row in shown)
        seen += [row.key for row in shown if row.key not in seen]
    assert sorted(seen) == sorted(row.key for row in view.rows())


@pytest.mark.parametrize("scene_of", [ReadingScene, SigningScene])
def test_nobody_is_asked_before_the_last_page_nor_kept_from_it(
    dressed_app: QApplication, qtbot: QtBot, scene_of: type[ReadingScene | SigningScene]
) -> None:
    scene = scene_of()
    qtbot.addWidget(scene)
    scene.show()
    for count, height in product((16, 18), range(600, 680, 15)):
        scene.resize(1280, height)
        # The buttons take room from the page, which only then needs another.
        if isinstance(scene, ReadingScene):
            scene.show_page(many(1), "zh_CN", asked=False)
            QApplication.processEvents()
            scene.show_page(many(count), "zh_CN", asked=True)
        else:
            scene.show_page(many(count))
            scene.speak(("zh_CN",))
        QApplication.processEvents()
        last = scene.view.at + 1 == scene.view.pages
        assert scene.next.isVisibleTo(scene) is not last, (count, height)
        if isinstance(scene, ReadingScene):
            assert scene.end.isVisibleTo(scene) is last, (count, height)
        scene.clear()


def test_type_is_as_large_as_one_page_allows(view: LookView) -> None:
    view.show_page(many(2), photo_name="")
    few = view.rows()[-1]._font().pixelSize()
    view.show_page(many(14), photo_name="")
    assert view.pages == 1
    assert few > view.rows()[-1]._font().pixelSize() >= LEAST_PX


def test_the_name_stands_first_and_short_answers_side_by_side(view: LookView) -> None:
    view.show_page(page_of(*PERSON, line("sex", "女", "性别"), line("nation", "汉", "民族")), photo_name="")
    name, number, sex, nation = view.rows()
    assert name.key == "name"
    assert name.y() < number.y() < sex.y() == nation.y()
    assert sex.x() < nation.x()


@pytest.mark.parametrize("value", ["长" * 3000, "A" * 3000, "<b>x</b> & \u202e", "𬭚𠮷·㛃䶮", "a\nb\nc"])
def test_no_value_breaks_the_page(view: LookView, value: str) -> None:
    view.show_page(page_of(line("name", value), line("number", "1"), line("address", value)), photo_name="")
    view.grab()
    assert all(view.rect().contains(row.geometry()) for row in view.rows() if row.isVisibleTo(view))


def test_arrows_reach_every_line_and_space_points(view: LookView) -> None:
    short = [line(f"s{at}", "汉") for at in range(5)]
    view.show_page(page_of(*many(9).lines, *short, photo=jpeg(358, 441, "grey")), photo_name="")
    view.begin()
    first = view.window().focusWidget()
    assert first is view.rows()[0]
    found: list[QWidget] = [first]
    for widget in found:
        for key in (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Right, Qt.Key.Key_Left):
            widget.setFocus()
            press(view, key)
            focused = view.window().focusWidget()
            if focused is not None and focused not in found:
                found.append(focused)
    assert {*view.rows(), view.photo} == set(found)
    press_space(view)
    assert len(view.pointed()) == 1
    view.point()
    assert view.pointed() == ()


def test_a_finger_points_and_takes_back(view: LookView) -> None:
    view.show_page(many(3), photo_name="照片")
    row = view.rows()[2]
    for pointed in (("f0",), ()):
        QTest.mouseClick(row, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
        assert view.pointed() == pointed
    QTest.mouseClick(view.photo, Qt.MouseButton.LeftButton)
    assert view.pointed() == ("photo",)


def test_what_changed_isnt_pointed_at_any_more_and_what_stays_is(view: LookView) -> None:
    view.show_page(page_of(*PERSON, line("a", "1"), line("b", "2")), photo_name="")
    for row in view.rows()[2:]:
        row.click()
    view.show_page(page_of(*PERSON, line("a", "1"), line("b", "3")), photo_name="")
    assert view.pointed() == ("a",)


def test_cleared_it_holds_nobodys_words(view: LookView) -> None:
    view.show_page(many(30), photo_name="照片")
    view.clear()
    assert view.page is None
    assert view.rows() == []
    assert not [child for child in view.findChildren(QWidget) if child.isVisibleTo(view)]
