# Copyright 2026 The Graphite Stack Authors
# SPDX-License-Identifier: Apache-2.0
#
# A tree in another layout than the schemas', with no cache; the cache comes for the request by HTTP.
past graphite-home/storage/whisper
mkdir -p graphite-home/storage/whisper/apps
cp graphite-home/storage/whisper/servers/web01/cpu.wsp graphite-home/storage/whisper/apps/api.wsp
cp graphite-home/storage/whisper/servers/web01/cpu.wsp graphite-home/storage/whisper/servers/old.wsp
conf graphite-home/conf

before() {
  case $1 in 'curl '*) graphite run ;; esac
}
