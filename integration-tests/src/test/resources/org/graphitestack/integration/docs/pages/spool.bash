# Copyright 2026 The Graphite Stack Authors
# SPDX-License-Identifier: Apache-2.0
#
# A relay whose destinations are away, with points that wait for them.
mkdir -p /srv/graphite-home/conf
cd /srv/
conf=/srv/graphite-home/conf/carbon.conf
spool=/srv/graphite-home/storage/spool/relay-a
cat >"$conf" <<'C'
[relay]
RELAY_METHOD = consistent-hashing
DESTINATIONS = 127.0.0.1:23901:a, 127.0.0.1:23902:b
C
graphite relay
for i in {1..200}; do
  printf "servers.web%s.cpu.load $i.5 1795000000\n" {01..50}
done >lines
cat lines >/dev/tcp/127.0.0.1/2013
waits() { [ "$(cat "$spool"/*/*/*.segment | tr -d '\0' | wc -l)" = 10000 ]; }
await waits

before() {
  case $1 in
    'graphite spool verify'*)
      printf damaged | dd of="$(ls "$spool"/*:a/*/*.segment)" bs=1 seek=9700 conv=notrunc status=none
      ;;
    'graphite spool drain '*--to*) graphite run --pickle-port 23907 ;;
    'graphite spool drain'*) end relay ;;
    'graphite where --moved'*)
      cp "$conf" before.conf
      sed -i 's/23902:b/&, 127.0.0.1:23903:c/' "$conf"
      printf 'servers.web%s.cpu.load\n' {01..50} >names
      ;;
    'graphite check'*) echo 'REPLICATION_FACTR = 2' >>"$conf" ;;
  esac
}
