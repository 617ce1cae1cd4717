#!/usr/bin/env python3
# Copyright 2026 The Graphite Stack Authors
# SPDX-License-Identifier: Apache-2.0
"""Measures our cache against Debian's carbon-cache (graphite-carbon) in the same run, alternating.

Usage: cache-speed.py --tools DIR [--series N] [--warm-up N] [--rounds N] [--seconds S]
                      [--steady S] [--kinds ours,carbon[,without-journal][,limited]] [--folder DIR]
                      [--graphite FILE]

--tools DIR holds two small programs this script drives: `linegen` (sends numbered plaintext
points at a rate) and `wspcount` (counts the points in whisper files and compares their values).

Both write the same whisper files (10s:2h), with no limit on updates, creates or memory; ours with
its journal. Each round is a new process with an empty folder:

  create   one point of each of N new series: seconds until every file is there
  flood    points of these series as fast as it takes them for S seconds: points/s accepted, points/s
           stored (until every point is in its file, counted there), CPU seconds of the cache per
           million points, the most memory it had
  steady   one point per series every ten seconds: CPU seconds per second

On ext4, inodes of files deleted within the last five minutes are passed over one by one when files
are created, which makes whoever comes next look slow: so all is deleted at the end only. Do not
begin within five minutes after many files were deleted, or let --folder be on another disk.

The machine's load average is told with the figures: on a busy machine ratios say more than rates.

Last figures (two cores, sender on them, load average 7 to 9 of others, folder on tmpfs): flood
1.05 M points/s accepted and 0.82 M stored at 0.97 CPU s per million, carbon 0.073 M and 0.051 M at
11.9; 100,000 new series 19 s and 8.8 CPU s, carbon 22 s and 10.5; steady 10,000 points/s 0.13 of a
processor, carbon 0.35; memory 552 MiB, carbon 135.
"""
import argparse
import os
import re
import shutil
import socket
import statistics
import subprocess
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
TICKS = os.sysconf('SC_CLK_TCK')
STEP = 10
CARBON_CONF = """[cache]
STORAGE_DIR = {home}/storage/
LOCAL_DATA_DIR = {home}/storage/whisper/
CONF_DIR = {home}/conf/
LOG_DIR = {home}/log/
PID_DIR = {home}/
USER =
MAX_CACHE_SIZE = inf
MAX_UPDATES_PER_SECOND = inf
MAX_CREATES_PER_MINUTE = inf
LINE_RECEIVER_INTERFACE = 127.0.0.1
LINE_RECEIVER_PORT = {port}
PICKLE_RECEIVER_INTERFACE = 127.0.0.1
PICKLE_RECEIVER_PORT = {pickle}
CACHE_QUERY_INTERFACE = 127.0.0.1
CACHE_QUERY_PORT = {query}
LOG_UPDATES = False
LOG_CREATES = False
LOG_CACHE_HITS = False
LOG_LISTENER_CONN_SUCCESS = False
CARBON_METRIC_INTERVAL = 0
"""


def free_ports(count):
    probes = [socket.create_server(('127.0.0.1', 0)) for _ in range(count)]
    ports = [probe.getsockname()[1] for probe in probes]
    for probe in probes:
        probe.close()
    return ports


def cpu_seconds(pid):
    with open(f'/proc/{pid}/stat') as stat:
        fields = stat.read().rsplit(')', 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def most_memory_mib(pid):
    with open(f'/proc/{pid}/status') as status:
        return int(re.search(r'VmHWM:\s+(\d+)', status.read()).group(1)) / 1024


def values(text):
    return dict(pair.split('=', 1) for pair in text.split() if '=' in pair)


class Ours:
    name = 'ours'
    settings = ()

    def __init__(self, arguments, home):
        command = [arguments.graphite, 'run', '--home', home, '--line-port', '0', '--pickle-port',
                   '0', '--web-port', '0', '--query-port', '0']
        for setting in ('CARBON_METRIC_INTERVAL=0', *self.settings):
            command += ['--set', f'cache.{setting}']
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                                        text=True)
        ready = values(self.process.stdout.readline())
        self.port = int(ready['line'].rsplit(':', 1)[1])


class WithoutJournal(Ours):
    name = 'without-journal'
    settings = ('JOURNAL=False',)


class Limited(Ours):
    """With limits in force that are never reached, over every series."""
    name = 'limited'

    def __init__(self, arguments, home):
        with open(f'{home}/conf/limits.conf', 'w') as out:
            out.write('[all]\nPATTERN = *\nMAX_POINTS_PER_SECOND = 1000000000\nMAX_SERIES = 1000000000\n')
        super().__init__(arguments, home)


class Carbon:
    name = 'carbon'

    def __init__(self, arguments, home):
        self.port, pickle, query = free_ports(3)
        os.makedirs(f'{home}/log')
        with open(f'{home}/conf/carbon.conf', 'w') as out:
            out.write(CARBON_CONF.format(home=home, port=self.port, pickle=pickle, query=query))
        self.process = subprocess.Popen(
            ['carbon-cache', f'--config={home}/conf/carbon.conf', f'--logdir={home}/log/',
             f'--pidfile={home}/carbon.pid', '--nodaemon', 'start'],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        deadline = time.monotonic() + 60
        while True:
            try:
                socket.create_connection(('127.0.0.1', self.port), 1).close()
                return
            except OSError:
                if time.monotonic() > deadline or self.process.poll() is not None:
                    raise
                time.sleep(0.2)


KINDS = {kind.name: kind for kind in (Ours, Carbon, WithoutJournal, Limited)}


def send(arguments, port, *more):
    out = subprocess.run(
        [f'{arguments.tools}/linegen', '-p', str(port), '-c', '4', '-k', str(arguments.series),
         '-s', str(STEP), '-w', '600', '-q', *map(str, more)],
        check=True, capture_output=True, text=True).stdout
    return values(out)


def count_files(folder):
    return sum(file.endswith('.wsp') and not file.startswith('.')
               for _, _, files in os.walk(folder) for file in files)


def counted(arguments, home, *more):
    out = subprocess.run([f'{arguments.tools}/wspcount', *map(str, more), f'{home}/storage/whisper'],
                         check=True, capture_output=True, text=True).stdout
    return values(out)


def wait_until_idle(pid):
    """Until the process takes less than a twentieth of a processor for two seconds."""
    while True:
        before, since = cpu_seconds(pid), time.monotonic()
        time.sleep(2)
        if (cpu_seconds(pid) - before) / (time.monotonic() - since) < 0.05:
            return since


def run(kind, arguments):
    home = tempfile.mkdtemp(dir=arguments.folder)
    os.makedirs(f'{home}/conf')
    with open(f'{home}/conf/storage-schemas.conf', 'w') as out:
        out.write('[all]\npattern = .*\nretentions = 10s:2h\n')
    cache = kind(arguments, home)
    pid = cache.process.pid
    try:
        first = int(time.time()) // STEP * STEP - 4500
        # both get the same points before the clock starts: ours compiles its code then
        send(arguments, cache.port, '-x', 'warm', '-k', 2000, '-n', arguments.warm_up, '-t', first)
        wait_until_idle(pid)
        began, cpu = time.monotonic(), cpu_seconds(pid)
        send(arguments, cache.port, '-n', arguments.series, '-t', first)
        while count_files(f'{home}/storage/whisper/bench') < arguments.series:
            if time.monotonic() - began > 1200:
                raise SystemExit(f'{kind.name}: not all files were created within 20 minutes')
            time.sleep(0.5)
        create_seconds = time.monotonic() - began
        wait_until_idle(pid)
        create_cpu = cpu_seconds(pid) - cpu

        began, cpu = time.monotonic(), cpu_seconds(pid)
        sent = send(arguments, cache.port, '-d', arguments.seconds, '-S', 1, '-t', first + STEP)
        points = int(sent['points'])
        while True:
            idle = wait_until_idle(pid)
            stored = int(counted(arguments, home)['points'])
            if stored >= points + arguments.series or time.monotonic() - began > 1200:
                break
        flood_seconds, flood_cpu = idle - began, cpu_seconds(pid) - cpu
        memory = most_memory_mib(pid)

        began, cpu = time.monotonic(), cpu_seconds(pid)
        send(arguments, cache.port, '-d', arguments.steady, '-r', arguments.series // STEP,
             '-t', 'now', '-S', 1000)
        steady = (cpu_seconds(pid) - cpu) / (time.monotonic() - began)
        return {
            'create_s': create_seconds,
            'create_cpu_s': create_cpu,
            'accepted_pps': float(sent['accept_pps']),
            'stored_pps': points / flood_seconds,
            'flood_points': points,
            'missing': points + arguments.series - stored,
            'cpu_s_per_million': flood_cpu / points * 1e6,
            'memory_mib': memory,
            'steady_cpu': steady,
        }
    finally:
        cache.process.terminate()
        try:
            cache.process.wait(120)
        except subprocess.TimeoutExpired:
            cache.process.kill()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--tools', required=True)
    parser.add_argument('--series', type=int, default=100_000)
    parser.add_argument('--warm-up', type=int, default=500_000)
    parser.add_argument('--rounds', type=int, default=3)
    parser.add_argument('--seconds', type=int, default=20)
    parser.add_argument('--steady', type=int, default=60)
    parser.add_argument('--kinds', default='ours,carbon')
    parser.add_argument('--folder')
    parser.add_argument('--graphite', default=os.path.join(HERE, '..', 'graphite'))
    arguments = parser.parse_args()
    arguments.folder = tempfile.mkdtemp(prefix='cache-speed-', dir=arguments.folder)
    try:
        measure(arguments)
    finally:
        shutil.rmtree(arguments.folder, ignore_errors=True)


def measure(arguments):
    figures = {}
    for number in range(arguments.rounds):
        for name in arguments.kinds.split(','):
            one = run(KINDS[name], arguments)
            figures.setdefault(name, []).append(one)
            print(f'round {number + 1} {name:16} load {os.getloadavg()[0]:.1f} '
                  + ' '.join(f'{key}={value:,.2f}' for key, value in one.items()), flush=True)
    medians = {name: {key: statistics.median(one[key] for one in each) for key in each[0]}
               for name, each in figures.items()}
    names = list(medians)
    print(f'{"median":18}' + ''.join(f'{name:>18}' for name in names)
          + ''.join(f'{name + " : " + names[0]:>28}' for name in names[1:]))
    for key in medians[names[0]]:
        row = [medians[name][key] for name in names]
        print(f'{key:18}' + ''.join(f'{value:18,.2f}' for value in row)
              + ''.join(f'{value / row[0] if row[0] else float("nan"):28.2f}' for value in row[1:]))


if __name__ == '__main__':
    main()
