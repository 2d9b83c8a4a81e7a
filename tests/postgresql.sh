#!/bin/sh
# A PostgreSQL of the tests' own, reached by a socket in FOLDER and by nothing else.
#   sh tests/postgresql.sh start|stop|away|fall FOLDER  away: ends at once, losing what is under way; fall: and begins again
set -eu
command=$1
folder=$2
programs=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -n 1)

# PostgreSQL refuses to run as root.
as_server() {
    if [ "$(id -u)" -eq 0 ]; then
        (cd / && runuser -u postgres -- "$@")
    else
        "$@"
    fi
}

running() { [ -d "$folder/data" ] && as_server "$programs/pg_ctl" -D "$folder/data" status >/dev/null 2>&1; }

start() {
    if running; then
        return
    fi
    if [ ! -f "$folder/data/PG_VERSION" ]; then
        rm -rf "$folder"
        mkdir -m 0700 "$folder"
        [ "$(id -u)" -ne 0 ] || chown postgres "$folder"
        as_server "$programs/initdb" -D "$folder/data" -U postgres --auth=trust --no-sync --encoding=UTF8 --locale=C.UTF-8 \
            >/dev/null
    fi
    # What a test asks is that a killed server loses nothing, not that a computer without power does; a benchmark asks for both.
    as_server "$programs/pg_ctl" -D "$folder/data" -l "$folder/log" -w -t 60 -o \
        "-c listen_addresses= -c unix_socket_directories=$folder -c unix_socket_permissions=0700 -c fsync=${BANGNIN_POSTGRESQL_FSYNC:-off} -c max_connections=200" start >/dev/null || {
        cat "$folder/log" >&2
        exit 1
    }
}

case $command in
start) start ;;
stop)
    if running; then as_server "$programs/pg_ctl" -D "$folder/data" -w -m immediate stop >/dev/null; fi
    rm -rf "$folder"
    ;;
away | fall)
    as_server "$programs/pg_ctl" -D "$folder/data" -w -m immediate stop >/dev/null
    [ "$command" = away ] || start
    ;;
*)
    echo "usage: sh tests/postgresql.sh start|stop|away|fall FOLDER" >&2
    exit 2
    ;;
esac
