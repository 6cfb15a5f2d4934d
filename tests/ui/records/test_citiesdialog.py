# SPDX-License-Identifier: Apache-2.0
"""A record's photo before all cities, at the window."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from pytestqt.qtbot import QtBot

from sscard_desktop.domain.errors import InvalidInputError
from sscard_desktop.domain.photo import Adjustment, FinishedPhoto, PhotoCheck, PhotoReport, PhotoSpec, Verdict
from sscard_desktop.imaging.photomaker import PhotoMaker
from sscard_desktop.ui.records.citiesdialog import CitiesDialog, CityColumn
from tests.helpers.windowdesks import WindowDesk


class Judge(PhotoMaker):
    """Takes the photo where 20 KB fit, and makes any but small ones."""

    def check(self, jpeg: bytes, spec: PhotoSpec) -> PhotoReport:
        fits = 20 * 1024 in spec.file_bytes
        verdict = Verdict.PASS if fits else Verdict.FAIL
        return PhotoReport((PhotoCheck("file_size", verdict, 20.0, str(spec.file_bytes), "file"),))

    def make(self, source: object, spec: PhotoSpec, **_: Adjustment | None) -> FinishedPhoto:  # type: ignore[override]
        if spec.width < 300:
            raise InvalidInputError("photo.no_face")
        return FinishedPhoto(b"jpeg", PhotoReport(()))


def test_one_look_says_who_takes_it_and_what_cannot_be_one_file(qtbot: QtBot, tmp_path: Path) -> None:
    with WindowDesk(qtbot, tmp_path) as desk:
        record_id = desk.filled()
        place = replace(desk.workplace, photo_maker=Judge)
        dialog = CitiesDialog(desk.sit_down("limin", place), record_id, None)
        qtbot.addWidget(dialog)
        dialog.show()
        desk.settle()
        table = dialog.table()
        assert table is not None
        weifang = next(at for at, city in enumerate(table.cities) if city.name == "weifang")
        shown = dialog._model
        assert shown.data(shown.index(weifang, CityColumn.TAKES), 11) == "不收"
        assert "60–78 KB" in dialog.groups().text()
        assert "不能兼得" in dialog.groups().text()
        one = tmp_path / "one"
        one.mkdir()
        dialog._table.choose_row(weifang)
        dialog.save_one(one)
        desk.settle()
        assert [path.name for path in one.iterdir()] == ["weifang.jpg"]
        out = tmp_path / "cities"
        out.mkdir()
        dialog.save(out)
        desk.settle()
        assert {path.name for path in out.iterdir()} == {f"{c.name}.jpg" for c in table.cities if c.would_take}
        assert "national-2011.jpg" not in {path.name for path in out.iterdir()}
        actions = [entry.action for entry in desk.station.clerk.store.audit_entries(subject=record_id)]
        assert "photo.cities" in actions
