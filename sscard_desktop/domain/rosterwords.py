# SPDX-License-Identifier: Apache-2.0
"""The words of lists of people: what a header means however it is written, and which rows are nobody's.

A header is compared without blanks, marks, width, case and traditional forms. A remark in brackets is passed over only
if it speaks of how the cell is filled in: 姓名（必填） is the name, 姓名（拼音） isn't. Nothing is taken by likeness.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from sscard_desktop.domain.traditional import SIMPLIFIED

_SIMPLIFIED = str.maketrans(dict(SIMPLIFIED))
_RUNNING = re.compile(r"^(?:\d{1,2}[.、．)）]|[(（]\d{1,2}[)）]|[①-⑳])(?=\D)")
_BRACKETS = re.compile(r"[(（\[【〔{<《][^()（）\[\]【】〔〕{}<>《》]*[)）\]】〕}>》]")
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
_PARTS = re.compile(r"[/|\\\n\r]+")
_REMARK = re.compile(
    r"填|可选|可空|非空|必须|必需|如实|格式|例如|示例|^[如例:：]|文本|数字|字母|大写|小写|半角|全角|"
    r"[0-9一二三四五六七八九十]+[位个]|汉字|以内|不超过|最多|一致|全称|年月日|yyyy|mm|dd|男|女|汉族|下拉|选择|单选|勾选|是/否|"
    r"required|optional|format|^eg|text|digits?|as(?:on|in)"
)
_OTHER_MEANING = re.compile(
    r"拼音|英文|外文|曾用|别名|监护|代办|代理|代领|家长|父|母|配偶|子女|紧急|联系人|单位|公司|旧|原|新|变更|户籍|户口|收件|邮寄|"
    r"起|始|止|至|截|到期|二级|三级|办公|座机|固定|短号|备用|卡|虚拟|经办|负责|法人|账|帐|old|new|former|agent|guardian|parent|pinyin|"
    r"english|emergency|from|until|office|home"
)
_OTHER_PERSON = re.compile(
    r"监护|代办|代理人|代领|家长|家属|家庭成员|亲属|父亲|母亲|配偶|子女|紧急|联系人|收件|经办|负责人|法人|法定代表|担保|推荐|受益|"
    r"guardian|agent|parent|emergency|contact|recipient|spouse"
)
_SERIAL = frozenset(
    {"序号", "编号", "顺序号", "行号", "序", "号", "no", "nr", "number", "sn", "serialno", "serial", "id", "项次"}
)
_TOTAL = re.compile(
    r"(?:总|共|合|小|累|本页合|本页小)计|总人数|人数合计|total|"
    r"(?:以上|本页|本表|全表|全部|合|总)?共有?[0-9一二三四五六七八九十百千]{1,6}(?:人|名|位)"
)
_UNSAID = re.compile(
    r"同(?:上|前|左|右|以上|户籍|户口|身份证)(?:一?行|一致|所在)?(?:地|地址|住址)?|上同|〃+|″+|〞+|[\"']{1,2}|[,，、]{1,3}|"
    r"待(?:补|补充|补填|定|查|核实|确认|提供)|暂缺|未知|未填|不知道|不清楚|不明|(?:详?见|参见)(?:备注|附件|附表|附页|说明|上|下)"
)
_LONGEST_UNSAID = 8
_SIGNED = re.compile(
    r"(?:填表|制表|填报|审核|复核|经办|负责|录入|采集|核对|审批|批准|单位负责|主管|部门负责|联系|上报|统计|校对|领导|法定代表|"
    r"单位经办|劳资员?|报送|汇总|复查|签字|签名|盖章|单位|公司|部门|填报单位|制表单位|报送单位|参保单位|单位名称|单位编号|电话|联系电话|日期|时间|"
    r"填表日期|填报日期|制表日期|上报日期|报送日期|年月)(?:人员?|者|员|部门)?(?:签字|签名|签章|盖章|公章|日期|时间|意见)?"
    r"(?:[(（][^()（）]{0,12}[)）])?[:：]"
)
_REMARKS = re.compile(
    r"(?:备注|说明|填表说明|填写说明|注意|注意事项|注|附注|附|提示|声明|承诺|温馨提示|要求|填报要求|填表要求|note|notes|remark|remarks)[:：]|"
    r"[※*＊]|(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})[、.．)）](?=[^0-9])"
)
_STAMP = re.compile(
    r"(?:[(（]?(?:盖章|公章|签章|单位盖章|单位公章|加盖公章)[)）]?)|[0-9xX_\s]{0,6}年[0-9xX_\s]{0,6}月[0-9xX_\s]{0,6}日?"
)
_GUIDE = re.compile(
    r"必填|选填|可不填|非必填|填写|请填|请选|下拉|格式|例[:：如]|示例|样例|文本格式|如[:：]|不超过|不能|不得|不可|必须|须与|应与|一致|以内|"
    r"^[0-9]{1,2}位|位(?:身份证|公民|数字)|yyyy|^(?:文本|字符|数字|日期|字符型|日期型|数值型)$|required|optional|format"
)
_SAMPLE = re.compile(r"^[(（【\[]?(?:示例|样例|范例|例子|举例|例|样本|sample|example)")


@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """Return a header or word as it is compared: no blanks and marks, half width, small, simplified."""
    half = unicodedata.normalize("NFKC", text).translate(_SIMPLIFIED).casefold().strip()
    dense = "".join(
        character
        for character in _RUNNING.sub("", half, count=1)
        if unicodedata.category(character)[0] not in "CZPSM" or character in "+/"
    )
    return unicodedata.normalize("NFC", dense)


def spellings(header: str) -> tuple[str, ...]:
    """Return what a header may be looked up by, the fullest first; all of them mean the header as a whole."""

    def without(found: re.Match[str]) -> str:
        remark = found.group()
        passed = is_how_to_fill(remark) and not _OTHER_MEANING.search(folded(remark))
        return "" if passed else remark

    return tuple(dict.fromkeys(text for text in (folded(header), folded(_BRACKETS.sub(without, header))) if text))


def parts_of(header: str) -> tuple[str, ...]:
    """Return the pieces of a header that says its name more than once (姓名/Name, 姓名 Name), or nothing."""
    pieces = [piece for piece in _PARTS.split(header) if folded(piece)]
    if len(pieces) == 1:
        han = "".join(character for character in header if _HAN.match(character))
        rest = "".join(" " if _HAN.match(character) else character for character in header)
        if han and re.search(r"[A-Za-z]{2}", rest):
            pieces = [han, rest]
    return tuple(pieces) if len(pieces) > 1 else ()


def with_remark(header: str) -> tuple[str, ...]:
    """Return a header without its one remark in brackets, and the remark; nothing where there isn't just one."""
    found = _BRACKETS.findall(header)
    return (header.replace(found[0], ""), found[0][1:-1]) if len(found) == 1 else ()


def is_how_to_fill(remark: str) -> bool:
    """Return whether a remark speaks of how a cell is filled in, and of nothing else."""
    text = unicodedata.normalize("NFKC", remark).strip("()[]【】〔〕{}<>《》 ").casefold().replace(" ", "")
    return not text or text in {"*", "人", "个人", "本人", "员工", "职工"} or _REMARK.search(text) is not None


def speaks_of_others(header: str) -> bool:
    """Return whether a heading over columns is about somebody else than the person of the row."""
    return _OTHER_PERSON.search(folded(header)) is not None


def is_serial(header: str) -> bool:
    """Return whether a column counts the rows."""
    return any(text in _SERIAL for text in spellings(header))


def is_total(text: str) -> bool:
    """Return whether a cell begins a line of totals (合计)."""
    return _TOTAL.match(folded(text)) is not None


def is_foot(text: str) -> bool:
    """Return whether a cell is of what stands below a list: who made it, when, with which remarks."""
    plain = unicodedata.normalize("NFKC", text).strip()
    dense = re.sub(r"\s+", "", plain).casefold()
    return bool(is_total(dense) or _SIGNED.match(dense) or _REMARKS.match(dense) or _STAMP.fullmatch(plain.strip(" :")))


def is_signed(text: str) -> bool:
    """Return whether a cell asks who made a list, or when."""
    return _SIGNED.match(re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).casefold()) is not None


def is_guide(text: str) -> bool:
    """Return whether a cell tells how cells are filled in."""
    return _GUIDE.search(unicodedata.normalize("NFKC", text).casefold().replace(" ", "")) is not None


def is_sample_mark(text: str) -> bool:
    """Return whether a cell says that its row is an example."""
    return _SAMPLE.match(unicodedata.normalize("NFKC", text).casefold().strip()) is not None


def is_unsaid(text: str) -> bool:
    """Return whether a cell points elsewhere (同上, 〃) or puts its answer off (待补), which is no answer."""
    return len(text) <= _LONGEST_UNSAID and _UNSAID.fullmatch("".join(text.split())) is not None
