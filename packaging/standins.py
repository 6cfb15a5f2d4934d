# SPDX-License-Identifier: Apache-2.0
"""Empty libraries in the place of OpenCV's video and AVIF decoders, which nothing in the program calls.

The wheel's ``cv2`` is linked to FFmpeg, libavif and, through them, to AV1, VP9 and an OpenSSL that gets no mends any
more: 45 MB that are loaded with the first picture. Cameras are read by V4L2 or by Qt (which has an FFmpeg of its own),
pictures by Pillow, and both files and AVIF are refused before OpenCV sees them. A library of the same name that has the
same functions, each returning nothing, keeps ``cv2`` loadable; what only the real ones needed goes with them. Refused:
a library of which ``cv2`` takes more than functions. Called by finish.py; takes gcc and binutils, and is
for Linux only.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from elffiles import read

USER = "cv2/cv2.abi3.so"
LIBRARIES = "opencv_python_headless.libs"
REPLACED = re.compile(r"lib(avcodec|avformat|avutil|swscale|avif)-[0-9a-f]+\.so")
_FUNCTION = re.compile(r"[TWi]")


def _told(*command: str | Path) -> str:
    return subprocess.run([str(part) for part in command], check=True, capture_output=True, text=True).stdout


def _symbols(path: Path, which: str) -> dict[str, tuple[str, str]]:
    """Return name → (kind, version) of a file's dynamic symbols, the defined or the undefined ones."""
    found = {}
    for line in _told("nm", "-D", f"--{which}-only", "--with-symbol-versions", path).splitlines():
        kind, _, named = line.strip().rpartition(" ")
        name, _, version = named.replace("@@", "@").partition("@")
        found[name] = (kind[-1], version)
    return found


def source(functions: Mapping[str, str]) -> tuple[str, str]:
    """Return a library's C source and its version script, of name → version."""
    versions: dict[str, list[str]] = defaultdict(list)
    for name, version in sorted(functions.items()):
        versions[version].append(name)
    code = "".join(f"long {name}(void) {{ return 0; }}\n" for name in sorted(functions))
    script = "".join(
        f"{version} {{ global: {' '.join(f'{name};' for name in names)} }};\n"
        for version, names in sorted(versions.items())
        if version
    )
    return code, script


def put_in_place(library: Path, functions: Mapping[str, str]) -> None:
    """Write a library that has these functions over another one, under that one's name."""
    code, script = source(functions)
    with tempfile.TemporaryDirectory() as scratch:
        (Path(scratch) / "code.c").write_text(code, encoding="ascii")
        (Path(scratch) / "versions").write_text(script, encoding="ascii")
        options = ["-shared", "-nostdlib", "-O1", "-fno-builtin", "-fno-ident", "-s", "-Wl,--build-id=none"]
        versions = [f"-Wl,--version-script={scratch}/versions"] if script else []
        _told(
            "gcc",
            *options,
            *versions,
            f"-Wl,-soname,{read(library).soname}",
            "-o",
            f"{scratch}/made",
            f"{scratch}/code.c",
        )
        library.write_bytes((Path(scratch) / "made").read_bytes())


def replace(internal: Path) -> list[str]:
    """Replace the decoders below a build's ``_internal``; return their names, none where the tools for it are missing.

    Raises:
        ValueError: OpenCV takes more than functions of one.
    """
    if not all(map(shutil.which, ("gcc", "nm"))):
        return []
    wanted = _symbols(internal / USER, "undefined")
    replaced = []
    for library in sorted((internal / LIBRARIES).iterdir()):
        if not REPLACED.match(library.name):
            continue
        offered = _symbols(library, "defined")
        taken = {name: offered[name] for name in wanted.keys() & offered.keys()}
        data = [name for name, (kind, _) in taken.items() if not _FUNCTION.match(kind)]
        if data:
            raise ValueError(f"{library.name}: {USER} takes data of it: {data}")
        put_in_place(library, {name: version for name, (_, version) in taken.items()})
        replaced.append(library.name)
    return replaced
