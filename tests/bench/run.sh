#!/bin/sh
# The benchmarks: one JSON object a line, {"name","value","unit","n","p50","p99"}, and for what was promised also "limit" (of
# the value), "limit_p99", "least" (where more is better) and "within". Exit status 1 when something is not within its limits or could not be measured; all
# else is measured all the same. What had nothing to measure with prints {"name","skipped"}, and the run then ends with 77 where
# nothing worse happened. --quick takes fewer rounds: enough to see that all works, not to judge a p99.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
cd "$root"
sh packaging/install-deps.sh
{ cmake --preset release && cmake --build --preset release; } >&2
lines=$(mktemp)
failed=$(mktemp)
skipped=$(mktemp)
trap 'rm -f "$lines" "$failed" "$skipped"' EXIT
for bench in build/bin/bench_*; do
    # The status of a pipe is its last command's, so that a failure is noted in a file.
    {
        status=0
        "$bench" "$@" || status=$?
        case $status in
        0) ;;
        77) echo "$bench" >>"$skipped" ;;
        *) echo "$bench did not finish: status $status" >>"$failed" ;;
        esac
    } | tee -a "$lines"
done
grep '"within":false' "$lines" >>"$failed" || true
if [ -s "$failed" ]; then
    echo "Not measured, or not within the limits:" >&2
    cat "$failed" >&2
    exit 1
fi
[ ! -s "$skipped" ] || exit 77
