# SPDX-License-Identifier: Apache-2.0
"""A profile to be looked at before anyone works by it: its form, sheet, papers and rules with people who don't exist.

Works for an installed profile and for a folder on any disk, and stores nothing. A broken profile is told problem by
problem, in place of what it would show.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from sscard_desktop.domain import fields
from sscard_desktop.domain.checkdigits import mod_11_2
from sscard_desktop.domain.conditions import AGENT_FIELDS, STUDENT_FIELDS, asked
from sscard_desktop.domain.errors import InvalidInputError
from sscard_desktop.domain.fields import LONG_TERM
from sscard_desktop.domain.filenames import NamesTaken
from sscard_desktop.domain.formcode import FormCode, form_mark
from sscard_desktop.domain.operators import Permission
from sscard_desktop.domain.problems import Problem
from sscard_desktop.domain.profile import FormScope, FormSpec, Profile, ProfileProblem
from sscard_desktop.domain.receipt import receipt_number
from sscard_desktop.domain.record import Record, RecordId, Status
from sscard_desktop.domain.rulecases import Context
from sscard_desktop.domain.rules import check_record
from sscard_desktop.domain.specimen import answers
from sscard_desktop.services.access import allowed
from sscard_desktop.services.columns import package_item
from sscard_desktop.services.ports import FormContent, PeopleContent
from sscard_desktop.services.session import Session
from sscard_desktop.services.workplace import Workplace

STORIES = ("adult", "minor", "student", "foreigner", "by_post", "rare_name")
"""Who is looked at: what these people answer reaches every part of a form."""

_NOBODY = RecordId("0" * 32)


@dataclass(frozen=True, slots=True)
class Specimen:
    """A person who doesn't exist, as one kind of business would store them.

    Attributes:
        problems: what the profile's rules say against them all the same: something that no sample can answer.
    """

    story: str
    values: Mapping[str, str] = field(repr=False)
    problems: tuple[Problem, ...] = ()

    @property
    def name(self) -> str:
        """The person's name."""
        return self.values.get("name", "")


@dataclass(frozen=True, slots=True)
class Cell:
    """One column of the sheet with what stands in a sample row."""

    header: str
    source: str
    text: str


class ProfilePreview:
    """Shows profiles to a supervisor; nothing of it touches the station's records.

    Args:
        session: who looks, and where.
        workplace: knows the profiles and sets the papers. What is slow runs on the work lane.
    """

    def __init__(self, session: Session, workplace: Workplace) -> None:
        session.operator.require(Permission.SETTINGS)
        self._session = session
        self._workplace = workplace

    @allowed(Permission.SETTINGS)
    def titles(self, language: str) -> Mapping[str, str]:
        """Return what the installed profiles call their cities, by the profiles' names, sorted; broken ones too."""
        return self._workplace.cities(language)

    @allowed(Permission.SETTINGS)
    def look(self, source: str | Path) -> tuple[Profile | None, Sequence[ProfileProblem]]:
        """Return a profile with everything that is wrong with it; ``None`` where that keeps it from being read.

        Args:
            source: the name of an installed profile, or a profile's folder.
        """
        profiles = self._workplace.profiles
        try:
            profile = profiles.load(source) if isinstance(source, str) else profiles.read(source)
        except InvalidInputError as error:
            if isinstance(source, Path):
                return None, profiles.check(source)
            params = {key: value for key, value in error.params.items() if key not in ("file", "line", "key")}
            place = (str(error.params.get("file", source)), int(error.params.get("line", 0)))
            return None, [ProfileProblem(*place, str(error.params.get("key", "")), error.code, params)]
        return profile, profiles.check(profile.folder)

    @allowed(Permission.SETTINGS)
    def people(self, profile: Profile, business: str) -> list[Specimen]:
        """Return the people whom a kind of business is shown with, in the order of :data:`STORIES`."""
        seen, today = profile.of(business), self._session.clock.today()
        return [self._person(seen, story, today) for story in STORIES]

    def _person(self, seen: Profile, story: str, today: date) -> Specimen:
        document = _document(story, today)
        defaults = {key: spec.default for key, spec in seen.fields.items() if spec.default}
        known = {**defaults, **{key: value for key, value in document.items() if key in seen.fields}}
        divisions, says = self._session.divisions, _says(story, today)
        # As full as a form gets without making everybody a student with a guardian.
        full = answers(seen, known, says, today=today, divisions=divisions, required_only=False)
        known |= {key: value for key, value in full.items() if key not in (*AGENT_FIELDS, *STUDENT_FIELDS)}
        values = known | answers(seen, known, says, today=today, divisions=divisions)
        if "name" in values and "name_pinyin" in seen.fields:
            values["name_pinyin"] = self._session.pinyin.of_name(values["name"]) or values.get("name_pinyin", "")
        problems = check_record(
            seen,
            values,
            pictures=frozenset(seen.pictures),
            consents={text.key: text.version for text in seen.consents},
            context=Context(today=today, divisions=divisions),
        )
        return Specimen(story, values, tuple(problems))

    @allowed(Permission.SETTINGS)
    def row(self, profile: Profile, business: str, person: Specimen) -> list[Cell]:
        """Return the columns of a kind of business with what would stand in them for this person.

        Raises:
            InvalidInputError: ``filename.*``, this person's files can't be named.
        """
        seen = profile.of(business)
        record = self._record(seen, business, person)
        item = package_item(
            record,
            seen,
            running=1,
            batch_number=f"{self._session.identity.number:04d}-{self._session.clock.today():%Y%m%d}-001",
            station=self._session.identity.number,
            names=NamesTaken(),
        )
        labels = {key: spec.label("zh_CN") for key, spec in seen.fields.items()}
        return [
            Cell(column.header, labels.get(column.value, column.value), text)
            for column, text in zip(seen.workbook.columns, item.cells, strict=True)
        ]

    @allowed(Permission.SETTINGS)
    def paper(self, profile: Profile, business: str, form: FormSpec, people: Sequence[Specimen]) -> bytes:
        """Return a printed form as PDF: over the first of these people, or over all where the form is for several.

        Slow: for the work lane.

        Raises:
            InvalidInputError: the template is broken, or a value doesn't fit where it is printed.
        """
        seen = profile.of(business)
        contents = [self._content(seen, business, person) for person in people]
        press = self._workplace.forms()
        if form.scope is FormScope.RECORD:
            return press.render(form.template, contents[0])
        heading = {
            key: value if all(content.values.get(key) == value for content in contents) else ""
            for key, value in contents[0].values.items()
        }
        today = self._session.clock.today()
        outside = {"head_count": str(len(contents)), "printed_on": today.isoformat(), "batch_number": ""}
        return press.render_people(
            form.template, PeopleContent({**heading, **outside}, contents[0].codes, contents, today)
        )

    def _content(self, seen: Profile, business: str, person: Specimen) -> FormContent:
        today = self._session.clock.today()
        stored = asked(seen.fields, person.values, today, seen.adult_age)
        values = {
            key: fields.shown(spec, stored.get(key, ""), seen.code_lists, "zh_CN") for key, spec in seen.fields.items()
        }
        values |= {
            "receipt_number": receipt_number(self._session.identity.number, today, 1),
            "operator": self._session.operator.display_name or self._session.operator.name,
            "station": self._session.identity.name,
            "city": seen.label("zh_CN"),
            "business": seen.businesses.label(business, "zh_CN"),
            "fee": str(seen.fee_yuan) if seen.fee_yuan else "",
        }
        code = FormCode(self._session.identity.number, _NOBODY, form_mark(""), "0" * 12)
        return FormContent(
            values=values, codes=stored, pictures={}, personal_code=str(code), printed_on=today, specimen=True
        )

    def _record(self, seen: Profile, business: str, person: Specimen) -> Record:
        now = self._session.clock.now()
        return Record(
            id=_NOBODY,
            profile=seen.name,
            profile_version=seen.version,
            business=business,
            campaign=self._session.identity.campaign,
            status=Status.APPROVED,
            created_at=now,
            created_by=self._session.operator.name,
            updated_at=now,
            values=person.values,
            pictures=frozenset(seen.package.pictures),
            submitted_at=now,
            submitted_by=self._session.operator.name,
            receipt_number=receipt_number(self._session.identity.number, self._session.clock.today(), 1),
        )


def _number(born: date, *, sex: str) -> str:
    seventeen = f"510107{born:%Y%m%d}12{sex}"
    return seventeen + mod_11_2(seventeen)


def _born(story: str, today: date) -> date:
    years = {"minor": 9, "student": 20, "rare_name": 52}.get(story, 34)
    return (
        date(today.year - years, 1, 17) if (today.month, today.day) > (1, 17) else date(today.year - years - 1, 1, 17)
    )


def _document(story: str, today: date) -> dict[str, str]:
    """Return what the person's document says."""
    born = _born(story, today)
    issued = (max(born, today - timedelta(days=900))).isoformat()
    told = {"birth_date": born.isoformat(), "valid_from": issued, "valid_to": f"{today.year + 8}-06-30"}
    if story == "foreigner":
        passport = {"document_type": "passport", "number": "EX1234567", "name": "SAMPLE ANNA", "sex": "2"}
        return {**told, **passport, "country": "CAN", "authority": "CANADA"}
    name, sex = {
        "adult": ("李样本", "2"),
        "minor": ("陈样本", "2"),
        "student": ("周样本", "1"),
        "by_post": ("欧阳样本", "1"),
        "rare_name": ("𠮷㛃·样本", "1"),
    }[story]
    if story == "rare_name":
        told["valid_to"] = LONG_TERM
    return {
        **told,
        "document_type": "resident",
        "number": _number(born, sex=sex),
        "name": name,
        "sex": sex,
        "country": "CHN",
        "nation": "01",
        "authority": "成都市公安局武侯区分局",
        "household_address": "四川省成都市武侯区样本街1号",
    }


_EVERYBODY = {
    "mobile": "13800000000",
    "address": "成都市武侯区样本路2号",
    "postcode": "610041",
    "unit": "成都样例科技有限公司",
    "insured_unit_name": "成都样例科技有限公司",
    "insured_unit_number": "900001",
}
_SCHOOL = {"college": "样例学院", "major": "社会保障", "grade": "2", "class_name": "1"}
_POST = {
    "pickup_way": "post",
    "post_recipient": "欧阳样本",
    "post_phone": "13800000000",
    "post_district": "武侯区",
    "post_postcode": "610041",
    "post_address": "成都市武侯区样本路2号3栋501室",
}


def _says(story: str, today: date) -> Mapping[str, str]:
    """Return what the person says; what a city doesn't ask for is passed over."""
    match story:
        case "minor":
            guardian = {
                "agent_document_type": "id_card",
                "agent_name": "陈父样本",
                "agent_number": _number(date(today.year - 40, 5, 6), sex="1"),
                "agent_mobile": "13900000000",
            }
            return {**_EVERYBODY, **guardian}
        case "student":
            return {**_EVERYBODY, **_SCHOOL}
        case "by_post":
            return {**_EVERYBODY, **_POST}
    return _EVERYBODY
