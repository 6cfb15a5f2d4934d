# SPDX-License-Identifier: Apache-2.0
"""What a unit settled for all its people (单位开通集体申请): who collects the cards, which bank and branch.

Which fields a unit may settle is the profile's word (``of_unit``). Answers for settings that a record could hold as
well; whether a record follows them is the rule ``unit_settings``'. Refuses settings for units outside the directory.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from sscard_desktop.domain.errors import RefusedError
from sscard_desktop.domain.kindspelling import normalised
from sscard_desktop.domain.operators import Permission
from sscard_desktop.domain.problems import blocking
from sscard_desktop.domain.rulecases import Context
from sscard_desktop.domain.rules import check_field
from sscard_desktop.services.access import allowed
from sscard_desktop.services.ports import Store
from sscard_desktop.services.session import Session

_SETTING = "unit.settings."


def settled_by(store: Store, unit: str) -> Mapping[str, str] | None:
    """Return field → value that a unit settled; ``None`` where it hasn't opened at all."""
    text = store.setting(f"{_SETTING}{unit}") if unit else ""
    if not text:
        return None
    return {str(key): str(value) for key, value in json.loads(text).items()}


def keep_settled(store: Store, unit: str, values: Mapping[str, str]) -> None:
    """Store what a unit settles, inside the caller's transaction."""
    store.save_setting(f"{_SETTING}{unit}", json.dumps(dict(values), sort_keys=True))


def setting_of(session: Session, key: str, text: str, others: Mapping[str, str]) -> str:
    """Return a unit's answer to a field as a record stores it.

    Raises:
        RefusedError: ``unit.bad_setting`` (``field``: no record could hold this value).
    """
    profile = session.profile
    spec = profile.fields[key]
    value = normalised(spec, text, others, code_lists=profile.code_lists)
    context = Context(today=session.clock.today(), divisions=session.divisions)
    if value and blocking(check_field(profile, key, {**others, key: value}, context)):
        raise RefusedError("unit.bad_setting", field=spec.label("zh_CN"))
    return value


class UnitSettings:
    """The settings of the units in the directory."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @allowed(Permission.WORK)
    def of(self, unit: str) -> Mapping[str, str] | None:
        """Return what a unit (by its path) settled itself, ``None`` where it hasn't opened."""
        return settled_by(self._session.store, unit)

    @allowed(Permission.WORK)
    def fields(self) -> tuple[str, ...]:
        """Return the keys of the fields that a unit may settle in this city, in the form's order."""
        return tuple(key for key, spec in self._session.profile.fields.items() if spec.of_unit)

    @allowed(Permission.MANAGE_UNITS)
    def settle(self, unit: str, values: Mapping[str, str]) -> Mapping[str, str]:
        """Store what a unit settles, in place of what it settled before, and return it as stored.

        Args:
            unit: its path in the directory; what it settles holds for the units below it too.
            values: field → value, as typed; a field that isn't there, or is empty, is each person's own answer.

        Raises:
            RefusedError: ``unit.unknown``; ``unit.settles_nothing``, in this city; ``unit.not_settled`` (``field``: not
                one that a unit settles here); ``unit.bad_setting`` (``field``: no record could hold this value).
        """
        session = self._session
        if session.store.unit_at(unit) is None:
            raise RefusedError("unit.unknown")
        kept: dict[str, str] = {}
        for key, text in values.items():
            if not self.fields():
                raise RefusedError("unit.settles_nothing")
            if key not in self.fields():
                raise RefusedError("unit.not_settled", field=key[:60], allowed=", ".join(self.fields()))
            if value := setting_of(session, key, text, kept):
                kept[key] = value
        # The values may name a person (联系人): the trail tells which fields, and of which unit.
        with session.action("unit.settings", unit, fields=sorted(kept)):
            keep_settled(session.store, unit, kept)
        return kept
