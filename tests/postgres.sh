# To be sourced: a PostgreSQL of our own, in a folder, on a port and on a socket of its own, gone when the shell that asked for it is.
# Installs Debian packages that are missing, or says so without root.

# need <who needs them> <command=package ...>
need() {
  local who=$1 pair; shift
  local missing=()
  for pair in "$@"; do command -v "${pair%%=*}" >/dev/null || missing+=("${pair#*=}"); done
  ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || missing+=(postgresql)
  if ((${#missing[@]} == 0)); then return; fi
  if [[ $(id -u) -ne 0 ]]; then
    echo "$who need Debian's ${missing[*]}: install them with 'sudo apt-get install ${missing[*]}' and run this again." >&2
    exit 1
  fi
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

# start_postgres <more options>: names it in PROCUREMENT_TEST_POSTGRES, and its folder in $work
start_postgres() {
  pg_bin=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -n 1)
  work=$(mktemp -d); chmod 755 "$work"
  if [[ $(id -u) -eq 0 ]]; then chown postgres "$work"; fi
  local port=$((20000 + RANDOM % 20000))
  trap stop_postgres EXIT
  as "$pg_bin/initdb" -D "$work/data" -U portal -A trust --no-sync >/dev/null
  as "$pg_bin/pg_ctl" -D "$work/data" -w -l "$work/log" -o "-p $port -k $work -c listen_addresses=127.0.0.1 -c max_connections=300 -c shared_buffers=128MB $*" start >/dev/null
  export PROCUREMENT_TEST_POSTGRES="Host=127.0.0.1;Port=$port;Username=portal;Database=postgres;Pooling=false"
}

stop_postgres() { as "$pg_bin/pg_ctl" -D "$work/data" -m immediate stop >/dev/null 2>&1 || true; rm -rf "$work"; }
as() { if [[ $(id -u) -eq 0 ]]; then runuser -u postgres -- "$@"; else "$@"; fi; }
