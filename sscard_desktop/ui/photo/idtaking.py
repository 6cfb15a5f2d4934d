# SPDX-License-Identifier: Apache-2.0
"""ID pictures without the camera, and what is done to them by hand: files, the clipboard, taken whole, turned, swapped.

What goes past a check wants a reason, which the supervisor sees.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication, QImage

from sscard_desktop.domain.document import StraightCard
from sscard_desktop.domain.errors import RefusedError
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.photo.cardsides import ROLES
from sscard_desktop.ui.photo.shots import Shot, Source, encoded, whole_of
from sscard_desktop.ui.widgets.reason import ReasonDialog

if TYPE_CHECKING:
    from sscard_desktop.ui.photo.idpictures import IdPicturesDialog

_HALF_TURN, _QUARTER_TURN = 180, 90


class IdTaking(QObject):
    """Takes and changes a dialog's pictures.

    Args:
        dialog: whose; all its parts are asked for at a key only.
    """

    def __init__(self, desk: Desk, dialog: IdPicturesDialog) -> None:
        super().__init__(dialog)
        self._desk = desk
        self._dialog = dialog

    def take_files(self, paths: Sequence[Path]) -> None:
        """Take one file for the chosen side (or both, of a scanned page), or two for front and back."""
        if self._dialog.keeps_out():
            return
        maker = self._desk.workplace.photo_maker

        def source(path: Path) -> Source:
            return lambda: maker().read_file(path)

        self._dialog.keep_way(from_files=True)
        if self._dialog.shooting:
            self._dialog.leave_camera()
        self._take_sources([source(path) for path in paths])

    def paste(self) -> None:
        """Take the picture or the file from the clipboard for the chosen side."""
        if self._dialog.keeps_out():
            return
        content = QGuiApplication.clipboard().mimeData()
        urls = [Path(url.toLocalFile()) for url in content.urls() if url.isLocalFile()] if content.hasUrls() else []
        image = QImage(content.imageData()) if content.hasImage() else QImage()
        if urls:
            self.take_files(urls)
        elif self._desk.workplace.training:
            # A picture may be anybody's; files are refused where they are read.
            self._dialog.tell_of(RefusedError("training.shut"), None)
        elif not image.isNull():
            if self._dialog.shooting:
                self._dialog.leave_camera()
            self._take_sources([lambda: encoded(image)])
        else:
            self._dialog.banner.show_message(self.tr("剪贴板里没有图片。"), self.tr("请先复制一张图片，再按 Ctrl+V。"))

    def take_whole(self) -> None:
        """Take the picture in which no card was found as it is, for a reason."""
        if not self._dialog.work.refused or self._dialog.work.busy:
            return
        asked = ReasonDialog(
            self._dialog,
            title=self.tr("整张使用这张图片"),
            text=self.tr("没有裁切、没有扶正。理由会记入操作日志，主管会看到。"),
            reasons=[self.tr("证件破损，边缘不完整"), self.tr("不是标准大小的证件"), self.tr("图片已经裁好")],
            verb=self.tr("整张使用"),
        )
        asked.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        asked.given.connect(self._take_whole)
        asked.open()

    def _take_whole(self, reason: str) -> None:
        self._dialog.banner.close_message()
        self._dialog.work.take_whole(reason)

    def vouch(self) -> None:
        """Keep both pictures as one document's, though the reader found otherwise, for a reason."""
        if not self._dialog.doubts or self._dialog.work.busy or self._dialog.shooting:
            return
        asked = ReasonDialog(
            self._dialog,
            title=self.tr("这两张图片是同一张证件"),
            text=self.tr("请对照手里的证件，正反面都看过再确认。理由会记入操作日志，主管会看到。"),
            reasons=[
                self.tr("核对过实物，是同一张证件，识别有误"),
                self.tr("证件磨损，有的字认不清"),
                self.tr("重拍过，结果一样"),
            ],
            verb=self.tr("按同一张证件使用"),
        )
        asked.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        asked.given.connect(self._vouch)
        asked.open()

    def _vouch(self, reason: str) -> None:
        self._dialog.banner.close_message()
        self._dialog.work.vouch(reason)

    def do_what_is_offered(self) -> None:
        """Do what the banner's button says."""
        if self._dialog.work.refused:
            self.take_whole()
        else:
            self.vouch()

    def fill_from_demo(self) -> None:
        """Take the sample pictures of whoever sits at the demo station."""
        demo = self._desk.workplace.demo
        if demo is not None:
            sources = [lambda at=at: demo.id_pictures(demo.seated())[at] for at in range(len(ROLES))]
            self._take_sources(
                [each for role, each in zip(ROLES, sources, strict=True) if role in self._dialog.sides.roles]
            )

    def turn(self) -> None:
        """Turn the chosen side's picture by hand: a card half round, anything else a quarter."""
        role = self._dialog.sides.chosen
        card = self._kept(role)
        if card is not None and not self._dialog.work.busy:
            image = self._dialog.sides.view(role).image_size()
            degrees = _HALF_TURN if image.width() > image.height() else _QUARTER_TURN
            self._dialog.work.turn(role, card, degrees)

    def remove(self) -> None:
        """Remove the chosen side's picture; it can be taken back."""
        role = self._dialog.sides.chosen
        card, report = self._kept(role), self._dialog.reports.get(role)
        if card is None or self._dialog.work.busy:
            return
        name = self._dialog.sides.name(role)
        self._dialog.work.remove(role)

        def put_back() -> None:
            if report is not None and report.reason:
                self._dialog.work.put_whole(role, card.jpeg, report.reason)
            else:
                self._dialog.work.put(role, card)

        self._dialog.toast.show_text(self.tr("已删除：{side}").format(side=name), undo=put_back)

    def swap(self) -> None:
        """Change front and back over."""
        if self._dialog.pictures and len(self._dialog.sides.roles) > 1 and not self._dialog.work.busy:
            self._dialog.work.swap()

    def _kept(self, role: PictureRole) -> StraightCard | None:
        """Return a side's picture as it was stored."""
        jpeg, report = self._dialog.pictures.get(role), self._dialog.reports.get(role)
        if jpeg is None:
            return None
        corners = whole_of(QImage.fromData(jpeg))
        if report is None:
            return StraightCard(jpeg, corners, None, None)
        return StraightCard(jpeg, corners, report.side, report.layout, report.problems)

    def choose_file(self) -> None:
        """Ask for a file for the chosen side; two files are front and back."""
        if self._dialog.work.busy or self._dialog.keeps_out():
            return
        self._dialog.ask_for_pictures(
            self.tr("选择图片：{side}").format(side=self._dialog.sides.name(self._dialog.sides.chosen)),
            self.take_files,
            many=True,
        )

    def take_dropped(self, role: PictureRole, paths: list[Path]) -> None:
        """Take files that were dropped on a side."""
        self._dialog.sides.choose(role)
        self.take_files(paths)

    def _take_sources(self, sources: Sequence[Source]) -> None:
        roles = self._dialog.sides.roles if len(sources) > 1 else (self._dialog.sides.chosen,)
        page = len(self._dialog.sides.roles) == 1
        self._take(
            [
                (role, self._dialog.work.shots.of_file(source, page=page))
                for role, source in zip(roles, sources, strict=False)
            ]
        )

    def _take(self, wanted: Sequence[tuple[PictureRole, Shot]]) -> None:
        self._dialog.banner.close_message()
        self._dialog.work.take(wanted)
