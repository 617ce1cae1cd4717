"""Serves Debian's graphite-web over a whisper tree and a cache, on a free port.

Usage: graphite-web-peer.py STATE-FOLDER WHISPER-TREE CACHE-HOST:PORT

Prints the port once it can be asked. Ends when it is killed.
"""
import os
import sys
import warnings
from wsgiref.simple_server import WSGIRequestHandler, make_server

state, tree, cache = sys.argv[1:4]
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
CARBONLINK_HOSTS = [{cache!r}]
CARBONLINK_TIMEOUT = 20.0
FUNCTION_PLUGINS = []
"""

with open(os.path.join(state, 'peer_local_settings.py'), 'w') as out:
    out.write(SETTINGS.format(state=state, tree=tree, cache=cache))
sys.path.insert(0, state)
sys.dont_write_bytecode = True
os.environ['GRAPHITE_SETTINGS_MODULE'] = 'peer_local_settings'
os.environ['DJANGO_SETTINGS_MODULE'] = 'graphite.settings'

import django  # noqa: E402

django.setup()

from django.core.handlers.wsgi import WSGIHandler  # noqa: E402
from django.core.management import call_command  # noqa: E402

call_command('migrate', run_syncdb=True, interactive=False, verbosity=0)


class Quiet(WSGIRequestHandler):
    def log_message(self, *_):
        pass


server = make_server('127.0.0.1', 0, WSGIHandler(), handler_class=Quiet)
print(server.server_port, flush=True)
server.serve_forever()
