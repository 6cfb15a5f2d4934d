# SPDX-License-Identifier: Apache-2.0
"""A day's light is kept, told again, and replaced by a later check of the same day."""

from __future__ import annotations

from datetime import timedelta

from sscard_desktop.domain.lighting import LightScore
from sscard_desktop.services.capture import Capture
from sscard_desktop.services.lighting import Lighting
from sscard_desktop.services.photoreports import JudgedPhoto
from tests.helpers.desks import JPEG, Desk, good_photo


def test_the_last_check_of_a_day_is_the_days(desk: Desk) -> None:
    lighting = Lighting(desk.clerk)
    assert lighting.today() is None
    lighting.keep(LightScore(41, (), "more_light"))
    kept = lighting.keep(LightScore(88, (), "all_well"))
    assert lighting.today() == kept
    assert lighting.on(kept.day) == kept
    assert lighting.on(kept.day - timedelta(days=1)) is None


def test_an_old_day_stays_beside_its_photos_and_the_list_ends(desk: Desk) -> None:
    lighting = Lighting(desk.clerk)
    first = lighting.keep(LightScore(70, (), "even_lamp"))
    for _ in range(3):
        desk.clock.advance(days=1)
        lighting.keep(LightScore(90, (), "all_well"))
    assert lighting.on(first.day) == first


def test_a_photos_light_is_that_of_the_day_it_was_taken_on_not_of_the_records_first_day(desk: Desk) -> None:
    lighting = Lighting(desk.clerk)
    lighting.keep(LightScore(40, (), "more_light"))
    record_id = Capture(desk.clerk).start(card=desk.person().card).record.id
    assert lighting.of_photo(record_id) is None
    desk.clock.advance(days=1)
    kept = lighting.keep(LightScore(90, (), "all_well"))
    Capture(desk.clerk).accept_photo(record_id, JPEG, JudgedPhoto(good_photo().report))
    assert lighting.of_photo(record_id) == kept
    desk.clock.advance(days=1)
    Capture(desk.clerk).accept_photo(record_id, JPEG, JudgedPhoto(good_photo().report))
    assert lighting.of_photo(record_id) is None
