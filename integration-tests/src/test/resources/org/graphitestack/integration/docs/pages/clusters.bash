# Copyright 2026 The Graphite Stack Authors
# SPDX-License-Identifier: Apache-2.0
#
# Two servers with series.
AS=first graphite run --home first --web-port 8081
AS=second graphite run --home second --line-port 0 --pickle-port 0 --query-port 0 --web-port 8082
