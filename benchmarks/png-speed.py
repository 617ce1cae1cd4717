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
import importlib.machinery
import importlib.util
import os
import shutil
import signal
import sys
import tempfile
import threading
import time
import urllib.request

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)
QUERY = 'target=bench.s*.value&from=-24h&width=800&height=400&noCache=1&now='
sys.dont_write_bytecode = True


def sheet():
    path = os.path.join(ROOT, 'integration-tests', 'graph-contact-sheet')
    loader = importlib.machinery.SourceFileLoader('graph_contact_sheet', path)
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader(loader.name, loader))
    loader.exec_module(module)
    return module


def cpu_seconds(pid):
    """Of a process and its children."""
    pids, total = [pid], 0
    while pids:
        one = pids.pop()
        with open('/proc/%d/stat' % one) as stat:
            fields = stat.read().rpartition(')')[2].split()
        total += int(fields[11]) + int(fields[12])
        with open('/proc/%d/task/%d/children' % (one, one)) as children:
            pids += [int(child) for child in children.read().split()]
    return total / os.sysconf('SC_CLK_TCK')


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
    parser.add_argument('--graphite', default=os.path.join(ROOT, 'graphite'))
    parser.add_argument('--seconds', type=float, default=8)
    parser.add_argument('--rounds', type=int, default=3)
    parser.add_argument('--clients', type=int, default=2)
    arguments = parser.parse_args()
    common = sheet()
    state = tempfile.mkdtemp(prefix='png-speed.')
    tree = os.path.join(state, 'whisper')
    common.make_tree(tree, {'bench.s%d.value' % i: walk(i) for i in range(10)})
    processes = []
    try:
        our_process, ours = common.start_ours(arguments.graphite, state, tree)
        processes.append(our_process)
        their_process, theirs = common.start_theirs(state, tree)
        processes.append(their_process)
        query = '/render?' + QUERY + str(common.NOW)
        load(ours + query, 10, 2)
        load(theirs + query, 2, 2)
        for clients in sorted({1, arguments.clients}):
            best = {}
            for _ in range(arguments.rounds):
                for name, base, process in (('graphite-web', theirs, their_process), ('ours', ours, our_process)):
                    before = cpu_seconds(process.pid)
                    rate, took = load(base + query, arguments.seconds, clients)
                    cpu = (cpu_seconds(process.pid) - before) / len(took)
                    best[name] = max(best.get(name, (0, 0, [])), (rate, cpu, took))
            for name, (rate, cpu, took) in best.items():
                print('%d client%s %-13s %7.1f/s  median %6.1f ms  p99 %6.1f ms  CPU %6.1f ms' % (
                    clients, 's' if clients > 1 else ' ', name, rate,
                    1000 * took[len(took) // 2], 1000 * took[len(took) * 99 // 100], 1000 * cpu))
            rates, cpus = ([best[name][i] for name in ('ours', 'graphite-web')] for i in (0, 1))
            print('requests: %.1f times as many; CPU: one %.1fth' % (rates[0] / rates[1], cpus[1] / cpus[0]))
    finally:
        for process in processes:
            process.send_signal(signal.SIGTERM)
            process.wait()
        shutil.rmtree(state, ignore_errors=True)


def walk(index):
    """Values that look random and are the same in each run."""
    return lambda t: 500 + 100 * index + ((t // 60 * 2654435761 + index * 40503) % 1009) / 20


if __name__ == '__main__':
    main()
