# SPDX-License-Identifier: Apache-2.0
"""``reader``: the ID card reader, its ports, and the simulator."""

from __future__ import annotations

import argparse
import time

from sscard_desktop.cli.call import Call, Commands, add_command, add_subject, seconds
from sscard_desktop.cli.output import Exit
from sscard_desktop.domain.card import Card, CardType
from sscard_desktop.domain.errors import EnvironmentFailedError
from sscard_desktop.domain.reader import ReaderDialect
from sscard_desktop.services.ports import USUAL_BAUD


def add_to(commands: Commands) -> None:
    """Add the commands of this module."""
    reader = add_subject(commands, "reader", "the ID card reader")
    add_command(reader, "ports", list_ports, "the serial ports of this machine")
    read = add_command(reader, "read", read_card, "read the card on a reader")
    read.add_argument("--port", required=True, metavar="URL", help="COM3, /dev/ttyUSB0, socket://…")
    read.add_argument("--timeout", type=seconds, default=10.0, metavar="S", help="how long to wait for a card")
    read.add_argument("--baud", type=int, default=USUAL_BAUD, metavar="N", help="the reader's speed")
    _add_dialect(read)
    probe = add_command(reader, "speed", probe_speed, "find the speed at which a reader answers; writes to the port")
    probe.add_argument("--port", required=True, metavar="URL")
    _add_dialect(probe)
    simulate = add_command(reader, "simulate", simulate_reader, "a simulated reader behind a real serial line")
    simulate.add_argument("--link", required=True, metavar="PATH", help="where the serial line is to be found")
    simulate.add_argument("--card", default="", metavar="NAME", help="the card that lies on it")
    simulate.add_argument("--fault", default="", metavar="NAME", help="what goes wrong")
    simulate.add_argument("--window", action="store_true", help="with a window that lays cards on and makes trouble")
    _add_dialect(simulate)
    simulate.add_argument("--seconds", type=seconds, default=0.0, help="how long to run; by default until stopped")


def list_ports(call: Call) -> Exit:
    """List the serial ports, and why a reader that is plugged in isn't among them."""
    ports = call.workplace.readers.ports()
    obstacle = None if any(port.known_reader for port in ports) else call.workplace.readers.obstacle()
    data: dict[str, object] = {
        "ports": [
            {
                "device": port.device,
                "description": port.description,
                "usb_id": port.usb_id,
                "id": port.id,
                "known_reader": port.known_reader,
            }
            for port in ports
        ]
    }
    lines = [f"{p.device}\t{p.description}\t{p.id}{' *' if p.known_reader else ''}".rstrip() for p in ports]
    if obstacle is not None:
        told = call.output.sentence(obstacle.code, **obstacle.params)
        data["obstacle"] = {"code": obstacle.code, "message": told}
        lines.append(f"! {told}")
    call.output.done(data, "cli.ports", *lines, count=len(ports))
    return Exit.DONE


def read_card(call: Call) -> Exit:
    """Read one card."""
    card = call.workplace.readers.read(
        call.options.port,
        timeout_s=call.options.timeout,
        baud=call.options.baud,
        dialect=ReaderDialect(call.options.dialect),
    )
    data = card_as_data(card)
    call.output.done(data, "cli.card_read", *(f"{key}: {value}" for key, value in data.items()))
    return Exit.DONE


def probe_speed(call: Call) -> Exit:
    """Find a reader's speed."""
    baud = call.workplace.readers.probe_speed(call.options.port, dialect=ReaderDialect(call.options.dialect))
    if baud is None:
        raise EnvironmentFailedError("reader.no_speed", port=call.options.port)
    call.output.done({"port": call.options.port, "baud": baud}, "cli.speed_found", port=call.options.port, baud=baud)
    return Exit.DONE


def simulate_reader(call: Call) -> Exit:
    """Run the simulated reader until it is stopped, with ``--window`` until its window is closed."""
    show = call.simulator_window() if call.options.window else None
    simulated = call.workplace.simulated_reader(call.options.link, ReaderDialect(call.options.dialect))
    with simulated:
        if call.options.fault:
            simulated.set_fault(call.options.fault)
        if call.options.card:
            simulated.lay_on(call.options.card)
        call.output.done({"url": simulated.url}, "cli.simulating", url=simulated.url)
        call.output.out.flush()
        if show is not None:
            show(simulated, call.option("lang", "zh_CN"), call.options.seconds)
            return Exit.DONE
        until = time.monotonic() + call.options.seconds
        while not call.options.seconds or time.monotonic() < until:
            time.sleep(0.1)
    return Exit.DONE


def _add_dialect(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--dialect",
        choices=[each.value for each in ReaderDialect],
        default=ReaderDialect.SAM.value,
        metavar="NAME",
        help="how the reader speaks: " + ", ".join(each.value for each in ReaderDialect),
    )


def card_as_data(card: Card) -> dict[str, object]:
    """Return a card as the command line's contract names its parts; ``valid_to`` is ``None`` for 长期."""
    data: dict[str, object] = {
        "document": card.type.value,
        "name": card.name,
        "sex": card.sex,
        "nation": card.nation,
        "birth_date": card.birth_date.isoformat() if card.birth_date else "",
        "address": card.address,
        "number": card.number,
        "authority": card.authority,
        "valid_from": card.valid_from.isoformat() if card.valid_from else "",
        "valid_to": card.valid_to.isoformat() if card.valid_to else None,
        "type": {CardType.HMT: "J", CardType.FOREIGNER_2017: "I", CardType.FOREIGNER_2023: "Y"}.get(card.type, ""),
        "long_term": card.long_term,
        "warnings": [{"field": warning.attribute, "code": warning.code} for warning in card.warnings],
    }
    if card.type is not CardType.RESIDENT:
        data |= {
            "name_en": card.name_en,
            "nationality": card.nationality,
            "pass_number": card.pass_number,
            "issue_count": card.issue_count,
            "version": card.version,
        }
    return data
