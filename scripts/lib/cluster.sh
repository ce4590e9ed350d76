# What scripts/cluster is made of. To be sourced after build.sh, with $root = the project's folder. Bash 3.2.

state=${PARLEY_CLUSTER_DIR:-$root/data/cluster}
unset PARLEY_CLUSTER_DIR
begin_seconds=90
end_seconds=20
drain_seconds=600

fail() {
  echo "scripts/cluster: $*." >&2
  exit 1
}

command -v curl >/dev/null || fail "curl is needed to ask the nodes how they are; install it"

base_port() {
  cat "$state/base-port" 2>/dev/null || echo 8080
}

port_of() {
  echo $(($(base_port) + $1 - 1))
}

url_of() {
  echo "http://localhost:$(port_of "$1")"
}

# The numbers of the nodes that were ever started since the last "down".
numbers() {
  local folder
  for folder in "$state"/node-*; do
    [ -d "$folder" ] && echo "${folder##*/node-}"
  done | sort -n
}

known() {
  [[ $1 =~ ^[1-9][0-9]?$ ]] || fail "\"$1\" is no node: give its number, or \"servers\""
  [ -d "$state/node-$1" ] || fail "there is no node $1; scripts/cluster status tells which there are"
}

name_of() {
  if [ "$1" = servers ]; then
    echo servers
  else
    known "$1"
    echo "node-$1"
  fi
}

pid_of() {
  cat "$state/$1/pid" 2>/dev/null
}

# Whether the process of that name runs. Its command line bears the name, as process ids are given again.
running() {
  local pid line
  pid=$(pid_of "$1") || return 1
  line=$(ps -ww -o stat=,args= -p "$pid" 2>/dev/null) || return 1
  case $line in
    Z*) return 1 ;;
    *"-Dparley.name=$1@$state "*) return 0 ;;
    *) return 1 ;;
  esac
}

any_running() {
  local k
  for k in $(numbers); do
    running "node-$k" && return 0
  done
  return 1
}

paused() {
  running "$1" && case $(ps -o stat= -p "$(pid_of "$1")") in
    T* | t*) return 0 ;;
    *) return 1 ;;
  esac
}

ended() {
  ! running "$1"
}

# until_true SECONDS WHAT COMMAND...: waits for the command to succeed.
until_true() {
  local deadline=$((SECONDS + $1)) what=$2
  shift 2
  until "$@"; do
    [ $SECONDS -lt $deadline ] || fail "gave up waiting until $what"
    sleep 0.1
  done
}

# spawn NAME ARGUMENT...: runs the start script in the background, in a process group of its own.
spawn() {
  local name=$1 log=$state/$1/log
  shift
  [ ! -e "$log" ] || mv "$log" "$log.1"
  (
    set -m
    PARLEY_HOME=$root PARLEY_PROFILE=${PARLEY_PROFILE:-demo} \
      PARLEY_JAVA_OPTS="-Dparley.name=$name@$state ${PARLEY_JAVA_OPTS:-}" \
      nohup "$distribution/bin/parley" "$@" >"$log" 2>&1 </dev/null &
    echo $! >"$state/$name/pid"
  )
  until_true 10 "$name begins" began "$name"
}

# Whether the start script has become Java, or has failed.
began() {
  running "$1" || ! kill -0 "$(pid_of "$1")" 2>/dev/null
}

start_servers() {
  running servers && return 0
  echo "Starting PostgreSQL and Redis ..." >&2
  mkdir -p "$state/servers"
  spawn servers --servers "$state/servers"
  until_true $begin_seconds "PostgreSQL and Redis answer" servers_begun
}

servers_begun() {
  running servers || die servers
  grep -q "PostgreSQL runs on port" "$state/servers/log"
}

start_node() {
  local k=$1 sets=() line port
  port=$(port_of "$k")
  if paused "node-$k"; then
    kill -CONT "$(pid_of "node-$k")"
  fi
  running "node-$k" && return 0
  echo "Starting node $k on port $port ..." >&2
  mkdir -p "$state/node-$k"
  while IFS= read -r line; do
    [ -z "$line" ] || sets+=(--set "$line")
  done <"$state/sets"
  (
    set -a
    . "$state/servers/servers.env"
    set +a
    spawn "node-$k" --set "http.port=$port" --set cluster.enabled=true \
      --set "cluster.name=parley-$(base_port)" --set "cluster.port=$(member_port "$k")" \
      --set "cluster.members=$(members)" "${sets[@]:+${sets[@]}}"
  )
}

# The member port of a node. Each has its own, known to all: a node that looked through a range would ask
# strangers, and wait for each of them.
member_port() {
  local port
  port=$(port_of "$1")
  [ "$port" -lt 45000 ] && echo $((port + 20000)) || echo $((port - 20000))
}

members() {
  local k list=
  for k in $(numbers); do
    list=$list,127.0.0.1:$(member_port "$k")
  done
  echo "${list#,}"
}

signal_process() {
  if running "$1"; then
    kill "-$2" "$(pid_of "$1")"
    until_true $end_seconds "$1 ends" ended "$1"
  fi
}

# Ends a process in order; one that hangs goes on first, and one that does not end is killed.
stop_process() {
  local deadline=$((SECONDS + end_seconds))
  running "$1" || return 0
  kill -TERM "$(pid_of "$1")"
  ! paused "$1" || kill -CONT "$(pid_of "$1")"
  while running "$1"; do
    if [ $SECONDS -ge $deadline ]; then
      echo "$1 did not end in $end_seconds s and is killed." >&2
      kill -KILL "$(pid_of "$1")"
      until_true 5 "$1 ends" ended "$1"
    fi
    sleep 0.1
  done
}

# Ends a process in order, and waits for as long as that takes.
drain_process() {
  running "$1" || return 0
  ! paused "$1" || fail "$1 is paused; resume it first"
  kill -TERM "$(pid_of "$1")"
  until_true $drain_seconds "$1 ends" ended "$1"
}

# What a killed "servers" has left running.
end_orphans() {
  local file pid
  for file in "$state/servers/postgres/files/postmaster.pid" "$state/servers/redis/redis.pid"; do
    pid=$(head -n 1 "$file" 2>/dev/null) || continue
    case $(ps -ww -o args= -p "$pid" 2>/dev/null) in
      *"$state/servers/postgres/files"*) kill -INT "$pid" ;;
      *redis-server*) kill -TERM "$pid" ;;
    esac
  done
}

die() {
  echo "$1 has ended; its last words:" >&2
  tail -n 8 "$state/$1/log" | sed 's/^/  /' >&2
  fail "$1 does not run"
}

ready() {
  [ "$(curl -s -m 2 -o /dev/null -w '%{http_code}' "$(url_of "$1")/health/ready")" = 200 ]
}

# The URLs of the members that node $1 sees, sorted, one a line.
seen_by() {
  curl -s -m 2 "$(url_of "$1")/health/cluster" | sed 's/.*"members":\[//' | grep -o '"url":"[^"]*"' \
    | cut -d'"' -f4 | sort
}

node_id() {
  curl -s -m 2 "$(url_of "$1")/health/cluster" | sed -n 's/^{"node":"\([^"]*\)".*/\1/p'
}

# The nodes that run and are not paused.
awake() {
  local k
  for k in $(numbers); do
    if running "node-$k" && ! paused "node-$k"; then
      echo "$k"
    fi
  done
}

# Whether every node that is awake is ready and sees all the others, and nobody else.
whole() {
  local k expected nodes
  nodes=$(awake)
  expected=$(for k in $nodes; do url_of "$k"; done | sort)
  for k in $nodes; do
    ready "$k" && [ "$(seen_by "$k")" = "$expected" ] || return 1
  done
}

# Waits until that is so; those of the given numbers must run, and those that run now must not end.
await_whole() {
  local deadline=$((SECONDS + begin_seconds)) k required
  required="$* $(awake)"
  while true; do
    for k in $required; do
      running "node-$k" || die "node-$k"
    done
    ! whole || break
    if [ $SECONDS -ge $deadline ]; then
      status >&2
      fail "not every node is ready and sees the others after $begin_seconds s"
    fi
    sleep 0.2
  done
}

state_of() {
  if ! running "node-$1"; then
    echo down
  elif paused "node-$1"; then
    echo paused
  elif ready "$1"; then
    echo ready
  else
    echo unready
  fi
}

status() {
  local k now members pid
  if [ -z "$(numbers)" ]; then
    echo "No node is up; scripts/cluster up 3 starts three."
    return 0
  fi
  printf '%-8s %-9s %-8s %-24s %s\n' NODE STATE PID URL SEES
  for k in $(numbers); do
    now=$(state_of "$k")
    pid=- members=-
    [ "$now" = down ] || pid=$(pid_of "node-$k")
    [ "$now" != ready ] || members="$(seen_by "$k" | wc -l | tr -d ' ') nodes"
    printf '%-8s %-9s %-8s %-24s %s\n' "$k" "$now" "$pid" "$(url_of "$k")" "$members"
  done
  if running servers; then
    printf '%-8s %-9s %-8s %s\n' servers running "$(pid_of servers)" \
      "PostgreSQL on $(server_port POSTGRES_PORT), Redis on $(server_port REDIS_URL)"
  else
    printf '%-8s %-9s\n' servers down
  fi
}

server_port() {
  sed -n "s/^PARLEY_$1=//p" "$state/servers/servers.env" | sed 's/.*[^0-9]//'
}

status_json() {
  local k now comma='' sees
  printf '{"basePort":%s,' "$(base_port)"
  if running servers; then
    printf '"servers":{"state":"running","pid":%s,"postgresPort":%s,"redisPort":%s},' "$(pid_of servers)" \
      "$(server_port POSTGRES_PORT)" "$(server_port REDIS_URL)"
  else
    printf '"servers":{"state":"down"},'
  fi
  printf '"nodes":['
  for k in $(numbers); do
    now=$(state_of "$k")
    printf '%s{"node":%s,"state":"%s","url":"%s"' "$comma" "$k" "$now" "$(url_of "$k")"
    comma=,
    [ "$now" = down ] || printf ',"pid":%s' "$(pid_of "node-$k")"
    if [ "$now" = ready ]; then
      sees=$(seen_by "$k" | sed 's/.*/"&"/' | paste -sd, -)
      printf ',"id":"%s","sees":[%s]' "$(node_id "$k")" "$sees"
    fi
    printf '}'
  done
  printf ']}\n'
}

logs() {
  local name
  name=$(name_of "$1")
  if [ "${2:-}" = -f ]; then
    exec tail -n 200 -f "$state/$name/log"
  fi
  tail -n 200 "$state/$name/log"
}
