# SPDX-License-Identifier: Apache-2.0
"""What each dialect sends, byte for byte as the drivers in the field do."""

from __future__ import annotations

import pytest

from sscard_desktop.devices.idcard import commands
from sscard_desktop.devices.idcard.dialects import dialect_of
from sscard_desktop.domain.reader import ReaderDialect

FIND = bytes.fromhex("AAAAAA9669000320 0122")
ALL = [
    commands.RESET,
    commands.STATUS,
    commands.MODULE_NUMBER,
    commands.FIND,
    commands.SELECT,
    commands.READ,
    commands.READ_ADDRESS,
    commands.READ_CHIP_NUMBERS,
]


def sent(dialect: ReaderDialect, command: commands.Command) -> list[bytes]:
    spelt = dialect_of(dialect).spell(command)
    return [] if spelt is None else list(dialect_of(dialect).pieces(spelt))


def test_the_usual_way_is_the_standards() -> None:
    assert sent(ReaderDialect.SAM, commands.FIND) == [FIND]


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        (commands.STATUS, "AAAAAA966900030001 02"),
        (commands.FIND, "AAAAAA966900030081 82"),
        (commands.SELECT, "AAAAAA966900030082 81"),
        (commands.READ, "AAAAAA966900030083 80"),
        (commands.MODULE_NUMBER, "AAAAAA9669000312FF EE"),
    ],
    ids=lambda value: getattr(value, "name", None),
)
def test_cvr_readers_get_their_own_numbers(command: commands.Command, expected: str) -> None:
    assert sent(ReaderDialect.CVR, command) == [bytes.fromhex(expected)]


def test_what_a_cvr_reader_is_not_known_to_have_is_not_sent() -> None:
    for command in (commands.RESET, commands.READ_ADDRESS, commands.READ_CHIP_NUMBERS):
        assert sent(ReaderDialect.CVR, command) == []


def test_hid_readers_get_whole_reports() -> None:
    assert sent(ReaderDialect.HID, commands.FIND) == [FIND + bytes(54)]
    assert sent(ReaderDialect.HID_BARE, commands.FIND) == [bytes.fromhex("0003200122") + bytes(59)]


def test_one_shot_readers_get_their_one_request() -> None:
    assert sent(ReaderDialect.TEXT, commands.READ) == [b"D&C00040101"]
    assert sent(ReaderDialect.WRAPPED, commands.READ) == [bytes.fromhex("CADF0235 0009 0007 AAAAAA96690000 E3")]
    for dialect in (ReaderDialect.TEXT, ReaderDialect.WRAPPED):
        assert [command.name for command in ALL if sent(dialect, command)] == ["read"]


def test_fingerprints_are_asked_for_in_no_dialect() -> None:
    request = commands.READ_WITH_FINGERPRINT.body
    for dialect in ReaderDialect:
        assert not any(request in piece for command in ALL for piece in sent(dialect, command))
