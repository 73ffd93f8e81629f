"""A number beside what it counts, in words and in digits: दो दिन is 2 दिन.

By itself a number stays as it is typed: दो is in every fourth article, and rarely counts what the
query asks for.
"""

from collections.abc import Sequence

from index.analysis import term
from index.engine import Engine, Phrase, count
from index.highlight.matcher import HighlightTerms
from index.lexicon import Variant
from index.search.equivalents import EQUIVALENT_WEIGHT, Held

_SHARE = 0.5
"""What is found so counts beside its weight: its phrase scores for what is counted as well, which
is a word of the query by itself."""


def counted(forms: Sequence[str], name: str, stems: Sequence[str], engine: Engine) -> Held | None:
    """A number written the other way, next to what it counts; None if no article has it so.

    Args:
        forms: The other ways to write it.
        name: What it counts, for people.
        stems: What stands for that.
        engine: Tells how many articles have the two in a row.

    Raises:
        EngineUnavailable: The index cannot be read.
    """
    if not stems:
        return None
    written = tuple(dict.fromkeys(term(form)[1] for form in forms))
    phrase = Phrase((written, tuple(stems)))
    if not (articles := count(engine, phrase)):
        return None
    variant = Variant(f"{forms[0]} {name}", EQUIVALENT_WEIGHT, articles, "equivalent")
    marks = HighlightTerms((frozenset(written), frozenset(stems)))
    return Held(variant, phrase, marks, share=_SHARE)
