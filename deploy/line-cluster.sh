# shellcheck shell=bash
# A throw-away PostgreSQL with an office and the login line_intake, fsync on, for deploy/torture-line and deploy/bench-line; sourced
# after common.sh, with `kind` debug or release. It is gone when the script ends. Sets scratch, programs, postgres, cluster, start,
# password, and libpq's variables.
# shellcheck disable=SC2034,SC2154 # `kind` is the caller's, `start` is for them
unset PGPASSWORD PGUSER PGDATABASE PGHOST PGSERVICE PGSERVICEFILE PGOPTIONS PGPASSFILE

# not in TMPDIR: the user of PostgreSQL has to enter it
scratch=$(mktemp -d /tmp/ippo-line.XXXXXX)
programs=$(programs_folder "$kind")
postgres=${IPPO_PG_BIN:-/usr/lib/postgresql/15/bin}
cluster=$scratch/cluster
# PostgreSQL does not run as root; the folder with the socket is for its user and root alone.
as_owner=()
if [ "$(id -u)" -eq 0 ]; then as_owner=(setpriv --reuid=postgres --regid=postgres --init-groups); fi
start="cd / && ${as_owner[*]} $postgres/pg_ctl -D $cluster/data -l $cluster/log -w -t 30 start"
cleanup() {
  (cd / && "${as_owner[@]}" "$postgres/pg_ctl" -D "$cluster/data" -m immediate stop) >/dev/null 2>&1 || true
  rm -rf -- "$scratch"
}
trap cleanup EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

chmod 755 "$scratch"
mkdir -m 700 "$cluster"
if [ "$(id -u)" -eq 0 ]; then chown postgres "$cluster"; fi
password=$(random_password)
printf '%s' "$password" >"$scratch/password"
chmod 644 "$scratch/password"
(cd / && "${as_owner[@]}" "$postgres/initdb" -D "$cluster/data" -E UTF8 --locale=C.UTF-8 -U torture -A scram-sha-256 \
  --pwfile="$scratch/password" >/dev/null)
rm -- "$scratch/password"
{
  printf "listen_addresses = ''\nunix_socket_directories = '%s'\n" "$cluster"
  printf 'max_connections = 60\nlog_parameter_max_length = 0\nlog_parameter_max_length_on_error = 0\n'
  printf 'log_min_error_statement = panic\n'
} | "${as_owner[@]}" tee -a "$cluster/data/postgresql.conf" >/dev/null
sh -c "$start" >/dev/null

export PGHOST="$cluster" PGPASSWORD="$password" PGDATABASE=office
as_torture() { PGUSER=torture "$postgres/psql" -X -q -v ON_ERROR_STOP=1 "$@"; }
as_torture -d postgres -f "$source_root/sql/roles.sql" >/dev/null
as_torture -d postgres -c "create database office" \
  -c "alter role ippo_migrate password '$password'" -c "alter role line_intake password '$password'" >/dev/null
as_torture -f "$source_root/sql/database.sql" >/dev/null
PGUSER=ippo_migrate IPPO_SQL="$source_root/sql" "$programs/ippo" db migrate >/dev/null 2>&1
as_torture -c "insert into app.office (code, name) values ('office', '福岡オフィス')"

