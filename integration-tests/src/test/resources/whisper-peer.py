# Copyright 2026 The Graphite Stack Authors
# SPDX-License-Identifier: Apache-2.0
#
# Does with Python's whisper what each line of JSON on stdin says; answers each with a line of JSON.
import fcntl
import json
import sys

import whisper


def number(value):
    return float(value)


def fetch(order):
    found = whisper.fetch(order["path"], order["from"], order["until"], now=order["now"])
    if found is None:
        return None
    (start, end, step), values = found
    return [start, end, step, [None if v is None else repr(float(v)) for v in values]]


def do(order, held):
    name = order["do"]
    if name == "create":
        whisper.create(order["path"], [tuple(a) for a in order["archives"]], order["xff"], order["method"])
    elif name == "update":
        whisper.update(order["path"], number(order["value"]), order["timestamp"], order["now"])
    elif name == "update_many":
        points = [(t, number(v)) for t, v in order["points"]]
        whisper.update_many(order["path"], points, order["now"])
    elif name == "fetch":
        return fetch(order)
    elif name == "lock":
        held.append(open(order["path"], "r+b"))
        fcntl.flock(held[-1].fileno(), fcntl.LOCK_EX)
    elif name == "unlock":
        held.pop().close()
    else:
        raise ValueError(name)
    return "done"


def main():
    held = []
    for line in sys.stdin:
        print(json.dumps(do(json.loads(line), held)), flush=True)


main()
