# SPDX-License-Identifier: Apache-2.0
"""Stand-ins for a vendor's photo library, compiled from C where the machine has a compiler."""

from __future__ import annotations

import functools
import shutil
import subprocess
import sys
from pathlib import Path

PICTURE_BYTES = 38862

_SOURCE = r"""
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#ifndef CODE
#define CODE 1
#endif
#ifndef SIZE
#define SIZE 38862
#endif
#ifndef HEIGHT
#define HEIGHT 126
#endif

static void picture(unsigned char *out, const unsigned char *wlt)
{
    memset(out, 0x80, SIZE);
    memset(out, 0, 54);
    out[0] = 'B'; out[1] = 'M'; out[10] = 54; out[14] = 40;
    out[18] = 102; out[22] = HEIGHT; out[26] = 1; out[28] = 24;
    out[54] = wlt[500];
}

static void misbehave(void)
{
#ifdef CRASH
    *(volatile int *)0 = 1;
#endif
#ifdef HANG
    for (;;) sleep(1);
#endif
#ifdef LEAVES_ONE
    if (fork() == 0) for (;;) sleep(1);
#endif
#ifdef CHATTERS
    printf("{\"status\": \"returned\"}\n"); fflush(stdout);
    fprintf(stderr, "vendor says hello\n");
#endif
#ifdef HUNGRY
    for (;;) { char *more = malloc(1 << 20); if (!more) abort(); more[0] = 1; }
#endif
}

#ifdef IN_MEMORY
int _Unpack(const unsigned char *wlt, int length, unsigned char *out, int *count)
{
    misbehave();
    if (length != 1024) return 0;
    picture(out, wlt);
    *count = SIZE;
    return CODE;
}
#elif !defined(NOTHING)
int GetBmp(const char *name, int interface)
{
    static unsigned char out[SIZE + 64], wlt[1024];
    char target[1024];
    FILE *file = fopen(name, "rb");
    (void)interface;
    misbehave();
    if (!file) return -3;
    if (fread(wlt, 1, 1024, file) != 1024) return -4;
    fclose(file);
    if (CODE != 1) return CODE;
    picture(out, wlt);
    strcpy(target, name);
    strcpy(strrchr(target, '.'), ".bmp");
    file = fopen(target, "wb");
    fwrite(out, 1, SIZE, file);
    fclose(file);
    return CODE;
}
#endif
"""


@functools.cache
def compiler() -> str:
    """Return the C compiler, ``""`` where there is none."""
    return "" if sys.platform == "win32" else shutil.which("cc") or ""


def vendor_library(folder: Path, *defined: str, name: str = "libwlt.so") -> Path:
    """Compile a library that behaves as ``defined`` says (``CODE=-5``, ``CRASH``, ``IN_MEMORY`` …)."""
    source, library = folder / "wlt.c", folder / name
    source.write_text(_SOURCE, encoding="ascii")
    options = [f"-D{each}" for each in defined]
    subprocess.run(
        [compiler(), "-shared", "-fPIC", "-O0", "-w", *options, "-o", str(library), str(source)],
        check=True,
        timeout=60,
        capture_output=True,
    )
    return library
