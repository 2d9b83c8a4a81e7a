#!/bin/sh
# Every package that is installed, for building or on a machine of a hall, is named with its licence in DEPENDENCIES.md.
set -eu
here=$(cd "$(dirname "$0")" && pwd)

missing=
for package in $(grep -hv '^#' "$here/packages.txt" "$here/packages-runtime.txt" "$here/packages-dev.txt"); do
    grep -qF "\`$package\`" "$here/DEPENDENCIES.md" || missing="$missing $package"
done
if [ -n "$missing" ]; then
    echo "not named in packaging/DEPENDENCIES.md:$missing" >&2
    exit 1
fi
