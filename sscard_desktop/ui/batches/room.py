# SPDX-License-Identifier: Apache-2.0
"""How much room packages need, and how much a folder has: said before an export starts.

What is needed is the services' upper bound, so a package is never larger than was said. That the room is there is
looked at once more when the package is written; this line only saves people the wait.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from sscard_desktop.domain.errors import SscardError
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.tasks import Lane
from sscard_desktop.ui.widgets.folder import PathEditor
from sscard_desktop.ui.widgets.label import Label, Tone

_MEGABYTE, _GIGABYTE = 1_000_000, 1_000_000_000


def size(count_bytes: int) -> str:
    """Return a size as people say it, rounded to a tenth."""
    if count_bytes >= _GIGABYTE:
        return f"{count_bytes / _GIGABYTE:.1f} GB"
    return f"{count_bytes / _MEGABYTE:.1f} MB"


class RoomLine(Label):
    """A line below the folder; says more as soon as it is known.

    Args:
        folder: looked at anew whenever somebody chooses another.
    """

    def __init__(self, desk: Desk, folder: PathEditor, parent: QWidget) -> None:
        super().__init__("", parent, role="hint", wrap=True)
        self._desk = desk
        self._folder = folder
        self._needed_bytes: int | None = None
        self._free_bytes: int | None = None
        folder.edited.connect(lambda _: self._look())

    def reckon(self, numbers: Sequence[str]) -> None:
        """Find out what these batches need, and what the folder has now."""
        self._needed_bytes = None
        self._show()

        def known(needed_bytes: int) -> None:
            self._needed_bytes = needed_bytes
            self._show()

        # A batch that can't leave is told when it is its turn, with what to do.
        self._desk.tasks.run(
            lambda: self._desk.exporting().most_bytes(numbers),
            owner=self,
            lane=Lane.WORK,
            on_done=known,
            on_error=lambda _: self.hide(),
        )
        self._look()

    def too_little(self) -> bool:
        """Return whether the packages surely don't fit into the folder."""
        return self._needed_bytes is not None and self._free_bytes is not None and self._free_bytes < self._needed_bytes

    def _look(self) -> None:
        self._free_bytes = None
        self._show()
        folder, asked = self._folder.path(), self._folder.value()
        if not asked:
            return

        def known(free_bytes: int) -> None:
            if asked == self._folder.value():
                self._free_bytes = free_bytes
                self._show()

        def unknown(_: SscardError) -> None:
            """Half a path, typed so far: there is nothing to say of it."""

        # A network folder may take long to answer.
        self._desk.tasks.run(
            lambda: self._desk.exporting().free_bytes(folder),
            owner=self,
            lane=Lane.WORK,
            on_done=known,
            on_error=unknown,
        )

    def _show(self) -> None:
        self.show()
        short = self.too_little()
        self.set_tone(Tone.BAD if short else None)
        if self._needed_bytes is None:
            self.setText(self.tr("正在计算需要的空间…"))
            return
        if self._free_bytes is None:
            text = self.tr("最多需要 {needed}。选好文件夹后显示可用空间。")
            free = ""
        else:
            free = size(self._free_bytes)
            text = (
                self.tr("最多需要 {needed}，这个文件夹只剩 {free}，放不下。")
                if short
                else self.tr("最多需要 {needed}，这个文件夹可用 {free}。")
            )
        self.setText(text.format(needed=size(self._needed_bytes), free=free))
