# SPDX-License-Identifier: Apache-2.0
"""``document``: the ID card in pictures, cut out and read; and what a record's own pictures left to decide."""

from __future__ import annotations

import argparse
from pathlib import Path

from sscard_desktop.cli.call import Call, Commands, add_command, add_subject, read_picture, write_output
from sscard_desktop.cli.output import Exit
from sscard_desktop.domain.comparison import Source
from sscard_desktop.domain.crosscheck import TELLERS
from sscard_desktop.domain.document import DocumentReading, Layout, Side
from sscard_desktop.domain.errors import InvalidInputError
from sscard_desktop.domain.fields import shown
from sscard_desktop.domain.profile import Profile
from sscard_desktop.services.documentfields import DocumentFields
from sscard_desktop.services.documents import Documents


def add_to(commands: Commands) -> None:
    """Add the commands of this module."""
    document = add_subject(commands, "document", "the ID card in pictures")
    straighten = add_command(document, "straighten", straighten_card, "find the card in a picture and cut it out")
    straighten.add_argument("file", metavar="FILE")
    straighten.add_argument("--out", required=True, metavar="OUT.jpg")
    straighten.add_argument(
        "--side", choices=[side.value for side in Side], help="the side that the picture should show"
    )
    _add_layout(straighten)
    read = add_command(document, "read", read_document, "read the pictures of one document, in any order")
    read.add_argument("front", metavar="FRONT")
    read.add_argument("back", metavar="BACK", nargs="?")
    _add_layout(read)
    show = add_command(document, "show", show_document, "what of a record waits to be confirmed or decided")
    show.add_argument("id", metavar="ID")
    confirm = add_command(document, "confirm", confirm_field, "say that a field filled from a picture is right")
    decide = add_command(document, "decide", decide_field, "say which source holds where they differ")
    for parser in (confirm, decide):
        parser.add_argument("id", metavar="ID")
        parser.add_argument("field", metavar="FIELD")
    choice = decide.add_mutually_exclusive_group(required=True)
    choice.add_argument("--take", choices=[teller.value for teller in TELLERS], help="whose value holds")
    choice.add_argument("--value", help="another value than all of theirs")


def _add_layout(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--layout",
        choices=[layout.value for layout in Layout],
        help="which document it is; a passport's page has another shape than a card",
    )


def straighten_card(call: Call) -> Exit:
    """Cut the card out; exit 1 where something would make a bureau send it back."""
    out = Path(call.options.out)
    content = read_picture(Path(call.options.file), made=out)
    expected = Side(call.options.side) if call.options.side else None
    cutter, spec = call.workplace.card_cutter(), call.profile().id_picture
    card = cutter.cut(content, spec, expected=expected, layout=_layout(call))
    write_output(out, card.jpeg, private=True)
    data = {
        "out": str(out),
        "bytes": len(card.jpeg),
        "side": card.side.value if card.side else None,
        "layout": card.layout.value if card.layout else None,
        "corners": [[round(x, 1), round(y, 1)] for x, y in card.corners],
        "problems": _problems(call, card.problems),
    }
    lines = [f"! {_sentence(call, problem)}" for problem in card.problems]
    call.output.done(data, "cli.document_straightened", *lines, out=out.name, bytes=len(card.jpeg))
    return Exit.FINDINGS if card.problems else Exit.DONE


def read_document(call: Call) -> Exit:
    """Read one document; exit 1 where nothing was read, or something doesn't fit together."""
    profile = call.profile()
    files = [call.options.front, *([call.options.back] if call.options.back else [])]
    contents = [read_picture(Path(file)) for file in files]
    reading = _read(call, profile, contents)
    fields = {
        key: {
            "value": found.value,
            "confidence": round(found.confidence, 4),
            "side": found.side.value,
            "repaired": found.repaired,
            "seen": found.seen,
        }
        for key, found in reading.fields.items()
    }
    data = {
        "layout": reading.layout.value if reading.layout else None,
        "sides": [side.value if side else None for side in reading.sides],
        "fields": fields,
        "problems": _problems(call, reading.problems),
    }
    lines = [*_lines(call, profile, reading), *(f"! {_sentence(call, problem)}" for problem in reading.problems)]
    call.output.done(data, "cli.document_read", *lines, count=len(fields))
    return Exit.FINDINGS if reading.problems or not fields else Exit.DONE


def _read(call: Call, profile: Profile, contents: list[bytes]) -> DocumentReading:
    """Read one or two pictures; one that came alone may be a scanned page with both sides, or a passport's page.

    Unless told which document it is, what doesn't read as a resident card is read as a passport's page as well: a part
    of such a page may look like a card. The one of which more was read, and more surely, holds.
    """
    reader, told = call.workplace.document_reader(), _layout(call)
    if len(contents) > 1:
        return reader.read([_cards_in(call, profile, content, told)[0] for content in contents])
    (content,) = contents
    reading = reader.read(_cards_in(call, profile, content, told))
    if told is not None or reading.layout is Layout.RESIDENT:
        return reading
    page = reader.read(_cards_in(call, profile, content, Layout.PASSPORT))
    return max(reading, page, key=lambda each: sum(found.confidence for found in each.fields.values()))


def _cards_in(call: Call, profile: Profile, content: bytes, layout: Layout | None) -> list[bytes]:
    """Return the cards in a picture, or the picture where it shows none that can be cut out: it may be all card."""
    try:
        return [card.jpeg for card in call.workplace.card_cutter().cut_all(content, profile.id_picture, layout=layout)]
    except InvalidInputError as error:
        if error.code.startswith("picture."):
            raise
        return [content]


def _layout(call: Call) -> Layout | None:
    return Layout(call.options.layout) if call.options.layout else None


def show_document(call: Call) -> Exit:
    """Show what waits; exit 1 where something does."""
    with call.session() as session:
        return _state(call, Documents(session), call.options.id)


def confirm_field(call: Call) -> Exit:
    """Confirm a field."""
    with call.session() as session:
        DocumentFields(session).confirm(call.options.id, call.options.field)
        return _state(call, Documents(session), call.options.id)


def decide_field(call: Call) -> Exit:
    """Decide between sources."""
    with call.session() as session:
        take = Source(call.options.take) if call.options.take else Source.RECORD
        DocumentFields(session).decide(call.options.id, call.options.field, take, value=call.options.value or "")
        return _state(call, Documents(session), call.options.id)


def _state(call: Call, documents: Documents, record_id: str) -> Exit:
    found = documents.look(record_id)
    undecided = [each for each in found.disagreements if not each.decided]
    data = {
        "layout": found.layout.value if found.layout else None,
        "unconfirmed": list(found.unconfirmed),
        "differences": [
            {
                "field": each.key,
                "severity": each.severity.value,
                "decided": each.decided,
                "values": {teller.value: value for teller, value in each.values.items()},
            }
            for each in found.disagreements
        ],
    }
    lines = [f"? {key}" for key in found.unconfirmed]
    for each in undecided:
        said = "  ".join(
            f"{call.output.word('source', teller.value)}: {value}" for teller, value in each.values.items()
        )
        lines.append(f"≠ {each.key}\t{said}")
    counts = {"unconfirmed": len(found.unconfirmed), "undecided": len(undecided)}
    call.output.done(data, "cli.document_state", *lines, **counts)
    return Exit.FINDINGS if found.unconfirmed or undecided else Exit.DONE


def _lines(call: Call, profile: Profile, reading: DocumentReading) -> list[str]:
    language = call.output.language
    specs = {spec.card: spec for spec in profile.fields.values() if spec.card}
    lines = []
    # In the form's order, then what this city doesn't ask for.
    for key in sorted(reading.fields, key=lambda key: list(specs).index(key) if key in specs else len(specs)):
        found, spec = reading.fields[key], specs.get(key)
        value = found.value if spec is None else shown(spec, found.value, profile.code_lists, language)
        repaired = f"\t({found.seen})" if found.repaired else ""
        lines.append(f"{spec.label(language) if spec else key}\t{value}\t{found.confidence:.1%}{repaired}")
    return lines


def _problems(call: Call, problems: tuple[str, ...]) -> list[dict[str, str]]:
    return [{"key": problem, "message": _sentence(call, problem)} for problem in problems]


def _sentence(call: Call, problem: str) -> str:
    return call.output.sentence(f"document.problem.{problem}")
