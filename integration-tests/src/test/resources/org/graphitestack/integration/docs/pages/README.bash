# Copyright 2026 The Graphite Stack Authors
# SPDX-License-Identifier: Apache-2.0
#
# Years of history and a graphite-web are there.
past /var/lib/graphite/whisper
cp "$SCENE/past/graphite.db" .
echo 'TIME_ZONE = "Europe/Berlin"' >local_settings.py
