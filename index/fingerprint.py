"""A short name for the rules of a package: it changes when they do."""

import hashlib
from collections.abc import Collection
from importlib.resources import files


def fingerprint(package: str, *more: str, only: Collection[str] = ()) -> str:
    """Digest of a package's own modules and tables; what lies in its subfolders does not count.

    Args:
        package: Its full name.
        more: What counts besides, such as versions of libraries.
        only: The names of the files that count, if not all do.
    """
    digest = hashlib.sha256("\n".join(more).encode())
    for part in sorted(files(package).iterdir(), key=lambda part: part.name):
        if part.name.endswith((".py", ".tsv", ".gz", ".npz")) and (not only or part.name in only):
            digest.update(part.name.encode() + part.read_bytes())
    return digest.hexdigest()[:16]
