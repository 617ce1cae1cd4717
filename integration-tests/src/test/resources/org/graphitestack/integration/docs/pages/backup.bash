# Copyright 2026 The Graphite Stack Authors
# SPDX-License-Identifier: Apache-2.0
#
# A home in use, points of the past, and another tree.
graphite run --home /srv/graphite
now=$(date +%s)
send <<<"servers.web01.cpu 1 $now"
for hour in {1..9}; do
  echo "servers.web01.load $hour $((now - hour * 3600))"
done >points.txt
gzip -k points.txt
cp points.txt more.txt
cp points.txt "$SCENE/input"
conf graphite-home/conf
mkdir -p graphite-home/storage/whisper
past /opt/graphite/storage/whisper
graphite whisper-fetch /opt/graphite/storage/whisper/servers/web01/cpu.wsp >fetched.txt

before() {
  case $1 in 'graphite import --home'*) end run ;; esac
}
