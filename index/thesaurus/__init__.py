"""What a word stands for by meaning, not by sound: English for Hindi things, equivalents, names."""

from index.thesaurus.capitals import LATIN_FUNCTION_WORDS
from index.thesaurus.concepts import Concept, RowProblem
from index.thesaurus.own_rows import OWN_ROWS, OwnRows, Version
from index.thesaurus.thesaurus import MAX_WORDS, Equivalent, Thesaurus

__all__ = [
    "LATIN_FUNCTION_WORDS",
    "MAX_WORDS",
    "OWN_ROWS",
    "Concept",
    "Equivalent",
    "OwnRows",
    "RowProblem",
    "Thesaurus",
    "Version",
]
