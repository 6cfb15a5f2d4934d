# SPDX-License-Identifier: Apache-2.0
"""``record progress``: how a person's matters and card stand, as this station knows."""

from __future__ import annotations

from sscard_desktop.cli.call import Call, Commands, add_command
from sscard_desktop.cli.output import Exit
from sscard_desktop.domain.chinatime import CHINA
from sscard_desktop.services.enquiries import CardStatus, Enquiries, Progress


def add_to(record: Commands) -> None:
    """Add the command to the subject ``record``."""
    ask = add_command(record, "progress", ask_progress, "how a person's matters and card stand, as this station knows")
    ask.add_argument("number", metavar="NUMBER", help="a whole document, receipt or card number")


def ask_progress(call: Call) -> Exit:
    """Tell how the matters of a person or a receipt stand, and the card; finding none is a finding."""
    with call.session() as session:
        enquiries = Enquiries(session)
        found = enquiries.progress(call.options.number)
        status = enquiries.card_status(call.options.number)
    lines = []
    for progress in found:
        kind = session.profile.businesses.label(progress.business, call.output.language)
        lines.append(f"{kind}  {progress.receipt_number}  {progress.name}")
        lines += [
            f"  {call.output.word('node', step.node.value)}  {call.output.word('result', step.result.value)}"
            f"  {f'{step.at.astimezone(CHINA):%Y-%m-%d %H:%M:%S}' if step.at else ''}".rstrip()
            for step in progress.steps
        ]
    if status is not None:
        lines.append(call.output.word("card_state", status.state.value))
    data = {"matters": [_matter(progress) for progress in found], "card": _card(status) if status else None}
    call.output.done(data, "cli.progress", *lines, count=len(found))
    return Exit.DONE if found else Exit.FINDINGS


def _matter(progress: Progress) -> dict[str, object]:
    return {
        "record": progress.record,
        "business": progress.business,
        "name": progress.name,
        "number": progress.number,
        "receipt_number": progress.receipt_number,
        "batch": progress.batch,
        "status": progress.status.value,
        "told": progress.told,
        "steps": [
            {"node": step.node.value, "result": step.result.value, "at": step.at.isoformat() if step.at else None}
            for step in progress.steps
        ],
    }


def _card(status: CardStatus) -> dict[str, object]:
    return {
        "card_number": status.card_number,
        "pickup_place": status.pickup_place,
        "bank": status.bank,
        "city": status.city,
        "issued_on": status.issued_on.isoformat() if status.issued_on else None,
        "state": status.state.value,
        "state_at": status.state_at.isoformat() if status.state_at else None,
        "sent": status.sent,
        "confirmed": status.confirmed,
    }
