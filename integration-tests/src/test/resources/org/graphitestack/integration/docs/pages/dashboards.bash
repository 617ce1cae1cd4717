# Copyright 2026 The Graphite Stack Authors
# SPDX-License-Identifier: Apache-2.0
#
# A graphite-web's database, and a dashboard in a file.
mkdir -p /opt/graphite/storage dashboards
cp "$SCENE/past/graphite.db" /opt/graphite/storage/
echo '{"name": "web", "graphs": []}' | tee web.json >dashboards/db.json
