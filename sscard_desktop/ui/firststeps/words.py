# SPDX-License-Identifier: Apache-2.0
"""What the first steps are called, why each is there, how it stands, and what Enter does."""

from __future__ import annotations

from PySide6.QtCore import QObject

from sscard_desktop.services.firststeps import Standing, Step
from sscard_desktop.ui.widgets.chip import Shown
from sscard_desktop.ui.widgets.label import Tone


class StepWords(QObject):
    """Says it in the language in force."""

    def title(self, step: Step) -> str:
        """Return the step's name."""
        return {
            Step.LOOK: self.tr("外观与字号"),
            Step.CODE: self.tr("恢复码"),
            Step.READER: self.tr("读卡器"),
            Step.CAMERA: self.tr("摄像头"),
            Step.PRINTER: self.tr("打印机"),
            Step.CITY: self.tr("城市配置"),
            Step.PEOPLE: self.tr("人员"),
            Step.UNITS: self.tr("单位名录"),
            Step.BACKUP: self.tr("第一次备份"),
            Step.KEYS: self.tr("五个按键"),
            Step.PRACTICE: self.tr("练习"),
        }[step]

    def why(self, step: Step) -> str:
        """Return in a sentence or two what it is for and what to do."""
        return {
            Step.LOOK: self.tr("选语言、深浅、字号和显示比例，马上生效，每个人各记各的。"),
            Step.CODE: self.tr("所有人都忘了密码时，只有恢复码能打开数据。它应当已经打印好，锁在保险柜里。"),
            Step.READER: self.tr("插上读卡器，灯会变绿；放一张身份证试读，试读的内容不保存。"),
            Step.CAMERA: self.tr("选好拍人和拍证件的摄像头，按 F7 看一眼画面，看清楚了按 Esc 回来。"),
            Step.PRINTER: self.tr("选打印机，打一张测试页。没有打印机也能办理：表格存为 PDF，拿到别处打印。"),
            Step.CITY: self.tr("这里是本市要采集的内容和表格的样子，用虚构的人填好。看一遍，和社保部门的通知对一对。"),
            Step.PEOPLE: self.tr("给每位同事建一个用户，谁做了什么才分得清。以后也可以加。"),
            Step.UNITS: self.tr("常来的单位建在名录里，办理时打几个字母就能选。可以一次导入表格，以后也可以加。"),
            Step.BACKUP: self.tr("数据只在这台电脑上。把备份另放一处，比如 U 盘，并试着读出来，才算真的有备份。"),
            Step.KEYS: self.tr("记住这五个，一天的活就能不用鼠标。其他的键都写在按钮上。"),
            Step.PRACTICE: self.tr("练习站点在另一个窗口打开，人和设备都是虚构的，做完一课有评分。"),
        }[step]

    def chip(self, standing: Standing) -> Shown:
        """Return how a step stands, as the list shows it."""
        return {
            Standing.WELL: Shown(self.tr("好了"), Tone.OK, "check"),
            Standing.OPEN: Shown(self.tr("待办"), Tone.WARN, "warn"),
            Standing.ABSENT: Shown(self.tr("没接上"), Tone.WARN, "warn"),
            Standing.FREE: Shown(self.tr("看一看"), Tone.INFO, "info"),
            Standing.LATER: Shown(self.tr("以后"), Tone.QUIET, "clock"),
        }[standing]

    def state(self, step: Step, standing: Standing) -> str:
        """Return a sentence on how a step stands, ``""`` where its own panel says it."""
        if step is Step.READER and standing is Standing.WELL:
            return self.tr("读卡器已连接。放一张身份证试一试，或者直接继续。")
        if step in (Step.READER, Step.CAMERA, Step.PRINTER) and standing is not Standing.WELL:
            return {
                Step.READER: self.tr("还没有找到读卡器。插上后会自动连接；手边没有，就以后再来。"),
                Step.CAMERA: (
                    self.tr("还没有找到摄像头。插上后会自动出现；手边没有，就以后再来。")
                    if standing is Standing.ABSENT
                    else self.tr("摄像头已接上，画面还没有看过。")
                ),
                Step.PRINTER: (
                    self.tr("还没有找到打印机。在系统里装好后会自动出现；暂时没有，就以后再来。")
                    if standing is Standing.ABSENT
                    else self.tr("打印机已装好，测试页还没有打过。")
                ),
            }[step]
        if standing is Standing.WELL:
            return {
                Step.CODE: self.tr("恢复码已经保管好，最后几个字符核对过。"),
                Step.CAMERA: self.tr("摄像头的画面已经看过。"),
                Step.PRINTER: self.tr("测试页已经送到打印机。"),
                Step.PEOPLE: self.tr("已经有别的人可以登录。"),
                Step.UNITS: self.tr("名录里已经有单位。"),
                Step.BACKUP: self.tr("备份已经写好，并且试着恢复过。"),
            }.get(step, "")
        return {
            Step.CODE: self.tr("没有确认恢复码保管好。按 Enter 换一个新的，旧的马上作废。"),
            Step.PEOPLE: (
                self.tr("设置包带来的人还没有密码。按 Enter 给他们逐个设，当面告诉本人。")
                if standing is Standing.OPEN
                else self.tr("现在只有您一个人可以登录。")
            ),
            Step.UNITS: self.tr("名录还是空的。"),
            Step.BACKUP: self.tr("还没有验证过的备份。"),
        }.get(step, "")

    def verb(self, step: Step, standing: Standing) -> str:
        """Return what Enter does with a step."""
        if standing in (Standing.WELL, Standing.FREE):
            return self.tr("继续")
        if standing is Standing.ABSENT or step is Step.READER:
            return self.tr("以后再做，继续")
        return {
            Step.CODE: self.tr("更换恢复码"),
            Step.CAMERA: self.tr("看画面"),
            Step.PRINTER: self.tr("打印测试页"),
            Step.PEOPLE: self.tr("设密码"),
            Step.BACKUP: self.tr("填写并备份"),
        }[step]
