# SPDX-License-Identifier: Apache-2.0
"""The parts that see: networks, photo, live pictures, cards and their letters; each imported when first asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sscard_desktop.imaging.models import Models
    from sscard_desktop.services.ports import (
        CardCutter,
        CardLens,
        Clock,
        DocumentReader,
        LightMeter,
        LiveGuide,
        PhotoMaker,
        PictureGathering,
    )
    from sscard_desktop.storage.codetables import CodeTables


def models() -> Models:
    """Return the photo's networks, none of them loaded."""
    from sscard_desktop.imaging.models import Models as Files

    return Files()


def photo_maker(models: Models) -> PhotoMaker:
    """Return what makes photos with these networks."""
    from sscard_desktop.imaging.photomaker import PhotoMaker as Maker

    return Maker(models)


def gathering() -> PictureGathering:
    """Return what gathers pictures from a folder or zip."""
    from sscard_desktop.imaging.gathering import Gathering

    return Gathering()


def guide(models: Models) -> LiveGuide:
    """Return what guides the live picture."""
    # The photo's own networks: one set is 31 MB, and at the shot a look that has begun holds the photo up once.
    from sscard_desktop.imaging.guidance import Guide

    return Guide(models)


def light_meter(models: Models) -> LightMeter:
    """Return what judges wall and lamp."""
    from sscard_desktop.imaging.lighting import LightMeter as Meter

    return Meter(models)


def card_cutter(models: Models) -> CardCutter:
    """Return what cuts a card out of a picture."""
    from sscard_desktop.imaging.card.cutter import Cutter

    return Cutter(models)


def card_lens() -> CardLens:
    """Return what follows a card in the live picture."""
    from sscard_desktop.imaging.card.lens import Lens

    return Lens()


def document_reader(codes: CodeTables, clock: Clock) -> DocumentReader:
    """Return what reads ID pictures."""
    from sscard_desktop.domain.cardtextwords import CardWords
    from sscard_desktop.imaging.ocr.reader import PictureReader

    def words() -> CardWords:
        return CardWords.of(codes.code_list("nations"), codes.code_list("countries"), codes.divisions().all_names())

    return PictureReader(words, clock.today)
