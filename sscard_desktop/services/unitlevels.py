# SPDX-License-Identifier: Apache-2.0
"""Where a record's person works, down to the third level, and what the units there settled and are insured by.

Each level's settings hold for all below it, and a lower one's own word goes first. Answers by the directory's paths, so
that the finance departments of two companies are two.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sscard_desktop.domain.fields import FieldSpec
from sscard_desktop.domain.unitpath import UNIT_MARK
from sscard_desktop.services.ports import Store
from sscard_desktop.services.unitsettings import settled_by

LEVELS = ("unit", "unit_2", "unit_3")
"""The fields that say where somebody works, from the top."""

INSURED = ("insured_unit_number", "insured_unit_name")
"""The fields that a unit of the directory fills by itself."""


def path_of(values: Mapping[str, str]) -> str:
    """Return the path of the unit that values name, as far as they name it; ``""`` for none."""
    names: list[str] = []
    for key in LEVELS:
        if not values.get(key):
            break
        names.append(values[key])
    return UNIT_MARK.join(names)


def paths_of(values: Mapping[str, str]) -> Iterator[str]:
    """Yield the paths of the units that a person belongs to, from the top."""
    names = path_of(values).split(UNIT_MARK)
    for depth in range(1, len(names) + 1):
        if names[0]:
            yield UNIT_MARK.join(names[:depth])


def settled_for(store: Store, values: Mapping[str, str]) -> Mapping[str, str] | None:
    """Return field → value that a person's units settled; ``None`` where none of them has opened."""
    found = [settled for path in paths_of(values) if (settled := settled_by(store, path)) is not None]
    return {key: value for settled in found for key, value in settled.items()} if found else None


def insured_by(store: Store, values: Mapping[str, str]) -> tuple[str, str]:
    """Return number and name of the nearest of a person's units that the directory has a number of; ``""`` for none."""
    units = [unit for path in paths_of(values) if (unit := store.unit_at(path)) is not None]
    return next(((unit.insured_number, unit.name) for unit in reversed(units) if unit.insured_number), ("", ""))


def followed(
    store: Store,
    before: Mapping[str, str],
    changes: Mapping[str, str],
    values: Mapping[str, str],
    fields: Mapping[str, FieldSpec],
) -> dict[str, str]:
    """Return what follows from another unit: what its units settled, whatever was filled in before, and its number.

    Args:
        before: the record as it was.
        changes: what changes of it.
        values: the record with the changes.
        fields: those that the city asks for.

    An insured number and name that the unit before had given go with it; others stay.
    """
    if not any(changes.get(key) for key in LEVELS):
        return {}
    said = settled_for(store, values) or {}
    result = {key: value for key, value in said.items() if key in fields and fields[key].of_unit}
    number, name = insured_by(store, values)
    told = dict(zip(INSURED, (number, name), strict=True))
    filled = {key: values.get(key, "") for key in told if values.get(key)}
    given = dict(zip(told, insured_by(store, before), strict=True))
    own = told.keys().isdisjoint(changes) and filled.items() <= given.items()
    if own if filled else number:
        result |= {key: value for key, value in told.items() if key in fields}
    return result


def left_behind(store: Store, before: Mapping[str, str], changes: Mapping[str, str]) -> dict[str, str]:
    """Return the lower levels that are emptied: their unit stands in the directory below the one left, and only there.

    What the directory doesn't know was typed by somebody, and stays.
    """
    if not any(key in changes and changes[key] != before.get(key, "") for key in LEVELS[:-1]):
        return {}
    after = {key: changes.get(key, before.get(key, "")) for key in LEVELS}
    for level, key in enumerate(LEVELS[1:], start=1):
        if key in changes or not after[key]:
            continue
        was = path_of({each: before.get(each, "") for each in LEVELS[: level + 1]})
        now = path_of({each: after[each] for each in LEVELS[: level + 1]})
        if was != now and store.unit_at(was) is not None and store.unit_at(now) is None:
            return {each: "" for each in LEVELS[level:] if before.get(each) and each not in changes}
    return {}
