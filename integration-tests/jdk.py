# Copyright 2026 The Graphite Stack Authors
# SPDX-License-Identifier: Apache-2.0
"""Finds a JDK 25 for the scripts beside this file, where ./graphite looks for one."""
import glob
import os
import re
import shutil
import sys


def java():
    """The path of a Java 25 or later."""
    on_path = os.path.realpath(shutil.which('java') or '')
    homes = [os.environ.get('GRAPHITE_JAVA_HOME', ''), os.environ.get('JAVA_HOME', ''),
             os.environ.get('JAVA_25_HOME', ''), os.path.dirname(os.path.dirname(on_path))]
    homes += sorted(glob.glob('/usr/lib/jvm/*') + glob.glob('/opt/java/*')
                    + glob.glob(os.path.expanduser('~/.sdkman/candidates/java/*'))
                    + glob.glob(os.path.expanduser('~/.jdks/*')))
    for home in homes:
        try:
            with open(os.path.join(home, 'release')) as release:
                version = re.search(r'^JAVA_VERSION="(\d+)', release.read(), re.M)
        except OSError:
            continue
        if home and version and int(version.group(1)) >= 25:
            return os.path.join(home, 'bin', 'java')
    sys.exit('no JDK 25 found (GRAPHITE_JAVA_HOME, JAVA_HOME, JAVA_25_HOME, java on PATH, /usr/lib/jvm and the like)')
