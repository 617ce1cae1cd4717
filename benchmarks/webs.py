# Copyright 2026 The Graphite Stack Authors
# SPDX-License-Identifier: Apache-2.0
"""What the benchmarks of the web application share: the two servers over one tree, and their CPU time.

The servers are started as integration-tests/graph-contact-sheet starts them (see there for what must
be installed).
"""
import contextlib
import importlib.machinery
import importlib.util
import os
import shutil
import signal
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def contact_sheet():
    path = os.path.join(ROOT, 'integration-tests', 'graph-contact-sheet')
    loader = importlib.machinery.SourceFileLoader('graph_contact_sheet', path)
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader(loader.name, loader))
    written, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    loader.exec_module(module)
    sys.dont_write_bytecode = written
    return module


class Server:
    def __init__(self, name, process, base):
        self.name, self.process, self.base = name, process, base

    def cpu_seconds(self):
        """Of the process and its children."""
        pids, total = [self.process.pid], 0
        while pids:
            one = pids.pop()
            with open('/proc/%d/stat' % one) as stat:
                fields = stat.read().rpartition(')')[2].split()
            total += int(fields[11]) + int(fields[12])
            with open('/proc/%d/task/%d/children' % (one, one)) as children:
                pids += [int(child) for child in children.read().split()]
        return total / os.sysconf('SC_CLK_TCK')


@contextlib.contextmanager
def both(graphite, series, folder=None):
    """graphite-web and ours, in this order, over a tree of `series` (functions of the time by name)."""
    sheet = contact_sheet()
    state = tempfile.mkdtemp(prefix='webs.', dir=folder)
    tree = os.path.join(state, 'whisper')
    processes = []
    try:
        sheet.make_tree(tree, series)
        ours, ours_base = sheet.start_ours(graphite, state, tree)
        processes.append(ours)
        theirs, theirs_base = sheet.start_theirs(state, tree)
        processes.append(theirs)
        yield Server('graphite-web', theirs, theirs_base), Server('ours', ours, ours_base)
    finally:
        for process in processes:
            process.send_signal(signal.SIGTERM)
            process.wait()
        shutil.rmtree(state, ignore_errors=True)


def walk(index):
    """Values that look random and are the same in each run."""
    return lambda t: 500 + 100 * (index % 10) + ((t // 60 * 2654435761 + index * 40503) % 1009) / 20
