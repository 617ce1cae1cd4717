#!/usr/bin/env python3
# Copyright 2026 The Graphite Stack Authors
# SPDX-License-Identifier: Apache-2.0
"""How long a start takes with nothing stored, until the first picture, and what it takes of CPU time and memory:
`graphite run` beside Debian's carbon-cache and graphite-web (gunicorn, two workers), in turn.

    benchmarks/start-speed.py GRAPHITE [--rounds 5]

GRAPHITE is the launcher of a checkout or an unpacked archive. The first of our starts leaves the archive of classes that the others
begin from, and is shown apart. Needs Debian's graphite-web, graphite-carbon and gunicorn. Memory is PSS, of all processes.
"""
import argparse
import contextlib
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request

import webs

CARBON = """[cache]
STORAGE_DIR = {state}
CONF_DIR = {state}
LOCAL_DATA_DIR = {state}/whisper
PID_DIR = {state}
LOG_DIR = {state}
LINE_RECEIVER_PORT = {line}
PICKLE_RECEIVER_PORT = {pickle}
CACHE_QUERY_PORT = {query}
"""
PICTURE = '/render?target=randomWalk(%22start%22)&from=-1h&format=png'


def children(pid):
    pids, todo = [], [pid]
    while todo:
        one = todo.pop()
        pids.append(one)
        with contextlib.suppress(OSError):
            for task in os.listdir('/proc/%d/task' % one):
                with open('/proc/%d/task/%s/children' % (one, task)) as found:
                    todo += [int(child) for child in found.read().split()]
    return pids


def cost(processes):
    """CPU seconds and MiB."""
    cpu = memory = 0
    for pid in [p for process in processes for p in children(process.pid)]:
        with contextlib.suppress(OSError):
            with open('/proc/%d/stat' % pid) as stat:
                cpu += sum(int(field) for field in stat.read().rpartition(')')[2].split()[11:13])
            with open('/proc/%d/smaps_rollup' % pid) as rollup:
                memory += int(re.search(r'^Pss: +(\d+)', rollup.read(), re.M).group(1))
    return cpu / os.sysconf('SC_CLK_TCK'), memory / 1024


def until_picture(base):
    """A picture, or nothing after two minutes."""
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError):
            with urllib.request.urlopen(base + PICTURE, timeout=60) as answer:
                if answer.read(8) == b'\x89PNG\r\n\x1a\n':
                    return
        time.sleep(0.02)
    sys.exit('no picture from %s within two minutes' % base)


def stop(processes):
    for process in processes:
        process.terminate()
    for process in processes:
        process.wait(120)


def ours(graphite, state):
    home = os.path.join(state, 'home')
    shutil.rmtree(home, ignore_errors=True)
    began = time.monotonic()
    process = subprocess.Popen(
        [graphite, 'run', '--home', home] + [f for port in ('line', 'pickle', 'query', 'web') for f in ('--%s-port' % port, '0')],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    base = re.search(r'web=(\S+)', process.stdout.readline()).group(1)
    ready = time.monotonic() - began
    until_picture(base)
    return ready, time.monotonic() - began, [process]


def prepare_theirs(sheet, state):
    os.makedirs(os.path.join(state, 'whisper'))
    ports = {name: sheet.free_port() for name in ('line', 'pickle', 'query')}
    with open(os.path.join(state, 'carbon.conf'), 'w') as out:
        out.write(CARBON.format(state=state, **ports))
    with open(os.path.join(state, 'storage-schemas.conf'), 'w') as out:
        out.write('[all]\npattern = .*\nretentions = 60s:1d\n')
    # sets its database up, which an installation does once
    process, base = sheet.start_theirs(state, os.path.join(state, 'whisper'))
    stop([process])
    return dict(os.environ, PYTHONPATH=state, LC_ALL='C.UTF-8', PYTHONWARNINGS='ignore',
                GRAPHITE_SETTINGS_MODULE='contact_sheet_settings', DJANGO_SETTINGS_MODULE='graphite.settings')


def theirs(sheet, state, environment):
    port = sheet.free_port()
    began = time.monotonic()
    quiet = {'stdout': subprocess.DEVNULL, 'stderr': subprocess.DEVNULL, 'cwd': state}
    carbon = subprocess.Popen(
        ['/usr/bin/carbon-cache', '--config=%s/carbon.conf' % state, '--logdir=%s' % state, '--pidfile=%s/carbon.pid' % state,
         '--nodaemon', 'start'], **quiet)
    web = subprocess.Popen(
        ['/usr/bin/python3', '-m', 'gunicorn', '--bind', '127.0.0.1:%d' % port, '--workers', '2', 'contact_sheet_wsgi:application'],
        env=environment, **quiet)
    until_picture('http://127.0.0.1:%d' % port)
    took = time.monotonic() - began
    if carbon.poll() is not None:
        sys.exit('carbon-cache has ended; see %s' % state)
    return None, took, [carbon, web]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('graphite')
    parser.add_argument('--rounds', type=int, default=5)
    options = parser.parse_args()
    sheet = webs.contact_sheet()
    with tempfile.TemporaryDirectory(prefix='start-speed.') as state:
        environment = prepare_theirs(sheet, state)
        results = {'theirs': [], 'ours': []}
        print('%-12s %8s %12s %8s %8s   load' % ('', 'ready s', 'picture s', 'CPU s', 'MiB'))
        for i in range(options.rounds + 1):
            for name, start in (('theirs', lambda: theirs(sheet, state, environment)),
                                ('ours', lambda: ours(os.path.abspath(options.graphite), state))):
                ready, picture, processes = start()
                cpu, memory = cost(processes)
                stop(processes)
                label = name if i else name + ', first'
                print('%-12s %8s %12.2f %8.2f %8.0f   %.1f'
                      % (label, '' if ready is None else '%.2f' % ready, picture, cpu, memory, os.getloadavg()[0]), flush=True)
                if i:
                    results[name].append((ready or picture, picture, cpu, memory))
        for name, rows in results.items():
            print('%s, medians: ready %.2f s, picture %.2f s, CPU %.2f s, %.0f MiB'
                  % ((name,) + tuple(statistics.median(column) for column in zip(*rows))))


if __name__ == '__main__':
    main()
