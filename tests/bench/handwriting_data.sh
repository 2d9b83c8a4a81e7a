#!/bin/sh
# sh handwriting_data.sh FOLDER: fetches the strokes that the handwriting's benchmark writes with into FOLDER/package, once. They are a
# development dependency (packaging/packages-dev.txt has npm): derived from Arphic's fonts by the Make Me a Hanzi project, under the
# Arphic Public License, neither in the repository nor in the product.
set -eu
folder=$1
if [ -f "$folder/package/index.js" ]; then
    exit 0
fi
command -v npm >/dev/null 2>&1 || { echo "npm is missing (packaging/packages-dev.txt)" >&2; exit 1; }
mkdir -p "$folder"
cd "$folder"
archive=$(npm pack --silent hanzi-writer-data@2.0.1 | tail -n 1)
tar -xzf "$archive"
