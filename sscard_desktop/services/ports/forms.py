# SPDX-License-Identifier: Apache-2.0
"""Printed forms: what they show, and what sets them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from sscard_desktop.domain.endofday import DayReport
    from sscard_desktop.domain.errors import InvalidInputError
    from sscard_desktop.domain.photo import PictureRole
    from sscard_desktop.domain.signing import Signer
    from sscard_desktop.services.ports.work import Progress


@dataclass(frozen=True, slots=True)
class SignedLine:
    """What stands where a form is signed.

    Attributes:
        signer: in which capacity they sign.
        told: who signs, where it isn't the applicant; ``""`` else.
        on: the day of a signature on the screen, whose picture is among the form's; ``None`` to be signed by hand.
        mark: the mark of what was signed on the screen, ``""`` to be signed by hand.
    """

    signer: Signer
    told: str = field(default="", repr=False)
    on: date | None = None
    mark: str = ""


@dataclass(frozen=True, slots=True)
class FormContent:
    """What a printed form shows.

    Attributes:
        values: field key → value as people read it.
        codes: field key → stored value, for choices.
        pictures: role → JPEG.
        personal_code: content of the 个人识别码.
        reprint: 0 for the first print, then the number of the reprint.
        signed: who signs for the applicant, on the screen already or by hand; ``None`` where nobody is shown.
        specimen: it shows nobody (a blank, a preview): a picture that the form can't do without is left out.
        bilingual: its own words stand in English too, for somebody who may not read Chinese.
    """

    values: Mapping[str, str] = field(repr=False)
    codes: Mapping[str, str] = field(repr=False)
    pictures: Mapping[PictureRole, bytes] = field(repr=False)
    personal_code: str = field(repr=False)
    printed_on: date
    reprint: int = 0
    specimen: bool = False
    signed: SignedLine | None = None
    bilingual: bool = False


@dataclass(frozen=True, slots=True)
class PeopleContent:
    """What a form over several people shows.

    Attributes:
        heading: every field key of the profile → the value that all these people have, ``""`` where they differ; and
            what else stands outside the table (unit, batch, day, station, operator).
        codes: the same as stored, for choices.
        people: a row each, in order; ``values`` also holds what a column may show beside fields.
        bilingual: as of :class:`FormContent`.
    """

    heading: Mapping[str, str] = field(repr=False)
    codes: Mapping[str, str] = field(repr=False)
    people: Sequence[FormContent] = field(repr=False)
    printed_on: date
    bilingual: bool = False


@dataclass(frozen=True, slots=True)
class FormSheaf:
    """Many people's forms in one PDF.

    Attributes:
        pdf: a page a person, empty where nobody's form could be set.
        printed: positions of the people whose forms are in it, in order.
        refused: position → why that person's form couldn't be set.
    """

    pdf: bytes = field(repr=False)
    printed: tuple[int, ...]
    refused: Mapping[int, InvalidInputError]


@dataclass(frozen=True, slots=True)
class ContactEntry:
    """One picture of a contact sheet: what it is called, what is to be said of it, and a small JPEG or ``b""``."""

    name: str = field(repr=False)
    told: str
    thumbnail: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class PostLabel:
    """What stands on one address label; ``told`` is a small line for whoever packs."""

    postcode: str
    address: str = field(repr=False)
    recipient: str = field(repr=False)
    phone: str = field(repr=False)
    told: str = ""


@dataclass(frozen=True, slots=True)
class TrainingSheet:
    """A learner's results as they stand on paper, in one language.

    Attributes:
        lead: lines under the title.
        headers: of the table; the first column is the lesson, the last one is for words, figures stand between.
        foot: who made it when.
        signatures: what is written at the foot by hand.
    """

    title: str
    lead: Sequence[str]
    headers: Sequence[str]
    rows: Sequence[Sequence[str]]
    foot: str
    signatures: Sequence[str] = ()


class FormRenderer(Protocol):
    """Sets printed forms. No temp files."""

    def render(self, template: Path, content: FormContent, *, values_only: bool = False) -> bytes:
        """Return the form as PDF; raise ``InvalidInputError`` for a broken template or a character no font has.

        ``values_only``, here and below: for paper that has the form on it already.
        """

    def render_many(
        self,
        template: Path,
        contents: Iterable[FormContent],
        total: int,
        progress: Progress | None = None,
        *,
        values_only: bool = False,
    ) -> FormSheaf:
        """Return many people's forms as one PDF; a form that can't be set is left out and told.

        ``contents`` is read as the forms are set, so that pictures needn't all be in memory. Raises
        ``InvalidInputError`` for a broken template, ``EnvironmentFailedError`` and ``CancelledError``.
        """

    def render_people(
        self,
        template: Path,
        content: PeopleContent,
        progress: Progress | None = None,
        *,
        values_only: bool = False,
    ) -> bytes:
        """Return a form over several people as PDF; raise as :meth:`render`, and ``CancelledError``."""

    def calibration_page(self, told: str) -> bytes:
        """Return the page by which a printer's offset is found, as PDF; ``told`` says for which printer."""

    def moved(self, pdf: bytes, x_mm: float, y_mm: float) -> bytes:
        """Return one of the renderer's own documents with its print moved to the right and down, for one printer.

        Raises ``InvalidInputError`` for a document that isn't one.
        """

    def warm(self) -> None:
        """Load the fonts now, while nobody waits; those of rare characters too."""

    def missing_characters(self, text: str) -> list[str]:
        """Return the characters of ``text`` that no bundled font can print."""

    def contact_sheet(self, heading: Sequence[str], entries: Sequence[ContactEntry]) -> bytes:
        """Return small pictures with what is to be said of each, as PDF in A4; lines of ``heading`` stand above."""

    def day_sheet(self, report: DayReport, word: Callable[[str, str], str]) -> bytes:
        """Return a day's sheet as PDF, A4: totals, what is open by name, the audit trail's head, signatures.

        ``word`` gives what people call a value of a kind (``day_sheet``, ``gap``) in the sheet's language.
        """

    def training_sheet(self, sheet: TrainingSheet) -> bytes:
        """Return a learner's results as PDF, A4."""

    def proof(self, text: str) -> bytes:
        """Return one line as it would be printed, as PDF; what no font has stands as a box with its code point."""

    def labels(self, sheet: Path, labels: Sequence[PostLabel], *, first: int = 0) -> bytes:
        """Return address labels as PDF; ``first`` labels of the first sheet are used already.

        Raises ``InvalidInputError`` for a broken sheet (``labels.broken``, ``toml.*``) and for an address that has no
        room (``form.text_too_long``).
        """
