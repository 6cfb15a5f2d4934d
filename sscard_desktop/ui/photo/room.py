# SPDX-License-Identifier: Apache-2.0
"""Which networks are in memory: those that make photos or those that read documents, never both.

Together they are 90 MB, and nobody is photographed while their card is read. Whoever opens a sheet asks for its own;
they are there before the camera's first picture is. What fails here is told when it is needed.
"""

from __future__ import annotations

from sscard_desktop.memory import give_back_holes
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.tasks import Lane


def make_room_for_photos(desk: Desk, *, unused_s: float = 0.0) -> None:
    """Free what reads documents, where it read nothing for so long, and load what makes photos."""
    workplace = desk.workplace

    def change_over() -> None:
        workplace.document_reader().forget(unused_s=unused_s)
        workplace.photo_maker().warm()
        give_back_holes()

    # In the lane that looks at the camera next, not in the one that prints and stores.
    desk.tasks.run(change_over, owner=desk.tasks, lane=Lane.LIVE, on_error=lambda error: None)


def make_room_for_documents(desk: Desk) -> None:
    """Free what makes photos, and load what finds cards and what reads them."""
    workplace = desk.workplace

    def change_over() -> None:
        workplace.photo_maker().cool()
        give_back_holes()
        workplace.card_cutter().warm()

    desk.tasks.run(change_over, owner=desk.tasks, lane=Lane.WORK, on_error=lambda error: None)
    # Beside the first card's cutting, not before it.
    desk.tasks.run(
        lambda: workplace.document_reader().warm(), owner=desk.tasks, lane=Lane.LIVE, on_error=lambda error: None
    )
