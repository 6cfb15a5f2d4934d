# SPDX-License-Identifier: Apache-2.0
"""A profile: everything that differs between cities, as data. ``storage.profiles`` builds and checks it from TOML."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path

from sscard_desktop.domain.applicant import ApplicantSpec
from sscard_desktop.domain.codes import CodeList
from sscard_desktop.domain.errors import InvalidInputError
from sscard_desktop.domain.feedback import FeedbackSpec
from sscard_desktop.domain.fields import FieldSpec
from sscard_desktop.domain.ownlook import OwnLookSpec
from sscard_desktop.domain.photo import IdPictureSpec, PhotoSpec, PictureRole
from sscard_desktop.domain.retention import RetentionSpec
from sscard_desktop.domain.reviewing import ReviewSpec
from sscard_desktop.domain.rosterspec import RosterSpec
from sscard_desktop.domain.spelling import NamesIn, TableEncoding
from sscard_desktop.domain.substitutes import Substitute


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the form: its fields stand together on screen, in this order."""

    key: str
    labels: Mapping[str, str]
    fields: tuple[str, ...]

    def label(self, language: str) -> str:
        """Return the label in ``language``, in Chinese where the language has none."""
        return self.labels.get(language) or self.labels.get("zh_CN") or self.key


@dataclass(frozen=True, slots=True)
class RuleUse:
    """A named rule (``rules.RULES``) with this profile's parameters (``identity_validity``: ``months = 4``)."""

    name: str
    params: Mapping[str, int | str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ConsentText:
    """A text that the applicant must agree to, with its version."""

    key: str
    version: str
    titles: Mapping[str, str]
    texts: Mapping[str, str]


class CellForm(StrEnum):
    """How a workbook column shows a value."""

    TEXT = "text"
    """As stored."""
    LABEL = "label"
    """As people read it, in Chinese."""
    COMPACT_DATE = "compact_date"
    """YYYYMMDD; 长期 as the word."""
    BUREAU_CODE = "bureau_code"
    """Through the column's ``codes``."""
    SUBSTITUTE = "substitute"
    """As stored, but spelled by the column's ``substitute`` where the receiving system lacks a character."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the export workbook.

    Attributes:
        header: the header cell, exactly as the bureau wants it.
        value: a field key, or one of :data:`RECORD_VALUES`.
        form: see :class:`CellForm`.
        codes: stored code → bureau's code (form ``bureau_code``).
        width: width in characters.
        substitute: how rare characters are spelled (form ``substitute``).
    """

    header: str
    value: str
    form: CellForm = CellForm.TEXT
    codes: Mapping[str, str] = field(default_factory=dict)
    width: int = 16
    substitute: Substitute | None = None


RECORD_VALUES = frozenset(
    {
        "running_number",
        "receipt_number",
        "batch_number",
        "business_label",
        "fee",
        "photo_file",
        "id_front_file",
        "id_back_file",
        "signature_file",
        "collected_on",
        "collected_day",
        "half_day",
        "submitted_at",
        "rare_name",
        "operator",
        "station_number",
    }
)
"""What a column or a file name may hold besides fields."""


@dataclass(frozen=True, slots=True)
class WorkbookSpec:
    """The export workbook: its sheet's name and its columns in order."""

    sheet: str
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class PackageSpec:
    """Names inside and outside of the package (templates over fields and :data:`RECORD_VALUES`).

    Attributes:
        package: file name of the zip.
        workbook: file name of the workbook inside.
        pictures: role → path inside, such as ``photos/{number}.jpg``.
        batch_number: pattern of batch numbers over ``station``, ``date``, ``running``.
        max_records: the bureau's limit of people a package; 0 is none.
        max_megabytes: the bureau's limit of a package's size; 0 is none.
        names: how names inside the zip are written.
        encoding: of a table that is plain text or DBF.
    """

    package: str
    workbook: str
    pictures: Mapping[PictureRole, str]
    batch_number: str = "{station}-{date}-{running}"
    max_records: int = 0
    max_megabytes: int = 0
    names: NamesIn = NamesIn.UTF_8
    encoding: TableEncoding = TableEncoding.GB18030

    @property
    def one_sheet(self) -> bool:
        """Whether the table holds one sheet only, so that each kind of business is a package of its own."""
        return self.workbook.endswith((".csv", ".dbf"))


class FormScope(StrEnum):
    """Whom a printed form is about."""

    RECORD = "record"
    PEOPLE = "people"
    """Several people on one form: a unit, a batch, a day."""


@dataclass(frozen=True, slots=True)
class FormSpec:
    """A printed form of the profile.

    Attributes:
        template: its template file.
        preprinted: its paper comes with frames and labels on it; only values are printed.
    """

    key: str
    labels: Mapping[str, str]
    template: Path
    scope: FormScope = FormScope.RECORD
    preprinted: bool = False

    def label(self, language: str) -> str:
        """Return the form's name in ``language``."""
        return self.labels.get(language) or self.labels.get("zh_CN") or self.key


@dataclass(frozen=True, slots=True)
class BusinessView:
    """What one kind of business (业务类型) asks for, needs and gives out; see :meth:`Profile.of`.

    Attributes:
        fields: the fields of its sections, with its own answers to when each is shown and required.
        workbook: its own sheet of the export.
        fee_yuan: 工本费 that the applicant pays for it; 0 is none.
    """

    sections: tuple[Section, ...]
    fields: Mapping[str, FieldSpec]
    rules: tuple[RuleUse, ...]
    pictures: Mapping[PictureRole, str]
    consents: tuple[ConsentText, ...]
    forms: tuple[FormSpec, ...]
    workbook: WorkbookSpec
    fee_yuan: int = 0


@dataclass(frozen=True, slots=True)
class ProfileProblem:
    """Something wrong in a profile's files.

    Attributes:
        file: the file's name, with the profile's folder.
        line: from 1; 0 where the problem isn't in the file's text.
        key: path of the value, such as ``workbook.columns[3].header``.
        code: message code ``profile.*`` or ``toml.*``; its sentence takes ``file``, ``line``, ``key`` and ``params``.
    """

    file: str
    line: int
    key: str
    code: str
    params: Mapping[str, str | int | float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Profile:
    """A city.

    Attributes:
        name: the folder's name.
        version: changes with every change of content; records keep the version they were taken by.
        sha256: digest over the profile's files, so that a changed profile is noticed.
        fields: field key → field, of the fields that stand in a section, in the form's order.
        rules: the named rules that apply.
        pictures: role → name of the condition under which the picture is required.
        retention: how long people's data stay.
        review: how the supervisor looks at submissions.
        feedback: how what comes back from bureau and bank is understood.
        roster: what a list of people looks like that a unit sends.
        own_look: whether people read their data over before it is submitted.
        applicant: what their own screen says in the city's words.
        edit_hours: how long a submission may be amended by the clerk.
        businesses: kinds of business taken at the counter, in the order in which they are offered; the first is the
            usual one.
        views: kind of business → what is its own in it; every kind of ``businesses`` has one.
        business: the kind of business whose view this is; the profile itself, as loaded, stands for no kind.
        fee_yuan: 工本费 of that kind.
        adult_age: below it a guardian is needed.
        shared_records: clerks see and edit each other's records, unless the station says otherwise.
    """

    name: str
    version: str
    sha256: str
    labels: Mapping[str, str]
    folder: Path
    sections: tuple[Section, ...]
    fields: Mapping[str, FieldSpec]
    code_lists: Mapping[str, CodeList]
    rules: tuple[RuleUse, ...]
    pictures: Mapping[PictureRole, str]
    consents: tuple[ConsentText, ...]
    photo: PhotoSpec
    id_picture: IdPictureSpec
    workbook: WorkbookSpec
    package: PackageSpec
    businesses: CodeList
    forms: tuple[FormSpec, ...] = ()
    retention: RetentionSpec = field(default_factory=RetentionSpec)
    review: ReviewSpec = field(default_factory=ReviewSpec)
    feedback: FeedbackSpec = field(default_factory=FeedbackSpec)
    roster: RosterSpec = field(default_factory=RosterSpec)
    own_look: OwnLookSpec = field(default_factory=OwnLookSpec)
    applicant: ApplicantSpec = field(default_factory=ApplicantSpec)
    edit_hours: int = 24
    adult_age: int = 16
    shared_records: bool = False
    views: Mapping[str, BusinessView] = field(default_factory=dict)
    business: str = ""
    fee_yuan: int = 0

    def of(self, business: str) -> Profile:
        """Return the profile as a kind of business sees it, from its sections and rules to its forms and its sheet.

        A kind that the city took once and takes no more is seen as the usual one: its records must stay readable.
        """
        view = self.views.get(business) or next(iter(self.views.values()), None)
        if view is None or business == self.business:
            return self
        return replace(
            self,
            sections=view.sections,
            fields=view.fields,
            rules=view.rules,
            pictures=view.pictures,
            consents=view.consents,
            forms=view.forms,
            workbook=view.workbook,
            business=business,
            fee_yuan=view.fee_yuan,
        )

    @property
    def usual_business(self) -> str:
        """The kind of business that a record is of unless something else is chosen."""
        return self.businesses.entries[0].code

    def label(self, language: str) -> str:
        """Return the city's name in ``language``."""
        return self.labels.get(language) or self.labels.get("zh_CN") or self.name

    def form(self, key: str) -> FormSpec:
        """Return the printed form ``key``; raise :class:`InvalidInputError` if the profile has none of that name."""
        for form in self.forms:
            if form.key == key:
                return form
        known = ", ".join(form.key for form in self.forms) or "—"
        raise InvalidInputError("profile.no_such_form", profile=self.name, form=key, allowed=known)
