"""Serves Debian's graphite-web over a whisper tree, a cache and other servers, on a free port.

Usage: graphite-web-peer.py STATE-FOLDER WHISPER-TREE [CACHE-HOST:PORT [SERVER-HOST:PORT...]]

An empty text for the cache is none.

Prints the port once it can be asked. Ends when it is killed.
"""
import os
import sys
import warnings
from wsgiref import simple_server

state, tree = sys.argv[1:3]
caches = [cache for cache in sys.argv[3:4] if cache]
servers = sys.argv[4:]
warnings.simplefilter('ignore')

SETTINGS = """
SECRET_KEY = 'only-for-a-test'
TIME_ZONE = 'UTC'
STORAGE_DIR = LOG_DIR = CONF_DIR = {state!r}
LOG_ROTATION = False
INDEX_FILE = {state!r} + '/index'
WHISPER_DIR = {tree!r}
STANDARD_DIRS = [{tree!r}]
DATABASES = {{'default': {{
    'ENGINE': 'django.db.backends.sqlite3', 'NAME': {state!r} + '/graphite.db',
    'USER': '', 'PASSWORD': '', 'HOST': '', 'PORT': '',
}}}}
# nothing is kept from one request to the next
MEMCACHE_HOSTS = []
DEFAULT_CACHE_DURATION = 0
DEFAULT_CACHE_POLICY = []
FIND_CACHE_DURATION = 0
TAGDB_CACHE_DURATION = 0
CARBONLINK_HOSTS = {caches!r}
CLUSTER_SERVERS = {servers!r}
FIND_TIMEOUT = 60.0
FETCH_TIMEOUT = 60.0
REMOTE_RETRY_DELAY = 0
CARBONLINK_TIMEOUT = 20.0
FUNCTION_PLUGINS = []
"""

with open(os.path.join(state, 'peer_local_settings.py'), 'w') as out:
    out.write(SETTINGS.format(state=state, tree=tree, caches=caches, servers=servers))
sys.path.insert(0, state)
sys.dont_write_bytecode = True
os.environ['GRAPHITE_SETTINGS_MODULE'] = 'peer_local_settings'
os.environ['DJANGO_SETTINGS_MODULE'] = 'graphite.settings'

import django  # noqa: E402

django.setup()

from django.core.handlers.wsgi import WSGIHandler  # noqa: E402
from django.core.management import call_command  # noqa: E402

call_command('migrate', run_syncdb=True, interactive=False, verbosity=0)


class Quiet(simple_server.WSGIRequestHandler):
    def log_message(self, *_):
        pass


class Closing(simple_server.ServerHandler):
    """Says that it closes the connection, which it does after each answer."""

    def send_preamble(self):
        super().send_preamble()
        self._write(b'Connection: close\r\n')


simple_server.ServerHandler = Closing
server = simple_server.make_server('127.0.0.1', 0, WSGIHandler(), handler_class=Quiet)
print(server.server_port, flush=True)
server.serve_forever()
