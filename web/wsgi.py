"""The WSGI application ``web.wsgi:app``, with settings from the environment."""

import atexit
import os

from archive.settings import Settings
from index.search import open_archive
from web.app import create_app

_settings = Settings.from_mapping(os.environ)
_archive = open_archive(_settings)
atexit.register(_archive.close)

app = create_app(
    _archive,
    rate_limit=_settings.rate_limit,
    site_url=_settings.site_url,
    proxies=_settings.proxies,
    robots=_settings.robots,
)
