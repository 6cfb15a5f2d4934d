# SPDX-License-Identifier: Apache-2.0
"""The checks of a finished photo: a table of small functions, each of which passes, fails or asks the clerk.

Answers for a figure, a limit and a verdict per check; the sentences are messages (``photo.check.<key>.<verdict>``, and
``photo.look.<hint>`` for what a heuristic seems to see). What no model that may ship can decide (glasses, covering,
clothes) is always asked, never claimed. The order of ``CHECKS`` is the order of the report; another check is another
function in its family's module. Limits come from the profile: the placement from its spans, the rest from its
thresholds (:mod:`evidence`).
"""

from __future__ import annotations

from sscard_desktop.domain.photo import PhotoCheck
from sscard_desktop.imaging.checks import (
    background,
    clothes,
    covering,
    expression,
    eyes,
    file,
    glasses,
    placement,
    posture,
    quality,
)
from sscard_desktop.imaging.evidence import Evidence

CHECKS = (
    *placement.CHECKS,
    *posture.CHECKS,
    *eyes.CHECKS,
    *background.CHECKS,
    *expression.CHECKS,
    *quality.CHECKS,
    *glasses.CHECKS,
    *covering.CHECKS,
    *clothes.CHECKS,
    *file.CHECKS,
)


def judge(evidence: Evidence) -> tuple[PhotoCheck, ...]:
    """Return the outcome of every check that has something to look at."""
    outcomes = []
    for entry in CHECKS:
        finding = entry.function(evidence)
        if finding is not None:
            figure = None if finding.figure is None else round(finding.figure, 1 if abs(finding.figure) >= 10 else 3)
            outcomes.append(PhotoCheck(entry.key, finding.verdict, figure, finding.limit, entry.family, finding.hints))
    return tuple(outcomes)
