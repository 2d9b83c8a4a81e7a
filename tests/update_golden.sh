#!/bin/sh
# Renews the kept pictures of pages that look different now (tests/kiosk/golden/pictures): look at what it lists, and commit it
# with the change that made them different. Pictures that still look the same stay as they are.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
cd "$root"
sh packaging/install-deps.sh
pictures=tests/kiosk/golden/pictures
cmake --preset release >/dev/null
cmake --build --preset release -j "$(nproc)" --target test_kiosk_golden
BANGNIN_GOLDEN_UPDATE=1 build/bin/test_kiosk_golden --gtest_filter='Golden.*' --gtest_brief=1
git status --short -- "$pictures"
