# Copyright 2026 The Graphite Stack Authors
# SPDX-License-Identifier: Apache-2.0
#
# A point of a series whose file is damaged is set aside; then the file is mended.
file=graphite-home/storage/whisper/hello/world.wsp
mkdir -p "$(dirname "$file")"
echo damaged >"$file"
./graphite run
echo "hello.world 1 $(date +%s)" >/dev/tcp/127.0.0.1/2003
set_aside() { grep -q hello.world graphite-home/storage/quarantine/a/*.segment; }
await set_aside
rm "$file"
