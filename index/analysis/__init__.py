"""The analysis chain for text and query alike: tokens, exact form, stem, folded stem.

``analyze`` gives the tokens of a text with their places, ``terms`` only what is indexed, faster.
The modules beside ``analyzer`` are its steps, each a pure function of one word or text:

1. ``tokenizer``   where the words are
2. ``normalizer``  one way of writing each character: the exact form
3. ``stemmer``     the ending off
4. ``folding``     one form for variant spellings of the stem: what is indexed with positions

``stopwords`` is a list of words, which queries ask. Nothing is removed from a text.
"""

from index.analysis.analyzer import Token, analysis_fingerprint, analyze, term, terms
from index.analysis.stopwords import is_stop_word

__all__ = ["Token", "analysis_fingerprint", "analyze", "is_stop_word", "term", "terms"]
