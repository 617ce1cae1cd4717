# Copyright 2026 The Graphite Stack Authors
# SPDX-License-Identifier: Apache-2.0
#
# carbon-c-relay's file.
mkdir -p /etc/
cat >/etc/carbon-c-relay.conf <<'C'
cluster graphite carbon_ch 127.0.0.1:2004 proto tcp;
match * send to graphite stop;
listen type linemode 2013 proto tcp;
C
