# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import os
import re
import string
import sys
from datetime import date
from pathlib import Path

import pytest

import sscard_desktop
from sscard_desktop import messages, paths
from sscard_desktop.domain.errors import InvalidInputError
from sscard_desktop.domain.photo import PictureRole, Span
from sscard_desktop.domain.profile import CellForm, ProfileProblem
from sscard_desktop.domain.rulecases import Context
from sscard_desktop.domain.rules import check_record
from sscard_desktop.storage.codetables import CodeTables
from sscard_desktop.storage.profiles import ProfileFolders
from tests.helpers.chengdu import citizen_number
from tests.helpers.cities import YANGLI, make_city, profiles

needs_links = pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege on Windows")


def assert_told(problem: ProfileProblem) -> None:
    """The sentence exists in both languages, and every hole in it is filled."""
    params = {"file": problem.file, "line": problem.line, "key": problem.key, **problem.params}
    for language in messages.LANGUAGES:
        entry = messages.catalogue()[problem.code][language]
        for part in entry.values():
            assert {name for _, name, _, _ in string.Formatter().parse(part) if name} <= set(params), problem


def told(folder: Path, *more: Path) -> list[ProfileProblem]:
    found = list(profiles(folder.parent, *more).check(folder))
    for problem in found:
        assert_told(problem)
    return found


# ── a ninth city ──────────────────────────────────────────────────────────────────────────────────────────────


def test_a_new_city_is_a_folder(tmp_path: Path) -> None:
    assert told(make_city(tmp_path)) == []
    installed = profiles(tmp_path)
    assert set(installed.names()) >= {"chengdu", "yangli"}
    city = installed.load("yangli")
    assert (city.name, city.label("zh_CN"), city.label("en"), city.label("fr")) == (
        "yangli", "样例市", "Yangli", "样例市",
    )  # fmt: skip
    assert (city.edit_hours, city.adult_age) == (12, 18)
    assert list(city.fields) == [
        "name", "sex", "document_type", "number", "birth_date", "valid_to", "photo_receipt", "unit", "occupation",
        "household",
    ]  # fmt: skip
    assert city.fields["unit"].section == "work"
    # common gives what the city doesn't say, and the city wins where it does
    assert (city.fields["number"].max_chars, city.fields["number"].card) == (18, "number")
    assert (city.photo.width, city.photo.file_bytes, city.photo.quality) == (240, Span(20000, 80000), 85)
    assert city.photo.thresholds == {"sharpness": 12.5}
    assert city.photo.roll_degrees == Span(-2, 2)
    assert [column.header for column in city.workbook.columns] == ["单位", "姓名", "户别代码", "有效期", "序号"]
    assert city.workbook.columns[2].form is CellForm.BUREAU_CODE
    assert city.package.pictures == {PictureRole.PHOTO: "{unit}/{name}{number}.jpg"}
    assert (city.package.batch_number, city.package.max_records) == ("Y{station}-{date}-{running}", 50)
    assert city.form("slip").template == (tmp_path / "yangli" / "slip.toml").resolve()


def test_a_city_may_want_its_form_signed_on_the_screen(tmp_path: Path) -> None:
    wanting = YANGLI.replace('photo = "always"', 'photo = "always"\nsignature = "age>=18"')
    path = '{unit}/{name}{number}.jpg"'
    make_city(tmp_path, wanting.replace(path, path + '\nsignature = "signatures/{number}.png"'))
    city = profiles(tmp_path).load("yangli")
    assert city.pictures[PictureRole.SIGNATURE] == "age>=18"
    assert city.package.pictures[PictureRole.SIGNATURE] == "signatures/{number}.png"
    make_city(tmp_path, wanting.replace(path, path + '\nsignature = "signatures/{number}.jpg"'))
    (problem,) = told(tmp_path / "yangli")
    assert problem.key == "package.pictures.signature"


def test_no_shipped_city_wants_a_signature_on_the_screen() -> None:
    installed = profiles()
    assert not [name for name in installed.names() if PictureRole.SIGNATURE in installed.load(name).pictures]


def test_a_city_may_name_a_form_that_lies_beside_its_base(tmp_path: Path) -> None:
    make_city(tmp_path, YANGLI, "lower")
    (tmp_path / "lower" / "shared").mkdir()
    (tmp_path / "lower" / "shared" / "leaf.toml").write_text('title = "共用"\n', encoding="utf-8")
    make_city(tmp_path, 'extends = "lower"\n' + YANGLI.partition("\n")[2].replace("slip.toml", "shared/leaf.toml"))
    city = profiles(tmp_path).load("yangli")
    assert city.form("slip").template == (tmp_path / "lower" / "shared" / "leaf.toml").resolve()
    before = city.sha256
    (tmp_path / "lower" / "shared" / "leaf.toml").write_text('title = "共 用"\n', encoding="utf-8")
    assert profiles(tmp_path).load("yangli").sha256 != before
    # beside the file itself goes first
    (tmp_path / "yangli" / "shared").mkdir()
    own = tmp_path / "yangli" / "shared" / "leaf.toml"
    own.write_text('title = "自用"\n', encoding="utf-8")
    assert profiles(tmp_path).load("yangli").form("slip").template == own.resolve()


def test_a_city_may_name_no_resolution(tmp_path: Path) -> None:
    make_city(tmp_path, YANGLI.replace("dpi = 300", "dpi = 0"))
    assert profiles(tmp_path).load("yangli").photo.dpi is None


def test_a_citys_code_list_replaces_the_bases_whole(tmp_path: Path) -> None:
    codes = "{ code = '1', zh_CN = '男', en = 'M' }, { code = '2', zh_CN = '女', en = 'F' }"
    assert told(make_city(tmp_path, f"{YANGLI}[code_lists.sexes]\nentries = [{codes}]\n")) == []
    assert len(profiles(tmp_path).load("yangli").code_lists["sexes"]) == 2


def test_a_city_may_make_another_kind_of_a_shared_field(tmp_path: Path) -> None:
    assert told(make_city(tmp_path, YANGLI + "[fields.occupation]\nkind = 'text'\n")) == []
    field = profiles(tmp_path).load("yangli").fields["occupation"]
    assert (field.kind, field.code_list, field.label("zh_CN")) == ("text", "", "职业")


def test_the_new_citys_rules_are_its_own(tmp_path: Path) -> None:
    make_city(tmp_path)
    city = profiles(tmp_path).load("yangli")
    born = date(1990, 1, 1)
    values = {
        "name": "王样本", "sex": "1", "document_type": "resident", "number": citizen_number(born),
        "birth_date": born.isoformat(), "valid_to": "2026-09-02", "unit": "样例厂",
    }  # fmt: skip
    context = Context(today=date(2026, 3, 2), divisions={"510107"})
    found = check_record(city, values, pictures=(), consents={"notice": "1"}, context=context)
    assert [(problem.key, problem.code) for problem in found] == [
        ("valid_to", "rules.identity_expires_soon"),
        ("photo_receipt", "rules.required"),
        ("photo", "rules.photo_missing"),
    ]


def test_a_city_may_build_on_another_with_its_form_and_its_places(tmp_path: Path) -> None:
    make_city(tmp_path)
    changes = (
        'extends = "yangli"\nversion = "1"\nlabels = { zh_CN = "邻市", en = "Lin" }\n[fields.unit]\nkind = "uni"\n'
    )
    neighbour = make_city(tmp_path, changes, "linshi")
    (problem,) = told(neighbour)
    assert (problem.file, problem.line, problem.key) == ("linshi/profile.toml", 5, "fields.unit.kind")
    make_city(tmp_path, changes.replace('"uni"', '"text"'), "linshi")
    city = profiles(tmp_path).load("linshi")
    assert city.fields["household"].default == "a"
    assert city.form("slip").template == (tmp_path / "yangli" / "slip.toml").resolve()


def test_a_problem_in_the_base_is_told_there(tmp_path: Path) -> None:
    make_city(tmp_path, YANGLI.replace("edit_hours = 12", "edit_hours = 1200"))
    upper = make_city(tmp_path, 'extends = "yangli"\n', "linshi")
    (problem,) = told(upper)
    assert (problem.file, problem.line, problem.key, problem.code) == (
        "yangli/profile.toml", 4, "edit_hours", "profile.out_of_range",
    )  # fmt: skip


def test_the_digest_notices_every_file(tmp_path: Path) -> None:
    city = make_city(tmp_path)
    before = profiles(tmp_path).load("yangli").sha256
    assert profiles(tmp_path).load("yangli").sha256 == before
    (city / "slip.toml").write_text('title = "回 执"\n', encoding="utf-8")
    changed = profiles(tmp_path).load("yangli").sha256
    assert changed != before
    make_city(tmp_path, YANGLI + "# a word\n")
    assert profiles(tmp_path).load("yangli").sha256 not in (before, changed)


def test_all_problems_are_told_at_once_and_loading_tells_the_first(tmp_path: Path) -> None:
    text = YANGLI.replace("edit_hours = 12", "edit_hours = true").replace("dpi = 300", 'dpi = "300"')
    found = told(make_city(tmp_path, text))
    lines = text.splitlines()
    assert {(lines[problem.line - 1], problem.key, problem.code) for problem in found} == {
        ('dpi = "300"', "photo.dpi", "profile.wrong_type"),
        ("edit_hours = true", "edit_hours", "profile.wrong_type"),
    }
    with pytest.raises(InvalidInputError) as error:
        profiles(tmp_path).load("yangli")
    assert error.value.code == found[0].code
    assert error.value.params["file"] == "yangli/profile.toml"
    assert (error.value.params["line"], error.value.params["key"]) == (found[0].line, found[0].key)


def test_what_the_city_leaves_out_is_missing_in_its_own_file(tmp_path: Path) -> None:
    found = told(make_city(tmp_path, 'extends = "common"\nversion = "1"\n'))
    assert {(problem.file, problem.line, problem.key) for problem in found} == {
        ("yangli/profile.toml", 1, key)
        for key in ("sections", "labels", "pictures", "photo.file_bytes", "workbook", "package")
    }
    assert {problem.code for problem in found} == {"profile.missing_key"}


NO_PROBLEMS = {"toml", "use", "used", "acknowledge", "acknowledged"}
"""What is written ``profile.…`` in the code and is a file's name, a setting or an action of the trail."""


def test_every_problem_has_its_sentence_and_every_sentence_its_problem() -> None:
    package = Path(sscard_desktop.__file__).parent
    said = set()
    for module in package.rglob("*.py"):
        source = module.read_text(encoding="utf-8")
        said |= set(re.findall(r'"profile\.([a-z_]+)"', source)) - NO_PROBLEMS
        if module.parent.name == "storage" and module.name.startswith("profile"):
            calls = re.findall(r"\.add\(([^)]*)", source)
            said |= {code for call in calls for code in re.findall(r', "([a-z_]+)"', call)}
    assert said == {code.removeprefix("profile.") for code in messages.catalogue() if code.startswith("profile.")}


# ── finding ───────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", ["", "nowhere", "../chengdu", "chengdu/", "/etc", "CHENGDU", "common", "a" * 5000])
def test_a_name_that_isnt_installed_is_unknown(name: str) -> None:
    with pytest.raises(InvalidInputError) as error:
        profiles().load(name)
    assert error.value.code == "profile.unknown"
    assert "chengdu" in str(error.value.params["known"])


def test_a_folder_that_isnt_there_holds_no_profiles(tmp_path: Path) -> None:
    assert profiles(tmp_path / "missing").names() == profiles().names()


def test_folders_without_a_profile_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "file").write_text("x", encoding="utf-8")
    (tmp_path / "Upper").mkdir()
    (tmp_path / "Upper" / "profile.toml").write_text("", encoding="utf-8")
    assert profiles(tmp_path).names() == profiles().names()


def test_a_broken_profile_is_listed_so_that_it_can_be_told(tmp_path: Path) -> None:
    make_city(tmp_path, "=")
    assert "yangli" in profiles(tmp_path).names()


def test_an_added_folder_never_takes_an_installed_citys_place(tmp_path: Path) -> None:
    copy = make_city(tmp_path, name="chengdu")
    assert profiles(tmp_path).load("chengdu").folder == paths.forms() / "chengdu"
    assert [problem.code for problem in told(copy)] == ["profile.shadowed"]


def test_a_folder_that_isnt_installed_can_be_checked(tmp_path: Path) -> None:
    city = make_city(tmp_path / "desk")
    assert profiles().check(city) == []
    (problem,) = profiles().check(tmp_path / "desk")
    assert (problem.code, problem.file) == ("profile.unreadable", "desk/profile.toml")


@pytest.mark.parametrize("name", ["Yangli", "common", "样例", "yang li", "y" * 41])
def test_a_folders_name_is_the_citys_and_plain(tmp_path: Path, name: str) -> None:
    assert [problem.code for problem in told(make_city(tmp_path, name=name))] == ["profile.folder_name"]


@needs_links
def test_a_link_to_a_folder_elsewhere_isnt_a_profile(tmp_path: Path) -> None:
    make_city(tmp_path / "elsewhere")
    (tmp_path / "station").mkdir()
    (tmp_path / "station" / "yangli").symlink_to(tmp_path / "elsewhere" / "yangli")
    assert "yangli" not in profiles(tmp_path / "station").names()


@needs_links
def test_a_pipe_in_place_of_a_file_never_makes_anyone_wait(tmp_path: Path) -> None:
    city = make_city(tmp_path)
    (city / "profile.toml").unlink()
    os.mkfifo(city / "profile.toml")
    assert [problem.code for problem in told(city)] == ["profile.not_a_file"]
    assert "yangli" not in profiles(tmp_path).names()


@needs_links
def test_a_profile_that_links_out_of_its_folder_isnt_followed(tmp_path: Path) -> None:
    city = make_city(tmp_path)
    (tmp_path / "secret.toml").write_text(YANGLI, encoding="utf-8")
    (city / "profile.toml").unlink()
    (city / "profile.toml").symlink_to(tmp_path / "secret.toml")
    assert [problem.code for problem in told(city)] == ["profile.path_escape"]


def test_a_kind_of_business_has_forms_of_its_own_beside_the_citys(tmp_path: Path) -> None:
    own = '{ key = "paper", labels = { zh_CN = "单", en = "Paper" }, template = "paper.toml" }'
    kinds = f'\n[businesses]\ntaken = ["new", "loss"]\n[businesses.loss]\nforms = [{own}, "slip"]\n'
    city = make_city(tmp_path, YANGLI + kinds)
    (city / "paper.toml").write_text('title = "单"\n', encoding="utf-8")
    found = profiles(tmp_path).load("yangli")
    assert [form.key for form in found.forms] == ["slip"]
    assert [form.key for form in found.of("loss").forms] == ["paper", "slip"]
    assert found.of("loss").form("paper").template == (city / "paper.toml").resolve()
    (city / "paper.toml").write_text('title = "单 "\n', encoding="utf-8")
    assert profiles(tmp_path).load("yangli").sha256 != found.sha256


def test_two_forms_of_one_kind_have_two_names(tmp_path: Path) -> None:
    own = '{ key = "slip", labels = { zh_CN = "单", en = "Paper" }, template = "slip.toml" }'
    kinds = f'\n[businesses]\ntaken = ["new", "loss"]\n[businesses.loss]\nforms = [{own}, "slip"]\n'
    (problem,) = profiles(tmp_path).check(make_city(tmp_path, YANGLI + kinds))
    assert (problem.code, problem.params["value"]) == ("profile.name_twice", "slip")


def test_every_kind_that_common_describes_has_its_slip() -> None:
    chengdu = profiles().load("chengdu")
    slips = {code: chengdu.of(code).forms[0] for code in chengdu.views if code != "new"}
    assert {form.key for form in slips.values()} == {"slip"}
    assert len({form.template for form in slips.values()}) == len(slips) == 8
    assert profiles().check(chengdu.folder) == []


def test_a_city_is_named_without_being_read_whole_and_a_broken_one_isnt(tmp_path: Path) -> None:
    for name, text in {
        "good": 'labels = { zh_CN = "样例市", en = "Sample" }\nextends = "nowhere"\n',
        "odd": 'labels = { zh_CN = 5, en = "Sample" }\n',
        "listed": "labels = [1]\n",
        "broken": "labels = {",
        "deep": "labels = " + "[" * 100_000,
        "bytes": "\ufffe\0",
    }.items():
        (tmp_path / name).mkdir()
        (tmp_path / name / "profile.toml").write_text(text, "utf-8")
    folders = ProfileFolders([tmp_path], CodeTables(paths.resources() / "codes"))
    assert folders.titles("good") == {"zh_CN": "样例市", "en": "Sample"}
    assert folders.titles("odd") == {"en": "Sample"}
    assert not any(folders.titles(name) for name in ("listed", "broken", "deep", "bytes", "nowhere", "../good"))
