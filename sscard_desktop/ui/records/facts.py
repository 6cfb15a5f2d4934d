# SPDX-License-Identifier: Apache-2.0
"""What is to be known beside the values: how the photo was judged, what to look at, who did what when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from PySide6.QtCore import QObject

from sscard_desktop import messages
from sscard_desktop.domain.coverage import name_coverage
from sscard_desktop.domain.lighting import GOOD_LIGHT
from sscard_desktop.domain.photo import Adjustment, PhotoCheck, Verdict
from sscard_desktop.domain.problems import Problem
from sscard_desktop.domain.record import Record, Step
from sscard_desktop.domain.remarks import Answer, Remark
from sscard_desktop.services.lighting import DayLight
from sscard_desktop.services.photoreports import JudgedPhoto
from sscard_desktop.ui.i18n import with_reason
from sscard_desktop.ui.records import words
from sscard_desktop.ui.records.documentfacts import DIFFERS
from sscard_desktop.ui.widgets.finding import Finding
from sscard_desktop.ui.widgets.label import Tone

REMARK = "remark."
"""How the codes of problems begin that say why a record came back; here they are told with how they were answered."""


class Facts(QObject):
    """Puts facts of a record into findings, in one language.

    Args:
        language: of the sentences.
        labels: field key → label, for warnings.
    """

    def __init__(self, language: str, labels: dict[str, str]) -> None:
        super().__init__()
        self._language = language
        self._labels = labels

    def photo(self, judged: JudgedPhoto) -> Iterator[Finding]:
        """Yield overridden and failed checks first, then what the clerk confirmed, then how many passed."""
        report = judged.report
        for check in report.failed:
            reason = judged.overridden.get(check.key, "")
            why = self.tr("经办人照用，理由：{reason}").format(reason=reason) if reason else self._sentence(check)
            yield Finding(self._measured(check), why, tone=Tone.WARN if reason else Tone.BAD)
        asked = [check for check in report.checks if check.verdict is Verdict.CONFIRM]
        unseen = [self._name(check) for check in asked if check.key not in judged.confirmed]
        seen = [self._name(check) for check in asked if check.key in judged.confirmed]
        if unseen:
            yield Finding(self.tr("还没有人看过"), self._listed(unseen), tone=Tone.WARN)
        if seen:
            yield Finding(self.tr("经办人看过，已确认"), self._listed(seen), tone=Tone.INFO)
        passed = sum(check.verdict is Verdict.PASS for check in report.checks)
        if passed:
            yield Finding(self.tr("%n 项检查合格", "", passed), tone=Tone.OK)
        if report.adjustment is not None:
            yield Finding(self.tr("经办人手工移动过照片"), self._moved(report.adjustment), tone=Tone.INFO)
        if report.background_replaced:
            yield Finding(self.tr("背景由程序换成白色"), tone=Tone.INFO)
        if report.hair_cut:
            yield Finding(self.tr("头发上缘被裁掉一点，规范允许"), tone=Tone.INFO)

    def light(self, light: DayLight | None) -> Iterator[Finding]:
        """Yield how good the photo place's light was on the day, where it was checked."""
        if light is not None:
            said = messages.message(f"photo.light.{light.advice}", {}, self._language).what
            tone = Tone.OK if light.score >= GOOD_LIGHT else Tone.WARN
            yield Finding(self.tr("当天灯光 {score} 分").format(score=light.score), said, tone=tone)

    def warnings(self, problems: Sequence[Problem]) -> Iterator[Finding]:
        """Yield what to look at, but :meth:`remarks` and differing sources: see ``DocumentFacts.differences``."""
        for problem in problems:
            if problem.code.startswith((DIFFERS, REMARK)):
                continue
            told = messages.message(problem.code, problem.params, self._language)
            label = self._labels.get(problem.key, "")
            yield Finding(f"{label} · {told.what}" if label else told.what, told.todo, tone=Tone.WARN)

    def remarks(self, remarks: Sequence[Remark]) -> Iterator[Finding]:
        """Yield why the record came back, the newest first: open ones, then those left alone, then those answered."""
        order = (None, Answer.RESUBMITTED, Answer.CHANGED)
        told = [each for each in reversed(remarks) if each.answer in order]
        for each in sorted(told, key=lambda each: order.index(each.answer)):
            label = self._labels.get(each.point.key, "")
            said = self.tr("退回：{reason}").format(reason=each.point.text)
            tone = Tone.INFO if each.answer is Answer.CHANGED else Tone.WARN
            how = {
                None: self.tr("还没有改"),
                Answer.RESUBMITTED: self.tr("没有改动，又提交了"),
                Answer.CHANGED: self.tr("已改动"),
            }[each.answer]
            detail = f"{how} · {words.moment(each.at)} · {each.operator}"
            yield Finding(f"{label} · {said}" if label else said, detail, tone=tone, icon="undo")

    def rare_characters(self, record: Record) -> Iterator[Finding]:
        """Yield the name's characters that systems with GBK alone can't hold, for the eye to compare them."""
        found = name_coverage(record.value("name")).characters
        if found:
            listed = [f"{each.character} {each.code_point}" for each in found]
            detail = self.tr("只认 GBK 的系统存不下，请对照证件图片。")
            yield Finding(self.tr("姓名含生僻字：{listed}").format(listed=self._listed(listed)), detail, tone=Tone.INFO)

    def consents(self, record: Record, titles: Mapping[str, str]) -> Finding:
        """Return what the applicant agreed to.

        Args:
            titles: key → title of the texts that the profile wants agreed to.
        """
        if not titles:
            return Finding(self.tr("这种业务不用签同意条款"), tone=Tone.QUIET, icon="dash")
        given = {consent.key: consent for consent in record.consents}
        missing = [title for key, title in titles.items() if key not in given]
        if missing:
            return Finding(self.tr("申请人还没有同意"), self._listed(missing), tone=Tone.WARN)
        latest = max((consent.agreed_at for consent in given.values()), default=None)
        detail = f"{self._listed(list(titles.values()))} · {words.moment(latest)}"
        return Finding(self.tr("申请人已同意"), detail, tone=Tone.OK)

    def history(self, record: Record, steps: Sequence[Step]) -> Iterator[Finding]:
        """Yield who did what when, the newest first, and how often the form was printed."""
        for step in reversed(steps):
            when = f"{words.moment(step.at)} · {step.operator}"
            what = words.of_move(step.move)
            yield Finding(with_reason(what, step.reason, self._language), when, tone=Tone.QUIET, icon="dash")
        begun = f"{words.moment(record.created_at)} · {record.created_by}"
        yield Finding(self.tr("开始采集"), begun, tone=Tone.QUIET, icon="dash")

    def prints(self, record: Record) -> Finding:
        """Return how often the form was printed."""
        if record.prints:
            return Finding(self.tr("登记表已打印 %n 次", "", record.prints), tone=Tone.OK, icon="printer")
        return Finding(self.tr("登记表还没有打印"), tone=Tone.QUIET, icon="printer")

    def _name(self, check: PhotoCheck) -> str:
        return messages.message(check.name_code, {}, self._language).what

    def _measured(self, check: PhotoCheck) -> str:
        """Return a check's name with its figure and limit, so that a reason can be weighed."""
        if check.figure is None:
            return self._name(check)
        measured = self.tr("{name}：{figure}，要求 {limit}")
        return measured.format(name=self._name(check), figure=f"{check.figure:g}", limit=check.limit)

    def _moved(self, by: Adjustment) -> str:
        parts = []
        if by.shift_x_px or by.shift_y_px:
            parts.append(self.tr("位置 {x:+g}、{y:+g} 像素").format(x=by.shift_x_px, y=by.shift_y_px))
        if by.zoom != 1:
            parts.append(self.tr("缩放 {percent:.0f}%").format(percent=100 * by.zoom))
        if by.rotate_degrees:
            parts.append(self.tr("旋转 {degrees:+g}°").format(degrees=by.rotate_degrees))
        return self._listed(parts)

    def _listed(self, names: list[str]) -> str:
        return self.tr("、").join(names)

    def _sentence(self, check: PhotoCheck) -> str:
        figure = "" if check.figure is None else f"{check.figure:g}"
        told = messages.message(check.sentence_code, {"figure": figure, "limit": check.limit}, self._language)
        return told.todo or told.what
