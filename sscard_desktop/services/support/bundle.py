# SPDX-License-Identifier: Apache-2.0
"""The bundle itself: its files are shown before anything is written, and what is written is what was shown."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sscard_desktop.domain.errors import SscardError
from sscard_desktop.domain.health import HealthCheck
from sscard_desktop.services.health import Look
from sscard_desktop.services.support import contents

_ABOUT = """sscard_desktop 支持信息 / support bundle

里面是版本、体检结果、设置中的数字、城市配置的摘要、各种操作和各表的条数、错误报告的程序位置。
没有姓名、号码、地址、照片、密码、密钥、文件夹、打印机和摄像头的名称；看不出是不是的，一律写作 (covered)。
发送前可以打开每个文件看一遍，都是文本。

Versions, the examination, the numbers among the settings, digests of the cities' profiles, how often each kind of
action was done and how long each table is, and where in the program it went wrong.
No names, numbers, addresses, photos, passwords, keys, folders, nor what printers and cameras are called; whatever
might be any of that is written as (covered). Every file is text: look at it before you send it.
"""


@dataclass(frozen=True, slots=True)
class BundleFile:
    """One file of the bundle.

    Attributes:
        name: its path in the zip.
        text: all of it.
        code: message code of the sentence that says what it holds.
    """

    name: str
    text: str
    code: str


def gather(look: Look, checks: Iterable[HealthCheck], program: str) -> Sequence[BundleFile]:
    """Return the bundle's files; without a session what only the open station tells isn't in it.

    A part that can't be told stands there with its error's code: the bundle is for days when something is wrong.

    Args:
        program: the program's version.
    """
    files = [
        BundleFile("about.txt", _ABOUT, "support.about"),
        _file("versions.json", "support.versions", lambda: contents.versions(program)),
        _file("health.json", "support.health", lambda: contents.health(checks)),
        _file("devices.json", "support.devices", lambda: contents.devices(look)),
        _file("profiles.json", "support.profiles", lambda: contents.profiles(look)),
    ]
    with look.station() as session:
        if session is not None:
            files += [
                _file("settings.json", "support.settings", lambda: contents.settings(session)),
                _file("station.json", "support.station", lambda: contents.station(look, session)),
                _file("trail.json", "support.trail", lambda: contents.trail(session)),
            ]
    told = contents.reports(look.workplace.station.folder / "reports")
    return [*files, *(BundleFile(name, text, "support.reports") for name, text in told)]


def packed(files: Sequence[BundleFile], *, at: datetime) -> bytes:
    """Return the files as a zip; their time is that of the bundle."""
    room = io.BytesIO()
    with zipfile.ZipFile(room, "w", zipfile.ZIP_DEFLATED) as zipped:
        for file in files:
            entry = zipfile.ZipInfo(file.name, at.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            zipped.writestr(entry, file.text)
    return room.getvalue()


def _file(name: str, code: str, tell: Callable[[], object]) -> BundleFile:
    try:
        told = tell()
    except SscardError as error:
        told = {"error": error.code}
    except Exception as error:  # noqa: BLE001  # a bundle that breaks where the program does would be no help
        told = {"error": type(error).__name__}
    return BundleFile(name, json.dumps(told, ensure_ascii=False, indent=2) + "\n", code)
