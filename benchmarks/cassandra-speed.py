#!/usr/bin/env python3
# Copyright 2026 The Graphite Stack Authors
# SPDX-License-Identifier: Apache-2.0
"""Runs benchmarks/src/main/java/.../storage/cassandra/CassandraFigures.java beside one Cassandra node of the test bed.

  mvn -B -ntp -q package -pl benchmarks,integration-tests -am -Dchecks.skip -DskipTests
  mvn -B -ntp -q package -f integration-tests/cassandra-server
  benchmarks/cassandra-speed.py [--series 1000]
"""

import argparse
import glob
import os
import shutil
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
ADDRESS = "127.0.0.24"
MODULES = ("benchmarks", "metric-model", "storage-api", "storage-whisper", "storage-cassandra")


def jar(local, name):
    """The newest of a library; the driver's own choice where several are there makes no difference here."""
    found = sorted(glob.glob(os.path.join(local, "**", name + "-[0-9]*.jar"), recursive=True))
    found = [path for path in found if not path.endswith("-sources.jar")]
    if not found:
        sys.exit("cassandra-speed: no %s in %s (expected: what Maven fetches)" % (name, local))
    return found[-1]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--series", type=int, default=1_000)
    parser.add_argument("--folder", default=None, help="where whisper files are put, and removed")
    parser.add_argument("--classes", default=None, help="class path of the benchmark, instead of what Maven built")
    parser.add_argument("--bed", default=None, help="class path of the test bed, instead of what Maven built")
    arguments = parser.parse_args()
    local = os.path.expanduser("~/.m2/repository")
    java = os.path.join(os.environ["JAVA_HOME"], "bin", "java") if "JAVA_HOME" in os.environ else "java"
    # the product's libraries, without a logger behind slf4j: the driver would tell everything
    libraries = [path for path in glob.glob(os.path.join(ROOT, "graphite-launcher", "target", "lib", "*.jar"))
                 if "logback" not in path and "graphite" not in os.path.basename(path)]
    classes = arguments.classes or ":".join(
        [os.path.join(ROOT, module, "target", "classes") for module in MODULES] + libraries)
    bed = arguments.bed or ":".join(
        [os.path.join(ROOT, "integration-tests", "target", "test-classes"), jar(local, "awaitility"), jar(local, "hamcrest")])
    folder = tempfile.mkdtemp(prefix="cassandra-speed-", dir=arguments.folder)
    nodes = subprocess.Popen(
        [java, "-cp", bed, "org.graphitestack.integration.cassandra.CassandraNodes", "benchmark", ADDRESS],
        cwd=os.path.join(ROOT, "integration-tests"), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        ready = nodes.stdout.readline()
        if not ready.startswith("ready "):
            sys.exit("cassandra-speed: the node said %r (expected: ready …)" % ready)
        subprocess.run(
            [java, "-Xmx1g", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-cp", classes,
             "org.graphitestack.benchmarks.storage.cassandra.CassandraFigures", ADDRESS + ":9042", folder,
             str(arguments.series)],
            check=True)
    finally:
        nodes.stdin.close()
        nodes.wait()
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
