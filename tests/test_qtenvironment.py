# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import pytest

from sscard_desktop.qtenvironment import QUIET, prepare_for_qt


@pytest.mark.parametrize("given", [{"QT_IM_MODULE": "fcitx"}, {"QT_IM_MODULE": "fcitx5"}, {"XMODIFIERS": "@im=fcitx"}])
def test_where_fcitx_is_asked_for_its_portal_is_used(given: dict[str, str]) -> None:
    environment = dict(given)
    prepare_for_qt(environment, "linux")
    assert environment["QT_IM_MODULE"] == "ibus"
    assert environment["IBUS_USE_PORTAL"] == "1"


@pytest.mark.parametrize(
    "given", [{}, {"QT_IM_MODULE": "ibus"}, {"QT_IM_MODULE": "compose", "XMODIFIERS": "@im=fcitx"}]
)
def test_any_other_choice_of_input_stays(given: dict[str, str]) -> None:
    environment = dict(given)
    prepare_for_qt(environment, "linux")
    assert environment == {**given, "QT_LOGGING_RULES": QUIET}


def test_windows_input_needs_nothing() -> None:
    environment = {"QT_IM_MODULE": "fcitx"}
    prepare_for_qt(environment, "win32")
    assert environment["QT_IM_MODULE"] == "fcitx"


def test_somebody_s_logging_rules_stay() -> None:
    environment = {"QT_LOGGING_RULES": "*=true"}
    prepare_for_qt(environment, "linux")
    assert environment["QT_LOGGING_RULES"] == "*=true"
