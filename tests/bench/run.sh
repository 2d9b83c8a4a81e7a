#!/bin/sh
# The benchmarks: one JSON object a line, {"name","value","unit","n","p50","p99"}. --quick takes fewer rounds.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
cd "$root"
sh packaging/install-deps.sh
{ cmake --preset release && cmake --build --preset release; } >&2
for bench in build/bin/bench_*; do
    "$bench" "$@"
done
