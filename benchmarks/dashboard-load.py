#!/usr/bin/python3
# Copyright 2026 The Graphite Stack Authors
# SPDX-License-Identifier: Apache-2.0
"""Browsers with dashboards that refresh, beside points that come in: how long graphs take, whether ingest is unharmed.

Usage: dashboard-load.py --tools DIR [--graphite FILE] [--browsers N] [--graphs N] [--every S]
                         [--dashboards N] [--seconds S] [--series N] [--format png|json]

Starts ours with --series series, hundred to a host, that have points of an hour and get one more every ten
seconds, from --tools' linegen. Each of --browsers browsers shows one of --dashboards dashboards of --graphs
graphs (half of them a series, a quarter the sum of a host's, a quarter the three highest of a host's, over the
last hour) and asks for all of them, six at a time, every --every seconds. Browsers begin at different moments.
Prints how long requests took, answers that were not 200, and what the ledger says of the points.

Two cores, with the browsers and the sender on them, 2026-11: see docs/dashboards.md.
"""
import argparse
import asyncio
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request

sys.dont_write_bytecode = True
import webs

CONNECTIONS = 6
STEP = 10
HOUR = 3600
WARM_UP = 30


def query(target, form):
    return '/render?' + urllib.parse.urlencode(
        [('target', target), ('from', '-1h'), ('width', 400), ('height', 250), ('format', form)]
        + ([('maxDataPoints', 400)] if form == 'json' else []))


def dashboards(names, number, graphs):
    """Targets of each."""
    chance = random.Random(1)

    def target(kind):
        name = chance.choice(names)
        host = '.'.join(name.split('.')[:4]) + '.*.*'
        return [name, name, 'sumSeries(%s)' % host, 'highestAverage(%s,3)' % host][kind % 4]

    return [[target(i) for i in range(graphs)] for _ in range(number)]


class Connection:
    def __init__(self, port):
        self.port, self.streams = port, None

    async def get(self, path):
        """The status; opens a connection if there is none."""
        if self.streams is None:
            self.streams = await asyncio.open_connection('127.0.0.1', self.port)
        reader, writer = self.streams
        writer.write(('GET %s HTTP/1.1\r\nHost: a\r\n\r\n' % path).encode())
        head = (await reader.readuntil(b'\r\n\r\n')).decode('latin-1')
        length = re.search(r'(?i)content-length: (\d+)', head)
        if length:
            await reader.readexactly(int(length.group(1)))
        else:
            while True:
                size = int(await reader.readline(), 16)
                await reader.readexactly(size + 2)
                if size == 0:
                    break
        return int(head.split(' ', 2)[1])


async def browser(port, graphs, arguments, first, end, took, statuses):
    connections = [Connection(port) for _ in range(CONNECTIONS)]
    await asyncio.sleep(first)
    while time.monotonic() < end:
        refreshed = time.monotonic()
        waiting = list(graphs)

        async def one(connection):
            while waiting:
                path = query(waiting.pop(), arguments.format)
                start = time.monotonic()
                status = await connection.get(path)
                took.append(time.monotonic() - start)
                statuses[status] = statuses.get(status, 0) + 1

        await asyncio.gather(*(one(connection) for connection in connections))
        await asyncio.sleep(max(0, refreshed + arguments.every - time.monotonic()))


async def browsers(port, shown, arguments, seconds):
    took, statuses = [], {}
    end = time.monotonic() + seconds
    await asyncio.gather(*(
        browser(port, shown[i % len(shown)], arguments, arguments.every * i / arguments.browsers, end, took, statuses)
        for i in range(arguments.browsers)))
    return sorted(took), statuses


def ledger(base):
    with urllib.request.urlopen(base + '/cache/status.json') as answer:
        return json.load(answer)['ledger']


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument('--tools', required=True)
    parser.add_argument('--graphite', default=os.path.join(webs.ROOT, 'graphite'))
    parser.add_argument('--browsers', type=int, default=200)
    parser.add_argument('--graphs', type=int, default=12)
    parser.add_argument('--every', type=float, default=10)
    parser.add_argument('--dashboards', type=int, default=20)
    parser.add_argument('--seconds', type=float, default=60)
    parser.add_argument('--series', type=int, default=20000)
    parser.add_argument('--format', default='png')
    arguments = parser.parse_args()
    home = tempfile.mkdtemp(prefix='dashboard-load.')
    process = subprocess.Popen(
        [arguments.graphite, 'run', '--home', home, '--line-port', '0', '--pickle-port', '0', '--query-port', '0',
         '--web-port', '0'], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    sender = None
    try:
        ready = process.stdout.readline()
        line, base = re.search(r'line=\S*:(\d+)', ready).group(1), re.search(r'web=(\S+)', ready).group(1)
        port = int(base.rsplit(':', 1)[1])
        send = [arguments.tools + '/linegen', '-p', line, '-c', '4', '-k', str(arguments.series), '-x', 'load', '-q']
        names = subprocess.run(send + ['-l'], stdout=subprocess.PIPE, text=True, check=True).stdout.split()
        shown = dashboards(names, arguments.dashboards, arguments.graphs)
        subprocess.run(send + ['-s', str(STEP), '-n', str(arguments.series * HOUR // STEP)], stdout=subprocess.DEVNULL,
                       check=True)
        rate = arguments.series // STEP
        sender = subprocess.Popen(
            send + ['-t', 'now', '-n', str(int(rate * (arguments.seconds + WARM_UP + 10))), '-r', str(rate)],
            stdout=subprocess.PIPE, text=True)
        asyncio.run(browsers(port, shown, arguments, WARM_UP))
        took, statuses = asyncio.run(browsers(port, shown, arguments, arguments.seconds))
        sent = sender.communicate()[0]
        print('%d browsers, %d graphs each, every %g s: %.0f requests/s; median %.0f ms, p95 %.0f ms, p99 %.0f ms, '
              'most %.0f ms; %s' % (
                  arguments.browsers, arguments.graphs, arguments.every, len(took) / arguments.seconds,
                  *(1000 * took[min(len(took) - 1, len(took) * p // 100)] for p in (50, 95, 99, 100)),
                  ', '.join('%d times %d' % (n, status) for status, n in sorted(statuses.items()))))
        time.sleep(2)
        print('sender: %s' % sent.strip())
        print('ledger: %s' % ledger(base))
    finally:
        if sender:
            sender.kill()
        process.send_signal(signal.SIGTERM)
        process.wait()
        shutil.rmtree(home, ignore_errors=True)


if __name__ == '__main__':
    main()
