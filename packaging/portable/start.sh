#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Starts the program from a stick. On FAT nothing may be run as it stands: then the system's loader starts it.
here=$(cd "$(dirname "$0")" && pwd)
program=$here/sscard-desktop/sscard-desktop
if [ -x "$program" ]; then
    exec "$program" "$@"
fi
exec /lib64/ld-linux-x86-64.so.2 "$program" "$@"
