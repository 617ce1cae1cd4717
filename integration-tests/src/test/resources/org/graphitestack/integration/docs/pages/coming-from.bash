# Copyright 2026 The Graphite Stack Authors
# SPDX-License-Identifier: Apache-2.0
#
# Carbon and graphite-web as Debian has them, with their settings.
past /var/lib/graphite/whisper
cp "$SCENE/past/graphite.db" /var/lib/graphite/
mkdir -p /etc/graphite
echo 'TIME_ZONE = "Europe/Berlin"' >/etc/graphite/local_settings.py
conf /etc/carbon
mkdir -p /srv/graphite/conf

before() {
  case $1 in
    'curl -s '*) curl -d '{"what": "deploy", "tags": ["web"], "data": "by {anna}"}' http://127.0.0.1:8080/events/ ;;
  esac
}
