# SPDX-License-Identifier: Apache-2.0
"""The ID card's pictures: front and back in one flow under the document camera, or from files, scans and the clipboard.

Answers for pictures that are stored as soon as they are shown as stored; each card is found, cut out and made upright
first, and what is wrong with it stands beneath with what to do. What the card says isn't read here.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QImage, QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from sscard_desktop import messages
from sscard_desktop.domain.camera import Purpose
from sscard_desktop.domain.document import StraightCard
from sscard_desktop.domain.errors import RefusedError, SscardError
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.services.cardpictures import CardPictureReport
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.i18n import DEFAULT
from sscard_desktop.ui.photo.camerachooser import CameraChooser
from sscard_desktop.ui.photo.cardcamera import CardCamera
from sscard_desktop.ui.photo.cardsides import ROLES
from sscard_desktop.ui.photo.choices import CARDS_FROM_FILES, StationChoices
from sscard_desktop.ui.photo.fullsheet import FullSheet
from sscard_desktop.ui.photo.idwork import IdPictureWork, Stored
from sscard_desktop.ui.photo.readahead import ReadAhead
from sscard_desktop.ui.photo.room import make_room_for_documents
from sscard_desktop.ui.photo.shots import Shot, Source, encoded, whole_of
from sscard_desktop.ui.photo.sides import Sides
from sscard_desktop.ui.pictures import small_picture
from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.actionbar import KeyAction
from sscard_desktop.ui.widgets.label import Tone
from sscard_desktop.ui.widgets.reason import ReasonDialog
from sscard_desktop.ui.widgets.toast import Toast

_HALF_TURN, _QUARTER_TURN = 180, 90
_VOUCH_KEY = "Y"


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
        self._reports: Mapping[PictureRole, CardPictureReport] = {}
        self._doubts: Sequence[str] = ()
        self._to_shoot: list[PictureRole] = []
        self._from_files = False
        self._leaving = False
        self._beginning = False
        self._ahead = ReadAhead(desk, self)
        self._lost = False
        self._choices = StationChoices(desk, self)
        self.work = IdPictureWork(desk, record_id, self)
        self.work.loaded.connect(self._show_loaded)
        self.work.stored.connect(self._show_change)
        self.work.cut.connect(lambda cards: self._ahead.look_at(card.jpeg for card in cards))
        self.work.working.connect(self._show_working)
        self.work.again.connect(self._show_again)
        self.work.failed.connect(self._tell)
        self.sides = Sides()
        self.sides.dropped.connect(self._take_dropped)
        self.sides.chosen_changed.connect(self._show_actions)
        self.camera = CardCamera(desk, self.work.shots)
        self.camera.strip.dropped.connect(self._take_dropped)
        self.camera.shot.connect(self._take_shot)
        self.camera.lost.connect(self._show_lost)
        self.camera.unguided.connect(self.tell)
        self.camera.ready_changed.connect(self._show_live)
        self._chooser = CameraChooser(self.camera.feed, desk, Purpose.DOCUMENT)
        self._chooser.hide()
        self._room = QStackedWidget()
        self._room.addWidget(self.sides)
        self._room.addWidget(self.camera)
        self.bar.chosen.connect(lambda name: self._actions()[name]())
        self.bar.next_requested.connect(self._go_on)
        self.banner.action_chosen.connect(self._do_what_is_offered)
        self.lay_out(self._room, at_right=self._chooser)
        self.toast = Toast(self)
        self.retranslate()
        make_room_for_documents(desk)
        self._choices.read(CARDS_FROM_FILES, self._remember_way)
        self.work.load()

    @property
    def shooting(self) -> bool:
        """Whether the camera is open."""
        return self._room.currentWidget() is self.camera

    # pictures

    def take_files(self, paths: Sequence[Path]) -> None:
        """Take one file for the chosen side (or both, of a scanned page), or two for front and back."""
        if self.keeps_out():
            return
        maker = self._desk.workplace.photo_maker

        def source(path: Path) -> Source:
            return lambda: maker().read_file(path)

        self._keep_way(from_files=True)
        if self.shooting:
            self._leave_camera()
        self._take_sources([source(path) for path in paths])

    def paste(self) -> None:
        """Take the picture or the file from the clipboard for the chosen side."""
        if self.keeps_out():
            return
        content = QGuiApplication.clipboard().mimeData()
        urls = [Path(url.toLocalFile()) for url in content.urls() if url.isLocalFile()] if content.hasUrls() else []
        image = QImage(content.imageData()) if content.hasImage() else QImage()
        if urls:
            self.take_files(urls)
        elif self._desk.workplace.training:
            # A picture may be anybody's; files are refused where they are read.
            self._tell(RefusedError("training.shut"), None)
        elif not image.isNull():
            if self.shooting:
                self._leave_camera()
            self._take_sources([lambda: encoded(image)])
        else:
            self.banner.show_message(self.tr("剪贴板里没有图片。"), self.tr("请先复制一张图片，再按 Ctrl+V。"))

    def take_whole(self) -> None:
        """Take the picture in which no card was found as it is, for a reason."""
        if not self.work.refused or self.work.busy:
            return
        asked = ReasonDialog(
            self,
            title=self.tr("整张使用这张图片"),
            text=self.tr("没有裁切、没有扶正。理由会记入操作日志，主管会看到。"),
            reasons=[self.tr("证件破损，边缘不完整"), self.tr("不是标准大小的证件"), self.tr("图片已经裁好")],
            verb=self.tr("整张使用"),
        )
        asked.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        asked.given.connect(self._take_whole)
        asked.open()

    def _take_whole(self, reason: str) -> None:
        self.banner.close_message()
        self.work.take_whole(reason)

    def vouch(self) -> None:
        """Keep both pictures as one document's, though the reader found otherwise, for a reason."""
        if not self._doubts or self.work.busy or self.shooting:
            return
        asked = ReasonDialog(
            self,
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
        self.banner.close_message()
        self.work.vouch(reason)

    def _do_what_is_offered(self) -> None:
        if self.work.refused:
            self.take_whole()
        else:
            self.vouch()

    def fill_from_demo(self) -> None:
        """Take the sample pictures of whoever sits at the demo station."""
        demo = self._desk.workplace.demo
        if demo is not None:
            sources = [lambda at=at: demo.id_pictures(demo.seated())[at] for at in range(len(ROLES))]
            self._take_sources([each for role, each in zip(ROLES, sources, strict=True) if role in self.sides.roles])

    def turn(self) -> None:
        """Turn the chosen side's picture by hand: a card half round, anything else a quarter."""
        role = self.sides.chosen
        card = self._kept(role)
        if card is not None and not self.work.busy:
            image = self.sides.view(role).image_size()
            degrees = _HALF_TURN if image.width() > image.height() else _QUARTER_TURN
            self.work.turn(role, card, degrees)

    def remove(self) -> None:
        """Remove the chosen side's picture; it can be taken back."""
        role = self.sides.chosen
        card, report = self._kept(role), self._reports.get(role)
        if card is None or self.work.busy:
            return
        name = self.sides.name(role)
        self.work.remove(role)

        def put_back() -> None:
            if report is not None and report.reason:
                self.work.put_whole(role, card.jpeg, report.reason)
            else:
                self.work.put(role, card)

        self.toast.show_text(self.tr("已删除：{side}").format(side=name), undo=put_back)

    def swap(self) -> None:
        """Change front and back over."""
        if self._pictures and len(self.sides.roles) > 1 and not self.work.busy:
            self.work.swap()

    def _kept(self, role: PictureRole) -> StraightCard | None:
        """Return a side's picture as it was stored."""
        jpeg, report = self._pictures.get(role), self._reports.get(role)
        if jpeg is None:
            return None
        corners = whole_of(QImage.fromData(jpeg))
        if report is None:
            return StraightCard(jpeg, corners, None, None)
        return StraightCard(jpeg, corners, report.side, report.layout, report.problems)

    def _take_dropped(self, role: PictureRole, paths: list[Path]) -> None:
        self.sides.choose(role)
        self.take_files(paths)

    def _take_sources(self, sources: Sequence[Source]) -> None:
        roles = self.sides.roles if len(sources) > 1 else (self.sides.chosen,)
        page = len(self.sides.roles) == 1
        self._take(
            [(role, self.work.shots.of_file(source, page=page)) for role, source in zip(roles, sources, strict=False)]
        )

    def _take_shot(self, shot: Shot) -> None:
        shows = self.camera.wanted
        self.banner.close_message()
        self.work.follow(shows, shot)
        after = self._to_shoot[self._to_shoot.index(shows) + 1 :] if shows in self._to_shoot else []
        if after:
            # The card is turned over while this side is cut out and stored.
            self.camera.look_ahead(after[0], shows)

    def _take(self, wanted: Sequence[tuple[PictureRole, Shot]]) -> None:
        self.banner.close_message()
        self.work.take(wanted)

    # what comes back

    def _show_loaded(self, stored: Stored) -> None:
        self._show_stored(stored)
        self._show_doubt()
        self._beginning = not stored.pictures

    def _show_change(self, stored: Stored) -> None:
        self._show_stored(stored)
        self.changed.emit(stored.taken)
        self._ahead.look_at(stored.pictures[role] for role in stored.fresh)
        if stored.moved and stored.fresh:
            side = self.sides.word(stored.fresh[0])
            self.toast.show_text(self.tr("这是{side}，已放到{side}").format(side=side))
        if self.shooting:
            self._to_shoot = [role for role in self._to_shoot if role not in stored.fresh]
            if self._to_shoot:
                self.camera.go_on(self._to_shoot[0], stored.fresh[0] if stored.fresh else None)
            else:
                self._leave_camera()

    def _show_stored(self, stored: Stored) -> None:
        before, self._pictures = self._pictures, stored.pictures
        self._reports, self._doubts = stored.reports, stored.doubts
        # Once for both places, and no larger than it is shown: a card at its own size is 5 MB.
        largest = QSize(1, 1) * math.ceil(tokens().scaled["id_side"] * self.devicePixelRatioF())
        fresh = [role for role in ROLES if before.get(role) != stored.pictures.get(role)]
        changed = {role: small_picture(stored.pictures.get(role, b""), largest) for role in fresh}
        for sides in (self.sides, self.camera.strip):
            sides.set_roles(stored.asked)
            for role in ROLES:
                if role in changed:
                    sides.set_picture(role, changed[role])
                sides.set_findings(role, self._findings(role))
        if len(stored.pictures) == len(ROLES) and len(set(stored.pictures.values())) == 1:
            self.banner.show_message(self.tr("正面和背面是同一张图片。"), self.tr("请换掉其中一张。"), tone=Tone.WARN)

    def _show_doubt(self) -> None:
        """Say why the pictures are held back, and that somebody who sees the card may know better."""
        if not self._doubts:
            return
        told = messages.message(f"document.problem.{self._doubts[0]}", {}, self._desk.language.code or DEFAULT)
        self.banner.show_message(told.what, told.todo, tone=Tone.WARN, action=self.tr("就是同一张证件"), key=_VOUCH_KEY)

    def _findings(self, role: PictureRole) -> list[messages.Message]:
        report, language = self._reports.get(role), self._desk.language.code or DEFAULT
        if report is None or role not in self._pictures:
            return []
        return [messages.message(f"document.problem.{problem}", {}, language) for problem in report.problems]

    def _show_working(self, role: PictureRole | None) -> None:
        self.sides.set_busy(role)
        self.camera.strip.set_busy(role)
        missing = self.sides.missing()
        if role is None and missing and self.sides.chosen not in missing:
            # Ready for the next picture: at the first side that lacks one.
            self.sides.choose(missing[0])
        self._show_actions()
        if role is None and self._leaving:
            self.reject()
        elif role is None and self._beginning:
            self._beginning = False
            if self.sides.roles and not self._from_files:
                self.open_camera()

    def _show_again(self, shown: PictureRole) -> None:
        if self.shooting:
            self.camera.repeat(shown)
        else:
            other = self.sides.word(self.sides.chosen)
            what = self.tr("这张是{side}，{side}已经有了。").format(side=self.sides.word(shown))
            self.banner.show_message(what, self.tr("请选{side}的图片。").format(side=other), tone=Tone.WARN)

    def _tell(self, error: SscardError, role: PictureRole | None) -> None:
        self._leaving = False
        if role is not None:
            self.sides.choose(role)
        told = self._desk.language.message(error)
        before = "" if role is None else self.tr("{side}：").format(side=self.sides.name(role))
        whole = self.work.refused
        self.banner.show_message(
            before + told.what,
            told.todo,
            tone=Tone.BAD,
            action=self.tr("整张使用") if whole else "",
            key="U" if whole else "",
        )
        if self.shooting:
            self.camera.retry(self._to_shoot[0])
            self._show_actions()

    # the camera

    def open_camera(self) -> None:
        """Take the sides that are missing by camera, or the chosen one where none is."""
        self._shoot_sides(list(self.sides.missing()) or [self.sides.chosen])

    def retake(self, role: PictureRole) -> None:
        """Take one side anew, the way this station takes them."""
        if role in self.sides.roles:
            self.sides.choose(role)
            if self._from_files:
                self.choose_file()
            else:
                self._shoot_sides([role])

    def _shoot_sides(self, roles: list[PictureRole]) -> None:
        if self.work.busy or self.shooting or not roles:
            return
        self.banner.close_message()
        self._to_shoot = roles
        self._room.setCurrentWidget(self.camera)
        self._chooser.show()
        self._chooser.begin()
        self.camera.begin(roles[0], page=len(self.sides.roles) == 1)
        self._show_actions()

    def _leave_camera(self) -> None:
        self._chooser.end()
        self.camera.end()
        self._chooser.hide()
        self._room.setCurrentWidget(self.sides)
        self._show_actions()

    def _show_live(self) -> None:
        if self.camera.can_shoot:
            if self._lost:
                self.banner.close_message()
            self._lost = False
            self._keep_way(from_files=False)
        self._show_actions()

    def _show_lost(self, error: SscardError) -> None:
        # A camera that was there is waited for; one that never was isn't.
        if self.shooting and not self.camera.had_picture:
            self._leave_camera()
        self._lost = True
        self.tell(error)

    def _remember_way(self, kept: str) -> None:
        self._from_files = kept == "yes"
        self._show_actions()

    def _keep_way(self, *, from_files: bool) -> None:
        if from_files is not self._from_files:
            self._from_files = from_files
            self._choices.keep(CARDS_FROM_FILES, "yes" if from_files else "")

    # keys

    def choose_file(self) -> None:
        """Ask for a file for the chosen side; two files are front and back."""
        if self.work.busy or self.keeps_out():
            return
        self.ask_for_pictures(
            self.tr("选择图片：{side}").format(side=self.sides.name(self.sides.chosen)), self.take_files, many=True
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, control = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        with_control = {
            Qt.Key.Key_O: self.choose_file,
            Qt.Key.Key_V: self.paste,
            Qt.Key.Key_Z: self.toast.undo,
        }
        always = {
            Qt.Key.Key_Return: self._go_on,
            Qt.Key.Key_Enter: self._go_on,
            Qt.Key.Key_Escape: self._go_back,
            Qt.Key.Key_U: self.take_whole,
        }
        plain = {
            **always,
            Qt.Key.Key_Left: lambda: self.sides.step(-1),
            Qt.Key.Key_Right: lambda: self.sides.step(1),
            Qt.Key.Key_K: self.open_camera,
            Qt.Key.Key_1: lambda: self.retake(PictureRole.ID_FRONT),
            Qt.Key.Key_2: lambda: self.retake(PictureRole.ID_BACK),
            Qt.Key.Key_X: self.swap,
            Qt.Key.Key_Y: self.vouch,
            Qt.Key.Key_R: self.turn,
            Qt.Key.Key_D: self.fill_from_demo,
            Qt.Key.Key_Delete: self.remove,
        }
        while_shooting = {**always, Qt.Key.Key_Space: self.camera.shoot, Qt.Key.Key_C: self._chooser.choose}
        keys = with_control if control else while_shooting if self.shooting else plain
        act: Callable[[], object] | None = keys.get(Qt.Key(key))
        if act is not None and not event.isAutoRepeat():
            act()

    def _actions(self) -> dict[str, Callable[[], object]]:
        return {
            "back": self._go_back,
            "file": self.choose_file,
            "camera": self.open_camera,
            "front": lambda: self.retake(PictureRole.ID_FRONT),
            "again": lambda: self.retake(PictureRole.ID_BACK),
            "swap": self.swap,
            "turn": self.turn,
            "remove": self.remove,
            "demo": self.fill_from_demo,
        }

    def _go_on(self) -> None:
        if self.shooting:
            self.camera.shoot()
        elif self.sides.missing():
            if self._from_files:
                self.choose_file()
            else:
                self.open_camera()
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

    def release(self) -> None:
        """Close the camera and leave no picture in the widgets."""
        self._chooser.end()
        self.camera.end()
        self._pictures = {}
        # Python's wrappers outlive Qt's widgets until the next search for cycles.
        for sides in (self.sides, self.camera.strip):
            sides.clear()

    def _show_actions(self) -> None:
        if self.shooting:
            self._show_actions_of_camera()
            return
        missing, several = self.sides.missing(), len(self.sides.roles) > 1
        left = [KeyAction("back", "Esc", self.tr("返回")), KeyAction("file", "Ctrl+O", self.tr("从文件"), "file")]
        if missing:
            left.append(KeyAction("camera", "K", self.tr("用高拍仪拍"), "camera"))
        if self.sides.has(PictureRole.ID_FRONT):
            words = self.tr("重取正面") if several else self.tr("重取资料页")
            left.append(KeyAction("front", "1", words, "refresh"))
        if self.sides.has(PictureRole.ID_BACK) and several:
            left.append(KeyAction("again", "2", self.tr("重取背面"), "refresh"))
        if missing and self._desk.workplace.demo is not None:
            left.append(KeyAction("demo", "D", self.tr("用演示图片")))
        if self._pictures and several:
            left.append(KeyAction("swap", "X", self.tr("正背面对调")))
        if self.sides.has(self.sides.chosen):
            left.append(KeyAction("turn", "R", self.tr("转向")))
            left.append(KeyAction("remove", "Del", self.tr("删除"), "trash"))
        self.bar.set_actions(left)
        self.bar.set_reason(self.tr("正在处理…") if self.work.busy else "")
        if not missing:
            self.bar.set_next(self.tr("完成并读取"), icon="check", enabled=not self.work.busy)
        elif self._from_files:
            chosen = self.sides.chosen
            words = self.tr("选择{side}").format(side=self.sides.word(chosen if chosen in missing else missing[0]))
            self.bar.set_next(words, icon="file", enabled=not self.work.busy)
        else:
            words = self.tr("拍{side}").format(side=self.sides.word(missing[0]))
            self.bar.set_next(words, icon="camera", enabled=not self.work.busy)

    def _show_actions_of_camera(self) -> None:
        back = KeyAction("back", "Esc", self.tr("不拍了"))
        self.bar.set_actions([back, KeyAction("file", "Ctrl+O", self.tr("从文件"), "file")])
        words = self.tr("拍{side}").format(side=self.sides.word(self.camera.wanted))
        self.bar.set_next(words, icon="camera", key=self.tr("空格"), enabled=self.camera.can_shoot)
        if self.camera.can_shoot:
            self.bar.set_reason("" if self.camera.finder.by_frame else self.tr("放稳会自动拍，也可以自己按"))
        else:
            self.bar.set_reason(self.tr("正在处理…") if self.work.busy else self.tr("还没有高拍仪画面"))

    def retranslate(self) -> None:
        self.set_title(self.tr("证件图片"))
        self._show_actions()
