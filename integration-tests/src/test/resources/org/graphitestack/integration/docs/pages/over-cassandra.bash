# Copyright 2026 The Graphite Stack Authors
# SPDX-License-Identifier: Apache-2.0
#
# A tree to copy into the cluster, and a configuration that has patience with a small one.
past /srv/whisper
conf conf
mkdir -p /var/tmp/
sed -i 's/^\[cassandra\]$/&\nCONNECT_TIMEOUT = 30\nREQUEST_TIMEOUT = 25/' conf/carbon.conf
mkdir -p graphite-home
cp -r conf graphite-home/
# `--state` of one page means nothing to the next
before() { rm -f /var/tmp/move; }
