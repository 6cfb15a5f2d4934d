#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Builds dist/sscard-desktop (a folder that runs without Python) and dist/sscard-desktop-VERSION-linux-x86_64.tar.xz.
# The result needs the C library of the machine that built it, or newer: build on the oldest system that is served
# (oldlinux/build.sh does, from anywhere). The same commit gives the same bytes as far as the tools allow.
#   GLIBC_LIMIT=2.28         the newest C library that any file may need
#   SOURCE_DATE_EPOCH=…      seconds, the time of every file; by default the last commit's
# shellcheck source=packaging/setup.sh
source "$(dirname "$0")/setup.sh"
SECONDS=0
prepare_system run
command -v gcc >/dev/null || missing_debian+=(gcc) missing_fedora+=(gcc)
command -v xz >/dev/null || missing_debian+=(xz-utils) missing_fedora+=(xz)
install_missing
prepare_environment requirements-dev.txt
export SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || date +%s)}
# Sets are written in their order, which Python shuffles anew for each process unless told not to.
export PYTHONHASHSEED=0

say "freezing"
log=build/pyinstaller.log
mkdir -p build dist
if ! "$venv/bin/pyinstaller" --noconfirm --clean --log-level WARN --workpath build --distpath dist \
    packaging/sscard_desktop.spec 2>"$log"; then
    cat "$log" >&2
    give_up "PyInstaller failed"
fi
# A library that the build machine lacks is missing in the program, and shows only where it is needed.
# Not told of: what is left to the system or out (see the spec), databases that Qt's plug-ins could reach, and what
# pyserial asks of Windows and of macOS.
optional="libpulse|libqgtk3|libspeechd|libtiff|libodbc|libpq|libmysqlclient|libfbclient|libmimerapi|libclntsh"
optional+="|libQt6(Quick|Qml|VirtualKeyboard)|Library (setupapi|Advapi32|Cfgmgr32) required via ctypes|/System/Library"
if grep -E "Library .*not found|could not be resolved|Ignoring .* imported from" "$log" | grep -vE "$optional"; then
    give_up "the build machine lacks the libraries above"
fi
cp packaging/linux/70-sscard-readers.rules packaging/linux/sscard-desktop.desktop dist/sscard-desktop/
"$venv/bin/python" packaging/finish.py dist/sscard-desktop --epoch "$SOURCE_DATE_EPOCH"
"$venv/bin/python" packaging/make_parts.py dist/sscard-desktop --epoch "$SOURCE_DATE_EPOCH"

say "trying it"
for plugin in platforms/libqxcb multimedia/libffmpegmediaplugin printsupport/libcupsprintersupport imageformats/libqsvg; do
    file=dist/sscard-desktop/_internal/PySide6/Qt/plugins/$plugin.so
    [ -f "$file" ] || give_up "$file is missing"
    if ldd "$file" | grep "not found"; then
        give_up "$file lacks the libraries above"
    fi
done
"$venv/bin/python" packaging/glibc.py dist/sscard-desktop --limit "${GLIBC_LIMIT:-99}" ||
    give_up "the build needs what the systems it is for lack"
dist/sscard-desktop/sscard-desktop --selftest || give_up "the frozen program doesn't pass its self-test"
version=$(dist/sscard-desktop/sscard-desktop --version)
archive=dist/${version// /-}-linux-x86_64.tar.xz

say "packing"
# Blocks of a size of their own, not as many as there are cores, so that each machine packs the same bytes.
tar --create --directory dist --sort=name --format=gnu --owner=0 --group=0 --numeric-owner \
    --mtime="@$SOURCE_DATE_EPOCH" sscard-desktop |
    xz --threads=2 --block-size=128MiB --x86 --lzma2=preset=6,dict=64MiB >"$archive"
size=$(stat -c %s "$archive")
say "made $archive ($size bytes) in $SECONDS seconds"
[ "$size" -le 200000000 ] || give_up "the archive is larger than the 200 MB that it may have"
