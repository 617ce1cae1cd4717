#!/usr/bin/python3
# Copyright 2026 The Graphite Stack Authors
# SPDX-License-Identifier: Apache-2.0
"""JSON answers a second of graphite-web and of ours, over the same tree on the same machine in turn.

Usage: render-speed.py [--graphite FILE] [--folder DIR] [--seconds N] [--rounds N] [--only TEXT]

Each case asks in turn for many different targets, with noCache, so that neither side answers from a
cache; with one connection and with four. Needs Debian's wrk, and what integration-tests/graph-contact-sheet
needs. Prints requests per second, latencies and CPU time of the best round, then how long ours takes for
the sum of 10,000 series at their first read.

--folder is where the trees are made (1.5 GB; a tmpfs leaves the disk out of it).

Two cores, 2026-11: see docs/render.md.
"""
import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request

sys.dont_write_bytecode = True
import webs

WARM_UP = 20  # seconds in which the JVM compiles what it will

DASHBOARD = [
    'bench.h{0}.s1.value',
    'alias(bench.h{0}.s2.value,"two")',
    'sumSeries(bench.h{0}.*.value)',
    'averageSeries(bench.h{0}.s*.value)',
    'movingAverage(bench.h{0}.s3.value,10)',
    'perSecond(bench.h{0}.s4.value)',
    'summarize(bench.h{0}.s5.value,"1hour","max")',
    'highestMax(bench.h{0}.*.value,3)',
    'asPercent(bench.h{0}.s1*.value)',
    'aliasByNode(scale(bench.h{0}.s6.value,0.5),1,2)',
    'divideSeries(bench.h{0}.s7.value,bench.h{0}.s8.value)',
    'groupByNode(bench.h{{{0},0}}.s1*.value,1,"sumSeries")',
]
CASES = {  # name: targets by turn, hours, ways to ask
    'one series, 24 h': ([['bench.h%d.s%d.value' % (h, s)] for h in range(10) for s in range(100)], 24),
    'ten series, 24 h': ([['bench.h%d.s%d*.value' % (h, s)] for h in range(10) for s in range(1, 10)], 24),
    'sum of 1000, 1 h': ([['sumSeries(bench.*.*.value)']], 1),
    'sum of 1000, 24 h': ([['sumSeries(bench.*.*.value)']], 24),
    'dashboard of 12': ([[t.format(h) for t in DASHBOARD] for h in range(10)], 24),
}
SCRIPT = '''\
local paths, turn = {%s}, 0
request = function()
  turn = turn %% #paths + 1
  return wrk.format("GET", paths[turn])
end
done = function(summary, latency, requests)
  io.write(string.format("FIGURES %%d %%d %%d %%d %%d\\n", summary.requests, summary.duration,
      latency:percentile(50), latency:percentile(99), summary.errors.status + summary.errors.timeout))
end
'''


def paths(targets, hours, now):
    """Requests by turn; where there is one way to ask only, over times that differ by a minute."""
    times = [now - 60 * i for i in range(20)] if len(targets) == 1 else [now]
    return ['/render?' + urllib.parse.urlencode(
        [('target', t) for t in turn]
        + [('from', '-%dh' % hours), ('now', at), ('format', 'json'), ('noCache', 1)])
        for turn in targets for at in times]


def load(server, script, seconds, connections):
    """Requests a second, CPU seconds of one, median and 99th percentile in milliseconds."""
    before = server.cpu_seconds()
    out = subprocess.run(
        ['wrk', '-t', '1', '-c', str(connections), '-d', '%ds' % seconds, '--timeout', '60', '-s', script, server.base],
        stdout=subprocess.PIPE, text=True, check=True).stdout
    requests, micros, median, last, errors = map(int, re.search(r'FIGURES (.*)', out).group(1).split())
    if errors or not requests:
        raise ValueError('%s failed %d times:\n%s' % (server.name, errors, out))
    return requests * 1e6 / micros, (server.cpu_seconds() - before) / requests, median / 1000, last / 1000


def compare(servers, name, arguments, folder, now):
    script = os.path.join(folder, 'case.lua')
    with open(script, 'w') as out:
        out.write(SCRIPT % ', '.join('"%s"' % path for path in paths(*CASES[name], now)))
    load(servers[1], script, WARM_UP, 4)
    for connections in (1, 4):
        best = {}
        for _ in range(arguments.rounds):
            for server in servers:
                best[server.name] = max(best.get(server.name, (0,)), load(server, script, arguments.seconds, connections))
        for server, (rate, cpu, median, last) in best.items():
            print('%-18s %d connections %-13s %8.1f/s  median %8.2f ms  p99 %8.2f ms  CPU %8.2f ms' % (
                name, connections, server, rate, median, last, 1000 * cpu), flush=True)
        theirs, ours = best['graphite-web'], best['ours']
        print('%-18s %d connections requests: %.1f times as many; CPU: one %.1fth; p99 %s its median' % (
            name, connections, ours[0] / theirs[0], theirs[1] / ours[1],
            'below' if ours[3] < theirs[2] else 'NOT below'), flush=True)


def first_read(server, series, folder, now):
    """Seconds of the first sum over all of `series`, which the server has not read before; of others it has."""
    script = os.path.join(folder, 'warm.lua')
    with open(script, 'w') as out:
        out.write(SCRIPT % ', '.join('"%s"' % path for path in paths([['sumSeries(bench.*.*.value)']], 24, now)))
    load(server, script, WARM_UP, 2)
    start = time.monotonic()
    query = paths([['sumSeries(cold.*.*.value)']], 24, now)[0]
    with urllib.request.urlopen(server.base + query, timeout=120) as answer:
        points = answer.read().count(b'[')
    print('sum of %d series over a day, first read: %.2f s (%d bytes of points)' % (
        series, time.monotonic() - start, points), flush=True)


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument('--graphite', default=os.path.join(webs.ROOT, 'graphite'))
    parser.add_argument('--folder', default=tempfile.gettempdir())
    parser.add_argument('--seconds', type=int, default=8)
    parser.add_argument('--rounds', type=int, default=2)
    parser.add_argument('--only', default='', help='cases whose name has this in it')
    arguments = parser.parse_args()
    now = webs.contact_sheet().NOW
    names = [name for name in CASES if arguments.only in name]
    series = {'bench.h%d.s%d.value' % (h, s): webs.walk(10 * h + s) for h in range(10) for s in range(100)}
    if names:
        with webs.both(arguments.graphite, series, arguments.folder) as servers, \
                tempfile.TemporaryDirectory() as folder:
            for name in names:
                compare(servers, name, arguments, folder, now)
    if arguments.only in 'first read':
        cold = {'cold.h%d.s%d.value' % (h, s): webs.walk(s) for h in range(100) for s in range(100)}
        with webs.both(arguments.graphite, cold | series, arguments.folder) as servers, \
                tempfile.TemporaryDirectory() as folder:
            first_read(servers[1], len(cold), folder, now)


if __name__ == '__main__':
    main()
