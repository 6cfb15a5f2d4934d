# SPDX-License-Identifier: Apache-2.0
"""Every public method of every service, tried by every role: the table of permissions decides, and nothing else."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import sscard_desktop
from sscard_desktop import services
from sscard_desktop.domain.errors import NotAllowedError
from sscard_desktop.domain.operators import PERMISSIONS, Operator, Permission, Role
from sscard_desktop.services.access import permission_of
from sscard_desktop.services.session import Session

PACKAGE = Path(sscard_desktop.__file__).parent


class ReachedError(Exception):
    """A method went past its guard and asked for something of the session's."""


class Door:
    """A session that knows who came, and gives nothing else away."""

    def __init__(self, operator: Operator) -> None:
        self.operator = operator

    def __getattr__(self, name: str) -> Any:
        raise ReachedError(name)


@dataclass(frozen=True)
class Method:
    """A public method of a service."""

    service: type[Any]
    name: str
    function: Callable[..., object]

    def __str__(self) -> str:
        return f"{self.service.__name__}.{self.name}"

    def call(self, operator: Operator) -> None:
        """Call it with nothing in its hands; whoever is let in gets as far as the session."""
        service = object.__new__(self.service)
        service._session = Door(operator)
        needed = [
            parameter
            for parameter in inspect.signature(self.function).parameters.values()
            if parameter.default is inspect.Parameter.empty
        ]
        named = {p.name: None for p in needed if p.kind is inspect.Parameter.KEYWORD_ONLY}
        placed = [None for p in needed[1:] if p.kind in (p.POSITIONAL_ONLY, p.POSITIONAL_OR_KEYWORD)]
        result = getattr(service, self.name)(*placed, **named)
        if inspect.isgenerator(result):
            next(result)


def service_classes() -> Iterator[type[Any]]:
    for found in pkgutil.iter_modules(services.__path__):
        module = importlib.import_module(f"{services.__name__}.{found.name}")
        for value in vars(module).values():
            if inspect.isclass(value) and value.__module__ == module.__name__ and value.__init__ is not object.__init__:
                parameters = list(inspect.signature(value.__init__).parameters.values())[1:]
                if any("Session" in str(parameter.annotation) for parameter in parameters):
                    yield value


SERVICES = list(service_classes())
METHODS = [
    Method(service, name, function)
    for service in SERVICES
    for name, function in vars(service).items()
    if inspect.isfunction(function) and not name.startswith("_")
]


def test_the_services_are_found() -> None:
    assert {"Capture.start", "Registry.show", "Review.approve", "Exporting.write", "People.add"} <= {
        str(method) for method in METHODS
    }


@pytest.mark.parametrize("method", METHODS, ids=str)
def test_every_method_names_its_permission(method: Method) -> None:
    assert permission_of(method.function) in Permission


@pytest.mark.parametrize("service", SERVICES, ids=lambda service: service.__name__)
def test_nothing_of_a_service_slips_past_the_guards(service: type[Any]) -> None:
    """Properties, static and class methods carry no guard: a service has none in public."""
    unguarded = (property, staticmethod, classmethod)
    assert not [n for n, v in vars(service).items() if isinstance(v, unguarded) and not n.startswith("_")]


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("method", METHODS, ids=str)
def test_a_role_is_let_in_or_refused_as_the_table_says(method: Method, role: Role) -> None:
    permission = permission_of(method.function)
    if permission in PERMISSIONS[role]:
        with pytest.raises(Exception) as caught:  # noqa: PT011  # whatever comes of empty hands, but no refusal
            method.call(Operator("anyone", role))
        assert not isinstance(caught.value, NotAllowedError)
    else:
        with pytest.raises(NotAllowedError) as refused:
            method.call(Operator("anyone", role))
        assert refused.value.code == "operator.not_allowed"
        assert refused.value.params == {"role": role.value, "permission": str(permission)}


@pytest.mark.parametrize("method", METHODS, ids=str)
def test_a_disabled_person_is_refused_everywhere(method: Method) -> None:
    with pytest.raises(NotAllowedError):
        method.call(Operator("gone", Role.SUPERVISOR, disabled=True))


def test_the_session_itself_offers_no_work() -> None:
    """It is what services share; were there work in it, no guard would stand before it."""
    offered = {name for name, value in vars(Session).items() if inspect.isfunction(value) and name[0] != "_"}
    assert offered == {
        "action",
        "audit",
        "beside",
        "moved",
        "opened",
        "opened_together",
        "profile_of",
        "record",
        "require_business",
        "retracted",
        "sees",
        "transaction",
    }


PAST_THE_SERVICES = {"idwork.py": {"picture"}}
"""What still goes past them; this list may only shrink."""


@pytest.mark.parametrize("face", ["ui", "cli"])
def test_the_faces_ask_services_and_never_the_store(face: str) -> None:
    """What goes past the services goes past the table; opening, closing and reading a setting are fine."""
    harmless = {"another", "close", "setting"}
    for path in sorted((PACKAGE / face).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and _is_store(node.value):
                allowed = harmless | PAST_THE_SERVICES.get(path.name, set())
                assert node.attr in allowed, f"{path.name}:{node.lineno} uses store.{node.attr}"


def _is_store(node: ast.expr) -> bool:
    return "store" in (getattr(node, "attr", ""), getattr(node, "id", ""))
