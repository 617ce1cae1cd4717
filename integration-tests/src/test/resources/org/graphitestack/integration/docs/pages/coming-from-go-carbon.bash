# Copyright 2026 The Graphite Stack Authors
# SPDX-License-Identifier: Apache-2.0
#
# go-carbon's files, with the configuration copied.
past /var/lib/graphite/whisper
conf /srv/graphite/conf
