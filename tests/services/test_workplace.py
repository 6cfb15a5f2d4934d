# SPDX-License-Identifier: Apache-2.0
"""What is known before anybody is logged in: the cities to choose from."""

from __future__ import annotations

from pathlib import Path

import pytest

from sscard_desktop.app import workplace_at
from tests.helpers.cities import YANGLI, make_city


@pytest.mark.parametrize(("language", "word"), [("zh_CN", "样例市"), ("en", "Yangli")])
def test_a_broken_city_hides_none_of_the_others(tmp_path: Path, language: str, word: str) -> None:
    make_city(tmp_path / "profiles", YANGLI, name="yangli")
    make_city(tmp_path / "profiles", "labels = {", name="torn")
    cities = workplace_at(tmp_path).cities(language)
    assert (cities["yangli"], cities["torn"]) == (word, "torn")
    assert list(cities) == sorted(cities)
    assert {"chengdu", "beijing", "weifang"} < cities.keys()
