# Copyright 2026 The Graphite Stack Authors
# SPDX-License-Identifier: Apache-2.0
#
# The web runs; the password is what is typed.
graphite web
echo 'correct horse battery staple' >"$SCENE/input"
