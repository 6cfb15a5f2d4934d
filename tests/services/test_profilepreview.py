# SPDX-License-Identifier: Apache-2.0
"""Every installed profile can be looked at: people of six stories whom its rules accept, its sheets, its papers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from sscard_desktop.app import workplace_at
from sscard_desktop.domain.errors import NotAllowedError
from sscard_desktop.domain.operators import Role
from sscard_desktop.domain.problems import blocking
from sscard_desktop.domain.profile import Profile
from sscard_desktop.services.profilepreview import STORIES, ProfilePreview
from tests.helpers.cities import YANGLI, make_city, profiles
from tests.helpers.offices import CLERK, Office

NAMES = profiles().names()
LOADED = {name: profiles().load(name) for name in NAMES}
PAPERS = [
    (name, entry.code, form.key)
    for name, profile in LOADED.items()
    for entry in profile.businesses.entries
    for form in profile.of(entry.code).forms
]


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ProfilePreview]:
    folder = tmp_path_factory.mktemp("preview")
    office = Office(folder / "station")
    place = replace(workplace_at(folder / "station"), clock=office.clock, profiles=profiles(folder / "cities"))
    make_city(folder / "cities")
    yield ProfilePreview(office.session, place)
    office.store.close()


@pytest.mark.parametrize("name", NAMES)
def test_its_people_are_accepted_by_its_rules_and_fill_its_sheets(preview: ProfilePreview, name: str) -> None:
    profile, problems = preview.look(name)
    assert profile is not None
    assert problems == []
    for business in (entry.code for entry in profile.businesses.entries):
        people = preview.people(profile, business)
        assert [person.story for person in people] == list(STORIES)
        for person in people:
            said = [
                problem for problem in blocking(person.problems) if not expected(profile, person.story, problem.key)
            ]
            assert said == [], (business, person.story)
            cells = preview.row(profile, business, person)
            assert [cell.header for cell in cells] == [
                column.header for column in profile.of(business).workbook.columns
            ]
            assert person.values["number"] in {cell.text for cell in cells}


def expected(profile: Profile, story: str, key: str) -> bool:
    """Return whether a city may say so: not every city takes foreigners, by its list of documents."""
    types = profile.code_lists[profile.fields["document_type"].code_list]
    return story == "foreigner" and "passport" not in types and key in ("document_type", "country")


@pytest.mark.parametrize(("name", "business", "form"), PAPERS)
def test_each_of_its_papers_is_set_for_a_grown_up_and_a_child(
    preview: ProfilePreview, name: str, business: str, form: str
) -> None:
    profile = LOADED[name]
    people = preview.people(profile, business)
    spec = profile.of(business).form(form)
    for chosen in (people[:1], people[1:2]):
        assert preview.paper(profile, business, spec, chosen).startswith(b"%PDF-")


def test_a_folder_on_any_disk_is_looked_at(preview: ProfilePreview, tmp_path: Path) -> None:
    profile, problems = preview.look(make_city(tmp_path / "stick", name="elsewhere"))
    assert profile is not None
    assert profile.name == "elsewhere"
    assert preview.row(profile, "new", preview.people(profile, "new")[0])
    assert {problem.code for problem in problems} <= {"template.missing_key", "template.bad_value"}


def test_a_broken_one_is_told_problem_by_problem(preview: ProfilePreview, tmp_path: Path) -> None:
    text = YANGLI.replace('kind = "digits"', 'kind = "secret"').replace('"adult"', '"sometimes"')
    profile, problems = preview.look(make_city(tmp_path / "stick", text, name="broken"))
    assert profile is None
    assert [(problem.line > 0, problem.key) for problem in problems] == [
        (True, "fields.photo_receipt.kind"),
        (True, "fields.photo_receipt.required"),
    ]
    profile, problems = preview.look(tmp_path / "nothing here")
    assert profile is None
    assert problems


def test_an_unknown_name_is_told(preview: ProfilePreview) -> None:
    profile, (problem,) = preview.look("atlantis")
    assert profile is None
    assert problem.code == "profile.unknown"


def test_it_is_the_supervisors(office: Office) -> None:
    place = workplace_at(Path("unused"))
    with pytest.raises(NotAllowedError):
        ProfilePreview(office.session_of(CLERK, Role.CLERK), place)
