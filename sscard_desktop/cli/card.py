# SPDX-License-Identifier: Apache-2.0
"""``card``: finished cards: which wait, handing one out, and the paper that goes with them."""

from __future__ import annotations

from pathlib import Path

from sscard_desktop import paths
from sscard_desktop.cli.call import Call, Commands, add_command, add_subject, seconds, write_output
from sscard_desktop.cli.output import Exit
from sscard_desktop.domain.cardissue import Taker
from sscard_desktop.domain.masking import masked_name, masked_number
from sscard_desktop.domain.receipt import grouped
from sscard_desktop.services.handout import HandOut, Shown, Waiting
from sscard_desktop.services.handoutpapers import HandOutPapers, rendered_labels, rendered_list, rendered_notices
from sscard_desktop.services.session import Session


def add_to(commands: Commands) -> None:
    """Add the commands of this module."""
    card = add_subject(commands, "card", "finished cards (领卡)")
    wait = add_command(card, "list", list_cards, "the cards that are ready; with --out, the unit's list to sign as PDF")
    wait.add_argument("--unit", metavar="NAME", help="of this unit only")
    wait.add_argument("--way", default="", metavar="CODE", help="of this way of pickup only, such as post")
    wait.add_argument("--out", metavar="F.pdf")
    give = add_command(card, "hand-out", hand_out, "note that a card was given out")
    give.add_argument("id", metavar="ID", help="the record's")
    give.add_argument("--taker", choices=list(Taker), default=Taker.HOLDER, help="who takes it")
    give.add_argument("--port", default="", metavar="URL", help="read the taker's document on this reader")
    give.add_argument("--timeout", type=seconds, default=15.0, metavar="S", help="how long to wait for it")
    give.add_argument("--name", default="", help="of the taker; the holder's without")
    give.add_argument("--number", default="", help="of the taker's document")
    give.add_argument("--proof-seen", action="store_true", help="the authorisation or household register was looked at")
    give.add_argument("--holders-document-seen", action="store_true", help="so was the holder's document")
    give.add_argument("--though-not-told", action="store_true", help="the card lies here, though no feedback says so")
    back = add_command(card, "take-back", take_back, "take a handing out back that was noted by mistake")
    back.add_argument("id", metavar="ID")
    labels = add_command(card, "labels", print_labels, "address labels of the cards that are sent by post, as PDF")
    labels.add_argument("--out", required=True, metavar="F.pdf")
    labels.add_argument("--first", type=int, default=1, metavar="N", help="the first free label of the first sheet")
    courier = add_command(card, "courier", write_courier, "the courier's list, .xlsx or .csv")
    courier.add_argument("--out", required=True, metavar="FILE")
    notices = add_command(card, "notices", print_notices, "a notice for each person whose card is ready, as PDF")
    notices.add_argument("--unit", metavar="NAME")
    notices.add_argument("--out", required=True, metavar="F.pdf")


def list_cards(call: Call) -> Exit:
    """List the cards that wait."""
    with call.session() as session:
        unit, way = call.options.unit, call.options.way
        found = HandOut(session).waiting(unit=unit, way=way)
        made = _papers(session).hand_out_list(unit, way=way) if call.options.out else None
    if made is not None:
        write_output(Path(call.options.out), rendered_list(made, call.workplace.forms, call.output), private=True)
    lines = [f"{grouped(each.receipt_number)}\t{masked_name(each.name)}\t{each.place}\t{each.unit}" for each in found]
    data = {"cards": [_told(each) for each in found], "file": call.options.out}
    call.output.done(data, "cli.cards", *lines, count=len(found))
    return Exit.DONE


def hand_out(call: Call) -> Exit:
    """Note a handing out."""
    options = call.options
    read = call.workplace.readers.read(options.port, timeout_s=options.timeout) if options.port else None
    shown = Shown(
        Taker(options.taker),
        options.name if read is None else read.name,
        options.number if read is None else read.number,
        read=read is not None,
        proof=options.proof_seen,
        holders_document=options.holders_document_seen,
        unready=options.though_not_told,
    )
    with call.session() as session:
        given = HandOut(session).give(options.id, shown)
    call.output.done(_told(given), "cli.card_handed_out", receipt=grouped(given.receipt_number))
    return Exit.DONE


def take_back(call: Call) -> Exit:
    """Take a handing out back."""
    with call.session() as session:
        back = HandOut(session).take_back(call.options.id)
    call.output.done(_told(back), "cli.card_taken_back", receipt=grouped(back.receipt_number))
    return Exit.DONE


def print_labels(call: Call) -> Exit:
    """Write the labels; an address that isn't complete is a finding."""
    with call.session() as session:
        made = _papers(session).labels()
    pdf = rendered_labels(made, call.workplace.forms, first=max(call.options.first, 1) - 1)
    write_output(Path(call.options.out), pdf, private=True)
    data = {"file": call.options.out, "labels": len(made.labels), "lacking": list(made.lacking)}
    counts = {"count": len(made.labels), "lacking": len(made.lacking)}
    call.output.done(data, "cli.labels", *(f"! {receipt}" for receipt in made.lacking), **counts)
    return Exit.FINDINGS if made.lacking else Exit.DONE


def write_courier(call: Call) -> Exit:
    """Write the courier's list."""
    with call.session() as session:
        written = _papers(session).courier_list(Path(call.options.out), call.workplace.tables())
    data = {"path": str(written.path), "bytes": written.size_bytes, "sha256": written.sha256}
    call.output.done(data, "cli.courier", file=written.path.name)
    return Exit.DONE


def print_notices(call: Call) -> Exit:
    """Write the notices; one that can't be set is a finding."""
    with call.session() as session:
        made = _papers(session).notices(call.options.unit)
    sheaf = rendered_notices(made, call.workplace.forms, call.output)
    write_output(Path(call.options.out), sheaf.pdf, private=True)
    data = {"file": call.options.out, "notices": len(sheaf.printed), "refused": len(sheaf.refused)}
    call.output.done(data, "cli.notices", count=len(sheaf.printed), refused=len(sheaf.refused))
    return Exit.FINDINGS if sheaf.refused else Exit.DONE


def _papers(session: Session) -> HandOutPapers:
    return HandOutPapers(session, paths.forms() / "shared-forms")


def _told(waiting: Waiting) -> dict[str, object]:
    handed = waiting.handed
    return {
        "record": waiting.record,
        "status": waiting.status.value,
        "name": masked_name(waiting.name),
        "number": masked_number(waiting.number),
        "receipt_number": waiting.receipt_number,
        "unit": waiting.unit,
        "card_number": masked_number(waiting.card_number),
        "place": waiting.place,
        "way": waiting.way,
        "handed": None
        if handed is None
        else {"at": handed.at.isoformat(), "by": handed.operator, "taker": handed.taker.value},
    }
