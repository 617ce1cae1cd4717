#!/usr/bin/env python3
# Copyright 2026 The Graphite Stack Authors
# SPDX-License-Identifier: Apache-2.0
"""Measures finds of the product as it is, over trees of 100,000 and of a million series.

Usage: find-speed.py --graphite FILE [--seconds S] [--warm-up S] [--clients N] [--folder DIR] [--keep]

Needs wrk, whose cost as a client is small beside the answers'.

The series are empty files, 100 for each host: a find never opens one. Each tree is served by
`graphite web` with `--set web.find_cache_bytes=0`, so that every answer is found anew:

  start    from nothing: the tree is walked; then, a second time, from the log of names that the
           first left: seconds until the ready line
  memory   of the process when it is ready, and after the finds; and the live heap, as the JVM counts
           it after a collection
  finds    `/metrics/find` over kept connections, N clients at a time, in S seconds each after a
           warm-up: requests per second, p50 and p99 in ms, and CPU ms of the process for each, of
             host    one host of 100,000 names, each time another (1 node)
             1000    one level of 1000 hosts of 100,000 names
             10k     one level of 10,000 hosts of a million names

The machine's load average is told with the figures.

Last figures (two cores with the client on them, a tmpfs, otherwise quiet): host 18,881/s, p50 0.08 ms; 1000 3065/s,
0.57 ms; 10k 283/s, 6.8 ms. Ready from the log of names in 1.4 and 1.9 s; live heap of the whole process 18 and 54 MB.

To beat, go-carbon and carbonapi on such a machine: 3586/s, 501/s, 14 ms; 0.45 to 1.3 GB; 8 s.
"""
import argparse
import os
import re
import shutil
import subprocess
import tempfile
import time
import urllib.request

FIND = '/metrics/find?format=treejson&query='
TICKS = os.sysconf('SC_CLK_TCK')
GROUPS = ['cpu', 'memory', 'disk', 'net', 'load', 'proc', 'tcp', 'udp', 'nginx', 'jvm']


def make_tree(root, hosts):
    for host in range(hosts):
        for group in GROUPS:
            folder = f'{root}/servers/host{host:05d}/{group}'
            os.makedirs(folder)
            for i in range(10):
                open(f'{folder}/metric_{i}.wsp', 'wb').close()


class Product:
    def __init__(self, graphite, home, tree):
        self.output = open(f'{home}.out', 'w+', encoding='utf-8')
        began = time.monotonic()
        self.process = subprocess.Popen(
            [graphite, 'web', '--home', home, '--storage-dir', tree, '--web-port', '0',
             '--set', 'web.find_cache_bytes=0'],
            stdout=subprocess.PIPE, stderr=self.output, text=True)
        line = self.process.stdout.readline()
        if 'web=' not in line:
            raise SystemExit(f'no ready line, see {self.output.name}: {line!r}')
        self.seconds = time.monotonic() - began
        self.start_cpu = self.cpu()
        self.port = int(line.rsplit(':', 1)[1])

    def cpu(self):
        """CPU seconds so far."""
        with open(f'/proc/{self.process.pid}/stat', encoding='utf-8') as stat:
            fields = stat.read().rsplit(')', 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def memory(self):
        with open(f'/proc/{self.process.pid}/status', encoding='utf-8') as status:
            fields = dict(line.split(':', 1) for line in status)
        return int(fields['VmRSS'].split()[0]) / 1024

    def live_heap(self):
        """Megabytes of live heap."""
        histogram = subprocess.run(
            ['jcmd', str(self.process.pid), 'GC.class_histogram'],
            capture_output=True, text=True, check=False).stdout
        total = [line.split() for line in histogram.splitlines() if line.startswith('Total')]
        return int(total[0][2]) / 1e6 if total else float('nan')

    def stop(self):
        self.process.terminate()
        self.process.wait()
        self.output.close()


def milliseconds(text):
    number, unit = re.fullmatch(r'([0-9.]+)(us|ms|s)', text).groups()
    return float(number) * {'us': 1e-3, 'ms': 1, 's': 1e3}[unit]


def finds(port, pattern, expected, seconds, clients):
    """Requests per second, p50 and p99 in ms, of `pattern`, whose %05d is another number each time."""
    with urllib.request.urlopen(f'http://127.0.0.1:{port}{FIND}{pattern.replace("%05d", "00007")}') as answer:
        body = answer.read()
        if body.count(b'"leaf"') != expected:
            raise SystemExit(f'{body[:200]!r} (expected: {expected} nodes)')
    with tempfile.NamedTemporaryFile('w', suffix='.lua') as script:
        script.write(f'local n = 0\nrequest = function()\n  n = n + 1\n'
                     f'  return wrk.format("GET", string.format("{FIND}{pattern}", n % 1000))\nend\n')
        script.flush()
        told = subprocess.run(
            ['wrk', '-t1', f'-c{clients}', f'-d{seconds}', '--latency', '-s', script.name, f'http://127.0.0.1:{port}'],
            capture_output=True, text=True, check=True).stdout
    if 'Non-2xx' in told or 'Socket errors' in told:
        raise SystemExit(told)
    return (float(re.search(r'Requests/sec:\s+([0-9.]+)', told).group(1)),
            *(milliseconds(re.search(rf' {percent}%\s+(\S+)', told).group(1)) for percent in (50, 99)))


def measure(options, folder, names, questions):
    tree = f'{folder}/whisper-{names}'
    home = f'{folder}/home-{names}'
    if not os.path.exists(tree):
        make_tree(tree, names // 100)
    walked = Product(options.graphite, home, tree)
    # the log is flushed once a second, and closed at the end
    walked.stop()
    product = Product(options.graphite, home, tree)
    try:
        print(f'{names:,} names: start {walked.seconds:.2f} s walking, {product.seconds:.2f} s from'
              f' the log of names ({product.start_cpu:.1f} CPU s); {product.memory():.0f} MiB when ready')
        for what, pattern, expected in questions:
            finds(product.port, pattern, expected, options.warm_up, options.clients)
            before = product.cpu()
            rate, median, high = finds(product.port, pattern, expected, options.seconds, options.clients)
            cpu = (product.cpu() - before) / (rate * options.seconds) * 1e3
            print(f'  {what:5s} {rate:8.0f}/s, p50 {median:6.2f} ms, p99 {high:6.2f} ms, {cpu:.2f} CPU ms'
                  f' (load average {os.getloadavg()[0]:.1f})')
        print(f'  live heap {product.live_heap():.0f} MB, process {product.memory():.0f} MiB')
    finally:
        product.stop()


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--graphite', required=True)
    parser.add_argument('--seconds', type=int, default=5)
    parser.add_argument('--warm-up', type=int, default=15, help='seconds of the same finds before')
    parser.add_argument('--clients', type=int, default=2)
    parser.add_argument('--folder')
    parser.add_argument('--keep', action='store_true', help='leave the trees for the next run')
    options = parser.parse_args()
    folder = options.folder or tempfile.mkdtemp(prefix='find-speed-')
    os.makedirs(folder, exist_ok=True)
    try:
        measure(options, folder, 100_000, [('host', 'servers.host%05d', 1), ('1000', 'servers.*', 1000)])
        measure(options, folder, 1_000_000, [('10k', 'servers.*', 10_000)])
    finally:
        if not options.keep:
            shutil.rmtree(folder, ignore_errors=True)


if __name__ == '__main__':
    main()
