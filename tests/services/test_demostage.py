# SPDX-License-Identifier: Apache-2.0
"""The stage of a demo station: the devices do what was staged, and are well again when it is over."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from sscard_desktop import paths
from sscard_desktop.devices.demo import DemoHardware
from sscard_desktop.devices.idcard.simulator import SimulatedCardReader
from sscard_desktop.domain.printing import Fate, Ticket, Trouble
from sscard_desktop.services.demostage import DEAD_CHIP, DemoStage
from sscard_desktop.services.mishaps import PLOTS, Apparatus, Mishap
from sscard_desktop.services.ports import DemoScene

TODAY = date(2026, 11, 21)
LONG = 3600.0


@pytest.fixture
def hardware(tmp_path: Path) -> DemoHardware:
    return DemoHardware(paths.resources() / "samples", Path(), TODAY, prints=tmp_path / "prints")


@pytest.fixture
def stage(hardware: DemoHardware) -> Iterator[DemoStage]:
    with hardware.reader() as reader:
        yield DemoStage(reader, hardware)


def well(stage: DemoStage) -> bool:
    devices, reader = stage.devices, stage.reader.state()
    printer = devices.printer()
    dead = DEAD_CHIP if reader.card is not None and stage.laid in [p for p in stage.people if p.dead_chip] else ""
    return (
        reader.plugged_in
        and reader.fault == dead
        and devices.cameras_plugged_in()
        and not devices.cameras_frozen()
        and devices.scene() is DemoScene.SEATED
        and not printer.removed
        and printer.trouble is None
    )


def test_cards_are_laid_in_turn_and_the_dead_one_by_name(stage: DemoStage) -> None:
    first, second = stage.people[:2]
    stage.lay_next()
    assert stage.reader.state().card == first.card
    stage.lay_next()
    assert stage.reader.state().card == second.card
    stage.lay_dead_chip()
    assert stage.laid is not None
    assert stage.reader.state().fault == DEAD_CHIP
    stage.lay(first)
    assert (stage.reader.state().card, stage.reader.state().fault) == (first.card, "")
    stage.lay_next()
    assert stage.reader.state().card == second.card
    stage.lift()
    assert stage.reader.state().card is None
    stage.lay_again()
    assert stage.reader.state().card == second.card


def test_who_was_read_sits_down_and_nobody_twice(stage: DemoStage, hardware: DemoHardware) -> None:
    someone = stage.people[3]
    assert stage.serve(someone.card.number)
    assert not stage.serve(someone.card.number)
    assert not stage.serve("110105194912310021"), "nobody has this number"
    assert stage.person is hardware.seated() is someone
    assert not stage.serve("")
    stage.lay_dead_chip()
    assert stage.serve("")
    assert stage.person is not None
    assert stage.person.dead_chip


def test_a_fault_outlasts_cards_and_a_dead_chip_outlasts_the_fault(stage: DemoStage) -> None:
    stage.set_fault("echo")
    stage.lay_next()
    assert stage.reader.state().fault == "echo"
    stage.lay_dead_chip()
    assert stage.reader.state().fault == "echo"
    stage.set_fault("")
    assert stage.reader.state().fault == DEAD_CHIP


@pytest.mark.parametrize("mishap", Mishap)
def test_every_mishap_does_something_and_all_is_well_in_the_end(stage: DemoStage, mishap: Mishap) -> None:
    stage.lay_next()
    before = stage.reader.state()
    stage.begin(mishap, 0.0)
    assert not well(stage) or stage.reader.state() != before
    plot = PLOTS[mishap]
    if plot.lasts_s is None:
        stage.tick(LONG)
        assert not well(stage), "it waits for somebody"
        assert stage.running() == {plot.apparatus: mishap}
        stage.heal(plot.apparatus)
    else:
        stage.tick(LONG)
    assert well(stage)
    assert stage.running() == {}


@pytest.mark.parametrize("mishap", [mishap for mishap in Mishap if PLOTS[mishap].lasts_s])
def test_a_mishap_lasts_as_long_as_it_says(stage: DemoStage, mishap: Mishap) -> None:
    lasts_s = PLOTS[mishap].lasts_s
    assert lasts_s is not None
    stage.begin(mishap, 100.0)
    stage.tick(100.0 + lasts_s - 0.1)
    assert mishap in stage.running().values()
    stage.tick(100.0 + lasts_s)
    assert stage.running() == {}


def test_one_device_has_one_mishap_and_others_theirs(stage: DemoStage) -> None:
    stage.begin(Mishap.JAM, 0.0)
    stage.begin(Mishap.LAMP_OFF, 0.0)
    stage.begin(Mishap.REMOVED, 1.0)
    assert stage.running() == {Apparatus.PRINTER: Mishap.REMOVED, Apparatus.CAMERA: Mishap.LAMP_OFF}
    assert stage.devices.printer().trouble is None, "what came before is mended"
    stage.heal_all()
    assert well(stage)
    assert stage.running() == {}


def test_a_job_fails_with_its_driver_and_the_next_is_printed(stage: DemoStage, hardware: DemoHardware) -> None:
    ticket = Ticket(hardware.spooler.printers()[0].name, "登记表")
    stage.begin(Mishap.DRIVER, 0.0)
    job = hardware.spooler.hand_over(b"%PDF", ticket)
    assert hardware.spooler.report(job).trouble is Trouble.DRIVER
    stage.tick(LONG)
    assert hardware.spooler.report(job).fate is Fate.FAILED
    assert hardware.spooler.report(hardware.spooler.hand_over(b"%PDF", ticket)).fate is Fate.DONE


def test_another_trouble_of_the_printer_lets_nothing_out_meanwhile(stage: DemoStage, hardware: DemoHardware) -> None:
    stage.begin(Mishap.JAM, 0.0)
    printer = hardware.spooler.printers()[0].name
    first, second = (hardware.spooler.hand_over(b"%PDF", Ticket(printer, "form")) for _ in range(2))
    stage.begin(Mishap.NO_PAPER, 0.0)
    stage.print_as(Trouble.COVER)
    assert hardware.spooler.waiting() == 2
    stage.begin(Mishap.REMOVED, 0.0)
    assert [hardware.spooler.report(job).fate for job in (first, second)] == [Fate.LOST] * 2
    stage.print_as(None)
    assert well(stage)
    assert not hardware.spooler.folder.exists(), "nothing came out"


def test_a_reader_alone_has_its_built_in_cards_and_its_own_mishaps() -> None:
    with SimulatedCardReader(today=TODAY) as reader:
        stage = DemoStage(reader)
        assert not stage.whole
        assert {PLOTS[mishap].apparatus for mishap in stage.mishaps()} == {Apparatus.READER}
        assert Mishap.DEAD_CHIP not in stage.mishaps()
        stage.lay_next()
        assert stage.laid == reader.card_names[0]
        for mishap in stage.mishaps():
            stage.begin(mishap, 0.0)
            stage.tick(LONG)
        stage.heal_all()
        assert reader.state().plugged_in
        with pytest.raises(RuntimeError):
            _ = stage.devices
