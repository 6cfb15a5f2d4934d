# SPDX-License-Identifier: Apache-2.0
"""The counter of a city that wants its form signed on the screen: at the end, before it is printed, and over again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.profile import Profile
from sscard_desktop.domain.record import Status
from sscard_desktop.services.ports import DemoDevices, Profiles
from sscard_desktop.services.signing import Signing
from sscard_desktop.ui.counter.keys import Action
from sscard_desktop.ui.counter.notices import Subject
from sscard_desktop.ui.counter.steps import StepKind
from tests.helpers.counters import CounterWindow, LoadedProfiles
from tests.helpers.signatures import STROKES, png

CTRL = Qt.KeyboardModifier.ControlModifier


class SigningProfiles(LoadedProfiles):
    """Cities that all want a signature on the screen for a new card."""

    def load(self, name: str) -> Profile:
        profile = super().load(name)
        wanted = {PictureRole.SIGNATURE: "always"}
        views = {code: replace(view, pictures={**view.pictures, **wanted}) for code, view in profile.views.items()}
        return replace(profile, pictures={**profile.pictures, **wanted}, views=views)


@pytest.fixture
def counter(dressed: QApplication, tmp_path: Path) -> Iterator[CounterWindow]:
    found = CounterWindow(dressed, tmp_path / "station")
    profiles: Profiles = found.workplace.profiles
    found.workplace = replace(found.workplace, profiles=SigningProfiles(profiles))
    found.open()
    found.serve_behind_doors()
    found.noted.behind["sign"] = lambda record_id: sign(found, record_id)
    yield found
    found.close()


def sign(counter: CounterWindow, record_id: str) -> None:
    signing = Signing(counter.desk.session)

    def write() -> object:
        asked = signing.ask(record_id)
        signer = next(iter(asked.names))
        return signing.sign(record_id, png(), STROKES, signer=signer, content=asked.content)

    counter.in_lane(write)


def test_the_signature_comes_last_before_the_paper_and_again_after_a_change(counter: CounterWindow) -> None:
    person, page, capture = counter.person(0), counter.page, counter.desk.capture
    withheld: list[str] = []
    page.withheld.connect(withheld.append)
    counter.lay(person.card)
    assert page.work.record is not None
    record_id = page.work.record.id

    counter.key(Qt.Key.Key_G, CTRL)
    counter.settle()
    assert counter.noted.entered == []
    assert "照片" in withheld[-1]

    counter.in_lane(lambda: capture.edit(record_id, person.values))
    for name in ("photo", "id_pictures", "consent"):
        counter.noted.behind[name](record_id)
    page.work.look(forced=True)
    counter.settle()
    assert page.standing.step().kind is StepKind.SIGN
    assert "签名" in page.bar.reason()
    page.course.do_next()
    counter.settle()
    assert counter.noted.entered == [("sign", record_id)]
    assert page.standing.step().kind is StepKind.PRINT

    counter.in_lane(lambda: capture.edit(record_id, {"mobile": "13900139000"}))
    page.work.look(forced=True)
    counter.settle()
    assert page.standing.step().kind is StepKind.SIGN
    assert page.board.current() is Subject.SIGNATURE
    assert "作废" in page.board.texts()[0]
    was = person.values.get("mobile", "")
    counter.in_lane(lambda: capture.edit(record_id, {"mobile": was}))
    page.work.look(forced=True)
    counter.settle()
    assert page.board.current() is not Subject.SIGNATURE, "what stands there is what was signed"
    counter.in_lane(lambda: capture.edit(record_id, {"mobile": "13900139000"}))
    page.work.look(forced=True)
    counter.settle()
    page.course.finish.submit()
    counter.settle()
    assert counter.in_lane(lambda: counter.desk.session.record(record_id)).status is Status.DRAFT
    counter.key(Qt.Key.Key_G, CTRL)
    counter.settle()
    page.course.finish.submit()
    counter.settle()
    assert counter.in_lane(lambda: counter.desk.session.record(record_id)).status is Status.SUBMITTED


@pytest.mark.parametrize("demo", [False, True])
def test_elsewhere_the_form_is_signed_on_paper_but_the_demo_shows_how_it_is_done(
    dressed: QApplication, tmp_path: Path, demo: bool
) -> None:
    found = CounterWindow(dressed, tmp_path / "station")
    if demo:
        found.workplace = replace(found.workplace, demo=cast("DemoDevices", object()))
    found.open()
    try:
        found.serve_behind_doors()
        found.noted.behind["sign"] = lambda record_id: sign(found, record_id)
        person, page = found.person(0), found.page
        found.lay(person.card)
        assert page.work.record is not None
        record_id = page.work.record.id
        found.in_lane(lambda: found.desk.capture.edit(record_id, person.values))
        for name in ("photo", "id_pictures", "consent"):
            found.noted.behind[name](record_id)
        page.work.look(forced=True)
        found.settle()
        assert page.standing.step().kind is StepKind.PRINT
        found.key(Qt.Key.Key_G, CTRL)
        found.settle()
        checklist = page.standing.checklist
        rows = {
            checklist._grid.getItemPosition(checklist._grid.indexOf(part[0]))[0]: action
            for action, part in checklist._rows.items()
        }
        order = [rows[row] for row in sorted(rows)]
        if demo:
            assert order.index(Action.SIGN) < order.index(Action.PRINT) < order.index(Action.SUBMIT)
        signed = PictureRole.SIGNATURE in found.in_lane(lambda: found.desk.session.record(record_id)).pictures
        assert signed is demo
        assert page.standing.step().kind is StepKind.PRINT
    finally:
        found.close()
