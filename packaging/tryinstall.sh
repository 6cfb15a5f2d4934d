#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Tries a Debian package as a branch would: installs it into clean trees of Debian 12 and Debian 11, starts the window
# there on a screen of its own, runs the self-test and the demo, makes a station, removes the package, purges it, and
# proves that the station is still in place, byte by byte. As root, on Debian.
# Usage: bash packaging/tryinstall.sh PACKAGE.deb [RELEASE[=TREE] ...]
#   RELEASE  bookworm and bullseye unless others are named
#   TREE     a clean tree of that release, which is copied; without one debootstrap makes one
# SSCARD_TRY_OUT names where screenshots and logs go (build/tryinstall).
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
package=$(realpath "${1:?which package?}")
shift
[ $# -gt 0 ] || set -- bookworm bullseye
out=$(realpath -m "${SSCARD_TRY_OUT:-$root/build/tryinstall}")
readonly clerk=clerk program=/opt/sscard-desktop/sscard-desktop
mkdir -p "$out"

say() { printf '\033[1m== %s\033[0m\n' "$*" >&2; }
proved() { printf '✓ %-9s %s\n' "$release" "$*" | tee -a "$out/results.txt"; }
give_up() {
    printf '✗ %-9s %s\n' "${release:-}" "$*" | tee -a "$out/results.txt" >&2
    exit 1
}
[ "$(id -u)" -eq 0 ] || give_up "this needs root, for trees of other systems (chroot). 需要 root 权限。"
for tool in debootstrap Xvfb xwininfo xdotool import; do
    command -v "$tool" >/dev/null || give_up "$tool is needed: apt-get install debootstrap xvfb x11-utils xdotool imagemagick"
done
: >"$out/results.txt"

tree='' screen=''
clean_up() {
    [ -z "$screen" ] || kill "$screen" 2>/dev/null || true
    screen=''
    [ -n "$tree" ] || return 0
    for place in tmp/.X11-unix dev/pts dev proc; do
        ! mountpoint -q "$tree/$place" || umount "$tree/$place"
    done
    # Never with something of this machine still mounted in it.
    if grep -q " $tree/" /proc/mounts; then
        echo "something is still mounted in $tree" >&2
        return 1
    fi
    rm -rf --one-file-system "$tree"
    tree=''
}
trap clean_up EXIT

inside() { chroot "$tree" /usr/bin/env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 "$@"; }
as_clerk() {
    chroot --userspec=$clerk:$clerk "$tree" /usr/bin/env -i HOME=/home/$clerk USER=$clerk LC_ALL=C.UTF-8 \
        PATH=/usr/bin:/bin DISPLAY="$display" "$@"
}
fingerprint() { (cd "$tree/home/$clerk/.local/share/sscard_desktop" && find . -type f -print0 | sort -z | xargs -0 sha256sum); }

try_in() {
    release=$1
    local origin=$2
    tree=$(mktemp -d "${TMPDIR:-/var/tmp}/sscard-try-$release-XXXXXX")
    if [ -n "$origin" ]; then
        cp -a "$origin/." "$tree"
    else
        # The mirror that this machine uses itself.
        debootstrap --variant=minbase "$release" "$tree" \
            "$(apt-get indextargets --format '$(REPO_URI)' | grep -v security | head -n 1)" >"$out/$release-debootstrap.log"
    fi
    # A new tree's own folder belongs to whoever made it alone; the clerk has to get through it.
    chmod 755 "$tree"
    mkdir -p "$tree/tmp/.X11-unix"
    mount --bind /proc "$tree/proc"
    mount --bind /dev "$tree/dev"
    mount --bind /dev/pts "$tree/dev/pts"
    cp /etc/resolv.conf "$tree/etc/resolv.conf"
    inside useradd --create-home --shell /bin/bash $clerk
    say "$release: $(sed -n 's/^PRETTY_NAME=//p' "$tree/etc/os-release"), glibc $(inside ldd --version | grep -oE '[0-9.]+$' | head -n 1)"

    cp "$package" "$tree/var/tmp/package.deb"
    inside apt-get update -qq >"$out/$release-apt.log" 2>&1 || give_up "apt-get update fails, see $out/$release-apt.log"
    inside apt-get install -y -qq --no-install-recommends /var/tmp/package.deb >>"$out/$release-apt.log" 2>&1 ||
        give_up "the package can't be installed, see $out/$release-apt.log"
    rm "$tree/var/tmp/package.deb"
    proved "installed with $(inside dpkg-query -W -f '.\n' | wc -l) packages in the tree; said: $(grep -c 'dialout' "$out/$release-apt.log") line on readers"
    for path in usr/share/applications/sscard-desktop.desktop usr/share/mime/packages/sscard-desktop.xml \
        usr/lib/udev/rules.d/70-sscard-readers.rules usr/share/icons/hicolor/48x48/apps/sscard-desktop.png; do
        [ -f "$tree/$path" ] || give_up "$path is missing"
    done
    proved "menu entry, icon, file types and reader rule are in place"

    display=
    proved "tells its version: $(as_clerk sscard-desktop --version)"
    # A screen of this machine, shown to the tree by its socket: the tree itself gets nothing that the package didn't ask for.
    local number=97
    while [ -e "/tmp/.X$number-lock" ]; do number=$((number + 1)); done
    Xvfb ":$number" -screen 0 1366x768x24 -nolisten tcp >/dev/null 2>&1 &
    screen=$!
    display=:$number
    for _ in $(seq 50); do [ ! -S "/tmp/.X11-unix/X$number" ] || break; sleep 0.1; done
    mount --bind /tmp/.X11-unix "$tree/tmp/.X11-unix"

    if as_clerk sscard-desktop --selftest >"$out/$release-selftest.txt" 2>&1; then
        proved "self-test: $(grep -c '^✓' "$out/$release-selftest.txt") parts proved, $(grep -c '^[✗✕]' "$out/$release-selftest.txt" || true) failed"
    else
        give_up "the self-test fails, see $out/$release-selftest.txt"
    fi
    as_clerk sscard-desktop demo --out /home/$clerk/demo >"$out/$release-demo.txt" 2>&1 || give_up "the demo fails, see $out/$release-demo.txt"
    proved "demo: $(find "$tree/home/$clerk/demo" -type f | wc -l) files, $(tail -n 1 "$out/$release-demo.txt")"

    window "first start" welcome
    window "demo" demo --demo
    as_clerk sh -c "umask 077; printf 'Windmill-Harbour-41\n' >~/password"
    as_clerk sscard-desktop station init --user zhang --password-file /home/$clerk/password --profile chengdu \
        --name 试装网点 --number 7 --recovery-out /home/$clerk/recovery >"$out/$release-station.txt" 2>&1 ||
        give_up "no station can be made, see $out/$release-station.txt"
    as_clerk sscard-desktop station info --user zhang --password-file /home/$clerk/password >>"$out/$release-station.txt" 2>&1 ||
        give_up "the station doesn't open, see $out/$release-station.txt"
    proved "a station is made and opens"
    window "unlock page" unlock

    as_clerk sscard-desktop >/dev/null 2>&1 &
    sleep 5
    if inside dpkg --remove sscard-desktop >"$out/$release-remove-open.log" 2>&1; then
        give_up "the package was removed under an open window"
    fi
    proved "isn't removed under an open window: $(grep -m1 'running' "$out/$release-remove-open.log")"
    end_program
    local before way
    before=$(fingerprint)
    for way in remove purge; do
        inside apt-get "$way" -y -qq sscard-desktop >"$out/$release-$way.log" 2>&1 || give_up "$way fails, see $out/$release-$way.log"
        [ ! -e "$tree/opt/sscard-desktop" ] || give_up "$way leaves /opt/sscard-desktop"
        [ "$before" = "$(fingerprint)" ] || give_up "$way changed the station"
        [ "$way" = purge ] || grep -q "/home/$clerk/.local/share/sscard_desktop/station" "$out/$release-remove.log" ||
            give_up "$way doesn't say where the station lies"
        proved "$way: the program is gone, the station is in place ($(wc -l <<<"$before") files, the same bytes)"
    done
    inside sh -c 'dpkg -l sscard-desktop 2>/dev/null | grep -q ^.[^un]' && give_up "dpkg still knows the package"
    clean_up
}

# Ends the clerk's programs in the tree as a window's cross does, by their numbers.
end_program() {
    local process
    for process in /proc/[0-9]*; do
        if [ "$(readlink "$process/root" 2>/dev/null)" = "$tree" ] && [ "$(readlink "$process/exe" 2>/dev/null)" = "$tree$program" ]; then
            kill "${process#/proc/}" 2>/dev/null || true
        fi
    done
    wait_until_ended
}
wait_until_ended() {
    local turn
    for turn in $(seq 100); do
        ! running || { sleep 0.1; continue; }
        return 0
    done
    give_up "the window doesn't close when it is asked to ($turn tenths of a second)"
}
running() {
    local process
    for process in /proc/[0-9]*; do
        [ "$(readlink "$process/exe" 2>/dev/null)" != "$tree$program" ] || return 0
    done
    return 1
}

# Opens help and licences by keys, which go where the pointer is, as there is no window manager.
look_at_licences() {
    local key before
    DISPLAY=$display xdotool mousemove 683 384
    for key in F1 F9; do
        before=$(DISPLAY=$display import -window root rgb:- | sha256sum)
        DISPLAY=$display xdotool key "$key"
        sleep 4
        [ "$before" != "$(DISPLAY=$display import -window root rgb:- | sha256sum)" ] || give_up "$key shows nothing"
    done
    DISPLAY=$display import -window root "$out/$release-licences.png"
    proved "F1 and F9 show help and licences, see $release-licences.png"
}

# settle FILE LEAST_S: takes a picture of the screen when nothing has changed for five seconds, after LEAST_S at least.
settle() {
    local before='' now passed
    for passed in $(seq 0 5 120); do
        now=$(DISPLAY=$display import -window root rgb:- | sha256sum)
        [ "$now" != "$before" ] || [ "$passed" -lt "$2" ] || break
        before=$now
        sleep 5
    done
    DISPLAY=$display import -window root "$1"
}

# window WHAT NAME [OPTION ...]: starts the window, waits for it on the screen, takes its picture, ends it.
window() {
    local what=$1 name=$2 found='' turn
    shift 2
    as_clerk sscard-desktop "$@" >"$out/$release-$name.log" 2>&1 &
    for turn in $(seq 300); do
        found=$(DISPLAY=$display xwininfo -root -tree 2>/dev/null | grep -E '"[^"]+": \("sscard-desktop' | head -n 1 || true)
        [ -z "$found" ] || break
        sleep 0.1
    done
    [ -n "$found" ] || give_up "$what: no window after 30 s, see $out/$release-$name.log"
    settle "$out/$release-$name.png" "$([ "$name" = demo ] && echo 25 || echo 5)"
    [ "$name" != unlock ] || look_at_licences
    running || give_up "$what: the window ended by itself, see $out/$release-$name.log"
    end_program
    proved "window ($what): $(sed -E 's/^ *0x[0-9a-f]+ //; s/ \+.*//' <<<"$found") after about $turn tenths of a second, see $release-$name.png"
}

for wanted in "$@"; do
    origin=''
    case $wanted in *=*) origin=${wanted#*=} ;; esac
    try_in "${wanted%%=*}" "$origin"
done
say "all proved; see $out"
