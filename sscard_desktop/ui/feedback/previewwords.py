# SPDX-License-Identifier: Apache-2.0
"""What is said around the lines of a file that is looked at: heading, warning, actions, the next step."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject

from sscard_desktop.domain.feedbackfile import FeedbackFile, FeedbackSource
from sscard_desktop.messages import word
from sscard_desktop.services.feedbackpreview import Preview
from sscard_desktop.services.feedbackverdict import HARMLESS, Outcome, Verdict
from sscard_desktop.ui.feedback import words
from sscard_desktop.ui.i18n import Language
from sscard_desktop.ui.records import words as record_words
from sscard_desktop.ui.widgets.label import Tone


@dataclass(frozen=True, slots=True)
class Warned:
    """What is to be looked at, and what to do about it."""

    what: str
    todo: str = ""
    tone: Tone = Tone.WARN


@dataclass(frozen=True, slots=True)
class NextStep:
    """The next step's words, icon and key, and what is said beside it."""

    text: str
    reason: str = ""
    icon: str = ""
    key: str = "Enter"


class PreviewWords(QObject):
    """Says it in the language in force."""

    def __init__(self, language: Language, parent: QObject) -> None:
        super().__init__(parent)
        self._language = language

    def heading(self, preview: Preview) -> str:
        """Return which file it is, and whose."""
        bank = preview.choices.source is FeedbackSource.BANK
        source = self.tr("银行的回盘") if bank else self.tr("社保部门的回盘")
        return f"{preview.table.name}　{source}"

    def counted(self, preview: Preview) -> str:
        """Return how many lines do what, and which batches are acknowledged."""
        told = [words.summary(preview.counts, self._language.code)]
        if preview.acknowledged:
            told.append(self.tr("回执批次：") + "、".join(preview.acknowledged))
        return "\n".join(each for each in told if each)

    def warning(self, preview: Preview) -> Warned | None:
        """Return the one thing that is to be looked at first."""
        unknown = [header for layout in preview.layouts for header in layout.unknown]
        if not preview.understood:
            clashing = {meaning for layout in preview.layouts for meaning in layout.clashing}
            twice = "、".join(word("meaning", each.value, self._language.code) for each in sorted(clashing))
            what = self.tr("有两列都是{what}，不知道该看哪一列。").format(what=twice) if twice else ""
            return Warned(
                what or self.tr("看不出哪一列是受理编号或证件号码，哪一列是状态。"),
                self.tr("按 C 指明；同样的表头以后就认得了。"),
            )
        if preview.unknown:
            return Warned(
                self.tr("有 %n 个状态看不懂：", "", len(preview.unknown)) + words.listed(preview.unknown),
                self.tr("按 W 说明意思；没说明的行不会读入。"),
            )
        if preview.read_before is not None:
            at = record_words.moment(preview.read_before)
            return Warned(self.tr("这个文件 {at} 已经读入过。").format(at=at), tone=Tone.INFO)
        if preview.table.otherwise_encoded:
            return Warned(
                self.tr("文件里混有两种编码（第 {row} 行起）。", "").format(row=preview.table.otherwise_encoded[0]),
                self.tr("请核对这几行的姓名。"),
            )
        if unknown:
            return Warned(
                self.tr("有 %n 列没有用到：", "", len(unknown)) + words.listed(unknown),
                self.tr("如果里面有要用的，按 C 指明。"),
                Tone.INFO,
            )
        return None

    def actions(self, preview: Preview, chosen: Verdict | None, *, only_looks: bool) -> list[tuple[str, str]]:
        """Return name and words of what can be done, the first one asked for first."""
        names = [("source", self.tr("换来源"))]
        # What the file isn't understood without is the next step.
        if preview.understood:
            names.insert(0, ("columns", self.tr("指明列")))
        if preview.unknown:
            names.insert(0, ("words", self.tr("解释状态")))
        if any(verdict.outcome not in HARMLESS for verdict in preview.verdicts):
            names.append(("filter", self.tr("看全部") if only_looks else self.tr("只看要留意的")))
        if chosen is not None and chosen.outcome in (Outcome.AMBIGUOUS, Outcome.REPEATED):
            names.append(("decide", self.tr("决定这一行")))
        return names

    def actions_of_files(self, file: FeedbackFile | None, *, reads: bool) -> list[tuple[str, str]]:
        """Return the same beside the list of files, of which ``file`` is chosen."""
        names = [("hand_out", self.tr("发卡")), ("print", self.tr("领卡名单、通知"))]
        if reads:
            names.append(("refusals", self.tr("退回统计")))
        if file is not None and file.undone_at is None:
            names.append(("undo", self.tr("撤回")))
        return names

    def next_step(self, preview: Preview) -> NextStep:
        """Return what Enter does."""
        changes = len(preview.changes)
        looks = sum(verdict.outcome not in HARMLESS for verdict in preview.verdicts)
        if not preview.understood:
            return NextStep(self.tr("指明列"), self.tr("先指明列"), key="C")
        if not (changes or preview.acknowledged):
            return NextStep(self.tr("返回"), self.tr("没有新内容"), key="Esc")
        reason = self.tr("%n 行不会读入，请看说明", "", looks) if looks else ""
        return NextStep(self.tr("读入 %n 行", "", changes), reason, icon="check")
