# SPDX-License-Identifier: Apache-2.0
"""What is said of an ideograph, and of how far a name reaches."""

from __future__ import annotations

import unicodedata

from PySide6.QtCore import QObject

from sscard_desktop.domain.coverage import NameCoverage
from sscard_desktop.domain.gb18030 import block_of, code_of
from sscard_desktop.domain.ideographs import Ideograph
from sscard_desktop.domain.unsettled import Doubt, Finding
from sscard_desktop.ui.widgets.label import Tone

_KANGXI = 0x2F00


def code_point(character: str) -> str:
    """Return a code point as people write it, ``U+20BB7``."""
    return f"U+{ord(character):04X}"


class CharacterWords(QObject):
    """The sentences about rare characters, in the language in force."""

    def facts(self, found: Ideograph, *, drawn: bool) -> list[str]:
        """Return what the table knows of an ideograph, a line each."""
        character = found.character
        lines = [
            f"{code_point(character)}  {self.block(character)}",
            f"GB 18030  {code_of(character).hex().upper()}  {self.level(found)}",
        ]
        made = []
        if found.strokes:
            made.append(self.tr("{count} 画").format(count=found.strokes))
        if found.radicals:
            number, residual = found.radicals[0]
            radical = unicodedata.normalize("NFKC", chr(_KANGXI + number - 1))
            made.append(self.tr("{radical}部 + {count} 画").format(radical=radical, count=residual))
        lines.append("  ".join(made))
        if found.readings:
            lines.append(self.tr("读音：{readings}").format(readings=" ".join(found.readings[:4]).replace("v", "ü")))
        if found.sequences:
            lines.append(self.tr("结构：{sequence}").format(sequence="  ".join(found.sequences[:2])))
        if not drawn:
            lines.append(self.tr("程序的字体里没有这个字：可以录入和导出，打印时以方框和编码代替。"))
        return [line for line in lines if line]

    def block(self, character: str) -> str:
        """Return the name of an ideograph's block."""
        name = block_of(character)
        if name.startswith("CJK ") and len(name) == len("CJK A"):
            return self.tr("扩展 {letter} 区").format(letter=name[-1])
        if name == "CJK":
            return self.tr("基本区")
        return self.tr("兼容区") if name.startswith("CJK Compatibility") else name

    def level(self, found: Ideograph) -> str:
        """Return the implementation level of GB 18030-2022."""
        return self.tr("级别 {level}").format(level=found.level) if found.level else self.tr("国标范围以外")

    def shown(self, coverage: NameCoverage) -> tuple[str, Tone]:
        """Return whether the screen shows a name."""
        if coverage.undrawn:
            return self.tr("屏幕缺字"), Tone.WARN
        return self.tr("屏幕"), Tone.OK

    def printed(self, coverage: NameCoverage) -> tuple[str, Tone]:
        """Return whether the forms print a name."""
        if coverage.undrawn:
            return self.tr("打印缺字"), Tone.WARN
        return self.tr("打印"), Tone.OK

    def exported(self, coverage: NameCoverage) -> tuple[str, Tone]:
        """Return whether the receiving systems can hold a name."""
        if any(finding.doubt is Doubt.PRIVATE for finding in coverage.doubts):
            return self.tr("导出：自造字"), Tone.WARN
        if coverage.beyond_standard:
            return self.tr("导出：国标以外"), Tone.WARN
        if coverage.doubts:
            return self.tr("导出：核对写法"), Tone.WARN
        if coverage.beyond_gbk:
            return self.tr("导出：GBK 系统缺字"), Tone.INFO
        return self.tr("导出"), Tone.OK

    def doubt(self, finding: Finding) -> str:
        """Return what is doubtful of a piece of a text, and its proposal."""
        codes = " ".join(map(code_point, finding.text))
        what = {
            Doubt.PRIVATE: self.tr("{codes} 是旧系统的自造字"),
            Doubt.COMPATIBILITY: self.tr("{codes} 是兼容汉字"),
            Doubt.VARIATION: self.tr("{codes} 带字形选择符"),
            Doubt.RADICAL: self.tr("{codes} 是部首符号"),
            Doubt.DECOMPOSED: self.tr("{codes} 是两个编码拼成的"),
        }[finding.doubt].format(codes=codes)
        if finding.plain is None:
            return self.tr("{what}，没有已知的正式字，请查出后改正。").format(what=what)
        plain = f"{finding.plain} {' '.join(map(code_point, finding.plain))}"
        return self.tr("{what}，建议改为 {plain}，以证件为准。").format(what=what, plain=plain)
