# SPDX-License-Identifier: Apache-2.0
"""Fictitious cards, drawn once."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import numpy as np
import pytest

from sscard_desktop.domain.document import Side
from sscard_desktop.domain.photo import IdPictureSpec
from sscard_desktop.imaging.card.cutter import Cutter
from sscard_desktop.imaging.models import Models
from tests.helpers.idcards.draw import draw_card
from tests.helpers.idcards.people import person
from tests.helpers.idcards.sheet import Rgb

Cards = Callable[[int, Side], Rgb]


@pytest.fixture(scope="session")
def cards() -> Cards:
    @cache
    def drawn(seed: int, side: Side) -> Rgb:
        rng = np.random.default_rng(seed)
        return draw_card(person(rng), side, px_per_mm=10, rng=rng)

    return drawn


@pytest.fixture(scope="session")
def cutter(models: Models) -> Cutter:
    return Cutter(models)


@pytest.fixture(scope="session")
def spec() -> IdPictureSpec:
    return IdPictureSpec(max_bytes=1024 * 1024, min_width=400, min_height=250)
