#!/bin/sh
# complete_test.sh SOURCE_DIR SCRATCH_DIR: fails when a text in the sources has no English translation, when a catalogue
# is malformed, or when a Mongolian placeholder has lost the mark that asks for a native reader.
set -eu
cd "$1"
pot="$2/bangnin.pot"
find kiosk ui -name '*.cpp' -o -name '*.h' | LC_ALL=C sort |
    xgettext --files-from=- --language=C++ --from-code=UTF-8 --no-wrap \
        --keyword=tr --keyword=tr_plural:1,1 --force-po --output="$pot"
# The phone's pages have words of their own for it.
find sync/hub -name '*.cpp' -o -name '*.h' | LC_ALL=C sort |
    xgettext --files-from=- --language=C++ --from-code=UTF-8 --no-wrap --join-existing \
        --keyword=say --keyword=say_plainly --keyword=gettext_noop --output="$pot"
msgfmt --check -o /dev/null assets/locales/en.po
msgfmt --check -o /dev/null assets/locales/mn.po
msgcmp assets/locales/en.po "$pot"
if msgattrib --no-fuzzy --translated assets/locales/mn.po | grep -q '^msgctxt'; then
    echo "mn.po: an entry is no longer marked fuzzy; has a native reader passed it?" >&2
    exit 1
fi
