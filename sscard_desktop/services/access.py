# SPDX-License-Identifier: Apache-2.0
"""Who may call which method of a service: each names one permission, and the table of roles decides.

Answers for the check before a method runs, whatever face called it; a test walks every public method of every service
and every role. Whose records a person sees is the session's to say (:meth:`Session.record`).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, Protocol, TypeVar

from sscard_desktop.domain.operators import Permission
from sscard_desktop.services.session import Session

_MARK = "__sscard_permission__"


class Seated(Protocol):
    """A service of one person's session."""

    _session: Session


_Service = TypeVar("_Service", bound=Seated)
_Arguments = ParamSpec("_Arguments")
_Result = TypeVar("_Result")
_Method = Callable[Concatenate[_Service, _Arguments], _Result]


def allowed(
    permission: Permission,
) -> Callable[[_Method[_Service, _Arguments, _Result]], _Method[_Service, _Arguments, _Result]]:
    """Let a service's method run only for people whose role grants ``permission``.

    The method raises ``NotAllowedError("operator.not_allowed")`` for all others before anything of it has run.
    """

    def guard(method: _Method[_Service, _Arguments, _Result]) -> _Method[_Service, _Arguments, _Result]:
        @wraps(method)
        def guarded(service: _Service, /, *arguments: _Arguments.args, **options: _Arguments.kwargs) -> _Result:
            service._session.operator.require(permission)
            return method(service, *arguments, **options)

        setattr(guarded, _MARK, permission)
        return guarded

    return guard


def permission_of(method: object) -> Permission | None:
    """Return the permission that a service's method asks for, ``None`` for a method without a guard."""
    found = getattr(method, _MARK, None)
    return found if isinstance(found, Permission) else None
