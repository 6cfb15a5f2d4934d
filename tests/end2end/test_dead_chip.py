# SPDX-License-Identifier: Apache-2.0
"""A person whose chip is dead: the card under the document camera, cut out, read, confirmed field by field, submitted.

The card is drawn and photographed by the generator, found by the real finder and read by the real networks.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from sscard_desktop import paths
from sscard_desktop.documents.formfill import FormPress
from sscard_desktop.domain.cardtextwords import CardWords
from sscard_desktop.domain.document import Side
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.problems import blocking
from sscard_desktop.domain.record import Status
from sscard_desktop.domain.specimen import answers
from sscard_desktop.imaging.card.cutter import Cutter
from sscard_desktop.imaging.ocr.reader import PictureReader
from sscard_desktop.services.capture import Capture
from sscard_desktop.services.documentfields import DocumentFields
from sscard_desktop.services.documents import Documents
from sscard_desktop.services.photoreports import JudgedPhoto
from sscard_desktop.services.printing import Printing
from sscard_desktop.storage.codetables import CodeTables
from tests.helpers.desks import JPEG, UNIT, Desk, good_photo
from tests.helpers.idcards.cases import Case, case
from tests.helpers.idcards.people import DEVELOPMENT

ROLES = {Side.FRONT: PictureRole.ID_FRONT, Side.BACK: PictureRole.ID_BACK}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path / "station")
    yield made
    made.leave()


def shot(taken: Case, side: Side) -> bytes:
    file = io.BytesIO()
    Image.fromarray(taken.shots[side].rgb).save(file, "JPEG", quality=92)
    return file.getvalue()


def test_a_person_whose_chip_is_dead_is_served_from_the_pictures_of_the_card(desk: Desk) -> None:
    taken = case(DEVELOPMENT, "clean", 3)
    codes = CodeTables(paths.resources() / "codes")
    words = CardWords.of(codes.code_list("nations"), codes.code_list("countries"), codes.divisions().all_names())
    cutter, reader = Cutter(), PictureReader(lambda: words, desk.clock.today)
    capture, documents = Capture(desk.clerk), Documents(desk.clerk)
    record_id = capture.start().record.id
    # The clerk lays the card down back first, though the front is asked for.
    for side in (Side.BACK, Side.FRONT):
        card = cutter.cut(shot(taken, side), desk.profile.id_picture, expected=Side.FRONT)
        assert documents.accept(record_id, PictureRole.ID_FRONT, card).role is ROLES[side]
    to_read = documents.to_read(record_id)
    read = documents.keep_reading(record_id, to_read, reader.read(to_read.pictures))
    assert not read.problems
    filled = DocumentFields(desk.clerk).fill_from_picture(record_id)
    truth = taken.holder.fields
    fields = desk.profile.of("new").fields
    for key in filled.filled:
        if fields[key].card in truth:
            assert filled.taken.record.value(key) == truth[fields[key].card], key
    assert {"number", "name", "household_address", "authority", "valid_to"} & set(fields) <= set(filled.filled)
    for key in filled.filled:
        DocumentFields(desk.clerk).confirm(record_id, key)
    held = desk.clerk.record(record_id).values
    said = answers(desk.profile, held, {"unit": UNIT}, today=desk.today, divisions=desk.divisions)
    capture.edit(record_id, said)
    capture.accept_photo(record_id, JPEG, JudgedPhoto(good_photo().report))
    complete = capture.consent(record_id, tuple(text.key for text in desk.profile.consents))
    assert blocking(complete.problems) == []
    assert capture.submit(record_id).record.status is Status.SUBMITTED
    spec, content = Printing(desk.clerk).content(record_id, "photocopy")
    assert FormPress(paths.resources() / "fonts").render(spec.template, content).startswith(b"%PDF")
