#!/bin/sh
# The benchmarks: one JSON object a line, {"name","value","unit","n","p50","p99"}, and for what was promised also "limit" (of
# the value), "limit_p99" and "within". --quick takes fewer rounds: enough to see that all works, not to judge a p99.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
cd "$root"
sh packaging/install-deps.sh
{ cmake --preset release && cmake --build --preset release; } >&2
for bench in build/bin/bench_*; do
    "$bench" "$@"
done
