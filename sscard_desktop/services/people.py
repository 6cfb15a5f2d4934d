# SPDX-License-Identifier: Apache-2.0
"""The station's people: who may log in, in which role."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sscard_desktop.domain.errors import NotAllowedError, RefusedError
from sscard_desktop.domain.operators import Operator, Permission, Role
from sscard_desktop.services.access import allowed
from sscard_desktop.services.ports import StationFile
from sscard_desktop.services.session import Session


class People:
    """Adds and disables people; a supervisor's work."""

    def __init__(self, session: Session, station: StationFile) -> None:
        self._session = session
        self._station = station

    @allowed(Permission.MANAGE_PEOPLE)
    def all(self) -> Sequence[Operator]:
        """Return everyone, disabled people included."""
        return self._session.store.operators()

    @allowed(Permission.MANAGE_PEOPLE)
    def add(self, name: str, role: Role, password: str, *, display_name: str = "") -> Operator:
        """Add a person with a first password.

        Raises:
            RefusedError: the name is taken; the password is too weak.
        """
        if any(operator.name == name for operator in self._session.store.operators()):
            raise RefusedError("operator.name_taken", name=name)
        operator = Operator(name, role, display_name)
        with self._session.action("person.add", name, role=role.value):
            self._session.store.save_operator(operator)
            self._station.add_person(self._session.store, operator, password)
        return operator

    @allowed(Permission.MANAGE_PEOPLE)
    def disable(self, name: str) -> Operator:
        """Keep a person from logging in again; what they did stays under their name.

        Raises:
            NotAllowedError: it is oneself; or the last supervisor.
        """
        operator = self._known(name)
        if name == self._session.operator.name:
            raise NotAllowedError("operator.not_oneself")
        disabled = replace(operator, disabled=True)
        with self._session.action("person.disable", name):
            self._session.store.save_operator(disabled)
        self._station.remove_person(self._session.store, name)
        return disabled

    @allowed(Permission.MANAGE_PEOPLE)
    def reset_password(self, name: str, password: str) -> None:
        """Give a person a new password and let them in again."""
        operator = replace(self._known(name), disabled=False)
        with self._session.action("person.reset", name):
            self._session.store.save_operator(operator)
            self._station.add_person(self._session.store, operator, password)

    @allowed(Permission.WORK)
    def change_password(self, old: str, new: str) -> None:
        """Change one's own password; the old one is asked for again."""
        store, operator = self._station.unlock(self._session.operator.name, old)
        store.close()
        with self._session.action("person.password", operator.name):
            self._station.add_person(self._session.store, operator, new)

    def _known(self, name: str) -> Operator:
        for operator in self._session.store.operators():
            if operator.name == name:
                return operator
        raise RefusedError("operator.unknown", name=name)
