"""Hindi stop words: a table, normalized as any text is.

Stop words are indexed, so that a phrase keeps them; a query drops them when it has other words.
The table leaves out what a reader may search for by itself, common as it is: आप and अपना (दल) are
parties, मत is a vote, कर a tax, जी the G of जी-20, ली, मेरी, दिया and किया begin or end names (ब्रूस
ली, मेरी कॉम, दिया कुमारी, किया मोटर्स), देना is a bank.
"""

import csv
from importlib.resources import files

from index.analysis.folding import normalize_ending
from index.analysis.normalizer import normalize


def _key(exact: str) -> str:
    """The word without the variants of its spelling that make no other word.

    Not the folded form: जाति, a caste, is not जाती, nor are ऊन and दीया उन and दिया.
    """
    return normalize_ending(exact).replace("\u093c", "")


def _read() -> frozenset[str]:
    table = files("index.analysis").joinpath("stopwords.tsv").read_text(encoding="utf-8")
    rows = csv.DictReader(table.splitlines(), delimiter="\t")
    return frozenset(_key(normalize(row["word"])) for row in rows)


STOP_WORDS = _read()
"""The stop words, spelled as ``_key`` spells them."""


def is_stop_word(exact: str) -> bool:
    """Whether the word, given in its exact form, is a stop word, also with ँ for ं or a nukta."""
    return _key(exact) in STOP_WORDS
