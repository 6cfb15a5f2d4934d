#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Runs inside the tree of build.sh: makes /opt/python, CPython for a C library of 2.28 or newer. About three minutes.
# Debian's source with its security mends, and without what fits Python into Debian.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
readonly zig_version=0.17.1
readonly zig_digest=sha256:ea6cc5d87b033cf0aedfbc8f9549a908cae6c50ac31f1698188fa48a74524b54
work=/var/tmp/oldlinux
mkdir -p "$work"
cd "$work"

if [ ! -x zig/ziglang/zig ]; then
    printf 'ziglang==%s --hash=%s\n' "$zig_version" "$zig_digest" >zig.txt
    python3 -m pip download --quiet --no-deps --require-hashes --dest . -r zig.txt
    python3 -m zipfile -e ziglang-*.whl zig
    chmod +x zig/ziglang/zig
    rm ziglang-*.whl
fi
export ZIG=$work/zig/ziglang/zig

rm -rf source
mkdir source
(cd source && apt-get -qq source --download-only python3.11)
mkdir source/python
tar -xzf source/python3.11_*.orig.tar.gz -C source/python --strip-components 1
cd source/python
tar -xJf ../python3.11_*.debian.tar.xz
grep -E '^(CVE|[0-9]{4}-3\.11|relfile|shutdown|frame_dealloc|fix-py_compile|ntpath)' debian/patches/series |
    while read -r patch; do patch -p1 -s -f --no-backup-if-mismatch <"debian/patches/$patch"; done
# One of them includes an internal header, which wants to be asked for where Debian doesn't build this module in.
sed -i '1i #define Py_BUILD_CORE_MODULE 1' Modules/pyexpat.c

# Python holds the time of its build; here it is that of the source.
SOURCE_DATE_EPOCH=$(dpkg-parsechangelog -S Timestamp)
export SOURCE_DATE_EPOCH
CC=$here/zigcc ./configure -q --prefix=/opt/python --enable-shared --with-ensurepip=install --disable-test-modules \
    LDFLAGS="-Wl,-rpath,/opt/python/lib" >configure.log 2>&1 || { tail -20 configure.log; exit 1; }
make -j"$(nproc)" >make.log 2>&1 || { grep -E "error" make.log | head -20; exit 1; }
make install >install.log 2>&1 || { tail -20 install.log; exit 1; }
# Debian's name for a module that could not be built is a line in a log; here it ends the build.
/opt/python/bin/python3.11 -c "import _elementtree, bz2, ctypes, hashlib, lzma, pyexpat, ssl, uuid, zlib"
# The kernel's number for 115200 baud; see zigcc.
/opt/python/bin/python3.11 -c "import termios; assert termios.B115200 == 0o10002, termios.B115200"
