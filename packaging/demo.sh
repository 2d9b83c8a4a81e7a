#!/bin/sh
# One command from a fresh Debian machine to a ticket in the hand: installs what is missing, builds, and starts hub, simulators
# and kiosk. See --help of build/bin/bangnin-demo for what follows the word demo.
#   sh packaging/demo.sh                       a window where there is a display
#   sh packaging/demo.sh --headless --out DIR  plays the applicant's journeys and leaves pictures, tickets and a report
#   sh packaging/demo.sh --hold DIR            starts everything, plays nothing, stops when standard input closes
# --no-build (first) skips installing and building; then BANGNIN_BIN_DIR may name another folder of programs.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(dirname "$here")

build=yes
for argument in "$@"; do
    if [ "$argument" = --no-build ]; then build=no; fi
done
if [ "$build" = yes ]; then
    sh "$here/install-deps.sh"
    log=$(mktemp "${TMPDIR:-/tmp}/bangnin-build.XXXXXX")
    echo "Building (the first time takes some minutes) ..." >&2
    if ! { cd "$root" && cmake --preset release -DBANGNIN_TESTS=ON && cmake --build --preset release; } >"$log" 2>&1; then
        echo "The build failed; its last lines (all of it is in $log):" >&2
        tail -n 40 "$log" >&2
        exit 1
    fi
    rm -f "$log"
fi
exec "${BANGNIN_BIN_DIR:-$root/build/bin}/bangnin-demo" "$@"
