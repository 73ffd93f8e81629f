"""The bundled sample as a site."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from flask import Flask

import archive
from archive.importing import import_paths
from index.indexing import rebuild
from index.search.open import open_archive
from tests.web.conftest import settings_in
from web.app import create_app


@contextmanager
def sample_app(home: Path) -> Iterator[Flask]:
    """The site over the sample, opened in ``home``."""
    opened = open_archive(settings_in(home))
    import_paths(
        opened.store,
        [Path(archive.__file__).parent / "sample"],
        lambda rejected: pytest.fail(str(rejected)),
    )
    rebuild(opened.store, opened.engine)
    opened.searcher.warm()
    yield create_app(opened, rate_limit="off")
    opened.close()
