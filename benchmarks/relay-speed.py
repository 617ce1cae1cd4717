#!/usr/bin/env python3
# Copyright 2026 The Graphite Stack Authors
# SPDX-License-Identifier: Apache-2.0
"""Measures our relay against carbon-c-relay in the same run, alternating.

Usage: relay-speed.py --tools DIR [--points N] [--rounds N] [--destinations 1|4]
                      [--rates 200000,400000,…] [--sink-ms MS] [--graphite FILE]

--tools DIR holds two small programs this script drives: `linegen` (sends numbered
plaintext points at a rate) and `linesink` (receives them and counts what is missing).

Each round sends the same points through each relay to one destination, or by a
carbon_ch ring to four. Ours writes every point to its spool on disk. The C relay has
its queue raised to a million points and its batch to ten thousand. Told are, for each,
points per second from the first to the last one that arrived, CPU seconds of the relay
per million points (system and user, of the whole process since it was ready), and what
was lost. With --rates, senders are held to each rate in turn instead of sending as fast
as they can.

Last figures (two cores, with sender and receiver on them): one destination 3.2 M points/s at
0.43 CPU s per million, the C relay 0.37 M without loss (of 0.4 M offered) at 3.0; ring of four
1.6 M at 0.95, the C relay 0.65 M at 2.5; held at 500 k/s after a warm-up of 5 M points 0.71, the C
relay 2.4.
"""
import argparse
import os
import re
import shutil
import signal
import statistics
import subprocess
import tempfile
import time
import urllib.request

HERE = os.path.dirname(os.path.abspath(__file__))
TICKS = os.sysconf('SC_CLK_TCK')
FIRST_SINK = 23101


def cpu_seconds(pid):
    with open(f'/proc/{pid}/stat') as stat:
        fields = stat.read().rsplit(')', 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def resident_mib(pid):
    with open(f'/proc/{pid}/status') as status:
        return int(re.search(r'VmRSS:\s+(\d+)', status.read()).group(1)) / 1024


def values(text):
    return dict(pair.split('=', 1) for pair in text.split() if '=' in pair)


class Ours:
    name = 'ours'

    def __init__(self, arguments, ports, home):
        destinations = ','.join(f'127.0.0.1:{port}:{i}' for i, port in enumerate(ports))
        method = 'constant' if len(ports) == 1 else 'consistent-hashing'
        self.process = subprocess.Popen(
            [arguments.graphite, 'relay', '--home', home, '--line-port', '23100',
             '--pickle-port', '0', '--admin-port', '23180',
             '--set', f'relay.DESTINATIONS={destinations}',
             '--set', 'relay.DESTINATION_PROTOCOL=line', '--set', f'relay.RELAY_METHOD={method}',
             '--set', 'relay.DIVERSE_REPLICAS=False', '--set', 'relay.CARBON_METRIC_INTERVAL=0'],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        assert self.process.stdout.readline().startswith('ready')

    def wait_ready(self):
        with urllib.request.urlopen('http://127.0.0.1:23180/readyz') as answer:
            answer.read()


class CRelay:
    name = 'carbon-c-relay'

    def __init__(self, arguments, ports, home):
        os.makedirs(home, exist_ok=True)
        conf = os.path.join(home, 'relay.conf')
        members = ' '.join(f'127.0.0.1:{port}={i}' for i, port in enumerate(ports))
        kind = 'forward' if len(ports) == 1 else 'carbon_ch replication 1'
        with open(conf, 'w') as out:
            out.write(f'listen type linemode 127.0.0.1:23100 proto tcp;\n'
                      f'cluster out {kind} {members};\nmatch * send to out stop;\n')
        self.process = subprocess.Popen(
            ['carbon-c-relay', '-f', conf, '-q', '1000000', '-b', '10000', '-E'],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def wait_ready(self):
        time.sleep(1.5)


def run(kind, arguments, rate):
    ports = [FIRST_SINK + i for i in range(arguments.destinations)]
    home = tempfile.mkdtemp(prefix='relay-speed-')
    sink = subprocess.Popen(
        [f'{arguments.tools}/linesink', '-p', ','.join(map(str, ports)), '-c', '-i', '5',
         '-d', '600'] + (['-l', str(arguments.sink_ms)] if arguments.sink_ms else []),
        stdout=subprocess.PIPE, text=True)
    relay = kind(arguments, ports, home)
    try:
        relay.wait_ready()
        warm_up(arguments)
        sink.send_signal(signal.SIGUSR1)
        time.sleep(0.5)
        before = cpu_seconds(relay.process.pid)
        send = [f'{arguments.tools}/linegen', '-p', '23100', '-c', '4', '-k', '20000',
                '-n', str(arguments.points), '-q']
        sent = values(subprocess.run(send + (['-r', str(rate)] if rate else []), check=True,
                                     capture_output=True, text=True).stdout)
        out = sink.communicate()[0].strip().splitlines()[-1]
        got = values(out)
        cpu = cpu_seconds(relay.process.pid) - before
        unique = int(got.get('unique', 0))
        return {
            'sent_pps': float(sent['accept_pps']),
            'pps': float(got['pps']),
            'lost': int(sent['points']) - unique,
            'cpu': cpu / max(1, unique) * 1e6,
            'rss': resident_mib(relay.process.pid),
        }
    finally:
        relay.process.terminate()
        relay.process.wait(30)
        sink.poll() is None and sink.kill()
        shutil.rmtree(home, ignore_errors=True)


def warm_up(arguments):
    """Both relays get the same points before the clock starts: ours compiles its code then."""
    subprocess.run(
        [f'{arguments.tools}/linegen', '-p', '23100', '-c', '4', '-k', '20000', '-x', 'warm',
         '-n', str(arguments.warm_up), '-q'] + ['-r', '250000'], check=True, capture_output=True)
    time.sleep(2)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--tools', required=True)
    parser.add_argument('--points', type=int, default=6_000_000)
    parser.add_argument('--warm-up', type=int, default=1_000_000)
    parser.add_argument('--rounds', type=int, default=3)
    parser.add_argument('--destinations', type=int, default=1)
    parser.add_argument('--rates', default='')
    parser.add_argument('--sink-ms', type=int, default=0)
    parser.add_argument('--only', default='')
    parser.add_argument('--graphite', default=os.path.join(HERE, '..', 'graphite'))
    arguments = parser.parse_args()
    rates = [int(rate) for rate in arguments.rates.split(',') if rate] or [0]
    for rate in rates:
        figures = {}
        for number in range(arguments.rounds):
            for kind in (Ours, CRelay):
                if arguments.only and kind.name != arguments.only:
                    continue
                one = run(kind, arguments, rate)
                figures.setdefault(kind.name, []).append(one)
                print(f'round {number + 1} {kind.name:15} rate {rate or "max":>8} '
                      + ' '.join(f'{key}={value:,.2f}' for key, value in one.items()), flush=True)
        for name, each in figures.items():
            print(f'median  {name:15} rate {rate or "max":>8} '
                  + ' '.join(f'{key}={statistics.median(one[key] for one in each):,.2f}'
                             for key in each[0]), flush=True)


if __name__ == '__main__':
    main()
