#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Builds the program for old systems, UOS 20 and Kylin V10: on a Debian machine, as root, from nothing to
# dist/sscard-desktop and its archive, which need no C library newer than 2.28.
# Usage: bash packaging/oldlinux/build.sh [TREE]
#   TREE  where the Debian 11 tree lies (default: build/oldlinux); it is kept, and a second build takes what it has.
# The tree holds the oldest system that is still served; Python is made in it, and the program then frozen in it.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
tree=$(realpath -m "${1:-$root/build/oldlinux}")
readonly release=bullseye

say() { printf '\033[1m== %s\033[0m\n' "$*" >&2; }
give_up() { printf '\n%s\n' "$@" >&2; exit 1; }

[ "$(id -u)" -eq 0 ] || give_up "This needs root, for a tree of another system (chroot). 需要 root 权限。"
command -v debootstrap >/dev/null || give_up "debootstrap is needed: apt-get install debootstrap"
# The mirror that this machine uses itself.
mirror=$(apt-get indextargets --format '$(REPO_URI)' | grep -v security | head -n 1)

unmount() {
    for place in dev/pts dev proc; do
        mountpoint -q "$tree/$place" && umount "$tree/$place"
    done
    return 0
}
trap unmount EXIT

if [ ! -f "$tree/.complete" ]; then
    say "making a tree of Debian 11 in $tree"
    debootstrap --variant=minbase "$release" "$tree" "$mirror" >/dev/null
    touch "$tree/.complete"
fi
mount --bind /proc "$tree/proc"
mount --bind /dev "$tree/dev"
mount --bind /dev/pts "$tree/dev/pts"
cp /etc/resolv.conf "$tree/etc/resolv.conf"
inside() { chroot "$tree" /usr/bin/env HOME=/root DEBIAN_FRONTEND=noninteractive "$@"; }

if [ ! -x "$tree/opt/python/bin/python3.11" ]; then
    say "installing what Python is built with"
    printf 'deb %s %s main\ndeb-src %s bookworm main\n' "$mirror" "$release" "$mirror" >"$tree/etc/apt/sources.list"
    # The source of a newer release is wanted, not its signature's key: it is checked against that of this machine.
    cp /usr/share/keyrings/debian-archive-*.gpg "$tree/etc/apt/trusted.gpg.d/"
    inside apt-get update -qq
    inside apt-get install -y -qq --no-install-recommends build-essential dpkg-dev ca-certificates pkg-config xz-utils \
        python3-pip libbz2-dev libffi-dev liblzma-dev libssl-dev uuid-dev zlib1g-dev >/dev/null
    # Where a machine reaches its packages through its own certificate.
    cp /etc/ssl/certs/ca-certificates.crt "$tree/etc/ssl/certs/ca-certificates.crt"
    rm -rf "$tree/var/tmp/packaging"
    cp -r "$root/packaging" "$tree/var/tmp/packaging"
    say "making Python"
    inside bash /var/tmp/packaging/oldlinux/python.sh
fi

say "copying the last commit, and building"
# Beside the environment of the build before, which a second one takes.
mkdir -p "$tree/var/tmp/program"
find "$tree/var/tmp/program" -mindepth 1 -maxdepth 1 ! -name .venv -exec rm -rf {} +
git -C "$root" archive HEAD | tar -x -C "$tree/var/tmp/program"
inside PYTHON=/opt/python/bin/python3.11 GLIBC_LIMIT=2.28 \
    SOURCE_DATE_EPOCH="$(git -C "$root" log -1 --format=%ct)" bash /var/tmp/program/packaging/build.sh
mkdir -p "$root/dist"
rm -rf "$root/dist/sscard-desktop"
cp -a "$tree"/var/tmp/program/dist/* "$root/dist/"
say "built in $root/dist"
