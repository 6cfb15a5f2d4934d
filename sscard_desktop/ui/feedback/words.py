# SPDX-License-Identifier: Apache-2.0
"""The words and tones for what a line of feedback does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication

from sscard_desktop.domain.feedback import Meaning, is_covered
from sscard_desktop.domain.feedbackfile import FeedbackFile
from sscard_desktop.domain.masking import masked_number
from sscard_desktop.domain.remarks import reason_of
from sscard_desktop.messages import word
from sscard_desktop.services.feedbackverdict import HARMLESS, Outcome, Verdict
from sscard_desktop.ui.i18n import clauses
from sscard_desktop.ui.widgets.chip import Shown
from sscard_desktop.ui.widgets.label import Tone

translate = QCoreApplication.translate

_TONES: Mapping[Outcome, tuple[Tone, str]] = {
    Outcome.MOVES: (Tone.OK, "check"),
    Outcome.UPDATES: (Tone.OK, "check"),
    Outcome.RETURNED: (Tone.BAD, "undo"),
    Outcome.SAME: (Tone.QUIET, "dash"),
    Outcome.DUPLICATE: (Tone.QUIET, "dash"),
}


def of_outcome(outcome: Outcome, language: str) -> Shown:
    """Return word, tone and icon of what a line does; what needs a look is a warning."""
    tone, icon = _TONES.get(outcome, (Tone.WARN, "warn"))
    return Shown(word("outcome", outcome.value, language), tone, icon)


def of_file(file: FeedbackFile) -> Shown:
    """Return whether a file stands or was taken back."""
    if file.undone_at is not None:
        return Shown(translate("FeedbackWords", "已撤回"), Tone.QUIET, "undo")
    return Shown(translate("FeedbackWords", "已读入"), Tone.OK, "check")


def change(verdict: Verdict, language: str) -> str:
    """Return where a record stands, and would stand."""
    if verdict.status is None:
        return "–"
    now = word("status", verdict.status.value, language)
    return f"{now} → {word('status', verdict.target.value, language)}" if verdict.target is not None else now


def detail(verdict: Verdict, language: str, *, otherwise_encoded: bool = False) -> str:
    """Return what else is to be said of a line: the bureau's reason, the card, whose name it has.

    Args:
        otherwise_encoded: it is written in another encoding than the rest of the file.
    """
    parts = []
    if otherwise_encoded:
        parts.append(translate("FeedbackWords", "这一行的编码与别的行不同，请核对姓名"))
    if verdict.points:
        parts.append(reason_of(verdict.points))
    if verdict.card_number:
        parts.append(translate("FeedbackWords", "卡号 {number}").format(number=masked_number(verdict.card_number)))
    elif _card_unread(verdict):
        parts.append(translate("FeedbackWords", "卡号不完整（有遮盖或被表格改写），不采用"))
    if verdict.place:
        parts.append(verdict.place)
    if verdict.name_differs:
        said = verdict.line.value(Meaning.NAME)
        parts.append(translate("FeedbackWords", "文件里姓名写作“{name}”").format(name=said))
    if verdict.candidates:
        parts.append(translate("FeedbackWords", "{count} 条记录，按 D 选定").format(count=len(verdict.candidates)))
    if verdict.outcome is Outcome.REPEATED:
        parts.append(translate("FeedbackWords", "若确是又一次，按 D 计入"))
    if not parts and verdict.outcome not in HARMLESS:
        parts = [verdict.line.value(Meaning.STATE) or verdict.line.value(Meaning.RESULT)]
    return clauses(filter(None, parts), language) or "–"


def _card_unread(verdict: Verdict) -> bool:
    """Return whether a line has a card number of which digits are missing."""
    number = verdict.line.value(Meaning.CARD_NUMBER)
    return bool(number) and (is_covered(number) or Meaning.CARD_NUMBER in verdict.line.lossy)


def explained(verdict: Verdict, remark: str, language: str) -> str:
    """Return all that is to be said of a line in sentences: why it does nothing, and its whole remark."""
    parts = [remark]
    if verdict.outcome not in HARMLESS:
        parts.insert(0, word("outcome_means", verdict.outcome.value, language))
    return "　".join(part for part in parts if part != "–")


def summary(counts: Mapping[Outcome, int], language: str) -> str:
    """Return how many lines do what, in one line."""
    return "　".join(f"{word('outcome', outcome.value, language)} {count}" for outcome, count in counts.items())


def listed(headers: Sequence[str]) -> str:
    """Return headers as a sentence shows them, not endlessly."""
    return "、".join(f"“{header[:20]}”" for header in headers[:6]) + ("…" if len(headers) > 6 else "")
