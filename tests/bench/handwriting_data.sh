#!/bin/sh
# sh handwriting_data.sh FOLDER: fetches the strokes that the handwriting's benchmark writes with into FOLDER, once. They are a development
# dependency (packaging/packages-dev.txt has npm), neither in the repository nor in the product: KanjiVG (Ulrich Apel, CC BY-SA 3.0), drawn
# by hand, and hanzi-writer-data, derived from Arphic's fonts by the Make Me a Hanzi project (Arphic Public License).
set -eu
folder=$1
command -v npm >/dev/null 2>&1 || { echo "npm is missing (packaging/packages-dev.txt)" >&2; exit 1; }

# $1 where to, $2 package, $3 a file of it
fetch() {
    [ -f "$folder/$1/package/$3" ] && return
    mkdir -p "$folder/$1"
    (cd "$folder/$1" && tar -xzf "$(npm pack --silent "$2" | tail -n 1)")
    [ -f "$folder/$1/package/$3" ]
}
fetch kanjivg @madcat/kanjivg@5.0.0 dist/main/0738b.svg
fetch hanzi-writer hanzi-writer-data@2.0.1 index.js
