# Copyright 2026 The Graphite Stack Authors
# SPDX-License-Identifier: Apache-2.0
#
# A server with the twelve series that the search finds.
graphite run
for i in {1..12}; do
  echo "servers.web01.cpu.core$i 1 $(date +%s)"
done | send
