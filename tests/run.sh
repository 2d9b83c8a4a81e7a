#!/bin/sh
# Installs what is missing, builds, and runs every test.
#   sh tests/run.sh                   the format of the sources, everything as released, and again with address and undefined
#                                     behaviour sanitizers
#   sh tests/run.sh tsan fuzz tidy    stages by name: format release asan tsan walk fuzz tidy; walk presses anything at all 20,000
#                                     times (WALK_ACTIONS), counting leaks and then measuring frames; tidy reads every file with
#                                     clang-tidy, the first time slowly, then only what changed
#   TIDY_PATH=sync/store sh tests/run.sh tidy    only the sources whose path begins so
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
    # Said at each step, because set -e does not hold where a caller asks how it went.
    cmake --preset "$preset" >/dev/null || return
    cmake --build --preset "$preset" -j "$jobs" || return
    # A second build of an unchanged tree does nothing; one that does makes every later build slow.
    again=$(cmake --build --preset "$preset" -j "$jobs") || return
    case $again in
    *"no work to do"*) ;;
    *)
        printf '%s\n%s\n' "$again" "$preset: the tree is unchanged and yet the second build did this" >&2
        return 1
        ;;
    esac
    say "$preset: tests"
    ctest --test-dir "$folder" --output-on-failure --no-tests=error -j "$jobs" "$@"
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
            build_and_test asan build-asan -LE "faults|journeys|process|gl|pdf"
        # Mesa unloads its drivers with memory still theirs, and Cairo 1.16 loses some hundred bytes as it ends most PDFs:
        # whatever draws on a screen or makes PDFs is tested without counting leaks.
        ASAN_OPTIONS=detect_leaks=0:strict_string_checks=1 build_and_test asan build-asan -L "process|gl|pdf"
        ;;
    tsan)
        # What is found in a program that a test only started stands in a file as well: the test itself may not notice.
        rm -rf build-tsan/reports
        mkdir -p build-tsan/reports
        tested=yes
        TSAN_OPTIONS=suppressions=$root/tests/tsan.supp:second_deadlock_stack=1:log_path=$root/build-tsan/reports/race \
            build_and_test tsan build-tsan -L threads || tested=no
        if [ -n "$(ls build-tsan/reports)" ]; then
            cat build-tsan/reports/*
            tested=no
        fi
        [ "$tested" = yes ] || { echo "tsan: see above and build-tsan/reports" >&2; exit 1; }
        ;;
    walk)
        for preset in asan release; do
            folder=build
            frame_ms=100
            if [ "$preset" = asan ]; then
                folder=build-asan
                frame_ms=
            fi
            say "walk, $preset: build"
            cmake --preset "$preset" >/dev/null
            cmake --build --preset "$preset" -j "$jobs" --target test_journeys_walk
            say "walk, $preset: ${WALK_ACTIONS:-20000} actions"
            ASAN_OPTIONS=detect_leaks=1:strict_string_checks=1 UBSAN_OPTIONS=print_stacktrace=1 \
                LSAN_OPTIONS=suppressions=$root/tests/lsan.supp \
                BANGNIN_WALK_ACTIONS="${WALK_ACTIONS:-20000}" BANGNIN_WALK_FRAME_MS="$frame_ms" \
                "$folder/bin/test_journeys_walk" --gtest_filter='RandomWalk.*'
        done
        ;;
    fuzz)
        say "fuzz: build"
        cmake --preset fuzz >/dev/null
        cmake --build --preset fuzz -j "$jobs" --target fuzzers
        say "fuzz: ${FUZZ_SECONDS:-5} s each"
        export FUZZ_SECONDS="${FUZZ_SECONDS:-5}"
        printf '%s\n' build-fuzz/bin/fuzz_* | xargs -P "$jobs" -n 1 sh tests/fuzz/run.sh
        ;;
    tidy)
        say "tidy: ${TIDY_PATH:-every source}"
        cmake --preset tidy >/dev/null
        # The tidy build's compiler is clang-tidy first: a source's object is there when nothing was found in it, and ninja
        # knows which sources and headers changed since. Nothing is linked.
        objects=$(jq -r --arg root "$root/" --arg path "${TIDY_PATH:-}" '
            .[] | (.file | ltrimstr($root)) as $file
            | select($file | startswith($path) and test("^(kiosk|ui|devices|sync|tests|packaging)/"))
            | .command | capture(" -o (?<object>[^ ]+) -c ").object' build-tidy/compile_commands.json)
        [ -n "$objects" ] || { echo "tidy: no source under '${TIDY_PATH:-}'" >&2; exit 1; }
        # shellcheck disable=SC2086 # one word an object
        ninja -C build-tidy -k 0 -j "$jobs" $objects >build-tidy/tidy.log 2>&1 || {
            findings=$(grep -E "(warning|error):" build-tidy/tidy.log | sort -u | head -n 60)
            echo "${findings:-$(tail -n 40 build-tidy/tidy.log)}"
            exit 1
        }
        ;;
    *)
        echo "unknown stage: $stage (format release asan tsan walk fuzz tidy)" >&2
        exit 2
        ;;
    esac
done
say "all stages passed: $stages"
