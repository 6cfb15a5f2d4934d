# SPDX-License-Identifier: Apache-2.0
"""What was explained at this station of bureaus' and banks' tables: which header means what, and which word of a state.

The profile's words come first and are not kept here; of what was explained the newest is kept, within bounds.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from sscard_desktop.domain.feedback import Meaning, Told, plain
from sscard_desktop.domain.operators import Permission
from sscard_desktop.services.access import allowed
from sscard_desktop.services.feedbackverdict import Choices
from sscard_desktop.services.ports import Store
from sscard_desktop.services.session import Session

COLUMNS_SETTING = "feedback.columns"
STATES_SETTING = "feedback.states"
MAX_LEARNT = 500
_LONGEST_WORD = 60


class FeedbackWords:
    """A supervisor's look at what was explained."""

    def __init__(self, session: Session) -> None:
        session.operator.require(Permission.FEEDBACK)
        self._session = session

    @allowed(Permission.FEEDBACK)
    def learnt(self) -> tuple[Mapping[str, Meaning | None], Mapping[str, Told]]:
        """Return what was explained at this station: headers, and words of states."""
        return explained(self._session.store)

    @allowed(Permission.FEEDBACK)
    def forget(self) -> None:
        """Forget what was explained; the profile's words stay."""
        with self._session.action("feedback.forget", self._session.identity.profile):
            for setting in (COLUMNS_SETTING, STATES_SETTING):
                self._session.store.save_setting(setting, "")


def explained(store: Store) -> tuple[Mapping[str, Meaning | None], Mapping[str, Told]]:
    """Return what was explained: headers (``None`` means nothing), and words of states."""
    columns = _stored(store.setting(COLUMNS_SETTING))
    states = _stored(store.setting(STATES_SETTING))
    return (
        {header: Meaning(said) if said else None for header, said in columns.items() if said in ("", *Meaning)},
        {word: Told(said) for word, said in states.items() if said in list(Told)},
    )


def learn(store: Store, choices: Choices) -> None:
    """Keep what was explained for one file, within the caller's transaction."""
    columns, states = explained(store)
    said = {**{key: value.value if value else "" for key, value in columns.items()}}
    said |= {_kept(key): value.value if value else "" for key, value in choices.columns.items()}
    words = {key: value.value for key, value in states.items()}
    words |= {_kept(key): value.value for key, value in choices.states.items()}
    for setting, known in ((COLUMNS_SETTING, said), (STATES_SETTING, words)):
        newest = dict(list(known.items())[-MAX_LEARNT:])
        text = json.dumps(newest, ensure_ascii=False) if newest else ""
        if text != store.setting(setting):
            store.save_setting(setting, text)


def _kept(word: str) -> str:
    return plain(word)[:_LONGEST_WORD]


def _stored(setting: str) -> dict[str, str]:
    try:
        said = json.loads(setting or "{}")
    except ValueError:
        return {}
    pairs = said.items() if isinstance(said, dict) else ()
    return {key: value for key, value in pairs if isinstance(value, str)}
