# SPDX-License-Identifier: Apache-2.0
"""Paper for giving cards out: the unit's list to sign, notices, address labels, and the courier's list.

What is set is gathered on the store's thread and holds no more than the paper shows: numbers covered, since such lists
lie on desks and doors. Rendering needs no store and is the work lane's. A paper of the same name beside a city's
profile goes before the common one; the profile's check reads it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from sscard_desktop.domain.cardissue import CardIssue
from sscard_desktop.domain.errors import RefusedError
from sscard_desktop.domain.filenames import told_of
from sscard_desktop.domain.masking import masked_number
from sscard_desktop.domain.operators import Permission
from sscard_desktop.domain.receipt import grouped
from sscard_desktop.domain.record import Record
from sscard_desktop.services.access import allowed
from sscard_desktop.services.handout import BY_POST, HandOut, Waiting
from sscard_desktop.services.ports import (
    FormContent,
    FormRenderer,
    FormSheaf,
    PeopleContent,
    PostLabel,
    Progress,
    TableWriter,
    WrittenFile,
)
from sscard_desktop.services.printing import form_content
from sscard_desktop.services.session import Session

LIST_FORM, NOTICE_FORM, LABELS_FORM = "handout-list", "pickup-notice", "labels"
MOST_ON_A_LIST = 5000
MOST_NOTICES = 1000
COURIER_HEADERS = ("序号", "受理编号", "收件人", "收件电话", "收件地所在区", "邮政编码", "收件详细地址", "备注")


@dataclass(frozen=True, slots=True)
class HandOutList:
    """The people of one unit whose cards are ready, to be signed for."""

    template: Path
    content: PeopleContent = field(repr=False)


@dataclass(frozen=True, slots=True)
class Notices:
    """A slip for each person whose card is ready."""

    template: Path
    contents: tuple[FormContent, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Labels:
    """Labels of the cards that are sent by post.

    Attributes:
        lacking: receipt numbers of those whose address isn't complete: they have no label.
    """

    template: Path
    labels: tuple[PostLabel, ...] = field(repr=False)
    lacking: tuple[str, ...] = ()


class HandOutPapers:
    """Gathers what goes on paper.

    Args:
        session: who prints.
        templates: the folder with the common forms.
    """

    def __init__(self, session: Session, templates: Path) -> None:
        self._session = session
        self._templates = templates

    @allowed(Permission.HAND_OUT)
    def hand_out_list(self, unit: str | None = None, *, way: str = "") -> HandOutList:
        """Return the list of a unit's people whose cards are ready, to be signed by each.

        Args:
            unit: ``""`` of all people without a unit; ``None`` the unit, where cards of one only wait.
            way: those of this 领卡方式 only.

        Raises:
            RefusedError: ``handout.nobody_waits``, ``handout.nobody_by_post``, ``handout.which_unit`` (``count``),
                ``print.too_many``.
        """
        session = self._session
        records = self._records(unit=unit, way=way, most=MOST_ON_A_LIST)
        units = {record.value("unit") for record in records}
        if len(units) > 1:
            raise RefusedError("handout.which_unit", count=len(units))
        unit = units.pop()
        people = [self._row(record) for record in records]
        heading = {
            **dict.fromkeys(people[0].values, ""),
            "unit": unit,
            "station": session.identity.name,
            "operator": session.operator.display_name or session.operator.name,
            "city": session.profile.label("zh_CN"),
        }
        return HandOutList(self._template(LIST_FORM), PeopleContent(heading, {}, people, session.clock.today()))

    @allowed(Permission.HAND_OUT)
    def notices(self, unit: str | None = None) -> Notices:
        """Return a slip for each person whose card is ready, of one unit or of all.

        Raises:
            RefusedError: ``handout.nobody_waits``, ``print.too_many``.
        """
        records = self._records(unit=unit, way="", most=MOST_NOTICES)
        return Notices(self._template(NOTICE_FORM), tuple(self._row(record) for record in records))

    @allowed(Permission.HAND_OUT)
    def labels(self) -> Labels:
        """Return the labels of all cards that are ready and sent by post (邮寄).

        Raises:
            RefusedError: ``handout.nobody_by_post``, ``print.too_many``.
        """
        made, lacking = [], []
        for record in self._records(unit=None, way=BY_POST, most=MOST_ON_A_LIST):
            label = _label(record)
            if label is None:
                lacking.append(grouped(record.receipt_number))
            else:
                made.append(label)
        return Labels(self._template(LABELS_FORM), tuple(made), tuple(lacking))

    @allowed(Permission.HAND_OUT)
    def courier_list(self, path: Path, tables: TableWriter) -> WrittenFile:
        """Write the courier's list of all cards that are ready and sent by post, as .xlsx or .csv.

        Raises:
            RefusedError: ``handout.nobody_by_post``, ``print.too_many``.
            InvalidInputError: ``table.ending``.
            EnvironmentFailedError: the target disk fails; no half file is left.
        """
        session = self._session
        rows = [
            _courier_row(number, record)
            for number, record in enumerate(self._records(unit=None, way=BY_POST, most=MOST_ON_A_LIST), start=1)
        ]
        with session.action("handout.courier", told_of(path.name), people=len(rows)):
            pass
        now = session.clock.now()
        return tables.write(path, "邮寄清单", COURIER_HEADERS, rows, row_count=len(rows), created_at=now)

    # ── inside ───────────────────────────────────────────────────────────────────────────────────────────────

    def _records(self, *, unit: str | None, way: str, most: int) -> list[Record]:
        found: Sequence[Waiting] = HandOut(self._session).waiting(unit=unit, way=way)
        if not way:
            # Theirs leave by the courier: on a list to sign, or asked to come, they would wait for nothing.
            found = [each for each in found if each.way != BY_POST]
        if not found:
            raise RefusedError("handout.nobody_by_post" if way == BY_POST else "handout.nobody_waits")
        if len(found) > most:
            raise RefusedError("print.too_many", count=len(found), limit=most)
        return [self._session.store.record(each.record) for each in found]

    def _row(self, record: Record) -> FormContent:
        content = form_content(self._session, record, "", pictures=False)
        issue = self._session.store.card_issue(record.id) or CardIssue(record.id)
        place = issue.place or content.values.get("pickup_office", "")
        return replace(
            content,
            values={
                # What a city doesn't ask for is an empty place on paper.
                **dict.fromkeys(("unit", "pickup_way"), ""),
                **content.values,
                "covered_number": masked_number(record.value("number")),
                "covered_card_number": masked_number(issue.number),
                "pickup_place": place,
            },
        )

    def _template(self, key: str) -> Path:
        beside = self._session.profile.folder / f"{key}.toml"
        return beside if beside.is_file() else self._templates / f"{key}.toml"


def rendered_list(made: HandOutList, forms: Callable[[], FormRenderer], progress: Progress | None = None) -> bytes:
    """Return the list as PDF; for the work lane."""
    return forms().render_people(made.template, made.content, progress)


def rendered_notices(made: Notices, forms: Callable[[], FormRenderer], progress: Progress | None = None) -> FormSheaf:
    """Return the slips as one PDF; for the work lane."""
    return forms().render_many(made.template, made.contents, len(made.contents), progress)


def rendered_labels(made: Labels, forms: Callable[[], FormRenderer], *, first: int = 0) -> bytes:
    """Return the labels as PDF; for the work lane."""
    return forms().labels(made.template, made.labels, first=first)


def _label(record: Record) -> PostLabel | None:
    """Return a record's label, ``None`` where its address isn't complete (rule 8)."""
    address, recipient = record.value("post_address"), record.value("post_recipient")
    phone, postcode = record.value("post_phone"), record.value("post_postcode")
    if not (address and recipient and phone and postcode):
        return None
    district = record.value("post_district")
    whole = address if district in address else f"{district}{address}"
    return PostLabel(postcode, whole, recipient, phone, f"社会保障卡　{grouped(record.receipt_number)}")


def _courier_row(number: int, record: Record) -> tuple[str, ...]:
    keys = ("post_recipient", "post_phone", "post_district", "post_postcode", "post_address")
    values = tuple(record.value(key) for key in keys)
    lacking = "" if all(values[at] for at in (0, 1, 3, 4)) else "地址不完整"
    return (str(number), record.receipt_number, *values, lacking)
