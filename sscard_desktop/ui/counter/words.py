# SPDX-License-Identifier: Apache-2.0
"""What the counter says: steps, what is missing, a person's card, a problem's sentence, in the language in force."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject

from sscard_desktop import messages
from sscard_desktop.domain import fields
from sscard_desktop.domain.fields import LONG_TERM, FieldKind
from sscard_desktop.domain.grouping import MOBILE_GROUPS, RESIDENT_GROUPS
from sscard_desktop.domain.ownlook import OWN_LOOK
from sscard_desktop.domain.problems import Problem, Severity, blocking
from sscard_desktop.domain.profile import FormSpec, Profile
from sscard_desktop.ui.counter import steps
from sscard_desktop.ui.counter.keys import KEYS, Action, cap
from sscard_desktop.ui.counter.steps import Step, StepKind
from sscard_desktop.ui.i18n import DEFAULT, Language
from sscard_desktop.ui.widgets.cardpanel import CardFace
from sscard_desktop.ui.widgets.label import Tone
from sscard_desktop.ui.widgets.lines import group

REGISTRATION = "registration"
_SOURCES_DIFFER = ("document.differs", "document.other_person")
_UNCONFIRMED, _NOT_COMPLIANT = "photo.unconfirmed", "photo.not_compliant"
_SHOWN_IN_REASON = 3
_LAST_PEOPLE = "56"


class CounterWords(QObject):
    """The sentences of the counter page for one profile.

    Args:
        profile: the city.
        language: the language in force.
    """

    def __init__(self, profile: Profile, language: Language, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._profile = profile
        self._language = language

    def serve(self, profile: Profile) -> None:
        """Speak of the fields of another kind of business."""
        self._profile = profile

    @property
    def code(self) -> str:
        """The language's code."""
        return self._language.code or DEFAULT

    def label(self, key: str) -> str:
        """Return a field's label."""
        spec = self._profile.fields.get(key)
        return spec.label(self.code) if spec is not None else key

    def shown(self, key: str, value: str) -> str:
        """Return a field's value as people read it."""
        spec = self._profile.fields[key]
        if spec.kind is FieldKind.NUMBER and len(value) == sum(RESIDENT_GROUPS):
            return group(value, RESIDENT_GROUPS, " ")
        if spec.kind is FieldKind.MOBILE:
            return group(value, MOBILE_GROUPS, " ")
        return fields.shown(spec, value, self._profile.code_lists, self.code)

    def form(self, form: FormSpec) -> str:
        """Return the name of the form that is signed, short where it is the registration form."""
        if form.key == REGISTRATION:
            return self.tr("登记表")
        return form.labels.get(self.code) or form.labels.get(DEFAULT) or form.key

    def sentence(self, problem: Problem) -> messages.Message:
        """Return what is wrong and what to do."""
        return messages.message(problem.code, problem.params, self.code)

    def offer(self, key: str, value: str) -> str:
        """Return the words for taking a proposal, with the key that does it."""
        words = self.tr("改为 {value}").format(value=self.shown(key, value))
        return f"{words}  {cap(KEYS[Action.PROPOSAL])}"

    def look(self) -> str:
        """Return the words for looking at the record that a problem speaks of, with the key that does it."""
        return self.tr("查看") + f"  {cap(KEYS[Action.PROPOSAL])}"

    def confirm(self) -> str:
        """Return the words for confirming a value that was read from a picture, with the key that does it."""
        return self.tr("无误") + "  Enter"

    def keep(self) -> str:
        """Return the words for leaving a value as it is that the applicant pointed at, with the key that does it."""
        return self.tr("核实无误，保留") + f"  {cap(KEYS[Action.PROPOSAL])}"

    def step(self, step: Step) -> tuple[str, str]:
        """Return what the next-step button says, and its icon."""
        match step.kind:
            case StepKind.READ_CARD:
                return self.tr("手工录入"), "plus"
            case StepKind.END:
                return self.tr("下一步：结束此人"), "cross"
            case StepKind.OPEN_EARLIER:
                return self.tr("下一步：打开已有记录"), "people"
            case StepKind.FIELD:
                return self._field_step(step), ""
            case StepKind.PHOTO:
                return self._photo_step(step), "camera"
            case StepKind.ID_PICTURES:
                return self.tr("下一步：证件图片"), "card"
            case StepKind.CONSENT:
                return self.tr("下一步：申请人同意"), "check"
            case StepKind.OWN_LOOK:
                return self.tr("下一步：本人核对"), "person"
            case StepKind.SIGN:
                return self.tr("下一步：屏幕签名"), "check"
            case StepKind.PRINT:
                return self.tr("下一步：打印签名"), "printer"
            case StepKind.SUBMIT:
                return self.tr("下一步：提交"), "check"
            case StepKind.NEXT_PERSON:
                return self.tr("下一步：下一位"), "person"

    def _photo_step(self, step: Step) -> str:
        code = step.problem.code if step.problem is not None else ""
        if code == _UNCONFIRMED:
            return self.tr("下一步：确认照片")
        again = code == _NOT_COMPLIANT or code.startswith(steps.REMARK)
        return self.tr("下一步：重拍照片") if again else self.tr("下一步：拍照")

    def _field_step(self, step: Step) -> str:
        label = self.label(step.key)
        if step.problem is None or steps.is_missing(step.problem):
            return self.tr("下一步：填写{label}").format(label=label)
        if step.problem.severity is Severity.QUESTION or step.problem.code.startswith(_SOURCES_DIFFER):
            return self.tr("下一步：确认{label}").format(label=label)
        return self.tr("下一步：改正{label}").format(label=label)

    def missing(self, problems: Sequence[Problem]) -> str:
        """Return what still stands between the record and its submission, in a few words; ``""`` if nothing does."""
        found = list(steps.by_field(blocking(problems)).values())
        in_form = [problem for problem in found if problem.key in self._profile.fields]
        parts = []
        if len(in_form) <= _SHOWN_IN_REASON:
            parts += [self.label(problem.key) for problem in in_form]
        else:
            first = self.label(in_form[0].key)
            parts.append(self.tr("{label}等 %n 项", "", len(in_form)).format(label=first))
        keys = {problem.key for problem in found}
        if steps.PHOTO in keys:
            parts.append(self.tr("照片"))
        if keys & steps.ID_PICTURES:
            parts.append(self.tr("证件图片"))
        if steps.CONSENT in keys:
            parts.append(self.tr("同意"))
        if OWN_LOOK in keys:
            parts.append(self.tr("本人核对"))
        if steps.SIGNATURE in keys:
            parts.append(self.tr("签名"))
        return self.tr("还差：{parts}").format(parts=self.tr("、").join(parts)) if parts else ""

    def face(self, values: Mapping[str, str], problems: Sequence[Problem], *, from_reader: bool) -> CardFace:
        """Return what the drawn card shows."""
        shown = {
            key: self.shown(key, values.get(key, ""))
            for key in ("document_type", "sex", "nation", "birth_date", "valid_to")
            if key in self._profile.fields
        }
        nation = shown.get("nation", "")
        # 汉 → 汉族; 其他 and the like (GB/T 3304: 97, 98) are no names of peoples.
        if nation and self.code == DEFAULT and not nation.endswith("族") and values.get("nation", "") <= _LAST_PEOPLE:
            nation = f"{nation}族"
        person = " · ".join(part for part in (shown.get("sex", ""), nation, shown.get("birth_date", "")) if part)
        expiry = values.get("valid_to", "")
        # A date that nobody compared yet, or that can be read another way, isn't wrong for that.
        wrong = any(problem.key == "valid_to" and problem.severity is Severity.ERROR for problem in problems)
        validity, tone = "", Tone.QUIET
        if expiry == LONG_TERM:
            validity, tone = self.tr("长期有效"), Tone.OK
        elif expiry:
            validity = self.tr("有效至 {date}").format(date=shown["valid_to"])
            tone = Tone.BAD if wrong else Tone.OK
        return CardFace(
            document=shown.get("document_type", ""),
            name=values.get("name", ""),
            person=person,
            address=values.get("household_address", ""),
            number=values.get("number", ""),
            authority=values.get("authority", ""),
            validity=validity,
            validity_tone=tone,
            from_reader=from_reader,
        )
