"""The fingerprint of the data that a pinned figure was measured on."""

import hashlib
from collections.abc import Iterable
from pathlib import Path


def corpus_fingerprint(files: Iterable[Path]) -> str:
    """The same for the same bytes of the same files."""
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]
