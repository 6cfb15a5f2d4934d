# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from PIL import Image

from sscard_desktop import paths
from sscard_desktop.devices.demopictures import demo_frame
from tests.cli.conftest import Script

FACE = Path(__file__).parent.parent / "data" / "faces" / "astronaut.png"


def frame(script: Script) -> str:
    path = script.folder / "frame.png"
    Image.fromarray(demo_frame(paths.resources() / "samples", 3)).save(path)
    return str(path)


def test_the_profiles_are_listed_with_version_and_digest(script: Script) -> None:
    (chengdu,) = [p for p in script.json("profile", "list").data["profiles"] if p["name"] == "chengdu"]
    assert chengdu["label"] == "成都"
    assert len(chengdu["sha256"]) == 64


def test_a_broken_profile_is_told_by_file_line_and_key(script: Script) -> None:
    folder = script.folder / "nowhere"
    folder.mkdir()
    (folder / "profile.toml").write_text('extends = "common"\nshoe_size = 43\n', encoding="utf-8")
    answer = script.json("profile", "check", str(folder))
    assert answer.code == 1
    problem = next(p for p in answer.data["problems"] if p["key"] == "shoe_size")
    assert problem["line"] == 2
    assert problem["file"].endswith("profile.toml")


def test_a_photo_is_made_and_checks_out(script: Script) -> None:
    out = script.folder / "photo.jpg"
    made = script.json("photo", "make", frame(script), "--out", str(out))
    assert made.data["file"]["width"] == 358
    assert made.data["file"]["dpi"] == 350
    with Image.open(out) as picture:
        assert picture.size == (358, 441)
    checked = script.json("photo", "check", str(out))
    assert {c["key"] for c in checked.data["checks"]} == {c["key"] for c in made.data["checks"]}
    assert all(check["message"] for check in checked.data["checks"])


def test_a_file_that_is_no_picture_is_refused(script: Script) -> None:
    path = script.secret("not-a-picture.jpg", "hello")
    answer = script.json("photo", "make", path, "--out", str(script.folder / "x.jpg"))
    assert answer.code == 1
    assert answer.data["error"]["code"].startswith("picture.")
    assert not (script.folder / "x.jpg").exists()


def test_the_doctor_looks_at_every_part(script: Script) -> None:
    answer = script.json("doctor")
    parts = {check["part"]: check for check in answer.data["checks"]}
    assert set(parts) == {
        "profiles", "reader", "camera", "printer", "fonts", "models", "disk", "clock", "station", "keys", "database",
        "backup",
    }  # fmt: skip
    assert parts["database"]["health"] == parts["profiles"]["health"] == parts["fonts"]["health"] == "ok"
    assert all(check["message"] != check["code"] for check in parts.values())


def test_a_face_with_too_few_pixels_is_refused_with_what_to_do(script: Script) -> None:
    answer = script.json("photo", "make", str(FACE), "--out", str(script.folder / "x.jpg"))
    assert answer.code == 1
    assert answer.data["error"]["code"] == "photo.too_few_pixels"


@pytest.mark.parametrize("base", ["common", "chengdu", "weifang"])
def test_a_new_city_begins_with_a_profile_that_loads(script: Script, base: str) -> None:
    begun = script.json("profile", "new", "linhai", "--from", base)
    assert begun.code == 0
    assert begun.data["file"].endswith("profile.toml")
    assert script.json("profile", "check", str(script.folder / "station" / "profiles" / "linhai")).data == {
        "problems": []
    }
    assert "linhai" in {p["name"] for p in script.json("profile", "list").data["profiles"]}
    again = script.json("profile", "new", "linhai", "--from", base)
    assert (again.code, again.data["error"]["code"]) == (1, "profile.folder_exists")


@pytest.mark.parametrize(
    ("name", "base", "code"),
    [
        ("Linhai", "common", "profile.new_name"),
        ("../linhai", "common", "profile.new_name"),
        ("common", "common", "profile.new_name"),
        ("linhai", "atlantis", "profile.unknown"),
    ],
)
def test_a_new_city_needs_a_name_and_a_base_that_is_there(script: Script, name: str, base: str, code: str) -> None:
    answer = script.json("profile", "new", name, "--from", base, "--out", str(script.folder / "out"))
    assert (answer.code, answer.data["error"]["code"]) == (1, code)
    assert not (script.folder / "out").exists()


def test_the_doctor_lists_a_bundle_before_it_writes_one(script: Script) -> None:
    path = script.folder / "support.zip"
    listed = script.json("doctor", "--bundle", str(path), "--list")
    assert not path.exists()
    assert listed.data["bundle"]["path"] is None
    written = script.json("doctor", "--bundle", str(path))
    names = [file["name"] for file in written.data["bundle"]["files"]]
    assert names == [file["name"] for file in listed.data["bundle"]["files"]]
    with zipfile.ZipFile(path) as zipped:
        assert zipped.namelist() == names
    assert path.stat().st_mode & 0o077 == 0
    refused = script.json("doctor", "--bundle", str(script.folder))
    assert (refused.code, refused.data["error"]["code"]) == (3, "file.not_plain")


def test_a_city_s_own_papers_for_giving_cards_out_are_checked(script: Script) -> None:
    script.json("profile", "new", "linhai", "--from", "chengdu", "--out", str(script.folder))
    city, shared = script.folder / "linhai", paths.forms() / "shared-forms"
    for name in ("handout-list.toml", "pickup-notice.toml", "labels.toml"):
        (city / name).write_bytes((shared / name).read_bytes())
    # What is known of a card is no field of any city's, and these papers show it.
    assert script.json("profile", "check", str(city)).data == {"problems": []}
    own = (city / "handout-list.toml").read_text(encoding="utf-8")
    (city / "handout-list.toml").write_text(own.replace('"covered_number"', '"whole_number"'), encoding="utf-8")
    labels = (city / "labels.toml").read_text(encoding="utf-8")
    (city / "labels.toml").write_text(labels.replace("columns = 2", "columns = 0"), encoding="utf-8")
    problems = script.json("profile", "check", str(city)).data["problems"]
    assert [(each["file"], each["code"]) for each in problems] == [
        ("linhai/handout-list.toml", "template.unknown_field"),
        ("linhai/labels.toml", "labels.broken"),
    ]
