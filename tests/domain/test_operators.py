from __future__ import annotations

import pytest

from sscard_desktop.domain.errors import NotAllowedError
from sscard_desktop.domain.operators import PERMISSIONS, Operator, Permission, Role


def test_every_role_has_its_row() -> None:
    assert set(PERMISSIONS) == set(Role)


A_CLERKS = {Permission.WORK, Permission.CAPTURE, Permission.HAND_OUT, Permission.FIGURES}
"""Of the figures a clerk sees the own ones only; the service sees to that."""


@pytest.mark.parametrize("permission", sorted(set(Permission) - A_CLERKS))
def test_a_clerk_may_capture_hand_out_and_look_at_figures_and_nothing_else(permission: Permission) -> None:
    clerk = Operator("limin", Role.CLERK)
    for own in A_CLERKS:
        clerk.require(own)
    with pytest.raises(NotAllowedError) as caught:
        clerk.require(permission)
    assert caught.value.params["permission"] == permission.value


def test_a_supervisor_may_do_everything() -> None:
    assert all(Operator("wang", Role.SUPERVISOR).may(permission) for permission in Permission)


@pytest.mark.parametrize("role", Role)
def test_a_disabled_person_may_do_nothing(role: Role) -> None:
    assert not any(Operator("x", role, disabled=True).may(permission) for permission in Permission)
