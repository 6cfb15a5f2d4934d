# SPDX-License-Identifier: Apache-2.0
"""The beginning of a new city: a folder with a profile that loads, to be changed line by line.

Over the common base it is the template that ``forms/README.md`` explains; over another city, the few lines that make it
a city of its own.
"""

from __future__ import annotations

import re
from pathlib import Path

from sscard_desktop.domain.errors import EnvironmentFailedError, InvalidInputError, RefusedError
from sscard_desktop.storage.profile_source import COMMON, PROFILE_FILE, PROFILE_NAME

_TEMPLATE = re.compile(r"```toml\n(.*?)```", re.DOTALL)
_OVER_A_CITY = """\
extends = "{base}" # 在它的基础上改 · builds on it
version = "1"
labels = {{ zh_CN = "{name}", en = "{name}" }} # 城市名称 · the city's name

# 只写不同之处；每个键的含义见 forms/README.md。
# Write down the differences only; forms/README.md explains each key.
"""


def begin_profile(folder: Path, name: str, base: str, readme: Path) -> Path:
    """Make the folder ``name`` in ``folder`` with a profile over ``base``, and return the profile's file.

    Raises:
        InvalidInputError: ``profile.new_name``, the name is none for a profile.
        RefusedError: ``profile.folder_exists``, something of that name is there already.
        EnvironmentFailedError: ``profile.not_written`` (``file``).
    """
    if not PROFILE_NAME.fullmatch(name) or name == COMMON:
        raise InvalidInputError("profile.new_name", name=name[:60])
    city = folder / name
    try:
        text = _OVER_A_CITY.format(base=base, name=name) if base != COMMON else _template(readme)
        city.mkdir(parents=True)
        with (city / PROFILE_FILE).open("x", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
    except FileExistsError as error:
        raise RefusedError("profile.folder_exists", name=name) from error
    except OSError as error:
        raise EnvironmentFailedError("profile.not_written", file=f"{name}/{PROFILE_FILE}") from error
    return city / PROFILE_FILE


def _template(readme: Path) -> str:
    found = _TEMPLATE.search(readme.read_text(encoding="utf-8"))
    if found is None:
        raise FileNotFoundError(readme)
    return found[1]
