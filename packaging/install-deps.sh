#!/bin/sh
# Installs what Bangnin is built, run and tested with, on Debian 12. Does nothing where all of it is there.
set -eu
here=$(cd "$(dirname "$0")" && pwd)

missing=
for package in $(grep -v '^#' "$here/packages.txt"); do
    case "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null || true)" in
        installed) ;;
        *) missing="$missing $package" ;;
    esac
done
if [ -z "$missing" ]; then
    exit 0
fi

run_as_root=
if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null 2>&1; then
        echo "These Debian packages are missing; install them as root and try again:" >&2
        echo "   apt-get install$missing" >&2
        exit 1
    fi
    run_as_root=sudo
fi
echo "Installing:$missing" >&2
export DEBIAN_FRONTEND=noninteractive
# shellcheck disable=SC2086  # the list is meant to be split
{
    $run_as_root apt-get update -qq
    $run_as_root apt-get install -y -qq --no-install-recommends $missing
} >&2
