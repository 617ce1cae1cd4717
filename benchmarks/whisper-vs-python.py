#!/usr/bin/python3
# Copyright 2026 The Graphite Stack Authors
# SPDX-License-Identifier: Apache-2.0
"""CPU seconds of Python's whisper and of ours for the same work on the same files, in turn.

Needs Debian's python3-whisper and a build of the benchmarks module:

    mvn -q -pl benchmarks -am -DskipTests package
    benchmarks/whisper-vs-python.py [--files 1000] [--rounds 4] [--passes 10] [--warmup 20] [--java JAVA] [--folder FOLDER]

Prints, per kind of work, the best round (of several passes over all files) of each side in microseconds per file, and the ratio. CPU seconds are those of
the whole process, so that of ours includes the compiler and the garbage collector.
"""
import argparse
import glob
import os
import shutil
import subprocess
import tempfile
import time

import whisper

START = 1700000000
DAY = 86400
# through channels; with room to map half of the files; with room for all
ACCESSES = ("channel", "half", "mapped")


class Ours:
    def __init__(self, java, classpath, folder, files):
        self.process = subprocess.Popen(
            [java, "-cp", classpath, "org.graphitestack.benchmarks.storage.whisper.WhisperWorker", folder, str(files)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def tell(self, order):
        self.process.stdin.write(order + "\n")
        self.process.stdin.flush()
        return float(self.process.stdout.readline())

    def close(self):
        self.process.stdin.close()
        self.process.wait()


class Python:
    def __init__(self, paths):
        self.paths = paths
        self.now = START

    def update(self, points):
        batch = [(self.now - 60 * (points - 1 - i), i * 0.5) for i in range(points)]
        before = time.process_time()
        for path in self.paths:
            whisper.update_many(path, batch, self.now)
        self.now += 60 * points
        return time.process_time() - before

    def fetch(self):
        before = time.process_time()
        for path in self.paths:
            whisper.fetch(path, self.now - DAY, self.now, now=self.now)
        return time.process_time() - before


def classpath():
    here = os.path.dirname(os.path.abspath(__file__))
    root = os.path.dirname(here)
    folders = [os.path.join(root, module, "target", "classes")
               for module in ("benchmarks", "storage-whisper", "storage-api", "metric-model")]
    missing = [folder for folder in folders if not os.path.isdir(folder)]
    if missing:
        raise SystemExit("not built: %s (expected: mvn -q -pl benchmarks -am -DskipTests package)" % missing[0])
    return ":".join(folders)


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--files", type=int, default=1000)
    arguments.add_argument("--rounds", type=int, default=4)
    arguments.add_argument("--passes", type=int, default=10)
    arguments.add_argument("--warmup", type=int, default=20, help="passes of ours before the first round")
    arguments.add_argument("--java", default=os.path.join(os.environ.get("JAVA_HOME", ""), "bin", "java"))
    arguments.add_argument("--folder", default=None)
    arguments.add_argument("--classpath", default=None)
    options = arguments.parse_args()

    folder = tempfile.mkdtemp(prefix="whisper-bench-", dir=options.folder)
    ours = Ours(options.java, options.classpath or classpath(), folder, options.files)
    try:
        ours.tell("1 fill")
        paths = sorted(glob.glob(os.path.join(folder, "bench", "*", "*.wsp")))
        python = Python(paths)
        print("%-18s" % "CPU us per file" + "".join("%16s" % side for side in ("python",) + ACCESSES))
        work = [("update_many %d" % n, lambda n=n: python.update(n), "update %%s %d" % n) for n in (1, 10, 60)]
        work.append(("fetch 1440 values", python.fetch, "fetch %s"))
        for name, theirs, order in work:
            seconds = {side: [] for side in ("python",) + ACCESSES}
            for access in ACCESSES:
                ours.tell("%d %s" % (options.warmup, order % access))
            for _ in range(options.rounds):
                seconds["python"].append(sum(theirs() for _ in range(options.passes)))
                for access in ACCESSES:
                    seconds[access].append(ours.tell("%d %s" % (options.passes, order % access)))
            work_done = options.files * options.passes
            best = {side: min(all_) * 1e6 / work_done for side, all_ in seconds.items()}
            print("%-18s%16.1f" % (name, best["python"]) + "".join(
                "%8.1f %6.1fx" % (best[access], best["python"] / best[access]) for access in ACCESSES), flush=True)
    finally:
        ours.close()
        shutil.rmtree(folder)


main()
