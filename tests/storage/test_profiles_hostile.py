# SPDX-License-Identifier: Apache-2.0
"""Broken and hostile profiles: each is refused with file, line and key; none crashes or hangs the loader."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from sscard_desktop import paths
from sscard_desktop.domain.profile import ProfileProblem
from tests.helpers.cities import YANGLI, make_city, profiles
from tests.storage.test_profiles import assert_told

CASES = tomllib.loads((Path(__file__).parent / "hostile_profiles.toml").read_text(encoding="utf-8"))


def check(folder: Path) -> list[ProfileProblem]:
    found = list(profiles(folder.parent).check(folder))
    for problem in found:
        assert_told(problem)
        assert problem.file
        assert problem.line >= 0
    return found


@pytest.mark.parametrize("name", CASES)
def test_it_is_refused_with_its_line_and_key(tmp_path: Path, name: str) -> None:
    case = CASES[name]
    assert case["good"] in YANGLI
    text = YANGLI.replace(case["good"], case["bad"], 1)
    found = check(make_city(tmp_path, text))
    told = {
        (p.code, p.key, text.splitlines()[p.line - 1].strip()[: len(case["at"])])
        for p in found
        if p.file == "yangli/profile.toml"
    }
    assert (f"profile.{case['code']}", case["key"], case["at"]) in told


def test_there_are_enough_of_them() -> None:
    assert len(CASES) >= 100


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "profile.missing_key"),
        ("=", "toml.syntax"),
        ('extends = "common"\nextends = "common"\n', "toml.syntax"),
        ("[fields.a]\n[fields.a]\n", "toml.syntax"),
        ("a = " + "[" * 5000, "toml.too_deep"),
        ("a" + ".a" * 50_000 + " = 1", "toml.too_deep"),
        ("# " + "x" * 1_100_000, "profile.too_big"),
        ("fields = 3", "profile.wrong_type"),
        ("sections = {}", "profile.wrong_type"),
        ("[[code_lists]]\n", "profile.wrong_type"),
        ("forms = [1, 2]", "profile.wrong_type"),
        ("workbook = []", "profile.wrong_type"),
        ('[fields.a]\nkind = "code"\ncode_list = "x"\n', "profile.unknown_choice"),
        ("labels = 'x'", "profile.wrong_type"),
        ("photo = 'x'", "profile.wrong_type"),
        ("package = false", "profile.wrong_type"),
    ],
)
def test_what_isnt_a_profile_at_all_is_refused(tmp_path: Path, text: str, code: str) -> None:
    assert code in {problem.code for problem in check(make_city(tmp_path, text))}


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"\x00" * 4096, "version = '样'".encode("gb18030")])
def test_bytes_that_arent_text_are_refused(tmp_path: Path, content: bytes) -> None:
    city = make_city(tmp_path)
    (city / "profile.toml").write_bytes(content)
    (problem,) = check(city)
    assert problem.code in {"toml.encoding", "toml.syntax"}
    assert problem.line == 1


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("".join(f"[fields.f{n}]\nkind = 'text'\n" for n in range(10_000)), "fields"),
        ("".join(f"[[sections]]\nkey = 's{n}'\n" for n in range(10_000)), "sections"),
        ("workbook.columns = [" + "{ header = 'a', value = 'b' }," * 10_000 + "]", "workbook.columns"),
        ("code_lists.x.entries = [" + "{ code = 'a' }," * 10_000 + "]", "code_lists.x.entries"),
        ("".join(f"[code_lists.c{n}]\n" for n in range(10_000)), "code_lists"),
        ("".join(f"[[rules]]\nname = 'guardian' # {n}\n" for n in range(10_000)), "rules"),
        ("".join(f"[[forms]]\nkey = 'f{n}'\n" for n in range(10_000)), "forms"),
        ("".join(f"[[consents]]\nkey = 'f{n}'\n" for n in range(10_000)), "consents"),
        ("[photo.thresholds]\n" + "".join(f"t{n} = 1\n" for n in range(10_000)), "photo.thresholds"),
    ],
    ids=lambda value: value if len(value) < 30 else "",
)
def test_ten_thousand_of_anything_are_too_many(tmp_path: Path, text: str, key: str) -> None:
    found = check(make_city(tmp_path, text))
    assert ("profile.too_many", key) in {(problem.code, problem.key) for problem in found}
    assert len(found) <= 200


def test_a_misspelt_threshold_is_refused_with_the_nearest_names(tmp_path: Path) -> None:
    text = YANGLI.replace("thresholds = { sharpness = 12.5 }", "thresholds = { sharpnes = 0.7 }")
    assert text != YANGLI
    found = check(make_city(tmp_path, text))
    assert [(problem.code, problem.key) for problem in found] == [("profile.unknown_key", "photo.thresholds.sharpnes")]
    assert str(found[0].params["allowed"]).startswith("sharpness")


def test_reading_stops_at_more_problems_than_anyone_reads(tmp_path: Path) -> None:
    found = check(make_city(tmp_path, YANGLI + "".join(f"x{n} = 1\n" for n in range(1000))))
    assert len(found) == 200


def test_a_key_of_a_thousand_characters_is_told_in_a_line(tmp_path: Path) -> None:
    (problem, *_) = check(make_city(tmp_path, f"{'k' * 100_000} = 1\n" + YANGLI))
    assert len(problem.key) < 100
    assert all(len(str(value)) < 500 for value in problem.params.values())


def test_bases_in_a_circle_are_refused(tmp_path: Path) -> None:
    for name, base in (("a", "b"), ("b", "c"), ("c", "a")):
        make_city(tmp_path, f'extends = "{base}"\n', name)
    (problem,) = check(tmp_path / "a")
    assert (problem.code, problem.file, problem.line) == ("profile.extends_circle", "c/profile.toml", 1)


def test_bases_dont_pile_up(tmp_path: Path) -> None:
    for number in range(10):
        make_city(tmp_path, f'extends = "c{number + 1}"\n', f"c{number}")
    make_city(tmp_path, name="c10")
    (problem,) = check(tmp_path / "c0")
    assert (problem.code, problem.params) == ("profile.extends_deep", {"limit": 4})


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege on Windows")
def test_a_form_that_links_out_of_its_folder_is_refused(tmp_path: Path) -> None:
    city = make_city(tmp_path)
    (tmp_path / "secret.toml").write_text("title = 1", encoding="utf-8")
    (city / "slip.toml").unlink()
    (city / "slip.toml").symlink_to(tmp_path / "secret.toml")
    assert [problem.code for problem in check(city)] == ["profile.path_escape"]
    (city / "slip.toml").unlink()
    (city / "slip.toml").symlink_to(city / "slip.toml")
    assert [problem.code for problem in check(city)] == ["profile.template_missing"]


def test_a_form_too_big_to_be_one_is_refused(tmp_path: Path) -> None:
    city = make_city(tmp_path)
    with (city / "slip.toml").open("wb") as stream:
        stream.truncate(9 * 1024 * 1024)
    assert [problem.code for problem in check(city)] == ["profile.too_big"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32", "gb18030"])
def test_another_encoding_is_told_as_such(tmp_path: Path, encoding: str) -> None:
    city = make_city(tmp_path)
    (city / "profile.toml").write_bytes(YANGLI.encode(encoding))
    (problem,) = check(city)
    assert problem.code in {"toml.encoding", "toml.syntax"}


def test_a_byte_order_mark_and_windows_line_ends_are_no_matter(tmp_path: Path) -> None:
    city = make_city(tmp_path)
    (city / "profile.toml").write_bytes(b"\xef\xbb\xbf" + YANGLI.replace("\n", "\r\n").encode())
    assert check(city) == []


@pytest.mark.parametrize("text", ["样\0例", "样\u2028例", "样\u200b例", "样\x7f例", "\ufffe"])
def test_what_cant_be_seen_is_told(tmp_path: Path, text: str) -> None:
    found = check(make_city(tmp_path, YANGLI.replace("样例市", text)))
    assert [(problem.line, problem.key or "labels.zh_CN") for problem in found] == [(3, "labels.zh_CN")]


@pytest.mark.parametrize(
    ("text", "code", "key"),
    [
        ("[businesses]\ntaken = ['new', 'new']", "name_twice", "businesses.taken[2]"),
        ("[businesses]\ntaken = ['new', 'divorce']", "business_unknown", "businesses.taken[2]"),
        ("[businesses]\ntaken = []", "empty", "businesses.taken"),
        ("[businesses]\ntaken = 'new'", "wrong_type", "businesses.taken"),
        ("[businesses.new]\nextends = 'loss'", "key_of_the_root", "businesses.new.extends"),
        ("[businesses.new]\nof = 'new'", "unknown_key", "businesses.new.of"),
        ("[businesses.new]\nfee = -1", "out_of_range", "businesses.new.fee"),
        ("[businesses.new]\nforms = ['../slip.toml']", "business_form", "businesses.new.forms[1]"),
        ("[businesses.new.fields.shoe_size]\nrequired = 'always'", "field_unplaced", "businesses.new.fields.shoe_size"),
        ("[[businesses]]\ncode = 'new'", "wrong_type", "businesses"),
        (
            "[businesses]\ntaken = ['new']\n" + "".join(f"[businesses.b{n}]\n" for n in range(10_000)),
            "too_many",
            "businesses",
        ),
    ],
    ids=lambda value: value if len(value) < 40 else "",
)
def test_kinds_of_business_are_refused_where_they_are_wrong(tmp_path: Path, text: str, code: str, key: str) -> None:
    text = f"{YANGLI}\n{text}\n"
    found = check(make_city(tmp_path, text))
    assert (f"profile.{code}", key) in {(problem.code, problem.key) for problem in found}
    assert all(problem.line for problem in found if problem.key == key)


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege on Windows, and it has no such pipes")
def test_only_a_plain_file_of_its_own_is_read(tmp_path: Path) -> None:
    real = make_city(tmp_path / "elsewhere", name="real")
    (tmp_path / "link").symlink_to(real)
    assert "link" not in profiles(tmp_path).names()
    for name, make in (
        ("linked", lambda path: path.symlink_to(real / "profile.toml")),
        ("endless", lambda path: path.symlink_to("/dev/zero")),
        ("pipe", os.mkfifo),
        ("folder", Path.mkdir),
    ):
        city = make_city(tmp_path, name=name)
        (city / "profile.toml").unlink()
        make(city / "profile.toml")
        (problem,) = check(city)
        assert problem.code in {"profile.path_escape", "profile.not_a_file", "profile.unreadable"}


GREEDY = {
    "numbers": "a = [" + "1," * 500_000 + "]",
    "tables": "[[a]]\n" * 160_000,
    "keys": "".join(f"a{n}=1\n" for n in range(90_000)),
    "a text": 'labels.zh_CN = "' + "样" * 340_000 + '"',
    "open quotes": 'version = "' + '\\"' * 450_000,
    "a number": "edit_hours = " + "9" * 900_000,
    "escapes": 'version = "' + "\\u4e00" * 160_000 + '"',
    "braces": YANGLI.replace("{unit}/{name}", "{" * 900_000),
    "aliases": YANGLI.replace('"甲类"', ",".join(f'"x{n}"' for n in range(90_000))),
}

QUICK = {"numbers", "open quotes"}


@pytest.mark.skipif(sys.platform == "win32", reason="limits are set by Unix means")
@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=() if name in QUICK else pytest.mark.long) for name in GREEDY]
)
def test_a_megabyte_of_anything_takes_neither_the_machines_time_nor_its_memory(tmp_path: Path, name: str) -> None:
    city = make_city(tmp_path, GREEDY[name])
    program = (
        "import resource, sys; from pathlib import Path; from tests.helpers.cities import profiles\n"
        "resource.setrlimit(resource.RLIMIT_CPU, (40, 40))\n"
        "resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))\n"
        "city = Path(sys.argv[1]); sys.exit(0 if profiles(city.parent).check(city) else 3)"
    )
    root = Path(__file__).parents[2]
    assert subprocess.run([sys.executable, "-c", program, str(city)], cwd=root, check=False).returncode == 0


CHENGDU = (paths.forms() / "chengdu" / "profile.toml").read_text(encoding="utf-8")
SLOW = settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])


@SLOW
@given(st.data())
def test_any_slip_of_the_pen_is_a_profile_or_is_told(tmp_path: Path, data: st.DataObject) -> None:
    text = data.draw(st.sampled_from([YANGLI, CHENGDU.replace("registration.toml", "slip.toml")]))
    start = data.draw(st.integers(0, len(text)))
    end = min(len(text), start + data.draw(st.integers(0, 40)))
    slip = data.draw(st.text(max_size=10) | st.sampled_from(["= 1", "[", "]]", '"', "{", "true", "[[fields]]", "\n"]))
    city = make_city(tmp_path, (text[:start] + slip + text[end:]).encode("utf-8", "replace").decode())
    check(city)


VALUES = st.sampled_from(
    ["1", "-1", "1.5", "inf", "true", '""', '"x"', '"always"', "[]", "[1]", "{}", "{ a = 1 }", "2026-01-01", "[[]]"]
)
LINES = [n for n, line in enumerate(YANGLI.splitlines()) if " = " in line and not line.startswith(" ")]


@SLOW
@given(st.sampled_from(LINES), VALUES)
@example(0, "[[]]")
def test_any_value_in_any_place_is_a_profile_or_is_told_at_its_line(tmp_path: Path, line: int, value: str) -> None:
    lines = YANGLI.splitlines()
    if lines[line].endswith("["):
        return
    lines[line] = f"{lines[line].partition(' = ')[0]} = {value}"
    found = check(make_city(tmp_path, "\n".join(lines)))
    assert not found or any(problem.line for problem in found)
