# SPDX-License-Identifier: Apache-2.0
"""A form rendered: the aim is less than 200 ms once the fonts are loaded."""

from __future__ import annotations

from pytest_benchmark.fixture import BenchmarkFixture

from sscard_desktop import paths
from sscard_desktop.documents.fonts import Fonts
from sscard_desktop.documents.formfill import FormPress, render
from tests.helpers import forms


def test_registration_form_with_pictures(benchmark: BenchmarkFixture) -> None:
    press = FormPress(paths.resources() / "fonts")
    press.render(forms.REGISTRATION, forms.content())
    benchmark(press.render, forms.REGISTRATION, forms.content())


def test_registration_form_with_a_rare_name(benchmark: BenchmarkFixture) -> None:
    press = FormPress(paths.resources() / "fonts")
    press.render(forms.REGISTRATION, forms.content({"name": "𠮷"}))
    benchmark(press.render, forms.REGISTRATION, forms.content({"name": "𠮷野·㛃𬭚"}))


def test_first_form_of_the_day_with_a_rare_name(benchmark: BenchmarkFixture) -> None:
    template = forms.registration()
    benchmark.pedantic(
        lambda: render(template, forms.content({"name": "𠮷"}), fonts=Fonts(paths.resources() / "fonts")),
        rounds=3,
    )
