# SPDX-License-Identifier: Apache-2.0
"""What the program came with: its files, its modules, code tables, cities, manual, fonts and forms."""

from __future__ import annotations

import hashlib
import importlib
import pkgutil
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import ModuleType

from sscard_desktop.domain.errors import EnvironmentFailedError
from sscard_desktop.domain.manual import Picture
from sscard_desktop.domain.profile import FormScope
from sscard_desktop.services.ports import FormContent
from sscard_desktop.services.selftest.proving import Proven, UnprovenError
from sscard_desktop.services.workplace import Workplace

LIST = "SHA256SUMS"
"""Lies in a frozen build's folder: every other file of it with its digest, as ``sha256sum -c`` reads it."""
RARE = "社保卡𠮷㛃𬭚·〇"
"""Characters of each plane that names come from: of GB 2312, of Extensions A, B and D, the dot of long names."""
LEAST_PLACES, LEAST_IDEOGRAPHS = 3_000, 100_000
"""Fewer than these and a table was cut off. Sources: the tables themselves, in ``resources/codes``."""
_REPLACEABLE = re.compile(r"/(Qt|PySide6|shiboken6)/|/lib(Qt6|av|sw)[^/]*$")
"""Under the LGPL: who puts another build of these in their place does what the licence grants, and is only told."""
_TERMS = "licence-lgpl3"
"""Qt's terms, which have to be where Qt is."""
_PIECE_BYTES = 1 << 20


def files(folder: Path | None) -> Proven:
    """Compare every file of a frozen build with the list that was made with it.

    Args:
        folder: of the build; ``None`` where the program runs from source or a wheel, which have no list.
    """
    if folder is None:
        return Proven("selftest.files_unfrozen")
    listed = list(_listed(folder))
    absent = [name for name, _ in listed if not (folder / name).is_file()]
    if absent:
        raise UnprovenError("selftest.files_missing", file=absent[0], count=len(absent))
    altered = [name for name, digest in listed if _digest(folder / name) != digest]
    ours = [name for name in altered if not _REPLACEABLE.search(f"/{name}")]
    if ours:
        raise UnprovenError("selftest.files_altered", file=ours[0], count=len(ours))
    if altered:
        return Proven("selftest.files_replaced", {"count": len(listed), "replaced": len(altered)})
    return Proven("selftest.files", {"count": len(listed)})


def _listed(folder: Path) -> Iterator[tuple[str, str]]:
    try:
        lines = (folder / LIST).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UnprovenError("selftest.files_missing", file=LIST, count=1) from error
    for line in lines:
        digest, _, name = line.partition("  ")
        yield name, digest
    if not lines:
        raise UnprovenError("selftest.files_missing", file=LIST, count=1)


def _digest(path: Path) -> str:
    found = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while piece := file.read(_PIECE_BYTES):
                found.update(piece)
    except OSError:
        return ""
    return found.hexdigest()


def modules(package: ModuleType) -> Proven:
    """Load every module of the program, and with them the libraries that they name."""
    names = [each.name for each in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")]
    if not names:
        raise UnprovenError("selftest.differs", where=package.__name__)
    for name in names:
        importlib.import_module(name)
    return Proven("selftest.modules", {"count": len(names)})


def codes(workplace: Workplace) -> Proven:
    """Look something up in each table: a division, a place, a rare character, a reading."""
    places = workplace.gazetteer().index
    ideographs = workplace.ideographs()
    if len(places) < LEAST_PLACES or len(ideographs) < LEAST_IDEOGRAPHS:
        raise UnprovenError("selftest.differs", where="codes")
    told = (
        workplace.divisions.name("510107"),
        workplace.pinyin.of_name("单雄信"),
        ideographs.look_up("𠮷") is not None,
    )
    if told != ("四川省成都市武侯区", "SHAN XIONGXIN", True):
        raise UnprovenError("selftest.differs", where="codes")
    return Proven("selftest.codes", {"places": len(places), "characters": len(ideographs)})


def profiles(workplace: Workplace, wanted: Sequence[str]) -> Proven:
    """Read every city with its forms.

    Args:
        wanted: the cities that the program comes with, by their names.
    """
    found = workplace.profiles.names()
    for name in dict.fromkeys([*wanted, *found]):
        profile = workplace.profiles.load(name)
        for problem in workplace.profiles.check(profile.folder)[:1]:
            raise UnprovenError("selftest.profile", name=name, file=problem.file, line=problem.line)
    if not found:
        raise UnprovenError("selftest.differs", where="forms")
    return Proven("selftest.profiles", {"count": len(found)})


def manual(workplace: Workplace) -> Proven:
    """Read the manual in both languages, and look for each of its pictures; read the licences that come with it."""
    shelf = workplace.manual()
    chapters = {language: shelf.read(language).chapters for language in ("zh_CN", "en")}
    if not all(chapters.values()):
        raise UnprovenError("selftest.differs", where="manual")
    pictures = {
        (block.file, language)
        for language, read in chapters.items()
        for chapter in read
        for section in chapter.sections
        for block in section.blocks
        if isinstance(block, Picture)
    }
    for name, language in sorted(pictures):
        if shelf.picture(name, language) is None:
            raise UnprovenError("selftest.files_missing", file=name, count=1)
    for language in chapters:
        if workplace.notices().read(language).section(_TERMS) is None:
            raise UnprovenError("selftest.files_missing", file="LGPL-3.0.txt", count=1)
    return Proven("selftest.manual", {"chapters": len(chapters["zh_CN"]), "pictures": len(pictures)})


def fonts(workplace: Workplace) -> Proven:
    """Set rare characters as a form does."""
    forms = workplace.forms()
    missing = forms.missing_characters(RARE)
    if missing:
        raise UnprovenError("selftest.characters", characters=" ".join(missing))
    if not forms.proof(RARE).startswith(b"%PDF"):
        raise UnprovenError("selftest.differs", where="PDF")
    return Proven("selftest.fonts", {"characters": RARE})


def forms(workplace: Workplace, city: str) -> Proven:
    """Set every form of one city, its codes among them, for nobody."""
    profile = workplace.profiles.load(city)
    specs = [form for form in profile.forms if form.scope is FormScope.RECORD]
    for spec in specs:
        values = dict.fromkeys(profile.fields, "")
        content = FormContent(values, {}, {}, "SELFTEST", workplace.clock.today(), specimen=True)
        if not workplace.forms().render(spec.template, content).startswith(b"%PDF"):
            raise UnprovenError("selftest.differs", where=spec.key)
    return Proven("selftest.forms", {"count": len(specs)})


def devices(workplace: Workplace) -> Proven:
    """Let the machine's cameras, printers and ports be listed; that there are none, or that they can't be asked, is
    the machine's affair.
    """
    cameras, spooler = workplace.cameras(), workplace.spooler()
    counts = {
        "cameras": _count(cameras.devices),
        "printers": _count(spooler.printers) if spooler.there() else 0,
        "ports": _count(workplace.readers.ports),
    }
    return Proven("selftest.devices", counts)


def _count(listed: Callable[[], Sequence[object]]) -> int:
    try:
        return len(listed())
    except EnvironmentFailedError:
        return 0
