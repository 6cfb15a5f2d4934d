# SPDX-License-Identifier: Apache-2.0
"""A folder of pictures onto records, by script: the real maker, two people and what is nobody's."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from PIL import Image

from sscard_desktop import paths
from sscard_desktop.devices.demopictures import demo_frame
from sscard_desktop.domain.errors import EnvironmentFailedError
from sscard_desktop.imaging import picturefolder
from tests.cli.conftest import Script

NUMBERS = ["510107199003070011", "51010719900307002X"]
FACE = Path(__file__).parent.parent / "data" / "faces" / "astronaut.png"


@pytest.fixture
def folder(script: Script) -> Path:
    made = script.folder / "一班"
    made.mkdir()
    for seed, number in enumerate(NUMBERS, 3):
        picture = Image.fromarray(demo_frame(paths.resources() / "samples", seed))
        picture.save(made / f"{number}.jpg", quality=92)
    (made / "IMG_0001.png").write_bytes(FACE.read_bytes())
    return made


def add(script: Script, number: str) -> str:
    record = script.folder / "record.json"
    record.write_text(json.dumps({"values": {"document_type": "resident", "number": number}}), encoding="utf-8")
    return str(script.json("record", "add", str(record)).data["id"])


def test_a_zip_goes_onto_the_records_once_and_what_is_left_stands_on_a_sheet(script: Script, folder: Path) -> None:
    ids = [add(script, number) for number in NUMBERS]
    packed = script.folder / "photos.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        for path in folder.iterdir():
            archive.write(path, path.name)
    looked = script.json("photo", "import", str(packed), "--dry-run")
    assert sorted(each["record"] for each in looked.data["matched"]) == sorted(ids)
    assert (looked.data["results"], looked.data["without_photo"]) == ([], 0)
    sheet = script.folder / "left.pdf"
    done = script.json("photo", "import", str(packed), "--contact-sheet", str(sheet))
    assert done.code == 1
    assert done.data["counts"] == {"stored": 2}
    assert [each["doubt"] for each in done.data["unmatched"]] == ["nobody"]
    assert sheet.read_bytes().startswith(b"%PDF")
    again = script.json("photo", "import", str(folder))
    # In the folder the files are the same as in the zip.
    assert again.data["counts"] == {"done_before": 2}
    assert "photo" in script.json("record", "show", ids[0]).out


def test_a_folder_becomes_a_folder_of_photos_without_a_station(script: Script, folder: Path) -> None:
    (folder / "broken.jpg").write_bytes(b"\xff\xd8 broken")
    (folder / f"{NUMBERS[1]}.jpg").unlink()
    out = script.folder / "out"
    out.mkdir()
    answer = script.json("photo", "bulk", str(folder), "--out", str(out))
    assert answer.code == 1
    assert {path.name for path in out.iterdir()} == {f"{NUMBERS[0]}.jpg", "failed.pdf"}
    codes = {item["file"]: item["code"] for item in answer.data["items"]}
    assert codes["IMG_0001.png"] == "photo.too_few_pixels"
    assert codes["broken.jpg"].startswith("picture.")


def test_what_is_there_already_is_left_and_a_name_for_two_is_given_to_one(script: Script, folder: Path) -> None:
    (folder / f"{NUMBERS[0]}.png").write_bytes(FACE.read_bytes())
    out = script.folder / "new" / "out"
    first = script.json("photo", "bulk", str(folder), "--out", str(out))
    assert (first.data["made"], first.data["before"]) == (2, 0)
    assert {item["code"] for item in first.data["items"] if not item["out"]} == {
        "bulk.same_stem",
        "photo.too_few_pixels",
    }
    (out / f"{NUMBERS[0]}.jpg").write_bytes(b"somebody's own")
    again = script.json("photo", "bulk", str(folder), "--out", str(out))
    assert (again.data["made"], again.data["before"]) == (0, 2)
    assert (out / f"{NUMBERS[0]}.jpg").read_bytes() == b"somebody's own"


def test_photos_never_go_over_the_pictures_they_are_made_of(script: Script, folder: Path) -> None:
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    for out in (folder, folder / "made", script.folder / "other" / ".." / folder.name):
        answer = script.json("photo", "bulk", str(folder), "--out", str(out))
        assert (answer.code, json.loads(answer.out)["error"]["code"]) == (1, "bulk.same_folder")
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_a_file_that_cannot_be_read_stops_none_of_the_others(
    script: Script, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unread(path: Path, **_: int) -> bytes:
        if path.suffix == ".png":
            raise EnvironmentFailedError("picture.unreadable", file=path.name)
        return path.read_bytes()

    monkeypatch.setattr(picturefolder, "read_bounded", unread)
    answer = script.json("photo", "bulk", str(folder), "--out", str(script.folder / "out"))
    assert (answer.code, answer.data["made"]) == (1, 2)
    assert [item["code"] for item in answer.data["items"]] == ["", "", "picture.unreadable"]


def test_a_reason_names_its_figures(script: Script, folder: Path) -> None:
    with (folder / "film.jpg").open("wb") as film:
        film.truncate(40 << 20)
    answer = script.json("photo", "bulk", str(folder), "--out", str(script.folder / "out"))
    (refused,) = answer.data["refused"]
    assert "41.9 MB" in refused["message"]


def test_the_order_may_be_given_as_a_list_of_numbers(script: Script, folder: Path) -> None:
    ids = [add(script, number) for number in NUMBERS]
    (folder / "IMG_0001.png").unlink()
    people = script.secret("people.txt", f"{NUMBERS[0]}\n{NUMBERS[1]}")
    # The files' names contradict the list: nothing is assigned.
    answer = script.json("photo", "import", str(folder), "--by", "order", "--people", people, "--dry-run")
    assert {each["doubt"] for each in answer.data["unmatched"]} == {"order_contradicted"}
    for at, number in enumerate(reversed(NUMBERS), 9):
        (folder / f"{number}.jpg").rename(folder / f"DSC_{at}.jpg")
    answer = script.json("photo", "import", str(folder), "--by", "order", "--people", people, "--dry-run")
    assert [each["record"] for each in answer.data["matched"]] == [ids[1], ids[0]]  # in the files' order: DSC_10, DSC_9
