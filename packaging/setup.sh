# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# Sourced by run.sh, test.sh and build.sh, not run: brings a bare Linux machine to where the program runs.
# Installs only what is missing, says what it installs, and needs no network once everything is there.

set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
venv=${SSCARD_VENV:-$root/.venv}
cd "$root"

say() { printf '\033[1m== %s\033[0m\n' "$*" >&2; }

give_up() {
    printf '\n%s\n' "$@" >&2
    exit 1
}

# What Qt's wheels expect of the system: file looked for, Debian's package, Fedora's and openEuler's package.
# The first seven are for every start, then a window under X and Wayland, the camera (pulse, Xrandr), print and preview.
readonly libraries="
libGL.so.1              libgl1             mesa-libGL
libEGL.so.1             libegl1            mesa-libEGL
libglib-2.0.so.0        libglib2.0-0       glib2
libxkbcommon.so.0       libxkbcommon0      libxkbcommon
libfontconfig.so.1      libfontconfig1     fontconfig
libdbus-1.so.3          libdbus-1-3        dbus-libs
libz.so.1               zlib1g             zlib
libxcb-cursor.so.0      libxcb-cursor0     xcb-util-cursor
libxcb-icccm.so.4       libxcb-icccm4      xcb-util-wm
libxcb-keysyms.so.1     libxcb-keysyms1    xcb-util-keysyms
libxcb-image.so.0       libxcb-image0      xcb-util-image
libxcb-render-util.so.0 libxcb-render-util0 xcb-util-renderutil
libxkbcommon-x11.so.0   libxkbcommon-x11-0 libxkbcommon-x11
libxcb-shape.so.0       libxcb-shape0      libxcb
libxcb-randr.so.0       libxcb-randr0      libxcb
libxcb-xinerama.so.0    libxcb-xinerama0   libxcb
libwayland-cursor.so.0  libwayland-cursor0 libwayland-cursor
libwayland-egl.so.1     libwayland-egl1    libwayland-egl
libpulse.so.0           libpulse0          pulseaudio-libs
libXrandr.so.2          libxrandr2         libXrandr
libcups.so.2            libcups2           cups-libs
libatomic.so.1          libatomic1         libatomic
"
# Programs that the tests call: command looked for, Debian's package, Fedora's.
readonly test_programs="
Xvfb                    xvfb               xorg-x11-server-Xvfb
xauth                   xauth              xorg-x11-xauth
7z                      p7zip-full         p7zip-plugins
"

missing_debian=() missing_fedora=()
note_missing() {
    missing_debian+=("$1")
    missing_fedora+=("$2")
}

look_for_libraries() {
    local known soname debian fedora
    known=$(PATH=$PATH:/sbin:/usr/sbin ldconfig -p 2>/dev/null || true)
    while read -r soname debian fedora; do
        [ -z "$soname" ] || grep -qF "$soname " <<<"$known" || note_missing "$debian" "$fedora"
    done <<<"$libraries"
}

look_for_test_programs() {
    local command debian fedora
    while read -r command debian fedora; do
        [ -z "$command" ] || command -v "$command" >/dev/null || note_missing "$debian" "$fedora"
    done <<<"$test_programs"
}

# Prints the newest suitable Python that can make virtual environments; the locks are for 3.11 to 3.13.
python_fits() {
    "$1" -c 'import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null
}

find_python() {
    local candidate
    for candidate in ${PYTHON:-} python3.11 python3.12 python3.13 python3; do
        if command -v "$candidate" >/dev/null && python_fits "$candidate"; then
            command -v "$candidate"
            return
        fi
    done
    return 1
}

install_missing() {
    [ ${#missing_debian[@]} -gt 0 ] || return 0
    local as_root=()
    if ! command -v apt-get >/dev/null; then
        give_up "This machine lacks system packages. On Fedora, openEuler and Kylin (dnf or yum) install them with:" \
            "    sudo dnf install ${missing_fedora[*]}" \
            "and start again. 本机缺少系统软件包，请先用上面的命令安装，然后重新运行。"
    fi
    if [ "$(id -u)" -ne 0 ]; then
        if ! command -v sudo >/dev/null || { [ ! -t 0 ] && ! sudo -n true 2>/dev/null; }; then
            give_up "This machine lacks system packages, and this user may not install them. Ask its administrator for:" \
                "    apt-get install --no-install-recommends ${missing_debian[*]}" \
                "and start again. 本机缺少系统软件包，请管理员用上面的命令安装，然后重新运行。"
        fi
        as_root=(sudo)
    fi
    say "installing system packages: ${missing_debian[*]}"
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get update -qq || say "apt-get update failed; trying all the same"
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing_debian[@]}" >/dev/null
}

# prepare_system run|test: installs the system packages that are missing.
prepare_system() {
    [ "$(uname -s)" = Linux ] || give_up "This script is for Linux. On Windows: powershell -ExecutionPolicy Bypass -File packaging\\run.ps1"
    [ "$(uname -m)" = x86_64 ] || give_up "Qt's wheels for this program exist for x86_64 only; this machine is $(uname -m)." \
        "本程序目前只支持 x86_64 架构。"
    look_for_libraries
    [ "$1" != test ] || look_for_test_programs
    if ! find_python >/dev/null; then
        note_missing python3 python3
        note_missing python3-venv python3
    fi
    install_missing
    find_python >/dev/null || give_up "Python 3.11, 3.12 or 3.13 with venv is needed; set PYTHON=/path/to/it and start again." \
        "需要 Python 3.11–3.13（含 venv），可用 PYTHON=/路径 指定。"
}

# prepare_environment LOCK: makes .venv with exactly the packages of packaging/LOCK and this checkout in it.
prepare_environment() {
    local lock=packaging/$1 stamp
    stamp=$(cat "$lock" pyproject.toml | sha256sum)
    if ! python_fits "$venv/bin/python"; then
        local python
        python=$(find_python)
        say "making $venv with $("$python" --version)"
        "$python" -m venv --clear "$venv"
    fi
    if [ "$(cat "$venv/.$1.installed" 2>/dev/null)" != "$stamp" ]; then
        say "installing the packages of $lock"
        "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r "$lock"
        "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
        printf '%s\n' "$stamp" >"$venv/.$1.installed"
    fi
}
