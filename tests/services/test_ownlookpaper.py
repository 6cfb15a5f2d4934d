# SPDX-License-Identifier: Apache-2.0
"""The applicant's look on paper says what the screen says, whole, and leaves its line in the trail without data."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import cache

import pytest
from pypdf import PdfReader

from sscard_desktop import app, paths
from sscard_desktop.domain.errors import RefusedError
from sscard_desktop.services.capture import Capture
from sscard_desktop.services.ownlook import OwnLook
from sscard_desktop.services.ownlookpaper import OwnLookPaper, rendered
from sscard_desktop.services.ports import FormRenderer
from sscard_desktop.services.trail import Trail
from tests.helpers.desks import Desk


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    desk = Desk(tmp_path_factory.mktemp("ownlookpaper") / "station")
    yield desk
    desk.leave()


@cache
def renderer() -> FormRenderer:
    return app.workplace_at(paths.forms()).forms()


def text_of(pdf: bytes) -> str:
    return "".join("".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages)


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_the_sheet_holds_every_line_of_the_screen_and_room_for_a_name(desk: Desk, language: str) -> None:
    record_id = desk.filled().record.id
    page = OwnLook(desk.clerk).page(record_id, language)
    paper = OwnLookPaper(desk.clerk, paths.forms() / "shared-forms").sheet(record_id, language)
    text = text_of(rendered(paper, renderer))
    assert len(page.lines) > 15
    for line in page.lines:
        assert "".join(" / ".join(line.values).split()) in text, line.key
        assert "".join(" / ".join(line.labels).split()) in text, line.key
    assert "签名" in text
    assert "不对打×" in text


def test_the_trail_tells_of_the_sheet_and_nothing_that_stands_on_it(desk: Desk) -> None:
    record_id = desk.filled().record.id
    OwnLookPaper(desk.clerk, paths.forms() / "shared-forms").sheet(record_id)
    (line,) = [each for each in Trail(desk.supervisor).of(record_id) if each.action == "own_look.sheet"]
    name = desk.clerk.store.record(record_id).value("name")
    assert name not in line.detail


def test_a_record_that_says_nothing_has_no_sheet(desk: Desk) -> None:
    empty = Capture(desk.clerk).start().record.id
    session = desk.clerk
    with session.action("test.emptied", empty) as now:
        session.store.save_values(empty, dict.fromkeys(session.store.record(empty).values, ""), at=now)
    with pytest.raises(RefusedError, match=r"own_look\.empty"):
        OwnLookPaper(desk.clerk, paths.forms() / "shared-forms").sheet(empty)
