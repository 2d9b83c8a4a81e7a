#!/bin/sh
# Installs what is missing, builds, and runs every test.
#   sh tests/run.sh                   the format of the sources, everything as released, and again with address and undefined
#                                     behaviour sanitizers
#   sh tests/run.sh tsan fuzz tidy    stages by name: format release asan tsan fuzz tidy; tidy reads every file with clang-tidy,
#                                     which takes longer than all the others together
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
cd "$root"
jobs=$(nproc)
stages=${*:-format release asan}

sh packaging/install-deps.sh

say() { printf '\n== %s (%s)\n' "$1" "$(date +%H:%M:%S)"; }

# $1 preset, the rest goes to ctest
build_and_test() {
    preset=$1
    folder=$2
    shift 2
    say "$preset: build"
    cmake --preset "$preset" >/dev/null
    cmake --build --preset "$preset" -j "$jobs"
    say "$preset: tests"
    # Tests of whole programs get a second try on a busy machine; a first failure stays in the log.
    ctest --test-dir "$folder" --output-on-failure --no-tests=error --repeat until-pass:2 -j "$jobs" "$@"
}

sources() { git ls-files '*.cpp' '*.h'; }

for stage in $stages; do
    case $stage in
    format)
        say "format"
        files=$(sources)
        [ -n "$files" ] || { echo "format: git lists no sources here" >&2; exit 1; }
        echo "$files" | xargs clang-format-19 --dry-run --Werror
        ;;
    release) build_and_test release build ;;
    asan)
        export UBSAN_OPTIONS=print_stacktrace=1
        ASAN_OPTIONS=detect_leaks=1:strict_string_checks=1 LSAN_OPTIONS=suppressions=$root/tests/lsan.supp \
            build_and_test asan build-asan -LE "faults|journeys|process|gl"
        # Mesa unloads its drivers with memory still theirs: whatever draws is tested without counting leaks.
        ASAN_OPTIONS=detect_leaks=0:strict_string_checks=1 build_and_test asan build-asan -L "process|gl"
        ;;
    tsan)
        TSAN_OPTIONS=suppressions=$root/tests/tsan.supp:second_deadlock_stack=1 \
            build_and_test tsan build-tsan -L threads
        ;;
    fuzz)
        say "fuzz: build"
        cmake --preset fuzz >/dev/null
        cmake --build --preset fuzz -j "$jobs" --target fuzzers
        say "fuzz: ${FUZZ_SECONDS:-5} s each"
        for fuzzer in build-fuzz/bin/fuzz_*; do
            "$fuzzer" -max_total_time="${FUZZ_SECONDS:-5}" -max_len=65536 -timeout=10 -verbosity=0 -print_final_stats=0 \
                -artifact_prefix=build-fuzz/ >build-fuzz/fuzz.log 2>&1 || {
                tail -n 40 build-fuzz/fuzz.log
                echo "$fuzzer failed" >&2
                exit 1
            }
            echo "$(basename "$fuzzer"): nothing found"
        done
        ;;
    tidy)
        say "tidy"
        cmake --preset release >/dev/null
        run-clang-tidy-19 -quiet -j "$jobs" -p build "^$root/(kiosk|ui|devices|sync|tests)/" >build/tidy.log 2>&1 || {
            grep -E "(warning|error):" build/tidy.log | sort -u | head -n 60
            exit 1
        }
        ;;
    *)
        echo "unknown stage: $stage (format release asan tsan fuzz tidy)" >&2
        exit 2
        ;;
    esac
done
say "all stages passed: $stages"
