"""The bundled sample as a site."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from flask import Flask

from archive.importing import import_paths
from index.indexing import rebuild
from index.search.open import open_archive
from tests.web.conftest import settings_in
from web.app import create_app

SAMPLE = Path(__file__).parents[2] / "archive" / "sample"


@contextmanager
def sample_app(home: Path) -> Iterator[Flask]:
    """The site over the sample, opened in ``home``."""
    archive = open_archive(settings_in(home))
    import_paths(
        archive.store,
        [SAMPLE],
        lambda rejected: pytest.fail(str(rejected)),
    )
    rebuild(archive.store, archive.engine)
    archive.searcher.warm()
    yield create_app(archive, rate_limit="off")
    archive.close()
