# SPDX-License-Identifier: Apache-2.0
"""What a reviewer is told of the ID pictures: where the data came from, what differed, who decided and confirmed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from PySide6.QtCore import QObject

from sscard_desktop import messages
from sscard_desktop.domain.comparison import Source
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.profile import Profile
from sscard_desktop.domain.record import Record
from sscard_desktop.services.documentstory import Decision, DocumentStory
from sscard_desktop.ui.records import words
from sscard_desktop.ui.widgets.finding import Finding
from sscard_desktop.ui.widgets.label import Tone

DIFFERS = "document.differs"
"""How the codes of problems begin that say that sources differ; here they are told with what each source says."""


class DocumentFacts(QObject):
    """Puts the story of a record's ID pictures into findings, in one language.

    Args:
        profile: as the record's kind of business sees it.
        language: of the sentences.
    """

    def __init__(self, profile: Profile, language: str) -> None:
        super().__init__()
        self._profile = profile
        self._language = language

    def differences(self, story: DocumentStory) -> Iterator[Finding]:
        """Yield what nobody decided about, then each decision with what was said and who decided."""
        for each in story.undecided:
            title = self.tr("{field}：来源不一致").format(field=self._label(each.key))
            yield Finding(title, self._said(each.key, each.values), tone=Tone.WARN)
        for decision in story.decisions:
            yield Finding(self._decided(decision), self._how(decision), tone=Tone.INFO)

    def pictures(self, story: DocumentStory) -> Iterator[Finding]:
        """Yield pictures taken as they came with the reason, and the fields that were read from a picture."""
        sides = {PictureRole.ID_FRONT: self.tr("正面"), PictureRole.ID_BACK: self.tr("背面")}
        for role, reason in story.wholes.items():
            title = self.tr("{side}没有裁切，整张使用").format(side=sides[role])
            yield Finding(title, self.tr("理由：{reason}").format(reason=reason), tone=Tone.WARN)
        if story.vouched:
            title = self.tr("识别认为两张图片不是同一张证件，经办人核对后按同一张使用")
            yield Finding(title, self.tr("理由：{reason}").format(reason=story.vouched), tone=Tone.WARN)
        if story.unconfirmed:
            yield Finding(self.tr("图片识别，还没有核对"), self._labels(story.unconfirmed), tone=Tone.WARN)
        if story.confirmed:
            yield Finding(self.tr("图片识别，经办人已核对"), self._labels(story.confirmed), tone=Tone.INFO)

    def origin(self, record: Record, story: DocumentStory) -> Finding:
        """Return where the card's data came from."""
        if record.card_read:
            return Finding(self.tr("证件由读卡器读取"), tone=Tone.OK, icon="card")
        if story.read_from_pictures:
            return Finding(self.tr("没有读卡，证件信息由图片识别"), tone=Tone.WARN, icon="card")
        return Finding(self.tr("没有读卡，证件信息由人工录入"), tone=Tone.WARN, icon="card")

    def _decided(self, decision: Decision) -> str:
        label = self._label(decision.key)
        if decision.chosen is None:
            return self.tr("{field}：来源不一致，经办人另填").format(field=label)
        source = self._source(decision.chosen)
        return self.tr("{field}：来源不一致，经办人选用“{source}”").format(field=label, source=source)

    def _how(self, decision: Decision) -> str:
        """Return what each source says, or who they were where they agree by now, with who decided when."""
        said = self._said(decision.key, decision.values) or self._listed(list(map(self._source, decision.differed)))
        return "\n".join(each for each in (said, f"{words.moment(decision.at)} · {decision.operator}") if each)

    def _said(self, key: str, values: Mapping[Source, str]) -> str:
        spec = self._profile.fields[key]
        said = self.tr("{source}：{value}")
        return "\n".join(
            said.format(source=self._source(source), value=words.value(spec, value, self._profile, self._language))
            for source, value in values.items()
        )

    def _source(self, source: Source) -> str:
        return messages.word("source", source.value, self._language)

    def _label(self, key: str) -> str:
        return self._profile.fields[key].label(self._language)

    def _labels(self, keys: Sequence[str]) -> str:
        return self._listed([self._label(key) for key in keys])

    def _listed(self, names: list[str]) -> str:
        return self.tr("、").join(names)
