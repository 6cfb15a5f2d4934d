# SPDX-License-Identifier: Apache-2.0
"""The words of the help page: the work step by step, and the keys page by page."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject


@dataclass(frozen=True, slots=True)
class Topic:
    """A heading with its steps."""

    title: str
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Keys:
    """A page's keys: cap and what it does."""

    title: str
    lines: tuple[tuple[str, str], ...]


class Guide(QObject):
    """Says it in the language in force."""

    def topics(self, *, supervisor: bool, rosters: bool) -> list[Topic]:
        """Return the guide; nobody is shown what they may not do."""
        topics = [
            Topic(
                self.tr("办理一位申请人"),
                (
                    self.tr("把身份证放到读卡器上，信息自动填好；没有证件时按 F2 手工录入。"),
                    self.tr("按 Enter 逐项核对。有问题的一项下面会写明原因和怎么改，按 F6 跳到下一个问题。"),
                    self.tr("按 F4 拍照，按 F5 放入证件正反面。"),
                    self.tr("请申请人看过告知书并同意，打印登记表签字。"),
                    self.tr("按 F10 提交并接下一位。24 小时内可以在“记录”页取回修改。"),
                ),
            ),
            Topic(
                self.tr("中途停下来"),
                (
                    self.tr("每离开一项就已保存，断电最多丢失正在输入的那一项。"),
                    self.tr("材料不齐时按 F7 挂起，按 F8 找到；退回的按 Ctrl+R 从最早的开始改，理由写在字段旁。"),
                    self.tr("离开座位按 Ctrl+L 锁定。"),
                ),
            ),
        ]
        if rosters:
            topics.append(
                Topic(
                    self.tr("单位集中采集"),
                    (
                        self.tr("在“花名册”页按 T 存下导入模板，交单位填好；单位自己的 Excel 表也可以，列的顺序不限。"),
                        self.tr(
                            "按 O 选择文件：每一格都检查过才导入。有问题的按 S 标在原表里交单位改，改好再更新进来。"
                        ),
                        self.tr(
                            "按 D 开始集中采集：放上身份证就调出本人，和名单不同的会标出来；不在名单上的一键加入。"
                        ),
                        self.tr("打开花名册随时看谁还没来，F6 看各单位进度，F9 把未到的人存为表格交单位。"),
                        self.tr("几台电脑一起采集：按 S 写出文件，各台按 R 打开；结束后用站点包合并，进度自动汇总。"),
                    ),
                )
            )
        if supervisor:
            topics.append(
                Topic(
                    self.tr("审核与上报"),
                    (
                        self.tr(
                            "在“审核”页先看一览的照片：空格标记，A 一起通过，回车打开逐条核对，"
                            "R 按字段退回，Ctrl+Z 撤销刚才的决定；下班前按 D 看日结。"
                        ),
                        self.tr("在“批次”页按 N 封存审核通过的人；缺材料的人会列出姓名和所缺项。"),
                        self.tr("按 Enter 导出加密上传包。密码另行告知收件人；导出失败时批次不受影响，可再导出。"),
                    ),
                )
            )
        topics.append(
            Topic(
                self.tr("遇到问题"),
                (
                    self.tr("读卡器没有反应：检查连接线，在“设置 · 设备”按 F2 测试，按 F5 体检。"),
                    self.tr("哪里不对劲：按 Alt+0 看开工检查，每一项都写明怎么办，按数字键直接去处理。"),
                    self.tr("请技术支持看一看：在这里按 F8，存下不含个人信息的支持信息，由您交给他们。"),
                    self.tr("没有打印机：在预览中按 S 保存为 PDF，拿到别处打印。"),
                    self.tr("忘记密码：请审核员在“设置 · 人员”重设。"),
                ),
            )
        )
        return topics

    def keys(self, *, supervisor: bool, rosters: bool) -> list[Keys]:
        """Return the keys of all pages but the counter, whose keys the counter tells itself."""
        groups = [
            Keys(
                self.tr("各处通用"),
                (
                    ("F1", self.tr("帮助")),
                    ("Alt+1…", self.tr("切换页面")),
                    ("Alt+0", self.tr("开工检查：设备、磁盘、时钟、备份")),
                    ("Ctrl+L", self.tr("锁定")),
                    ("Esc", self.tr("关闭最后打开的")),
                ),
            ),
            Keys(
                self.tr("记录"),
                (
                    ("F3", self.tr("查找")),
                    ("↑ ↓", self.tr("选择")),
                    ("Enter", self.tr("继续办理或查看")),
                    ("F8", self.tr("只看待办")),
                    ("F9", self.tr("打印登记表")),
                    ("M", self.tr("查看时：取回修改")),
                    ("V", self.tr("查看时：作废")),
                ),
            ),
        ]
        figures = Keys(
            self.tr("统计"),
            (
                ("D  W  M  Y", self.tr("看一日、一周、一月、一年")),
                ("PgUp  PgDn", self.tr("往前、往后；Home 回到现在")),
                ("1  2  3", self.tr("概览、按单位、按录入员")),
                ("E", self.tr("导出表格")),
            ),
        )
        if supervisor:
            groups[-1] = Keys(groups[-1].title, (*groups[-1].lines, ("W", self.tr("查看时：撤销上报"))))
        if rosters:
            groups.append(self._roster_keys())
        if supervisor:
            groups += [
                Keys(
                    self.tr("审核"),
                    (
                        ("Space", self.tr("标记，Ctrl+A 标记整页可一起通过的人")),
                        ("Enter  Esc", self.tr("打开逐条审核、回到照片一览")),
                        ("C  U  T  S", self.tr("按录入员、单位、日期、情况筛选")),
                        ("D", self.tr("日结")),
                        ("J  K", self.tr("下一条、上一条")),
                        ("A", self.tr("审核通过")),
                        ("R", self.tr("退回")),
                        ("Ctrl+Z", self.tr("撤销刚才的决定")),
                    ),
                ),
                Keys(
                    self.tr("批次"),
                    (
                        ("N", self.tr("封存批次")),
                        ("Enter", self.tr("导出批次")),
                        ("V", self.tr("校验上传包")),
                        ("X", self.tr("作废批次")),
                    ),
                ),
                Keys(
                    self.tr("设置"),
                    (("Ctrl+Tab", self.tr("下一部分")), ("F2", self.tr("测试读卡器")), ("F5", self.tr("体检"))),
                ),
            ]
        return [*groups, figures]

    def _roster_keys(self) -> Keys:
        return Keys(
            self.tr("花名册"),
            (
                ("O  T", self.tr("导入花名册、存下导入模板")),
                ("D", self.tr("开始、结束集中采集")),
                ("S  R", self.tr("分给几台电脑、打开分来的")),
                ("M", self.tr("更多：排时间、改名、收起、删除")),
                ("S  G  U", self.tr("检查后：标出问题、只导入没有问题的、更新已有的")),
                ("Enter", self.tr("打开后：到柜台办理这个人，或查看记录")),
                ("F3  F6", self.tr("打开后：查找、按单位看")),
                ("F9", self.tr("打开后：未到名单")),
                ("Ctrl+R", self.tr("打开后：不采集、恢复采集")),
                ("Ctrl+O", self.tr("打开后：用改好的名单更新")),
                ("Ctrl+M", self.tr("打开后：更多")),
            ),
        )
