# SPDX-License-Identifier: Apache-2.0
"""forms/README.md is what a city's author works from: its template loads, and it names everything there is."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from sscard_desktop import paths
from sscard_desktop.domain.cardfill import CARD_VALUES
from sscard_desktop.domain.conditions import CONDITIONS
from sscard_desktop.domain.feedback import Meaning, Told
from sscard_desktop.domain.fields import FieldKind, FieldSpec
from sscard_desktop.domain.namedrules import RULES
from sscard_desktop.domain.photo import IdPictureSpec, PhotoSpec
from sscard_desktop.domain.profile import RECORD_VALUES, CellForm
from sscard_desktop.storage import (
    profile_applicant,
    profile_businesses,
    profile_columns,
    profile_feedback,
    profile_fields,
    profile_forms,
    profile_package,
    profile_pictures,
    profile_reading,
    profile_retention,
    profile_review,
    profile_roster,
)
from sscard_desktop.storage import profiles as profiles_module
from sscard_desktop.storage.profile_pictures import EXPORTED_ROLES
from sscard_desktop.storage.profile_reading import Table
from sscard_desktop.storage.profile_source import Node
from tests.helpers.cities import make_city, profiles
from tests.helpers.ninthcity import put_folder

README = (paths.forms() / "README.md").read_text(encoding="utf-8")
NAMED = set(re.findall(r"`([a-z_]+)`", README))


def test_its_template_is_a_profile(tmp_path: Path) -> None:
    (template,) = re.findall(r"```toml\n(.*?)```", README, re.DOTALL)
    city = make_city(tmp_path, template)
    assert profiles(tmp_path).check(city) == []
    assert profiles(tmp_path).load("yangli").fields["address"].max_chars == 24


@pytest.mark.parametrize(
    "names",
    [
        set(FieldKind), set(CONDITIONS), set(CARD_VALUES), set(RULES), set(RECORD_VALUES), set(CellForm),
        set(EXPORTED_ROLES), set(Meaning), set(Told), {field.name for field in fields(FieldSpec)} - {"key", "section"},
        {field.name for field in fields(PhotoSpec)}, {field.name for field in fields(IdPictureSpec)},
    ],
    ids=[
        "kinds", "conditions", "card", "rules", "values", "forms", "roles", "meanings", "told", "field", "photo",
        "id_picture",
    ],
)  # fmt: skip
def test_it_names_everything_there_is(names: set[str]) -> None:
    assert {str(name) for name in names} <= NAMED


def test_it_names_every_rules_parameters() -> None:
    assert {parameter for rule in RULES.values() for parameter in rule.params} <= NAMED


def test_it_names_every_key_that_the_loader_asks_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: set[str] = set()

    class Listening(Table):
        def get(self, key: str) -> Node | None:
            asked.add(key)
            return super().get(key)

    for module in (
        profile_applicant,
        profile_businesses,
        profile_feedback,
        profile_fields,
        profile_columns,
        profile_forms,
        profile_package,
        profile_retention,
        profile_pictures,
        profile_review,
        profile_roster,
        profile_reading,
        profiles_module,
    ):
        monkeypatch.setattr(module, "Table", Listening)
    put_folder(tmp_path)
    folders = profiles(tmp_path)
    for name in folders.names():
        folders.load(name)
    assert {"taken", "sections", "columns", "min", "aliases", "months"} <= asked
    # Names that a profile gives itself, languages, and roles stand elsewhere.
    own = {key for name in folders.names() for key in (*folders.load(name).fields, *folders.load(name).views)}
    quoted = {word for span in re.findall(r"`([^`\n]+)`", README) for word in re.findall(r"[a-z_]+", span)}
    missing = asked - quoted - own - {"zh_CN", "en", "extends"}
    assert missing == set(), f"forms/README.md says nothing of {sorted(missing)}"
