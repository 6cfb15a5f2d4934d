# SPDX-License-Identifier: Apache-2.0
"""The people who work with the program, and what each role may do: one table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from sscard_desktop.domain.errors import NotAllowedError


class Role(StrEnum):
    """录入员, 单位经办人, 审核员."""

    CLERK = "clerk"
    HR = "hr"
    SUPERVISOR = "supervisor"


class Permission(StrEnum):
    """Something that a role may or may not do."""

    WORK = "work"
    """Be at the station at all: see what is one's own, look up units, change one's password."""
    CAPTURE = "capture"
    SEE_ALL_RECORDS = "see_all_records"
    """Other people's records too; without it the station's setting ``records.shared`` decides."""
    REVIEW = "review"
    WITHDRAW = "withdraw"
    BATCH = "batch"
    MANAGE_UNITS = "manage_units"
    MANAGE_PEOPLE = "manage_people"
    SETTINGS = "settings"
    AUDIT = "audit"
    """Read, verify and export the audit trail, people's data masked."""
    AUDIT_UNMASKED = "audit_unmasked"
    RETENTION = "retention"
    """Put records on hold, and destroy what has had its time."""
    PERSON_DATA = "person_data"
    """Give one person's data out to them, or delete it on their request."""
    FEEDBACK = "feedback"
    """Read in what bureau and bank answered, and take it back."""
    ROSTERS = "rosters"
    """Import rosters of people who are expected, prepare a drive, and follow how far it is."""
    HAND_OVER = "hand_over"
    """Take the station's records along to a supervisor's machine (站点包)."""
    MERGE = "merge"
    """Take other stations' records over, take that back, and say which stations are trusted."""
    HAND_OUT = "hand_out"
    """Give finished cards out (领卡), and print what goes with them."""
    FIGURES = "figures"
    """See work in figures: one's own, with SEE_ALL_RECORDS everybody's."""


PERMISSIONS: Mapping[Role, frozenset[Permission]] = {
    Role.CLERK: frozenset({Permission.WORK, Permission.CAPTURE, Permission.HAND_OUT, Permission.FIGURES}),
    Role.HR: frozenset(
        {
            Permission.WORK,
            Permission.CAPTURE,
            Permission.SEE_ALL_RECORDS,
            Permission.MANAGE_UNITS,
            Permission.ROSTERS,
            Permission.HAND_OVER,
            Permission.HAND_OUT,
            Permission.FIGURES,
        }
    ),
    Role.SUPERVISOR: frozenset(Permission),
}
"""What each role may do. Every public method of a service names the permission that it asks for."""


@dataclass(frozen=True, slots=True)
class Operator:
    """A person with a password at this station.

    Attributes:
        name: the log-in name, unique at the station.
        display_name: as shown and printed; may be the same.
    """

    name: str
    role: Role
    display_name: str = ""
    disabled: bool = False

    def may(self, permission: Permission) -> bool:
        """Return whether this operator's role grants ``permission``."""
        return not self.disabled and permission in PERMISSIONS[self.role]

    def require(self, permission: Permission) -> None:
        """Raise :class:`NotAllowedError` unless this operator may do it."""
        if not self.may(permission):
            raise NotAllowedError("operator.not_allowed", role=self.role.value, permission=permission.value)
