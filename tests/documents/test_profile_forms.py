# SPDX-License-Identifier: Apache-2.0
"""The shipped profiles and their forms belong together: every field known, every code of a list has its circle."""

from __future__ import annotations

import pytest

from sscard_desktop import paths
from sscard_desktop.documents.elements import Choice, Comb, Legend, Value
from sscard_desktop.documents.formfill import read_template
from sscard_desktop.documents.layout import lay_out
from sscard_desktop.documents.marks import TextMark
from sscard_desktop.documents.placing import Sheet
from sscard_desktop.domain.fields import FieldKind
from sscard_desktop.domain.profile import FormScope, FormSpec, Profile
from sscard_desktop.storage.codetables import CodeTables
from sscard_desktop.storage.profiles import ProfileFolders
from tests.documents.test_layout import assert_texts_keep_to_their_places
from tests.helpers import forms
from tests.helpers.papers import PEOPLE, content_for

FOLDERS = ProfileFolders([paths.forms()], CodeTables(paths.resources() / "codes"))
PROFILES = [FOLDERS.load(name) for name in FOLDERS.names()]
VIEWS = [profile.of(code) for profile in PROFILES for code in profile.views]
FORMS = [(view, form) for view in VIEWS for form in view.forms]
RECORD_FORMS = [(view, form) for view, form in FORMS if form.scope is FormScope.RECORD]


def _name(value: Profile | FormSpec) -> str:
    return value.key if isinstance(value, FormSpec) else f"{value.name}-{value.business}"


def test_every_city_and_kind_of_business_has_something_to_print_first() -> None:
    assert {view.forms[0].key for view in VIEWS if view.business == "new"} == {"registration"}
    assert {view.forms[0].key for view in VIEWS if view.business != "new"} == {"slip"}


@pytest.mark.parametrize(("profile", "form"), FORMS, ids=_name)
def test_every_answer_of_a_list_has_its_place_on_the_form(profile: Profile, form: FormSpec) -> None:
    template = read_template(form.template, profile.fields, form.scope)
    for element in template.elements:
        if not isinstance(element, Choice) or element.key not in profile.fields:
            continue
        spec = profile.fields[element.key]
        if spec.kind in (FieldKind.CODE, FieldKind.CODES):
            entries = profile.code_lists[spec.code_list].entries
            assert {(option.code, option.label) for option in element.options} == {
                (entry.code, entry.labels["zh_CN"]) for entry in entries
            }


@pytest.mark.parametrize(("profile", "form"), RECORD_FORMS, ids=_name)
def test_nobody_is_cut_and_no_text_touches_another(profile: Profile, form: FormSpec) -> None:
    template = read_template(form.template, profile.fields)
    shown = {element.key for element in template.elements if isinstance(element, Value | Comb)}
    for person in PEOPLE:
        content = content_for(person, profile.fields, profile.code_lists)
        marks = lay_out(template.elements, Sheet(template.title, content, forms.FONTS))
        assert_texts_keep_to_their_places(template, marks)
        texts = [mark for mark in marks if isinstance(mark, TextMark)]
        assert min(mark.size_pt for mark in texts) >= 5
        words = "".join("".join(mark.text.split()) for mark in texts)
        for key in shown & content.codes.keys():
            assert "".join(content.values[key].split()) in words, (person, key)


def test_the_legends_say_what_the_lists_say() -> None:
    (chengdu,) = (profile for profile in PROFILES if profile.name == "chengdu")
    template = read_template(chengdu.form("registration").template, chengdu.fields)
    told = [
        {(entry.code, entry.label) for entry in each.entries} for each in template.elements if isinstance(each, Legend)
    ]
    lists = [chengdu.code_lists[chengdu.fields[key].code_list] for key in ("occupation", "education")]
    assert told == [{(entry.code, entry.labels["zh_CN"]) for entry in each.entries} for each in lists]


@pytest.mark.parametrize("view", VIEWS, ids=[f"{view.name}-{view.business}" for view in VIEWS])
def test_every_field_that_is_asked_for_stands_on_a_form(view: Profile) -> None:
    shown = {
        getattr(each, "key", "")
        for form in view.forms
        if form.key != "comparison"
        for each in read_template(form.template, view.fields, form.scope).elements
    }
    assert set(view.fields) <= shown


def test_chengdus_form_shows_every_field_of_its_profile() -> None:
    (chengdu,) = (profile for profile in PROFILES if profile.name == "chengdu")
    template = read_template(chengdu.form("registration").template, chengdu.fields)
    assert set(chengdu.fields) <= {getattr(element, "key", "") for element in template.elements}
