"""Names of people, places and organisations in Hindi texts, without a model."""

from functools import cache

from index import analysis
from index.fingerprint import fingerprint
from index.names.held import FIRST_CHARS, names_at_beginning, names_in, read_name
from index.names.known import KINDS, KnownNames, Name, NameKind


@cache
def made_by() -> str:
    """A text that changes when the names that are found in a text may."""
    # Not when the package is loaded: most who load it never ask.
    return fingerprint("index.names", analysis.analysis_fingerprint())


__all__ = [
    "FIRST_CHARS",
    "KINDS",
    "KnownNames",
    "Name",
    "NameKind",
    "made_by",
    "names_at_beginning",
    "names_in",
    "read_name",
]
