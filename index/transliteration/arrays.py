"""Keeps a learned table as arrays in a file that opens without parsing, beside its .tsv.

The file is mapped into memory: only the pages that are used are read, and processes share them. It
holds the digest of the table it was made of; of another table, or where it is missing, the arrays
are made anew in memory, which takes a fifth of a second.
"""

import hashlib
import json
import mmap
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

_SUFFIX: Final = ".arrays"
_ALIGNMENT: Final = 64
"""Bytes: each array begins at a multiple of this."""

Arrays = Mapping[str, NDArray[Any]]


def open_arrays(table: Path, make: Callable[[Path], Arrays]) -> Arrays:
    """The arrays of a table; nobody may write to them.

    Args:
        table: The .tsv.
        make: Makes them of it.
    """
    kept = table.with_suffix(_SUFFIX)
    try:
        with kept.open("rb") as file:
            found = json.loads(file.readline())
            if found["made_of"] == _digest(table):
                mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
                return {
                    name: np.frombuffer(mapped, dtype, count, found["begins"] + start)
                    for name, dtype, count, start in found["arrays"]
                }
    except (OSError, ValueError, KeyError):
        # Missing or cut off: what it is made of is there.
        pass
    return make(table)


def save_arrays(table: Path, arrays: Arrays) -> None:
    """Write the arrays that were made of a table beside it; each has one dimension."""
    columns, body = [], b""
    for name, array in arrays.items():
        # The bytes of every machine on which this runs: the lowest first.
        content = array.astype(array.dtype.newbyteorder("<")).tobytes()
        columns.append((name, array.dtype.newbyteorder("<").str, array.size, len(body)))
        body += content + b"\0" * (-len(content) % _ALIGNMENT)
    head: dict[str, Any] = {"made_of": _digest(table), "begins": 0, "arrays": columns}
    # The head says how long it is itself, with room for the number.
    size = len(json.dumps(head)) + 10
    begins = size + (-size % _ALIGNMENT)
    line = json.dumps(head | {"begins": begins}).ljust(begins - 1) + "\n"
    table.with_suffix(_SUFFIX).write_bytes(line.encode("ascii") + body)


def _digest(table: Path) -> str:
    return hashlib.sha256(table.read_bytes()).hexdigest()[:16]
