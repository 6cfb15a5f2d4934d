# SPDX-License-Identifier: Apache-2.0
"""City profiles in the settings, by keyboard: any city's form, sheet and papers, folders on disk, a changed profile."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from sscard_desktop import messages
from sscard_desktop.domain.namedrules import RULES
from sscard_desktop.domain.profile import RECORD_VALUES
from sscard_desktop.services.profilepreview import STORIES
from sscard_desktop.services.profilewatch import ACKNOWLEDGED_SETTING
from sscard_desktop.ui.settings.cities import CitiesTab
from sscard_desktop.ui.settings.citywords import RULE_SENTENCES, CityWords
from sscard_desktop.ui.settings.profileviews import VIEWS
from tests.helpers.cities import YANGLI, make_city, profiles
from tests.helpers.scenes import SettingsScene
from tests.helpers.windowdesks import WindowDesk

FOLDERS = profiles()


class Scene(SettingsScene):
    """The supervisor before the city profiles."""

    def __init__(self, qtbot: QtBot, desk: WindowDesk) -> None:
        super().__init__(qtbot, desk)
        part = self.page.part("cities")
        assert isinstance(part, CitiesTab)
        self.tab = part
        self.page.entered("cities")
        self.settle()

    def settle(self) -> None:
        # One answer asks for the next: the profile, its people, their sheet and paper.
        for _ in range(4):
            super().settle()
        assert not self.desk.errors

    def choose(self, index: int, code: str) -> None:
        editor = self.tab.editors()[index]
        editor.set_value(code)
        editor.edited.emit(code)
        self.settle()


@pytest.fixture
def scene(qtbot: QtBot, tmp_path: Path) -> Iterator[Scene]:
    with WindowDesk(qtbot, tmp_path) as desk:
        yield Scene(qtbot, desk)


def test_the_stations_own_city_is_shown_first_with_a_person_in_its_form(scene: Scene) -> None:
    city, business, person, _ = scene.tab.editors()
    assert (city.value(), business.value(), person.value()) == ("chengdu", "new", STORIES[0])
    form = scene.tab.form()
    assert form is not None
    assert form.values()["name"] == "李样本"
    assert form.editor("name").read_only()


def test_every_installed_city_shows_its_form_sheet_and_first_paper(scene: Scene) -> None:
    scene.tab.show_view("paper")
    for name in FOLDERS.names():
        scene.choose(0, name)
        profile = FOLDERS.load(name)
        seen = profile.of(profile.usual_business)
        form = scene.tab.form()
        assert form is not None
        assert form.values().keys() == seen.fields.keys()
        headers = [cell.header for _, cell in scene.tab.columns().rows()]
        assert headers == [column.header for column in seen.workbook.columns]
        assert [found.text() for found in scene.tab.findings("problems")] == ["没有发现问题。"]
        assert scene.tab.findings("says")
        assert (scene.tab.view(), scene.tab.pages().page_count()) == ("paper", 1)


def test_cities_and_columns_have_names_and_no_keys_of_the_file(scene: Scene) -> None:
    city = scene.tab.editors()[0]
    shown = city.findChild(QLineEdit)
    assert shown is not None
    assert shown.text() == "成都"
    for name in FOLDERS.names():
        scene.choose(0, name)
        model = scene.tab.columns()
        said = [model.data(model.index(row, 2)) or "" for row in range(model.rowCount())]
        assert said
        assert not {word for word in said if word in RECORD_VALUES}, name


def test_f2_goes_through_the_views_and_round(scene: Scene) -> None:
    seen = []
    for _ in VIEWS:
        seen.append(scene.tab.view())
        scene.key(Qt.Key.Key_F2)
    assert (seen, scene.tab.view()) == (list(VIEWS), VIEWS[0])


def test_another_kind_of_business_has_its_own_form_and_sheet(scene: Scene) -> None:
    scene.choose(1, "loss")
    form = scene.tab.form()
    assert form is not None
    loss = FOLDERS.load("chengdu").of("loss")
    assert form.values().keys() == loss.fields.keys()
    assert [cell.header for _, cell in scene.tab.columns().rows()] == [
        column.header for column in loss.workbook.columns
    ]


def test_a_child_has_a_guardian_and_a_foreigner_a_passport(scene: Scene) -> None:
    form = scene.tab.form()
    assert form is not None
    scene.choose(2, "minor")
    assert form.values()["agent_name"]
    assert not form.editor("agent_name").isHidden()
    scene.choose(2, "foreigner")
    assert form.values()["document_type"] == "passport"


def test_a_folder_from_a_stick_is_looked_at_and_a_broken_one_is_told(scene: Scene, tmp_path: Path) -> None:
    good = make_city(tmp_path / "stick", YANGLI, "yangli")
    scene.tab.look_at(good)
    scene.settle()
    form = scene.tab.form()
    assert form is not None
    assert "photo_receipt" in form.values()
    broken = make_city(tmp_path / "stick", YANGLI.replace('"digits"', '"secret"'), "broken")
    scene.tab.look_at(broken)
    scene.settle()
    assert scene.tab.view() == "problems"
    (found,) = scene.tab.findings("problems")
    assert "broken/profile.toml 第 18 行" in found.text()
    assert "digits" in found.detail()
    assert scene.tab.form() is None


def test_a_changed_profile_is_shown_with_what_is_different_until_it_is_acknowledged(scene: Scene) -> None:
    store = scene.desk.station.supervisor.store
    known = json.loads(store.setting(ACKNOWLEDGED_SETTING))
    known |= {"version": "2025.9", "sha256": "0" * 64}
    known["outline"]["times"][0] = "edit_hours=12"
    with store.transaction():
        store.save_setting(ACKNOWLEDGED_SETTING, json.dumps(known))
    scene.page.entered("cities")
    scene.settle()
    assert not scene.tab.banner().isHidden()
    assert "2025.9" in scene.tab.banner().texts()[0]
    assert scene.tab.view() == "problems"
    assert any("edit_hours=12" in found.detail() for found in scene.tab.findings("problems"))
    scene.key(Qt.Key.Key_F7)
    assert scene.tab.banner().isHidden()
    assert scene.told == ["已确认城市配置 chengdu 的改动"]
    scene.page.entered("cities")
    scene.settle()
    assert scene.tab.banner().isHidden()


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_every_rule_says_what_a_clerk_would_read(language: str) -> None:
    assert RULE_SENTENCES.keys() == RULES.keys()
    for name in FOLDERS.names():
        profile = FOLDERS.load(name)
        for found in CityWords(language).rules(profile):
            said, name = found.detail().splitlines()
            assert "{" not in said
            assert said
            assert name.split(",")[0] in RULES
            assert found.text() not in RULES


def test_a_rule_is_headed_by_words_and_its_name_stands_below() -> None:
    found = {each.text(): each.detail() for each in CityWords("zh_CN").rules(FOLDERS.load("chengdu"))}
    assert found["出生日期、性别与证件号码一致"].endswith("\nnumber_agrees")
    assert found["证件剩余有效期足够长"].endswith("\nidentity_validity, months = 4")
