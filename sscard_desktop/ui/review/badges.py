# SPDX-License-Identifier: Apache-2.0
"""What speaks for a close look at a submission, in a few words for a chip."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from sscard_desktop.domain.reviewing import ReviewSpec, Submission, Why
from sscard_desktop.ui.widgets.chip import Shown
from sscard_desktop.ui.widgets.label import Tone

translate = QCoreApplication.translate


def of_why(why: Why, returns: int = 0) -> str:
    """Return why a record wants a close look."""
    if why is Why.OVERRIDDEN:
        return translate("Badges", "不合格照用")
    if why is Why.RETURNED:
        return translate("Badges", "退回过 {count} 次").format(count=max(returns, 1))
    return translate("Badges", "抽中")


def of_submission(each: Submission, spec: ReviewSpec, warnings: int) -> Shown | None:
    """Return a submission's chip, ``None`` for one that nothing is to be said of."""
    whys = each.reasons_to_look(spec)
    said = [of_why(why, each.returns) for why in Why if why in whys]
    if warnings:
        said.append(translate("Badges", "警告 {count}").format(count=warnings))
    if each.first_by:
        said.insert(0, translate("Badges", "{name} 已初审").format(name=each.first_by))
    if not said:
        return None
    serious = bool(whys - {Why.SAMPLED}) or warnings > 0
    return Shown(" · ".join(said), Tone.WARN if serious else Tone.INFO, "warn" if serious else "info")
