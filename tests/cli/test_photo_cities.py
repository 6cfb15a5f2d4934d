# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from PIL import Image

from sscard_desktop import paths
from sscard_desktop.devices.demopictures import demo_frame
from tests.cli.conftest import Script


def test_the_cities_that_would_take_a_photo_are_told_with_a_file_for_each(script: Script) -> None:
    frame, photo = script.folder / "frame.png", script.folder / "photo.jpg"
    Image.fromarray(demo_frame(paths.resources() / "samples", 3)).save(frame)
    assert script.json("--profile", "national", "photo", "make", str(frame), "--out", str(photo)).code == 0
    out = script.folder / "cities"
    out.mkdir()
    asked = ["--city", "national", "--city", "weifang", "--original", str(frame), "--out", str(out)]
    answer = script.json("photo", "cities", str(photo), *asked)
    assert answer.code == 1
    national, weifang = answer.data["cities"]
    assert (national["takes"], weifang["takes"], weifang["would_take"]) == (True, False, True)
    assert [why["key"] for why in weifang["why_not"]] == ["file_size"]
    (clash,) = answer.data["clashes"]
    assert (clash["kind"], clash["first_wants"]) == ("file_size", "14–39 KB")
    assert answer.data["groups"] == [["national"], ["weifang"]]
    assert {path.name for path in out.iterdir()} == {"national.jpg", "weifang.jpg"}
    spoken = script.run("photo", "cities", str(photo), "--city", "weifang")
    assert "潍坊" in spoken.out


def test_a_record_without_a_photo_is_refused(script: Script) -> None:
    record = script.folder / "record.json"
    record.write_text('{"values": {"name": "王小明"}}', encoding="utf-8")
    added = script.json("record", "add", str(record))
    answer = script.json("photo", "cities", "--record", added.data["id"])
    assert (answer.code, answer.data["error"]["code"]) == (1, "photo.none_stored")
