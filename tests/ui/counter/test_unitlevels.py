# SPDX-License-Identifier: Apache-2.0
"""二级单位 and 三级单位 at the counter: the departments of the unit above only, and its number is followed."""

from __future__ import annotations

from PySide6.QtCore import Qt

from sscard_desktop.services.ports import Unit
from tests.helpers.counters import UNIT, CounterWindow

Key = Qt.Key
OTHER = "武侯样例小学"


def with_departments(counter: CounterWindow) -> None:
    def add() -> None:
        store = counter.desk.session.store
        with store.transaction():
            store.add_unit(Unit("研发部", UNIT, "900011"))
            store.add_unit(Unit("测试组", f"{UNIT}›研发部"))
            for name in ("教务处", "研发部"):
                store.add_unit(Unit(name, OTHER))

    counter.in_lane(add)
    counter.key(Key.Key_F2)
    counter.settle()


def choose(counter: CounterWindow, key: str, text: str) -> None:
    assert counter.page.form.go_to(key)
    counter.focus().selectAll()  # type: ignore[attr-defined]
    counter.write(text)
    counter.settle()
    counter.key(Key.Key_Return)
    counter.settle()


def shown(counter: CounterWindow) -> list[str]:
    form = counter.page.form
    keys = ("unit", "unit_2", "unit_3", "insured_unit_number")
    return [form.editor(key).value() for key in keys]


def test_departments_are_those_of_the_unit_above_and_its_number_is_followed(counter: CounterWindow) -> None:
    with_departments(counter)
    choose(counter, "unit", "cdyl")
    assert shown(counter) == [UNIT, "", "", "900001"]
    choose(counter, "unit_2", "yfb")
    choose(counter, "unit_3", "csz")
    assert shown(counter)[:3] == [UNIT, "研发部", "测试组"]
    assert shown(counter)[3] == "900011"
    choose(counter, "unit", "whyl")
    # The other company's department of that name has no third level.
    assert shown(counter) == [OTHER, "研发部", "", "900002"]


def test_a_department_that_the_new_unit_doesnt_have_goes(counter: CounterWindow) -> None:
    with_departments(counter)
    choose(counter, "unit", "whyl")
    choose(counter, "unit_2", "jwc")
    assert shown(counter)[:2] == [OTHER, "教务处"]
    choose(counter, "unit", "cdyl")
    assert shown(counter)[:2] == [UNIT, ""]
