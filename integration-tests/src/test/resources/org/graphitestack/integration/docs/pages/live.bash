# Copyright 2026 The Graphite Stack Authors
# SPDX-License-Identifier: Apache-2.0
#
# A server with the load of ten minutes; the next point comes while the stream is followed.
graphite run
now=$(date +%s)
for ((time = now - 630; time <= now; time += 10)); do
  echo "servers.web1.load 13 $time"
done | send

before() {
  (sleep 1 && echo "servers.web1.load 16 $(date +%s)" >/dev/tcp/127.0.0.1/2003) &
}
