# SPDX-License-Identifier: Apache-2.0
"""What careless and hostile people give to the command line: each time a sentence and an exit code, nothing lost."""

from __future__ import annotations

import json
import os
import shutil
import sys
from functools import partial
from pathlib import Path

import pytest
from PIL import Image

from sscard_desktop import __main__, paths
from sscard_desktop.app import main
from sscard_desktop.cli import doctor
from sscard_desktop.cli.call import Call
from tests.cli.conftest import PASSWORD, Script

posix = pytest.mark.skipif(sys.platform == "win32", reason="pipes and devices have no names in Windows' folders")


def record_file(script: Script, content: str) -> str:
    path = script.folder / "record.json"
    path.write_text(content, encoding="utf-8")
    return str(path)


@pytest.mark.parametrize("value", ["null", "NaN", "1e999", "true", "13800000000", '["a"]', '{"a": "b"}'])
def test_a_value_that_is_no_text_is_refused_and_never_guessed(script: Script, value: str) -> None:
    answer = script.json("record", "add", record_file(script, f'{{"values": {{"name": {value}}}}}'))
    assert answer.code == 1
    assert answer.data["error"]["code"] == "cli.record_wrong_type"
    assert "values.name" in answer.data["error"]["message"]
    assert script.json("record", "list").data["records"] == []


@pytest.mark.parametrize("given", ['"consents": "no"', '"confirm_photo": "false"', '"consents": 1', '"photo": 5'])
def test_a_word_is_never_taken_for_consent(script: Script, given: str) -> None:
    answer = script.json("record", "add", record_file(script, f'{{"values": {{}}, {given}}}'))
    assert answer.data["error"]["code"] == "cli.record_wrong_type"


def test_a_field_that_stands_twice_is_refused(script: Script) -> None:
    answer = script.json("record", "add", record_file(script, '{"values": {"name": "王一", "name": "王二"}}'))
    assert answer.data["error"]["code"] == "cli.record_not_json"


def test_a_refused_file_leaves_no_half_record(script: Script) -> None:
    script.secret("no-picture.jpg", "hello")
    for content in (
        '{"values": {"name": "王演示", "shoe_size": "43"}}',
        '{"values": {"name": "王演示"}, "id_front": "no-picture.jpg"}',
        json.dumps({"values": {"name": "王" * 300_000}}, ensure_ascii=False),
    ):
        assert script.json("record", "add", record_file(script, content)).code == 1
    assert script.json("record", "list").data["records"] == []


def test_files_that_notepad_saved_are_read(script: Script) -> None:
    for name in ("password", "record.json"):
        text = PASSWORD + "\r\n" if name == "password" else '{"values": {"name": "王演示"}}'
        (script.folder / name).write_bytes(b"\xef\xbb\xbf" + text.encode())
    answer = script.json("record", "add", str(script.folder / "record.json"))
    assert answer.data["values"]["name"] == "王演示"


def test_a_password_file_in_another_encoding_is_told_and_costs_no_try(script: Script) -> None:
    (script.folder / "password").write_bytes("口令三个茶壶".encode("gbk"))
    for _ in range(4):
        answer = script.json("record", "list")
        assert (answer.code, answer.data["error"]["code"]) == (3, "file.not_text")


@posix
def test_pipes_devices_and_folders_are_no_files_and_nobody_waits_for_them(script: Script) -> None:
    pipe = script.folder / "pipe"
    os.mkfifo(pipe)
    for place in (str(pipe), "/dev/zero", str(script.folder)):
        for command in (
            ("record", "add", place),
            ("photo", "check", place),
            ("package", "verify", place, "--package-password-file", str(script.folder / "password")),
        ):
            answer = script.json(*command)
            assert answer.code == 3, command
            assert answer.data["error"]["code"] in ("file.not_plain", "package.not_a_plain_file"), command


def test_a_package_that_is_not_there_is_not_taken_for_a_failed_export(script: Script) -> None:
    answer = script.json("package", "verify", "nowhere.zip", "--package-password-file", str(script.folder / "password"))
    assert answer.code == 3
    assert answer.data["error"]["code"] == "package.file_missing"


@posix
def test_a_pipe_or_a_folder_in_the_place_of_the_output_is_left_alone(script: Script) -> None:
    picture = script.folder / "white.png"
    Image.new("RGB", (400, 500), "white").save(picture)
    pipe = script.folder / "pipe"
    os.mkfifo(pipe)
    new = script.folder / "new"
    for place in (pipe, script.folder, Path()):
        answer = script.json("station", "init", "--data-dir", str(new), "--recovery-out", str(place))
        assert answer.code in (1, 3), place
        assert not new.exists()
    assert pipe.is_fifo()


@pytest.mark.parametrize("place", ["no-such-folder/code", "a" * 300, "password"])
def test_a_station_is_not_set_up_when_its_recovery_code_has_no_place(script: Script, place: str) -> None:
    new = script.folder / "new"
    answer = script.json("station", "init", "--data-dir", str(new), "--recovery-out", str(script.folder / place))
    assert answer.code in (1, 3)
    assert answer.data["error"]["code"].startswith("file.")
    assert not new.exists()
    assert (script.folder / "password").read_text(encoding="utf-8") == PASSWORD + "\n"


@pytest.mark.parametrize("option", [("--name", "名\n\x1b[31m"), ("--name", "x" * 5000), ("--campaign", "a\tb")])
def test_a_station_s_name_stays_on_one_line_of_the_top_bar(script: Script, option: tuple[str, str]) -> None:
    new = script.folder / "new"
    code = str(script.folder / "code")
    answer = script.json("station", "init", "--data-dir", str(new), "--recovery-out", code, *option)
    assert answer.code == 1
    assert answer.data["error"]["code"] == "station.text_invalid"
    assert not new.exists()
    assert not Path(code).exists()


def test_what_others_typed_in_never_steers_the_terminal(script: Script) -> None:
    content = json.dumps({"values": {"a\n\x1b[2J\u202e": "x"}})
    answer = script.run("record", "add", record_file(script, content))
    assert answer.code == 1
    assert not set(answer.err.rstrip("\n")) & {"\x1b", "\n", "\u202e"}


@pytest.mark.parametrize("people", ["0", "-5", "100000", "some"])
def test_a_demo_of_nobody_or_of_a_whole_town_is_refused_before_it_begins(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], people: str
) -> None:
    assert main(["--json", "demo", "--out", str(tmp_path / "demo"), "--people", people]) == 2
    assert json.loads(capsys.readouterr().out)["error"]["code"] == "cli.usage"
    assert not (tmp_path / "demo").exists()


@pytest.mark.parametrize("wait", ["nan", "inf", "-5", "1e300"])
def test_an_endless_wait_is_no_time(script: Script, wait: str) -> None:
    assert script.json("reader", "read", "--port", "loop://", "--timeout", wait).code == 2


def test_misuse_is_told_on_stderr_for_people_and_in_json_for_scripts(script: Script) -> None:
    told = script.run("nosuch")
    assert told.code == 2
    assert told.out == ""
    assert "nosuch" in told.err
    assert script.json("x" * 100_000).data["error"]["code"] == "cli.usage"


def test_a_bug_is_told_with_the_place_of_a_report_that_holds_nobody_s_data(
    script: Script, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumble(call: Call) -> None:
        raise ValueError("王演示 11010519491231002X")

    monkeypatch.setattr(doctor, "run_doctor", stumble)
    answer = script.json("doctor")
    assert answer.code == 70
    assert answer.data["error"]["code"] == "cli.bug"
    report, page = sorted((script.folder / "station" / "reports").iterdir(), key=lambda path: path.suffix, reverse=True)
    assert str(page) in answer.data["error"]["remedy"]
    text, shown = (each.read_text(encoding="utf-8") for each in (report, page))
    assert "builtins.ValueError" in text
    assert answer.data["error"]["support_code"] in text
    assert answer.data["error"]["support_code"] in shown
    assert "王演示" not in text + shown + answer.out + answer.err


def test_one_broken_city_does_not_hide_the_others(script: Script) -> None:
    folder = script.folder / "station" / "profiles" / "broken"
    folder.mkdir(parents=True)
    (folder / "profile.toml").write_text("x = [", encoding="utf-8")
    answer = script.json("profile", "list")
    assert answer.code == 1
    assert "chengdu" in {profile["name"] for profile in answer.data["profiles"]}
    (told,) = answer.data["broken"]
    assert told["name"] == "broken"
    assert "broken/profile.toml" in told["message"]


def test_a_folder_that_can_not_be_is_not_blamed_on_the_disk(script: Script) -> None:
    for place in (script.folder / "password" / "station", script.folder / ("a" * 300)):
        code = str(script.folder / "code")
        answer = script.json("station", "init", "--data-dir", str(place), "--recovery-out", code)
        assert answer.code == 3
        assert answer.data["error"]["code"] == "storage.no_folder"


@pytest.fixture
def patient_doctor(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the doctor wait for its parts: a machine full of tests is slower than a counter's, and that isn't asked."""
    monkeypatch.setattr(doctor, "Examiner", partial(doctor.Examiner, limit_s=60.0))


@pytest.mark.usefixtures("patient_doctor")
def test_the_doctor_says_how_many_reminders_there_are(script: Script) -> None:
    checks = script.json("doctor").data["checks"]
    warned = sum(check["health"] == "warn" for check in checks)
    told = script.run("--lang", "en", "doctor").out.splitlines()[0]
    assert (str(warned) in told) == bool(warned)


@pytest.mark.usefixtures("patient_doctor")
@pytest.mark.parametrize(
    ("form", "code"),
    [("title = [", "toml."), ('title = "x"\nshoe_size = 43\n', "template."), ("", "t")],
)
def test_a_printed_form_that_is_broken_is_told_before_somebody_waits_for_the_paper(
    script: Script, form: str, code: str
) -> None:
    city = script.folder / "station" / "profiles" / "newtown"
    shutil.copytree(paths.forms() / "chengdu", city)
    assert script.json("profile", "check", str(city)).code == 0
    (city / "registration.toml").write_text(form, encoding="utf-8")
    answer = script.json("profile", "check", str(city))
    assert answer.code == 1
    problem = answer.data["problems"][0]
    assert problem["file"] == "newtown/registration.toml"
    assert problem["code"].startswith(code)
    assert problem["message"] != problem["code"]
    (told,) = [check for check in script.json("doctor").data["checks"] if check["part"] == "profiles"]
    assert told["health"] == "fail"


def test_stopping_it_while_it_loads_prints_no_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(arguments: list[str]) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("sscard_desktop.app.main", interrupted)
    assert __main__.main(["doctor"]) == 1
    assert capsys.readouterr().err == ""
