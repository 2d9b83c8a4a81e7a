#!/bin/sh
# Runs one fuzzer, from the seeds in corpus/ and the words in dictionaries/ that bear its name.
#   sh tests/fuzz/run.sh FUZZER [SECONDS]
# What it finds on the way is kept beside the fuzzer's folder, in corpus/, so that the next run goes on from there; an input
# that breaks the code is left in crashes/, and the exit status is not 0.
set -eu
cd "$(dirname "$0")/../.."
fuzzer=$1
seconds=${2:-${FUZZ_SECONDS:-5}}
name=$(basename "$fuzzer")
work=$(dirname "$(dirname "$fuzzer")")
mkdir -p "$work/corpus/$name" "$work/crashes"

set -- -max_total_time="$seconds" -max_len=65536 -timeout=10 -rss_limit_mb=3000 -print_final_stats=1 \
    -artifact_prefix="$work/crashes/$name." "$work/corpus/$name"
[ -d "tests/fuzz/corpus/$name" ] && set -- "$@" "tests/fuzz/corpus/$name"
[ -f "tests/fuzz/dictionaries/$name.dict" ] && set -- -dict="tests/fuzz/dictionaries/$name.dict" "$@"

# Libraries that keep memory for good are no findings here either.
symbolizer=$(command -v llvm-symbolizer-19 || command -v llvm-symbolizer || true)
[ -z "$symbolizer" ] || { ASAN_SYMBOLIZER_PATH=$(readlink -f "$symbolizer") && export ASAN_SYMBOLIZER_PATH; }
export LSAN_OPTIONS="suppressions=tests/lsan.supp:print_suppressions=0" UBSAN_OPTIONS=print_stacktrace=1
log=$work/corpus/$name.log
"$fuzzer" "$@" >"$log" 2>&1 || {
    tail -n 60 "$log"
    echo "$name failed" >&2
    exit 1
}
echo "$name: nothing found; $(grep -oE 'cov: [0-9]+ ft: [0-9]+' "$log" | tail -n 1), $(sed -n 's/^stat::number_of_executed_units: *//p' "$log") inputs"
