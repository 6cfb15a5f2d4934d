# SPDX-License-Identifier: Apache-2.0
"""What a city's profile says, in sentences: limits of the pictures, its rules, names of files, periods, differences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from PySide6.QtCore import QObject

from sscard_desktop import messages
from sscard_desktop.domain.photo import Span
from sscard_desktop.domain.profile import Profile, ProfileProblem, RuleUse
from sscard_desktop.domain.profilechange import Difference
from sscard_desktop.ui.i18n import with_reason
from sscard_desktop.ui.widgets.finding import Finding
from sscard_desktop.ui.widgets.label import Tone

RULE_SENTENCES: Mapping[str, tuple[str, ...]] = {
    "number_agrees": ("rules.birth_date_differs", "rules.sex_differs"),
    "country_agrees": ("rules.country_of_citizen", "rules.country_of_foreigner"),
    "social_security_is_number": ("rules.social_security_differs",),
    "identity_validity": ("rules.identity_expires_soon",),
    "dates_in_order": ("rules.valid_from_before_birth", "rules.expiry_before_start"),
    "one_per_campaign": ("rules.duplicate",),
    "one_at_a_time": ("rules.still_open",),
    "something_changes": ("rules.nothing_changes",),
    "card_number_shape": ("rules.card_number_shape", "rules.card_number_spelling"),
    "agent_proof": ("rules.guardian_shows_register", "rules.agent_shows_authorisation"),
    "mobile_shared": ("rules.mobile_shared",),
    "unit_in_directory": ("rules.unit_unknown",),
    "unit_settings": ("rules.unit_settled", "rules.unit_collects_not"),
    "guardian": ("rules.agent_is_applicant", "rules.agent_under_age"),
    "roster_identity": ("rules.roster_both_changed",),
    "roster_fixed": ("rules.roster_fixed",),
}
"""Rule → what it says to the clerk, most often first."""
_EXAMPLE = {
    "days": 20, "valid_to": "2026-03-22", "name": "李样本", "names": "李样本", "operator": "limin", "count": 1,
    "places": 8, "years": 16, "months": 4,
}  # fmt: skip


class CityWords(QObject):
    """Puts a profile into findings, in one language."""

    def __init__(self, language: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._language = language

    def problem(self, problem: ProfileProblem) -> Finding:
        """Return what is wrong in a profile's files, with the place to mend."""
        place = {"file": problem.file, "line": problem.line, "key": problem.key}
        told = messages.message(problem.code, {**problem.params, **place}, self._language)
        return Finding(told.what, told.todo, tone=Tone.BAD)

    def pictures(self, profile: Profile) -> Iterator[Finding]:
        """Yield what photo and ID pictures must be."""
        spec = profile.photo
        dpi = self.tr("，{dpi} DPI").format(dpi=spec.dpi) if spec.dpi else ""
        size = self.tr("照片 {width}×{height} 像素{dpi}").format(width=spec.width, height=spec.height, dpi=dpi)
        quality = self.tr("JPEG 质量 {quality}").format(quality=spec.quality) if spec.quality else "JPEG"
        yield Finding(size, f"{quality} · {self._bytes(spec.file_bytes)}", tone=Tone.INFO, icon="camera")
        face = [
            (self.tr("脸宽"), spec.face_width),
            (self.tr("双眼中点距左边"), spec.eye_x),
            (self.tr("眼睛距下边"), spec.eye_above_bottom),
            (self.tr("头顶距上边"), spec.top_margin),
        ]
        said = [f"{name} {span}" for name, span in face if span != Span()]
        yield Finding(self.tr("{limits} 像素").format(limits=self.tr("，").join(said)), tone=Tone.INFO)
        card = profile.id_picture
        yield Finding(
            self.tr("证件图片不超过 {size} KB").format(size=card.max_bytes // 1024),
            self.tr("至少 {width}×{height} 像素").format(width=card.min_width, height=card.min_height),
            tone=Tone.INFO,
            icon="card",
        )
        for role, condition in profile.pictures.items():
            yield Finding(
                with_reason(messages.word("role", role.value, self._language), self._when(condition), self._language),
                tone=Tone.QUIET,
            )

    def rules(self, profile: Profile) -> Iterator[Finding]:
        """Yield what each rule asks for, what it says to a clerk whose record breaks it, and its name in the file."""
        for use in profile.rules:
            yield self._rule(use)

    def _rule(self, use: RuleUse) -> Finding:
        params = {**_EXAMPLE, **use.params}
        told = [messages.message(code, params, self._language) for code in RULE_SENTENCES.get(use.name, ())]
        said = " ".join(map(str, told))
        written = ", ".join([use.name, *(f"{key} = {value}" for key, value in use.params.items())])
        return Finding(messages.word("rule", use.name, self._language), f"{said}\n{written}")

    def output(self, profile: Profile) -> Iterator[Finding]:
        """Yield names of files, texts to agree to and periods."""
        package = profile.package
        yield Finding(self.tr("导出包 {name}").format(name=package.package), package.workbook, icon="export")
        for role, path in package.pictures.items():
            yield Finding(
                with_reason(messages.word("role", role.value, self._language), path, self._language), icon="file"
            )
        for text in profile.consents:
            title = text.titles.get(self._language) or text.titles["zh_CN"]
            yield Finding(
                self.tr("须同意：{title}，版本 {version}").format(title=title, version=text.version), icon="check"
            )
        hours = self.tr("提交后 {hours} 小时内可以修改").format(hours=profile.edit_hours)
        age = self.tr("未满 {age} 岁需要监护人").format(age=profile.adult_age)
        yield Finding(hours, age, icon="clock")

    def difference(self, difference: Difference) -> Finding:
        """Return what is different in one part of a changed profile."""
        signed = [*(f"− {line}" for line in difference.gone), *(f"+ {line}" for line in difference.come)]
        names = {
            "businesses": self.tr("业务类型"),
            "fields": self.tr("字段"),
            "rules": self.tr("规则"),
            "codes": self.tr("代码表"),
            "pictures": self.tr("图片"),
            "photo": self.tr("照片规格"),
            "columns": self.tr("导出列"),
            "files": self.tr("文件名"),
            "forms": self.tr("表单"),
            "consents": self.tr("须同意的文字"),
            "times": self.tr("时限"),
        }
        title = names.get(difference.part, difference.part)
        return Finding(title, "\n".join(signed) or self.tr("顺序变了"), tone=Tone.WARN)

    def _when(self, condition: str) -> str:
        if condition == "always":
            return self.tr("必需")
        return (
            self.tr("不要求")
            if condition == "never"
            else self.tr("{condition}时必需").format(condition=messages.word("condition", condition, self._language))
        )

    def _bytes(self, span: Span) -> str:
        ends = [None if end is None else _kilobytes(end) for end in (span.low, span.high)]
        if ends == [None, None]:
            return self.tr("文件大小不限")
        if ends[0] is None:
            return self.tr("不超过 {most} KB").format(most=ends[1])
        if ends[1] is None:
            return self.tr("不少于 {least} KB").format(least=ends[0])
        return self.tr("{least}–{most} KB").format(least=ends[0], most=ends[1])


def _kilobytes(size: float) -> str:
    """Return a limit in the thousand that it is round in: a city's 1 MB may be either."""
    return f"{size / 1024:g}" if size % 1024 == 0 else f"{size / 1000:g}"
