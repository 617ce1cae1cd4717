#!/usr/bin/env python3
# Copyright 2026 The Graphite Stack Authors
# SPDX-License-Identifier: Apache-2.0
"""Runs benchmarks/src/main/java/.../storage/ceres/CeresWeek.java on a file system in memory.

  mvn -B -ntp -q package -pl benchmarks -am -Dchecks.skip -DskipTests
  benchmarks/ceres-week.py [--series 10000]
"""

import argparse
import glob
import os
import shutil
import subprocess
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
MODULES = ("metric-model", "storage-api", "storage-whisper", "storage-ceres", "benchmarks")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--series", type=int, default=10_000)
    parser.add_argument("--folder", default="/dev/shm", help="where the trees are put, and removed")
    parser.add_argument("--classes", default=None, help="class path, instead of what Maven built")
    arguments = parser.parse_args()
    local = os.path.expanduser("~/.m2/repository")
    libraries = glob.glob(local + "/tools/jackson/core/jackson-core/*/*.jar")
    classes = arguments.classes or ":".join(
        [os.path.join(ROOT, module, "target", "classes") for module in MODULES] + libraries)
    folder = tempfile.mkdtemp(prefix="ceres-week-", dir=arguments.folder)
    java = os.path.join(os.environ["JAVA_HOME"], "bin", "java") if "JAVA_HOME" in os.environ else "java"
    try:
        subprocess.run(
            [java, "--enable-native-access=ALL-UNNAMED", "-XX:+UseSerialGC", "-cp", classes,
             "org.graphitestack.benchmarks.storage.ceres.CeresWeek", folder, str(arguments.series)],
            check=True)
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
