#!/bin/sh
# Has the hub's tests, and the machines' links in a storm, keep what they say, and compares it with openapi.yaml.
#   sh tests/sync/wire/exchanges.sh PROGRAMS        PROGRAMS: the folder with the built tests
set -eu
cd "$(dirname "$0")/../../.."
programs=$1
BANGNIN_EXCHANGES=$(mktemp -d "${TMPDIR:-/tmp}/bangnin-exchanges-XXXXXX")
export BANGNIN_EXCHANGES
trap 'rm -rf "$BANGNIN_EXCHANGES"' EXIT

# $1 program, $2 which of its tests
keep() {
    "$programs/$1" --gtest_brief=1 --gtest_filter="$2" >"$BANGNIN_EXCHANGES/log" 2>&1 || {
        cat "$BANGNIN_EXCHANGES/log"
        exit 1
    }
}

keep test_sync_hub 'OpenApi.*:Enrolment.TheCode*:Enrolment.ACodeWorks*:Renewal.*:Events.On*:Events.W*:Events.P*:Events.AGap*:Events.Head*'
keep test_sync_hub 'Page.IsServed*:PhoneRatingsTest.*:Ratings.*'
keep test_sync_hub_queues 'DeskCalls.*'
keep test_sync_hub_calls '*'
keep test_sync_hub_changes '*'
keep test_sync_hub_cases 'CaseCalls.*:CaseForms.*:CaseStory.*:CasePage.*'
keep test_sync_hub_documents '*'
keep test_sync_hub_supervision 'Supervision.Is*:Supervision.TellsAlive*'
keep test_sync_hub_console_sign_in 'AccessMatrix.*:ConsoleSignIn.*-*TwoHubs*'
keep test_sync_hub_console_window 'ConsoleManagement.*:ConsoleWindow.*:ConsoleCases.*:ConsoleDocuments.*:ConsoleFiling.*'
keep test_sync_hub_fallen_server '*Pages*'
keep test_faults_chaos '*File'
/usr/bin/python3 tests/sync/wire/exchanges.py sync/wire/openapi.yaml "$BANGNIN_EXCHANGES"
