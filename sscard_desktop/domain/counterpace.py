# SPDX-License-Identifier: Apache-2.0
"""How long each step at the counter takes, from the times at which the audit trail says that it was done.

The time before a line counts for what the line tells of: from the form's last field to the photo is the photo's. A
break of :data:`BREAK_S` is nobody's: the person went home for a paper, the record was parked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sscard_desktop.domain.figures import Duration, Line, Step
from sscard_desktop.domain.figuring import duration_of

BREAK_S = 900.0
STARTS = "record.start"
SUBMITS = "record.submit"
STEPS: Mapping[str, Step] = {
    STARTS: Step.FORM,
    "record.card": Step.FORM,
    "record.edit": Step.FORM,
    "record.characters": Step.FORM,
    "record.business": Step.FORM,
    "document.fill": Step.FORM,
    "document.confirm": Step.ID_PICTURES,
    "picture.accept": Step.ID_PICTURES,
    "picture.swap": Step.ID_PICTURES,
    "picture.remove": Step.ID_PICTURES,
    "picture.photo": Step.PHOTO,
    "record.consent": Step.CONSENT,
    "form.printed": Step.PRINT,
    "signature.sign": Step.SIGN,
    "record.confirm": Step.SUBMIT,
    SUBMITS: Step.SUBMIT,
}
"""What is measured, by the action in the trail."""


def steps_of(lines: Iterable[Line]) -> dict[Step, Duration]:
    """Return how long the steps took, of people who were started and submitted within these lines.

    Args:
        lines: of one record after the other, each record's in the order of the trail.
    """
    taken: dict[Step, list[float]] = {}
    record = ""
    before = 0.0
    sums: dict[Step, float] | None = None
    for line in lines:
        if line.record != record or line.action == STARTS:
            # What began before the lines did, or was never submitted, has no whole to be measured.
            record, sums = line.record, {} if line.action == STARTS else None
        elif sums is not None:
            gap = max(line.at_s - before, 0.0)
            step = STEPS[line.action]
            sums[step] = sums.get(step, 0.0) + (gap if gap < BREAK_S else 0.0)
            if line.action == SUBMITS:
                for each, seconds in sums.items():
                    taken.setdefault(each, []).append(seconds)
                taken.setdefault(Step.WHOLE, []).append(sum(sums.values()))
                sums = None
        before = line.at_s
    found = {step: duration_of(taken.get(step, ())) for step in Step}
    return {step: duration for step, duration in found.items() if duration is not None}
