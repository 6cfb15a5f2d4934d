# SPDX-License-Identifier: Apache-2.0
"""The words of the demo station's controls: what can lie on the reader, what can go wrong, what the cameras can see.

Answers for every name that the devices' ports give; one that has no word yet is shown as it is.
"""

from __future__ import annotations

from PySide6.QtCore import QObject

from sscard_desktop.domain.printing import Trouble
from sscard_desktop.services.mishaps import Mishap
from sscard_desktop.services.ports import DemoPerson, DemoScene


class DemoWords(QObject):
    """Words in the language in force."""

    def now(self) -> str:
        """Return the mark of what holds now."""
        return self.tr("现在")

    def mishap(self, mishap: Mishap) -> str:
        """Return what is staged, and how it ends where it does so by itself."""
        return {
            Mishap.READER_CABLE: self.tr("线被碰掉，五秒后插回"),
            Mishap.CARD_LIFTED: self.tr("读到一半就拿开，再放上"),
            Mishap.DEAD_CHIP: self.tr("芯片坏了的证件"),
            Mishap.SAME_CARD: self.tr("同一张证件又放上来"),
            Mishap.TWO_CARDS: self.tr("两个人的证件接连放上"),
            Mishap.SILENT: self.tr("十二秒没有反应"),
            Mishap.GARBLED: self.tr("线路有干扰，十秒读不对"),
            Mishap.UNAUTHORISED: self.tr("安全模块没有授权"),
            Mishap.SELF_TEST: self.tr("安全模块自检不过"),
            Mishap.CAMERA_CABLE: self.tr("线被碰掉，五秒后插回"),
            Mishap.FROZEN: self.tr("画面停住"),
            Mishap.LAMP_OFF: self.tr("灯没开"),
            Mishap.TWO_PEOPLE: self.tr("镜头里有两个人"),
            Mishap.TOO_FAR: self.tr("坐得太远"),
            Mishap.BUSY: self.tr("别的程序占用十秒"),
            Mishap.NO_ACCESS: self.tr("没有使用权限"),
            Mishap.NO_PAPER: self.tr("缺纸"),
            Mishap.JAM: self.tr("卡纸"),
            Mishap.OFFLINE: self.tr("关机十五秒"),
            Mishap.REFUSES: self.tr("不接任务"),
            Mishap.REMOVED: self.tr("从系统里删掉了"),
            Mishap.DRIVER: self.tr("驱动出错，十五秒后失败"),
        }.get(mishap, mishap.value)

    def fault(self, name: str) -> str:
        """Return how a reader fails, ``""``: in no way."""
        return {
            "": self.tr("一切正常"),
            "silence": self.tr("没有反应"),
            "garbage": self.tr("不停地发乱码"),
            "noise": self.tr("每次应答前有杂音"),
            "flipped-bit": self.tr("每次读取错一位"),
            "dropped-byte": self.tr("每次读取丢一个字节"),
            "truncated": self.tr("每次读取断在一半"),
            "late": self.tr("应答迟到五秒"),
            "stray": self.tr("夹进没人问的应答"),
            "byte-by-byte": self.tr("一个字节一个字节地发"),
            "twice": self.tr("每个应答发两遍"),
            "echo": self.tr("把请求原样送回"),
            "card-moved": self.tr("读到一半证件被拿开"),
            "select-failed": self.tr("找到证件，选不中"),
            "read-failed": self.tr("选中证件，读不出"),
            "unauthorised": self.tr("安全模块没有授权"),
            "self-test": self.tr("安全模块自检不过"),
            "unknown-status": self.tr("回一个没有记载的状态"),
        }.get(name, name)

    def scene(self, scene: DemoScene) -> str:
        """Return what happens before the cameras."""
        return {
            DemoScene.SEATED: self.tr("坐好的人"),
            DemoScene.WALKS_IN: self.tr("走进来坐下"),
            DemoScene.TOO_FAR: self.tr("坐得太远"),
            DemoScene.TWO_PEOPLE: self.tr("镜头里有两个人"),
            DemoScene.LAMP_OFF: self.tr("灯没开"),
            DemoScene.RESTLESS: self.tr("坐不住，一直在动"),
            DemoScene.FREEZES: self.tr("三秒后画面停住"),
            DemoScene.CABLE: self.tr("三秒后线被碰掉，再插回来"),
            DemoScene.BUSY: self.tr("别的程序占用摄像头"),
            DemoScene.NO_ACCESS: self.tr("没有使用摄像头的权限"),
        }.get(scene, scene.value)

    def trouble(self, trouble: Trouble | None) -> str:
        """Return what keeps the printer, ``None``: nothing."""
        return {
            None: self.tr("接任务，马上打印"),
            Trouble.JAM: self.tr("卡纸"),
            Trouble.NO_PAPER: self.tr("缺纸"),
            Trouble.TRAY: self.tr("纸盒没装好"),
            Trouble.COVER: self.tr("盖子开着"),
            Trouble.NO_TONER: self.tr("没有墨粉"),
            Trouble.OFFLINE: self.tr("关机或断线"),
            Trouble.PAUSED: self.tr("被暂停"),
            Trouble.HELD: self.tr("接任务，留着不打"),
            Trouble.REFUSES: self.tr("不接任务"),
            Trouble.DRIVER: self.tr("驱动出错"),
            Trouble.OTHER: self.tr("有别的毛病"),
        }.get(trouble, str(trouble))

    def card(self, name: str) -> str:
        """Return what a built-in card is a sample of."""
        return {
            "resident": self.tr("居民身份证"),
            "long_term": self.tr("长期有效的证件"),
            "middle_dot": self.tr("姓名带间隔号"),
            "rare_character": self.tr("生僻字"),
            "private_use": self.tr("姓名里有自造字"),
            "expiring": self.tr("证件快到期"),
            "minor": self.tr("未成年人"),
            "hmt": self.tr("港澳居民居住证"),
            "foreigner_2017": self.tr("外国人永居证 2017"),
            "foreigner_2023": self.tr("外国人永居证 2023"),
        }.get(name, name)

    def story(self, person: DemoPerson) -> str:
        """Return what is special about somebody."""
        return {
            "ordinary": self.tr("没有特别的"),
            "long_term": self.tr("证件长期有效，邮寄领卡"),
            "minor": self.tr("未成年，有代办人"),
            "middle_dot": self.tr("姓名带间隔号"),
            "rare_character": self.tr("生僻字"),
            "hmt_permit": self.tr("港澳居民居住证"),
            "foreigner": self.tr("外国人永久居留身份证"),
            "expiring": self.tr("证件快到期"),
            "student": self.tr("大学生"),
            "consents_to_deduction": self.tr("同意代扣，名有生僻字"),
            "dead_chip": self.tr("芯片坏了"),
            "private_use": self.tr("芯片里是自造字"),
            "listed": self.tr("花名册上的人"),
            "returned": self.tr("上次的记录被退回"),
        }.get(person.story, person.story)
