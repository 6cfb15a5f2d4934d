# SPDX-License-Identifier: Apache-2.0
"""What changes of a record replaced, step by step, so that they can be taken back, the last one first."""

from __future__ import annotations

from collections.abc import Mapping

from sscard_desktop.domain.fields import FieldSpec
from sscard_desktop.domain.record import Record

_DEPTH = 50


class FormerSteps:
    """The steps of one record's work; the oldest are forgotten."""

    def __init__(self) -> None:
        self._steps: list[Mapping[str, str]] = []

    def __len__(self) -> int:
        return len(self._steps)

    def remember(
        self, before: Record, after: Record, changes: Mapping[str, str], fields: Mapping[str, FieldSpec]
    ) -> None:
        """Note what ``changes`` replaced, and what the station made of it in other fields, as one step.

        Nothing is noted where no field that was typed says anything else than before.
        """
        differs = {key for key, spec in fields.items() if not spec.fixed and before.value(key) != after.value(key)}
        typed = [key for key in changes if key in differs]
        if typed:
            former = {key: before.value(key) for key in (*typed, *sorted(differs.difference(typed)))}
            self._steps = [*self._steps, former][-_DEPTH:]

    def take_last(self) -> Mapping[str, str]:
        """Return what the last step replaced, the field that was typed first, and forget it; empty without any."""
        return self._steps.pop() if self._steps else {}

    def forget(self) -> None:
        """Begin anew: another record, or another kind of business."""
        self._steps = []
