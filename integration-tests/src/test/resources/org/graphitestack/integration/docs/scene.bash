# Copyright 2026 The Graphite Stack Authors
# SPDX-License-Identifier: Apache-2.0
#
# What the commands of a page have around them, for the shell that runs them and for the stand-ins in bin/.
set -e -o pipefail

daemons=$SCENE/daemons
mkdir -p "$daemons"

# page_command NUMBER STATUS TEXT: runs a command of the page; what it reads from its input is in the scene's `input`.
page_command() {
  printf '\001%s\001' "$1"
  before "$3" >>"$SCENE/before.log" 2>&1
  if [ "$2" = 0 ]; then
    eval "$3" <"$SCENE/input"
  else
    local status=0
    eval "$3" <"$SCENE/input" || status=$?
    [ "$status" = "$2" ] || {
      echo "status $status, the page says $2"
      exit 1
    }
  fi
}

page_ends() {
  printf '\001999999\001'
  local running
  for running in "$daemons"/*.pid; do
    [ ! -e "$running" ] || end "$(basename "$running" .pid)"
  done
}

# before COMMAND: what a reader does without being told by a command; a page's own takes the place of this one.
before() { :; }
[ -e "$SCENE/input" ] || : >"$SCENE/input"

# end KIND: ends a daemon with SIGTERM; it has to end well.
end() {
  kill "$(cat "$daemons/$1.pid")"
  await test -s "$daemons/$1.status"
  rm "$daemons/$1.pid"
  [ "$(cat "$daemons/$1.status")" = 0 ] || {
    echo "graphite $1: status $(cat "$daemons/$1.status") after SIGTERM (expected: 0)"
    cat "$daemons/$1.log"
    return 1
  }
}

# await COMMAND: until it succeeds.
await() {
  local tries=0
  until "$@" >/dev/null 2>&1; do
    tries=$((tries + 1))
    [ "$tries" -lt 600 ] || {
      echo "in vain: $*"
      return 1
    }
    sleep 0.1
  done
}

# past FOLDER: puts the whisper tree of another Graphite there.
past() {
  mkdir -p "$1"
  cp -r "$SCENE/past/whisper/." "$1"
}

# conf FOLDER: puts the shipped configuration there.
conf() {
  mkdir -p "$1"
  cp "$SCENE"/conf/* "$1"
}

# send: plaintext lines from its input to the server, and waits until it has them.
send() {
  local lines
  lines=$(cat)
  printf '%s\n' "$lines" >/dev/tcp/127.0.0.1/2003
  await shown "$(tail -n 1 <<<"$lines" | cut -d ' ' -f 1)"
}

# shown NAME: whether a series can be drawn.
shown() { [ "$(curl "http://127.0.0.1:8080/render?format=raw&from=-1h&target=$1")" ]; }

# curl fails if the answer is an error; what follows a stream is cut after four seconds.
curl() {
  case " $* " in
    *' -N '*) command curl --fail --silent --max-time 4 "$@" || [ $? = 28 ] ;;
    *) command curl --fail --silent --show-error "$@" ;;
  esac
}
