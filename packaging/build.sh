#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Builds dist/sscard-desktop (a folder that runs without Python) and dist/sscard-desktop-VERSION-linux-x86_64.tar.xz.
# The result needs the C library of the machine that built it, or newer: build on the oldest system that is served.
# shellcheck source=packaging/setup.sh
source "$(dirname "$0")/setup.sh"
prepare_system run
command -v objdump >/dev/null || missing_debian+=(binutils) missing_fedora+=(binutils)
command -v xz >/dev/null || missing_debian+=(xz-utils) missing_fedora+=(xz)
install_missing
prepare_environment requirements-dev.txt

say "freezing"
log=build/pyinstaller.log
mkdir -p build dist
if ! "$venv/bin/pyinstaller" --noconfirm --clean --log-level WARN --workpath build --distpath dist \
    packaging/sscard_desktop.spec 2>"$log"; then
    cat "$log" >&2
    give_up "PyInstaller failed"
fi
# A library that the build machine lacks is missing in the program, and shows only where it is needed.
# Not told of: what is left to the system or out (see the spec), and databases that Qt's plug-ins could reach.
if grep -E "Library not found|could not be resolved" "$log" | grep -vE "libpulse|libqgtk3|libspeechd|libtiff|libodbc|libpq|libmysqlclient|libfbclient|libmimerapi|libclntsh|libQt6(Quick|Qml|VirtualKeyboard)"; then
    give_up "the build machine lacks the libraries above"
fi
cp packaging/linux/70-sscard-readers.rules packaging/linux/sscard-desktop.desktop dist/sscard-desktop/

say "trying it"
for plugin in platforms/libqxcb multimedia/libffmpegmediaplugin printsupport/libcupsprintersupport imageformats/libqsvg; do
    file=dist/sscard-desktop/_internal/PySide6/Qt/plugins/$plugin.so
    [ -f "$file" ] || give_up "$file is missing"
    if ldd "$file" | grep "not found"; then
        give_up "$file lacks the libraries above"
    fi
done
version=$(dist/sscard-desktop/sscard-desktop --version)
say "$version runs"
archive=dist/${version// /-}-linux-x86_64.tar.xz
tar --create --directory dist sscard-desktop | xz -T0 -3 >"$archive"
say "made $archive ($(du -h "$archive" | cut -f1))"
