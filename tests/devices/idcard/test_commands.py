# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import pytest

from sscard_desktop import messages
from sscard_desktop.devices.idcard import commands
from sscard_desktop.devices.idcard.commands import Answer, Command, ModuleRefusedError, Status
from sscard_desktop.domain.errors import InvalidInputError
from tests.helpers.corpus import body, entries, of_kind

REQUESTS = {
    "req_reset": commands.RESET,
    "req_status": commands.STATUS,
    "req_samid": commands.MODULE_NUMBER,
    "req_find": commands.FIND,
    "req_select": commands.SELECT,
    "req_read_base": commands.READ,
    "req_read_newaddr": commands.READ_ADDRESS,
    "req_read_iinsndn": commands.READ_CHIP_NUMBERS,
    "req_read_base_fp": commands.READ_WITH_FINGERPRINT,
    **{f"req_baud_{baud}": commands.set_speed(baud) for baud in commands.SPEEDS},
    "req_maxrf_50": commands.set_radio_bytes(0x50),
}
ALL = tuple(REQUESTS.values())

SUCCESSES = {
    "resp_find_ok_zero": {"find"},
    "resp_find_ok_iin": {"find"},
    "resp_select_ok": {"select"},
    "resp_samid": {"module number"},
    "resp_samid_unsigned": {"module number"},
    "resp_iinsndn": {"read chip numbers"},
    "resp_newaddr_70": {"read appended address"},
    "resp_ok": {"reset", "status", "set speed", "set radio bytes"},
    "resp_base_fp_1024": {"read with fingerprint"},
    "resp_base_fp_0": {"read with fingerprint"},
    "resp_base_resident": {"read"},
    "inner_len_overrun": {"read"},
    "wrong_kind_for_command": {"reset", "status", "set speed", "set radio bytes"},
}
CARD_ERRORS = {"31", "32", "33", "34", "40", "41", "80", "81"}


def accepted_by(identifier: str) -> set[str]:
    answer = Answer.parse(body(identifier))
    return {command.name for command in ALL if command.accepts(answer)}


@pytest.mark.parametrize("identifier", REQUESTS)
def test_every_command_is_packed_as_in_the_corpus(identifier: str) -> None:
    assert REQUESTS[identifier].request == entries()[identifier].data


@pytest.mark.parametrize("identifier", SUCCESSES)
def test_a_success_answers_only_the_commands_that_it_fits(identifier: str) -> None:
    assert accepted_by(identifier) == SUCCESSES[identifier]


@pytest.mark.parametrize("entry", [e for e in of_kind("response") if e.id.startswith("resp_err")], ids=lambda e: e.id)
def test_a_refusal_answers_only_the_commands_that_it_can(entry: object) -> None:
    identifier = entry.id  # type: ignore[attr-defined]
    status = entries()[identifier].expect["sw3"]
    names = accepted_by(identifier)
    if status in {"80"}:
        assert "find" in names
    if status in CARD_ERRORS:
        assert "read" in names
        assert not names & {"status", "reset", "module number"}
    else:
        assert names == {command.name for command in ALL}


def test_no_content_is_an_answer_about_addresses_only() -> None:
    assert accepted_by("resp_newaddr_none") == {"read appended address"}


@pytest.mark.parametrize("status", Status)
def test_every_status_that_is_no_success_has_its_sentence(status: Status) -> None:
    if status in {Status.SUCCESS, Status.CARD_FOUND}:
        return
    error = ModuleRefusedError(Answer(bytes((0x69, 0x85, status)), b""))
    assert error.status == status
    for language in messages.LANGUAGES:
        shown = messages.message(error.code, error.params, language)
        assert shown.what != error.code
        assert shown.todo
        assert "{" not in str(shown)


@pytest.mark.parametrize("status", sorted(set(range(256)) - {int(known) for known in Status}))
def test_an_undocumented_status_is_a_failure_that_shows_its_words(status: int) -> None:
    answer = Answer(bytes((0x69, 0x85, status)), b"")
    assert commands.FIND.accepts(answer)
    error = ModuleRefusedError(answer)
    assert error.code == "reader.unknown_status"
    assert error.params["status"] == f"69 85 {status:02X}"


def test_the_module_number_is_read_unsigned() -> None:
    for identifier in ("resp_samid", "resp_samid_unsigned"):
        answer = Answer.parse(body(identifier))
        assert commands.module_number(answer.data) == entries()[identifier].expect["samid"]


@pytest.mark.parametrize("data", [b"", bytes(15), bytes(17)])
def test_a_module_number_of_another_length_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="16"):
        commands.module_number(data)


def test_appended_addresses_are_read() -> None:
    data = Answer.parse(body("resp_newaddr_70")).data
    assert list(commands.appended_addresses(data)) == entries()["resp_newaddr_70"].expect["addresses"]
    assert len(commands.appended_addresses(data * 4)) == 4
    assert commands.appended_addresses(b"\x00\xd8" * 35) == ("\ufffd" * 35,)


@pytest.mark.parametrize(("identifier", "bytes_"), [("resp_base_fp_1024", 1024), ("resp_base_fp_0", 0)])
def test_a_reading_with_fingerprint_has_its_own_layout(identifier: str, bytes_: int) -> None:
    data = Answer.parse(body(identifier)).data
    reading = commands.split_reading(commands.READ_WITH_FINGERPRINT, data)
    plain = commands.split_reading(commands.READ, Answer.parse(body("resp_base_resident")).data)
    assert reading.text == plain.text
    assert len(reading.photo) == 1024
    assert len(reading.fingerprint) == bytes_
    with pytest.raises(InvalidInputError):
        commands.split_reading(commands.READ, data)


def test_a_reading_with_one_fingerprint_is_split_too() -> None:
    data = b"\x01\x00\x04\x00\x02\x00" + bytes(256 + 1024 + 512)
    assert len(commands.split_reading(commands.READ_WITH_FINGERPRINT, data).fingerprint) == 512


@pytest.mark.parametrize(
    "data",
    [
        Answer.parse(body("inner_len_overrun")).data,
        b"",
        b"\x01\x00",
        b"\x01\x00\x04\x00" + bytes(1279),
        b"\x00\xff\x04\x01" + bytes(1280),
        b"\xff\xff\xff\xff" + bytes(1280),
    ],
)
def test_lengths_inside_that_do_not_add_up_are_refused(data: bytes) -> None:
    with pytest.raises(InvalidInputError, match="reading_lengths"):
        commands.split_reading(commands.READ, data)


def test_an_answer_shows_no_data() -> None:
    answer = Answer.parse(body("resp_base_resident"))
    assert "data" not in repr(answer)
    assert len(repr(answer)) < 80


def test_commands_are_values_that_name_themselves() -> None:
    assert len({command.name for command in ALL}) == len(ALL) - 4
    assert all(isinstance(command, Command) for command in ALL)
