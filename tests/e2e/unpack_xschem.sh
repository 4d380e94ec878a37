#!/bin/sh
# unpack_xschem.sh FOLDER: fetches xschem from Debian's next release and unpacks it below FOLDER,
# with a package configuration of its own: nothing on the machine changes. Quick when done before.
set -eu
folder=$1
[ -x "$folder/usr/bin/xschem" ] && exit 0
command -v apt-get >/dev/null && command -v dpkg-deb >/dev/null
sources=/etc/apt/sources.list.d/debian.sources
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/sources" "$work/state/lists/partial" "$work/cache/archives/partial" "$folder"
awk 'BEGIN { RS = "" } NR == 1' "$sources" | sed 's/^Suites:.*/Suites: trixie/' \
  >"$work/sources/next.sources"
cd "$work"
for step in update 'download xschem'; do
  # shellcheck disable=SC2086
  timeout 120 apt-get -qq -o Dir::Etc::sourcelist=/dev/null \
    -o Dir::Etc::sourceparts="$work/sources" -o Dir::State="$work/state" \
    -o Dir::State::status=/var/lib/dpkg/status -o Dir::Cache="$work/cache" \
    -o APT::Sandbox::User=root $step >&2
done
dpkg-deb -x xschem_*.deb "$work/tree"
cp -a "$work/tree/." "$folder/"
