"""The WSGI application ``web.wsgi:app``, with settings from the environment.

What keeps it from starting is one line on standard error; it makes no archive.
"""

import atexit
import os
import sys
from functools import partial
from pathlib import Path

# Read when numpy is loaded: two threads for a product of some rows cost more than they bring.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from archive.errors import ArchiveError
from archive.settings import Settings
from index.search import disk_left, open_archive
from web.app import create_app
from web.http.observing import Watch

try:
    _settings = Settings.from_mapping(os.environ)
    _archive = open_archive(_settings, make=False)
except ArchiveError as error:
    sys.exit(f"Error: {error}")
atexit.register(_archive.close)

# The library's own variable: whoever starts several processes names a folder for their counts.
_counts = os.environ.get("PROMETHEUS_MULTIPROC_DIR")

app = create_app(
    _archive,
    rate_limit=_settings.rate_limit,
    site_url=_settings.site_url,
    proxies=_settings.proxies,
    robots=_settings.robots,
    watch=Watch(counts=Path(_counts) if _counts else None, disk_left=partial(disk_left, _settings)),
    time_limit=_settings.time_limit,
)
