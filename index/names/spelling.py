"""One way of writing a Hindi word: nukta, nasals and endings, which writers choose freely."""

import re
from functools import lru_cache

from index.analysis.folding import normalize_ending

_NASAL = re.compile("[ङञणनम]्(?=[क-म])|ँ")


def one_spelling(word: str) -> str:
    """A Hindi word with one way of writing nukta and nasals."""
    return _NASAL.sub("ं", word.replace("\u093c", ""))


@lru_cache(maxsize=20_000)
def plain(exact: str) -> str:
    """The exact form of a word with one way of writing nukta, nasals and endings."""
    return one_spelling(normalize_ending(exact))
