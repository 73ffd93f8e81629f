"""One chain for text and query alike: tokens, exact form, stem, folded spelling.

``analyze`` is the door, ``terms`` the one for texts whose words may lose their places; the modules
beside them are the steps, each one pure function:

1. ``tokens``      where the words are
2. ``characters``  one way of writing each character: the exact form
3. ``stems``       the ending off
4. ``spelling``    the folded form of the stem: what is indexed with positions
5. ``stopwords``   which words say nothing by themselves
"""

from index.analysis.analyzer import FINGERPRINT, Token, analyze, term, terms
from index.analysis.stopwords import is_stop_word

__all__ = ["FINGERPRINT", "Token", "analyze", "is_stop_word", "term", "terms"]
