# SPDX-License-Identifier: Apache-2.0
"""The ID card's pictures: front and back side by side, from files, the clipboard or a camera.

Answers for pictures that are stored as soon as they are shown as stored; each is opened, sized and judged legible by
the photo maker first. What the card says isn't read here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt, Signal
from PySide6.QtGui import QGuiApplication, QImage, QImageWriter, QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from sscard_desktop.domain.errors import SscardError
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.services.ports import Frame
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.photo.camerachooser import CameraChooser
from sscard_desktop.ui.photo.cardfinder import CardFinder
from sscard_desktop.ui.photo.choices import CARD_CAMERA
from sscard_desktop.ui.photo.feed import CameraFeed
from sscard_desktop.ui.photo.fullsheet import FullSheet
from sscard_desktop.ui.photo.idwork import ROLES, IdPictureWork, Source, Stored
from sscard_desktop.ui.photo.sides import Sides
from sscard_desktop.ui.widgets.actionbar import KeyAction
from sscard_desktop.ui.widgets.label import Tone
from sscard_desktop.ui.widgets.toast import Toast


class IdPicturesDialog(FullSheet):
    """Takes the ID pictures of one record.

    Args:
        desk: whose services are used.
        record_id: the record; it must be editable.
        parent: the page; the dialog covers its window.

    Signals:
        changed(taken): a picture was stored, removed or swapped; ``services.capture.Taken``.
    """

    changed = Signal(object)

    def __init__(self, desk: Desk, record_id: str, parent: QWidget) -> None:
        super().__init__(desk, parent)
        self._pictures: Mapping[PictureRole, bytes] = {}
        self._leaving = False
        self.work = IdPictureWork(desk, record_id, self)
        self.work.loaded.connect(self._show_stored)
        self.work.stored.connect(self._show_change)
        self.work.working.connect(self._show_working)
        self.work.failed.connect(self._tell)
        self.sides = Sides()
        self.sides.dropped.connect(self._take_dropped)
        self.sides.chosen_changed.connect(self._show_actions)
        self.finder = CardFinder()
        self.feed = CameraFeed(desk.workplace.cameras(), self)
        self.feed.frame_came.connect(self._show_frame)
        self.feed.lost.connect(self._show_lost)
        self._camera = CameraChooser(self.feed, desk, CARD_CAMERA)
        self._camera.hide()
        self._room = QStackedWidget()
        self._room.addWidget(self.sides)
        self._room.addWidget(self.finder)
        self.bar.chosen.connect(lambda name: self._actions()[name]())
        self.bar.next_requested.connect(self._go_on)
        self.lay_out(self._room, at_right=self._camera)
        self.toast = Toast(self)
        self.retranslate()
        self.work.load()

    @property
    def shooting(self) -> bool:
        """Whether the camera is open."""
        return self._room.currentWidget() is self.finder

    # pictures

    def take_files(self, paths: Sequence[Path]) -> None:
        """Take one file for the chosen side, or two for front and back."""
        maker = self._desk.workplace.photo_maker

        def source(path: Path) -> Source:
            return lambda: maker().read_file(path)

        roles = self.sides.roles if len(paths) > 1 else (self.sides.chosen,)
        self._take([(role, source(path)) for role, path in zip(roles, paths, strict=False)])

    def paste(self) -> None:
        """Take the picture or the file from the clipboard for the chosen side."""
        content = QGuiApplication.clipboard().mimeData()
        urls = [Path(url.toLocalFile()) for url in content.urls() if url.isLocalFile()] if content.hasUrls() else []
        image = QImage(content.imageData()) if content.hasImage() else QImage()
        if urls:
            self.take_files(urls)
        elif not image.isNull():
            self._take([(self.sides.chosen, lambda: _encoded(image))])
        else:
            self.banner.show_message(self.tr("剪贴板里没有图片。"), self.tr("请先复制一张图片，再按 Ctrl+V。"))

    def shoot(self) -> None:
        """Take what lies in the camera's frame for the chosen side."""
        frame, cut = self.finder.newest(), self.finder.cut()
        if not self.shooting or frame is None or cut is None or self.work.busy:
            return
        maker = self._desk.workplace.photo_maker
        rows = slice(round(cut.top), round(cut.bottom))
        columns = slice(round(cut.left), round(cut.right))
        role = self.sides.chosen
        self._leave_camera()
        self._take([(role, lambda: maker().frame_picture(frame.rgb[rows, columns].copy()))])

    def fill_from_demo(self) -> None:
        """Take the sample pictures of whoever sits at the demo station."""
        demo = self._desk.workplace.demo
        if demo is not None:
            sources = [lambda at=at: demo.id_pictures(demo.seated())[at] for at in range(len(ROLES))]
            self._take([pair for pair in zip(ROLES, sources, strict=True) if pair[0] in self.sides.roles])

    def remove(self) -> None:
        """Remove the chosen side's picture; it can be taken back."""
        role = self.sides.chosen
        content = self._pictures.get(role)
        if content is None or self.work.busy:
            return
        name = self.sides.name(role)
        self.work.remove(role)
        self.toast.show_text(self.tr("已删除：{side}").format(side=name), undo=lambda: self.work.put(role, content))

    def swap(self) -> None:
        """Change front and back over."""
        if self._pictures and len(self.sides.roles) > 1 and not self.work.busy:
            self.work.swap()

    def _take_dropped(self, role: PictureRole, paths: list[Path]) -> None:
        self.sides.choose(role)
        self.take_files(paths)

    def _take(self, wanted: Sequence[tuple[PictureRole, Source]]) -> None:
        self.banner.close_message()
        self.work.take(wanted)

    # what comes back

    def _show_change(self, stored: Stored) -> None:
        self._show_stored(stored)
        self.changed.emit(stored.taken)

    def _show_stored(self, stored: Stored) -> None:
        before, self._pictures = self._pictures, stored.pictures
        self.sides.set_roles(stored.asked)
        for role in ROLES:
            if before.get(role) != stored.pictures.get(role):
                self.sides.set_picture(role, QImage.fromData(stored.pictures.get(role, b"")))
        if len(stored.pictures) == len(ROLES) and len(set(stored.pictures.values())) == 1:
            self.banner.show_message(self.tr("正面和背面是同一张图片。"), self.tr("请换掉其中一张。"), tone=Tone.WARN)

    def _show_working(self, role: PictureRole | None) -> None:
        self.sides.set_busy(role)
        missing = self.sides.missing()
        if role is None and missing and self.sides.chosen not in missing:
            # Ready for the next picture: at the first side that lacks one.
            self.sides.choose(missing[0])
        self._show_actions()
        if role is None and self._leaving:
            self.reject()

    def _tell(self, error: SscardError, role: PictureRole | None) -> None:
        self._leaving = False
        if role is not None:
            self.sides.choose(role)
        self.tell(error, before="" if role is None else self.tr("{side}：").format(side=self.sides.name(role)))

    # the camera

    def open_camera(self) -> None:
        """Take the chosen side by camera."""
        if not self.work.busy and not self.shooting:
            self.banner.close_message()
            self._room.setCurrentWidget(self.finder)
            self.finder.show_hint(self.tr("把证件放进框里，拿稳，按空格拍"))
            self._camera.show()
            self._camera.begin()
            self._show_actions()

    def _leave_camera(self) -> None:
        self._camera.end()
        self.finder.clear()
        self._camera.hide()
        self._room.setCurrentWidget(self.sides)
        self._show_actions()

    def _show_frame(self, frame: Frame) -> None:
        first = self.finder.newest() is None
        self.finder.show_frame(frame)
        if first:
            self.banner.close_message()
            self._show_actions()

    def _show_lost(self, error: SscardError) -> None:
        self.finder.clear()
        self.tell(error)
        self._show_actions()

    # keys

    def choose_file(self) -> None:
        """Ask for a file for the chosen side; two files are front and back."""
        if self.work.busy:
            return
        self.ask_for_pictures(
            self.tr("选择图片：{side}").format(side=self.sides.name(self.sides.chosen)), self._take_chosen, many=True
        )

    def _take_chosen(self, paths: list[Path]) -> None:
        if self.shooting:
            self._leave_camera()
        self.take_files(paths)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, control = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        with_control = {
            Qt.Key.Key_O: self.choose_file,
            Qt.Key.Key_V: self.paste,
            Qt.Key.Key_Z: self.toast.undo,
        }
        plain = {
            Qt.Key.Key_Return: self._go_on,
            Qt.Key.Key_Enter: self._go_on,
            Qt.Key.Key_Escape: self._go_back,
            Qt.Key.Key_Left: lambda: self.sides.step(-1),
            Qt.Key.Key_Right: lambda: self.sides.step(1),
            Qt.Key.Key_K: self.open_camera,
            Qt.Key.Key_X: self.swap,
            Qt.Key.Key_D: self.fill_from_demo,
            Qt.Key.Key_Delete: self.remove,
        }
        while_shooting = {**plain, Qt.Key.Key_Space: self.shoot, Qt.Key.Key_C: self._camera.choose}
        keys = with_control if control else while_shooting if self.shooting else plain
        act: Callable[[], object] | None = keys.get(Qt.Key(key))
        if act is not None and not event.isAutoRepeat():
            act()

    def _actions(self) -> dict[str, Callable[[], object]]:
        return {
            "back": self._go_back,
            "file": self.choose_file,
            "paste": self.paste,
            "camera": self.open_camera,
            "swap": self.swap,
            "remove": self.remove,
            "demo": self.fill_from_demo,
        }

    def _go_on(self) -> None:
        if self.shooting:
            self.shoot()
        elif self.sides.missing():
            self.choose_file()
        elif not self.work.busy:
            self.accept()

    def _go_back(self) -> None:
        if self.shooting:
            self._leave_camera()
        else:
            self.reject()

    def reject(self) -> None:
        """Leave, as soon as what is under way is stored and told."""
        if self.work.busy:
            self._leaving = True
            return
        super().reject()

    def done(self, result: int) -> None:
        """Close the camera and leave no picture in the widgets."""
        self._camera.end()
        self.finder.clear()
        self._pictures = {}
        super().done(result)

    def _show_actions(self) -> None:
        chosen = self.sides.chosen
        if self.shooting:
            back = KeyAction("back", "Esc", self.tr("不拍了"))
            self.bar.set_actions([back, KeyAction("file", "Ctrl+O", self.tr("从文件"), "file")])
            words = self.tr("拍{side}").format(side=self.sides.word(chosen))
            self.bar.set_next(words, icon="camera", key=self.tr("空格"), enabled=self.finder.newest() is not None)
            self.bar.set_reason("" if self.finder.newest() is not None else self.tr("还没有摄像头画面"))
            return
        missing = self.sides.missing()
        left = [KeyAction("back", "Esc", self.tr("返回"))]
        if missing:
            # A file is what the next step asks for.
            left.append(KeyAction("paste", "Ctrl+V", self.tr("粘贴")))
        else:
            left.append(KeyAction("file", "Ctrl+O", self.tr("从文件"), "file"))
        left.append(KeyAction("camera", "K", self.tr("用摄像头拍"), "camera"))
        if missing and self._desk.workplace.demo is not None:
            left.append(KeyAction("demo", "D", self.tr("用演示图片")))
        if self._pictures and len(self.sides.roles) > 1:
            left.append(KeyAction("swap", "X", self.tr("正背面对调"), "refresh"))
        if self.sides.has(chosen):
            left.append(KeyAction("remove", "Del", self.tr("删除"), "trash"))
        self.bar.set_actions(left)
        self.bar.set_reason(self.tr("正在处理…") if self.work.busy else "")
        if missing:
            words = self.tr("选择{side}").format(side=self.sides.word(chosen if chosen in missing else missing[0]))
            self.bar.set_next(words, icon="file", enabled=not self.work.busy)
        else:
            self.bar.set_next(self.tr("完成"), icon="check", enabled=not self.work.busy)

    def retranslate(self) -> None:
        self.set_title(self.tr("证件图片"))
        self._show_actions()


def _encoded(image: QImage) -> bytes:
    """Return an image of the clipboard as a file without loss."""
    target = QBuffer()
    target.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(target, QByteArray(b"png")).write(image)
    return bytes(target.data().data())
