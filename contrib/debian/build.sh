#!/bin/bash
# build.sh [FOLDER]: make the Debian package of what is committed, hold it
# against lintian, and leave it in FOLDER, by default the current one.
#
#     apt-get install lintian && apt-get build-dep ./contrib
#     contrib/debian/build.sh /tmp && apt-get install /tmp/clauselint_*.deb
#
# The tests of the package run unless DEB_BUILD_OPTIONS has nocheck.
set -eu
top=$(git -C "$(dirname "$0")" rev-parse --show-toplevel)
target=$(realpath "${1:-.}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

mkdir "$work/clauselint"
git -C "$top" archive HEAD | tar -x -C "$work/clauselint"
cd "$work/clauselint"
cp -r contrib/debian debian
rm debian/build.sh
dpkg-buildpackage -us -uc -b
lintian --fail-on error "$work"/*.changes
cp "$work"/*.deb "$target"
