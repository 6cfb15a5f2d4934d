# SPDX-License-Identifier: Apache-2.0
"""The simulator as the module's side of the protocol: against the corpus, not against our own driver."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import serial

from sscard_desktop import messages
from sscard_desktop.devices.idcard.module import Fault, Latency, SimulatedModule
from sscard_desktop.devices.idcard.port import CardReader
from sscard_desktop.devices.idcard.readers import SerialCardReaders
from sscard_desktop.devices.idcard.simulator import SimulatedCardReader
from sscard_desktop.devices.idcard.specimens import specimens
from sscard_desktop.domain import idnumber
from sscard_desktop.domain.errors import EnvironmentFailedError, InvalidInputError, SscardError
from tests.devices.idcard.test_port import QUICK
from tests.helpers.readerpeer import wire

TODAY = date(2026, 11, 21)
FAST = Latency(find_s=0.0, select_s=0.0, read_s=0.0, baud=2_000_000, late_s=1.0, byte_s=0.0002)


def module(**options: bool) -> SimulatedModule:
    made = SimulatedModule(latency=FAST, **options)
    made.lay_on(specimens(TODAY)["resident"])
    return made


def ask(asked: SimulatedModule, request: str, quiet_s: float = 0.0) -> bytes:
    return b"".join(piece.data for piece in asked.receive(wire(request) if request else b"", quiet_s=quiet_s))


def test_each_request_of_the_corpus_is_answered_as_it_says() -> None:
    asked = module()
    assert ask(asked, "req_status") == wire("resp_ok")
    assert ask(asked, "req_reset") == wire("resp_ok")
    assert ask(asked, "req_samid") == wire("resp_samid")
    assert ask(asked, "req_bad_checksum") == wire("resp_err_10")
    assert ask(asked, "req_unknown_cmd") == wire("resp_err_21")
    assert ask(asked, "req_read_iinsndn") == wire("resp_err_21")
    assert ask(asked, "req_maxrf_50") == wire("resp_ok")
    assert ask(asked, "req_len_lies") == b""
    assert ask(asked, "", quiet_s=0.2) == wire("resp_err_11")
    assert ask(asked, "req_status") == wire("resp_ok")


def test_a_card_goes_through_find_select_and_read_once() -> None:
    asked = module()
    assert ask(asked, "req_select") == wire("resp_err_81")
    assert ask(asked, "req_read_base") == wire("resp_err_41")
    assert ask(asked, "req_find") == wire("resp_find_ok_zero")
    assert ask(asked, "req_select") == wire("resp_select_ok")
    assert len(ask(asked, "req_read_base")) == 1295
    assert len(ask(asked, "req_read_base_fp")) == 1297
    assert ask(asked, "req_read_newaddr") == wire("resp_newaddr_none")
    assert ask(asked, "req_find") == wire("resp_err_80"), "denied until it is lifted"
    asked.lift()
    assert ask(asked, "req_find") == wire("resp_err_80")
    asked.lay_on(specimens(TODAY)["hmt"])
    assert ask(asked, "req_find") == wire("resp_find_ok_zero")


def test_a_module_that_repeats_finds_its_card_again() -> None:
    asked = module(repeat_read=True)
    for request in ("req_find", "req_select", "req_read_base"):
        ask(asked, request)
    assert ask(asked, "req_find") == wire("resp_find_ok_zero")


def test_a_reset_forgets_the_card_s_state() -> None:
    asked = module()
    ask(asked, "req_find")
    ask(asked, "req_reset")
    assert ask(asked, "req_select") == wire("resp_err_81")


def test_the_speed_changes_after_the_answer() -> None:
    asked = module()
    assert ask(asked, "req_baud_9600") == wire("resp_ok")
    assert asked.baud == 9600


def test_requests_in_pieces_and_among_noise_are_found() -> None:
    asked = module()
    stream = b"\x00\xaa\xaa" + wire("req_status") + b"\xaa\xaa\xaa\x96\x69\xff\xff" + wire("req_status")
    answers = b"".join(piece.data for byte in stream for piece in asked.receive(bytes((byte,))))
    assert answers == wire("resp_ok") * 2


def test_the_specimens_are_right_in_every_year() -> None:
    kinds = {"hmt": "hmt_residence", "foreigner_2017": "foreign_permanent", "foreigner_2023": "foreign_permanent"}
    for today in (TODAY, date(2028, 2, 29), date(2040, 12, 31)):
        for name, card in specimens(today).items():
            kind = kinds.get(name, "resident")
            assert idnumber.check_number(kind, card.number, today=today, divisions={card.number[:6]}) == [], name
            assert card.birth_date is not None
            assert idnumber.agrees_with_birth(kind, card.number, card.birth_date)
            assert idnumber.sex(kind, card.number) == card.sex
        people = specimens(today)
        expiry = people["expiring"].valid_to
        assert expiry is not None
        assert 0 < (expiry - today).days < 120
        assert people["minor"].birth_date is not None
        assert today.year - people["minor"].birth_date.year < 16
        assert people["long_term"].long_term


# ── behind a line ────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(params=[False, True], ids=["pty", "tcp"])
def reader(request: pytest.FixtureRequest) -> Iterator[SimulatedCardReader]:
    with SimulatedCardReader(today=TODAY, tcp=request.param, latency=FAST) as simulated:
        yield simulated


RIGHT = {
    Fault.NONE,
    Fault.NOISE,
    Fault.BYTE_BY_BYTE,
    Fault.TWICE,
    Fault.ECHO,
}


@pytest.mark.parametrize("fault", Fault)
def test_every_fault_ends_in_the_right_reading_or_its_error(fault: Fault) -> None:
    with SimulatedCardReader(today=TODAY, latency=FAST) as reader:
        reader.lay_on("resident")
        reader.set_fault(fault.value)
        # A right reading takes the time it takes, on a busy machine too; only errors are waited for impatiently.
        readers = SerialCardReaders(timing=None if fault in RIGHT else QUICK)
        if fault in RIGHT:
            assert readers.read(reader.url, timeout_s=10).number == specimens(TODAY)["resident"].number
        else:
            with pytest.raises(SscardError) as caught:
                readers.read(reader.url, timeout_s=0.5)
            assert messages.message(caught.value.code, caught.value.params, "en").todo


def test_every_built_in_card_is_read_over_the_line(reader: SimulatedCardReader) -> None:
    with CardReader(reader.url) as driver:
        driver.greet()
        for name in reader.card_names:
            reader.lay_on(name)
            assert driver.read(timeout_s=2).number == specimens(TODAY)[name].number
            reader.lift()


def test_a_link_leads_to_the_line_and_goes_with_it(tmp_path: Path) -> None:
    link = tmp_path / "ttyReader"
    simulated = SimulatedCardReader(today=TODAY, link=link, latency=FAST)
    with simulated:
        if sys.platform != "win32":
            assert simulated.url == str(link)
            with serial.serial_for_url(simulated.url, baudrate=115200, timeout=2) as port:
                port.write(wire("req_status"))
                assert port.read(11) == wire("resp_ok")
    assert not link.exists()
    with simulated:
        assert link.exists()


def test_a_link_never_takes_the_place_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear applicant", encoding="ascii")
    with pytest.raises(EnvironmentFailedError, match=r"reader\.link"):
        SimulatedCardReader(today=TODAY, link=tmp_path / "letter.txt").start()
    with pytest.raises(EnvironmentFailedError, match=r"reader\.link"):
        SimulatedCardReader(today=TODAY, link=tmp_path / "nowhere" / "tty").start()
    assert (tmp_path / "letter.txt").read_text(encoding="ascii") == "Dear applicant"


def test_a_link_to_a_network_line_is_a_file_that_names_it(tmp_path: Path) -> None:
    link = tmp_path / "reader.url"
    for _ in range(2):
        with SimulatedCardReader(today=TODAY, link=link, tcp=True, latency=FAST) as simulated:
            assert link.read_text(encoding="ascii") == simulated.url
    link.write_text("https://example.org/a-bookmark", encoding="ascii")
    with pytest.raises(EnvironmentFailedError, match=r"reader\.link"):
        SimulatedCardReader(today=TODAY, link=link, tcp=True).start()


def test_names_that_are_not_built_in_are_refused_with_the_known_ones(reader: SimulatedCardReader) -> None:
    with pytest.raises(InvalidInputError, match="resident"):
        reader.lay_on("nobody")
    with pytest.raises(InvalidInputError, match="silence"):
        reader.set_fault("nothing of the kind")


def test_a_reader_that_is_not_plugged_in_has_no_url() -> None:
    simulated = SimulatedCardReader(today=TODAY)
    simulated.stop()
    with pytest.raises(RuntimeError, match="plugged"):
        _ = simulated.url


def test_a_client_that_goes_makes_room_for_the_next() -> None:
    with SimulatedCardReader(today=TODAY, tcp=True, latency=FAST) as simulated:
        for _ in range(3):
            with serial.serial_for_url(simulated.url, baudrate=115200, timeout=2) as port:
                port.write(wire("req_status"))
                assert port.read(11) == wire("resp_ok")


def test_the_default_pace_is_a_real_module_s() -> None:
    latency = Latency()
    assert latency.read_s + 1295 * 10 / latency.baud > 0.7
