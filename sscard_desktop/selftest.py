# SPDX-License-Identifier: Apache-2.0
"""``--selftest``: every part of this program proved, one line each, without a window, a network or a station.

Exit code 0 where each part holds, 1 where one doesn't, 2 where the options aren't understood. An update is asked this
before it takes the old version's place, a build before it is packed; support reads the lines over the telephone.
Without ``--lang`` a line is told in both languages, as nobody knows who reads it.
"""

from __future__ import annotations

import argparse
import faulthandler
import os
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

import sscard_desktop
from sscard_desktop import messages, paths
from sscard_desktop.cli.call import CommandParser, UsageError
from sscard_desktop.cli.output import Exit, Output, for_terminal, harmless
from sscard_desktop.services.selftest import Ask, Proof, Proven, inside, prove, working

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from sscard_desktop.services.workplace import Workplace

FLAG = "--selftest"
CITY = "chengdu"
CITIES = (
    *("beijing", "chengdu", "guangdong-shantou", "nanning", "national", "national-2011"),
    *("qingdao", "shanxi", "weifang", "weifang-zhucheng"),
)
"""What the program comes with."""
LONGEST_S = 120
"""A driver that hangs ends the self-test all the same, with what hung on stderr and exit code 1."""


class _Bench:
    """What the parts are proved on: workplaces in a scratch folder, and an application that draws into memory."""

    def __init__(
        self, scratch: Path, demo_at: Callable[[Path], Workplace], machine_at: Callable[[Path], Workplace]
    ) -> None:
        self.scratch = scratch
        self.demo = demo_at(scratch / "station")
        self._machine_at = machine_at

    @cached_property
    def app(self) -> QApplication:
        """Qt's application."""
        from sscard_desktop.ui.selftest import application

        return application()

    def devices(self) -> Proven:
        """Look at this machine's devices; Qt's cameras want an application."""
        assert self.app is not None
        return inside.devices(self._machine_at(self.scratch / "machine"))

    def window(self, part: str) -> Proven:
        """Prove a part of the window's."""
        from sscard_desktop.ui import selftest

        return selftest.parts(self.app, lambda text: self.demo.forms().proof(text))[part]()


PARTS: Mapping[str, Callable[[_Bench], Proven]] = {
    "files": lambda bench: inside.files(paths.program()),
    "modules": lambda bench: inside.modules(sscard_desktop),
    "codes": lambda bench: inside.codes(bench.demo),
    "profiles": lambda bench: inside.profiles(bench.demo, CITIES),
    "manual": lambda bench: inside.manual(bench.demo),
    "fonts": lambda bench: inside.fonts(bench.demo),
    "forms": lambda bench: inside.forms(bench.demo, CITY),
    "plugins": lambda bench: bench.window("plugins"),
    "words": lambda bench: bench.window("words"),
    "drawing": lambda bench: bench.window("drawing"),
    "preview": lambda bench: bench.window("preview"),
    "station": lambda bench: working.station(bench.demo, CITY),
    "photo": lambda bench: working.photo(bench.demo, CITY),
    "card_pictures": lambda bench: working.card_pictures(bench.demo),
    "reader": lambda bench: working.reader(bench.demo),
    "tables": lambda bench: working.tables(bench.demo, bench.scratch),
    "package": lambda bench: working.package(bench.demo, bench.scratch),
    "sealed": lambda bench: working.sealed(bench.demo, bench.scratch),
    "devices": lambda bench: bench.devices(),
}
"""Every part in the order in which it is asked; the keys are a contract with scripts."""


def run(arguments: Sequence[str], demo_at: Callable[[Path], Workplace], machine_at: Callable[[Path], Workplace]) -> int:
    """Prove the parts that ``arguments`` name, all where they name none; tell and return the exit code.

    Args:
        arguments: of the command line, :data:`FLAG` among them.
        demo_at: gives a workplace with simulated devices in a folder.
        machine_at: gives one with this machine's devices, for a window.
    """
    if sys.stdout is None:
        # The window's program on Windows has no console, and says it by its exit code alone.
        sys.stdout = sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115
    parser = _parser()
    try:
        options = parser.parse_args(arguments)
        unknown = set(options.part) - set(PARTS)
        if unknown:
            parser.error(f"no such part: {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}")
    except UsageError as error:
        return int(for_terminal(as_json="--json" in arguments, language="zh_CN").misused(error.usage, str(error)))
    output = for_terminal(as_json=options.as_json, language=options.lang or "zh_CN")
    if sys.__stderr__ is not None:
        faulthandler.dump_traceback_later(LONGEST_S, exit=True, file=sys.__stderr__)
    try:
        with tempfile.TemporaryDirectory(prefix="sscard-selftest-", ignore_cleanup_errors=True) as scratch:
            wanted = [part for part in PARTS if part in options.part or not options.part]
            return int(_tell(output, wanted, options.lang, Path(scratch), demo_at, machine_at))
    finally:
        faulthandler.cancel_dump_traceback_later()


def _parser() -> CommandParser:
    parser = CommandParser(prog=f"sscard-desktop {FLAG}", description="Prove every part of this program.")
    parser.add_argument(FLAG, action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--json", action="store_true", dest="as_json", help="one JSON object instead of sentences")
    parser.add_argument("--lang", choices=messages.LANGUAGES, default="", help="one language instead of both")
    parser.add_argument("--part", action="append", default=[], metavar="PART", help=f"only this: {', '.join(PARTS)}")
    return parser


def _tell(
    output: Output,
    wanted: Sequence[str],
    language: str,
    scratch: Path,
    demo_at: Callable[[Path], Workplace],
    machine_at: Callable[[Path], Workplace],
) -> Exit:
    languages = (language,) if language else messages.LANGUAGES
    bench = _Bench(scratch, demo_at, machine_at)
    asks: dict[str, Ask] = {part: partial(PARTS[part], bench) for part in wanted}
    proofs: list[Proof] = []
    for proof in prove(asks):
        proofs.append(proof)
        if not output.as_json:
            for line in _lines(proof, languages):
                print(harmless(line), file=output.out, flush=True)
    bad = sum(not proof.holds for proof in proofs)
    seconds = round(sum(proof.took_ms for proof in proofs) / 1000, 1)
    code = "selftest.bad" if bad else "selftest.good"
    told = {"version": sscard_desktop.__version__, "ok": not bad, "failed": bad, "seconds": seconds}
    data = {**told, "frozen": paths.program() is not None, "parts": [_told(proof, output.language) for proof in proofs]}
    summary = [str(messages.message(code, {**told, "count": bad or len(proofs)}, each)) for each in languages]
    if output.as_json:
        output.done(data, code)
    else:
        print(*summary, sep="\n", file=output.out, flush=True)
    return Exit.FINDINGS if bad else Exit.DONE


def _lines(proof: Proof, languages: Sequence[str]) -> list[str]:
    sentences = [str(messages.message(proof.code, proof.params, language)) for language in languages]
    mark = "✓" if proof.holds else "✗"
    first = f"{mark} {proof.part:13} {sentences[0]}  ({proof.took_ms} ms)"
    return [first, *(f"  {'':13} {sentence}" for sentence in sentences[1:])]


def _told(proof: Proof, language: str) -> Mapping[str, object]:
    sentence = messages.message(proof.code, proof.params, language)
    return {
        "part": proof.part,
        "ok": proof.holds,
        "code": proof.code,
        "message": sentence.what,
        "remedy": sentence.todo,
        "took_ms": proof.took_ms,
    }
