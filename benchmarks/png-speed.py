#!/usr/bin/python3
# Copyright 2026 The Graphite Stack Authors
# SPDX-License-Identifier: Apache-2.0
"""Pictures a second of graphite-web and of ours, of the same series on the same machine in turn.

Usage: png-speed.py [--graphite FILE] [--seconds N] [--rounds N] [--clients N]

A picture is 10 series of 1440 points at 800x400, read from whisper files each time (no caches).
Starts both servers as integration-tests/graph-contact-sheet does (see there for what must be
installed). Prints requests per second, the median and 99th percentile of a request and the CPU time
of one, of the best round of each, with one client and with --clients of them.

Two cores, 2026-11: see docs/graphs.md.
"""
import argparse
import os
import sys
import threading
import time
import urllib.request

sys.dont_write_bytecode = True
import webs

QUERY = 'target=bench.s*.value&from=-24h&width=800&height=400&noCache=1&now='


def load(url, seconds, clients):
    """Requests a second, and how long each took."""
    took, lock = [], threading.Lock()
    end = time.monotonic() + seconds

    def client():
        own = []
        while time.monotonic() < end:
            start = time.monotonic()
            with urllib.request.urlopen(url, timeout=60) as answer:
                png = answer.read()
            own.append(time.monotonic() - start)
            if not png.startswith(b'\x89PNG'):
                raise ValueError('no PNG: %r' % png[:80])
        with lock:
            took.extend(own)

    threads = [threading.Thread(target=client) for _ in range(clients)]
    started = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    took.sort()
    return len(took) / (time.monotonic() - started), took


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument('--graphite', default=os.path.join(webs.ROOT, 'graphite'))
    parser.add_argument('--seconds', type=float, default=8)
    parser.add_argument('--rounds', type=int, default=3)
    parser.add_argument('--clients', type=int, default=2)
    arguments = parser.parse_args()
    series = {'bench.s%d.value' % i: webs.walk(i) for i in range(10)}
    with webs.both(arguments.graphite, series) as servers:
        query = '/render?' + QUERY + str(webs.contact_sheet().NOW)
        for server in servers:
            load(server.base + query, 10 if server.name == 'ours' else 2, 2)
        for clients in sorted({1, arguments.clients}):
            best = {}
            for _ in range(arguments.rounds):
                for server in servers:
                    before = server.cpu_seconds()
                    rate, took = load(server.base + query, arguments.seconds, clients)
                    cpu = (server.cpu_seconds() - before) / len(took)
                    best[server.name] = max(best.get(server.name, (0, 0, [])), (rate, cpu, took))
            for name, (rate, cpu, took) in best.items():
                print('%d client%s %-13s %7.1f/s  median %6.1f ms  p99 %6.1f ms  CPU %6.1f ms' % (
                    clients, 's' if clients > 1 else ' ', name, rate,
                    1000 * took[len(took) // 2], 1000 * took[len(took) * 99 // 100], 1000 * cpu))
            rates, cpus = ([best[name][i] for name in ('ours', 'graphite-web')] for i in (0, 1))
            print('requests: %.1f times as many; CPU: one %.1fth' % (rates[0] / rates[1], cpus[1] / cpus[0]))


if __name__ == '__main__':
    main()
