#!/bin/bash
# build.sh: build clauselint from the sources this action came with, and put
# it on the path of the steps that follow. Needs GITHUB_PATH and RUNNER_TEMP.
set -eu
source=$(cd "$(dirname "$0")/../.." && pwd)
build=$RUNNER_TEMP/clauselint

"$source/.ci/setup"
[ -d "$build" ] || meson setup "$build" "$source" \
    --buildtype=release -Dtests=disabled
ninja -C "$build" clauselint
echo "$build" >>"$GITHUB_PATH"
