"""Expands words that are searched exactly as typed: =मोदी, ="विदेश मंत्री"."""

from index.engine import AllOf, Clause, Phrase, Scope, Term
from index.highlight.matcher import HighlightTerms
from index.lexicon import Lexicon, Variant
from index.query.terms import QueryTerm, QueryToken
from index.search.expansion import Expansion
from index.search.models import WordMatches


def expand_exact(query_term: QueryTerm, lexicon: Lexicon) -> Expansion:
    """What is searched for words of which only the spelling typed counts."""
    words = tuple(_as_typed(word, lexicon) for word in query_term.words)
    must: list[Clause] = [Term(w.stem, w.exact, scope=Scope.EXACT) for w in query_term.words]
    if len(query_term.words) > 1:
        # Exact forms have no positions: stems keep the order, exact forms the spelling.
        stems = tuple((word.stem,) for word in query_term.words)
        must.append(Phrase(stems, scope=query_term.scope))
    elif query_term.scope is Scope.TITLE:
        must.append(Term(query_term.words[0].stem, scope=Scope.TITLE))
    forms = tuple(frozenset({word.exact}) for word in query_term.words)
    clause = must[0] if len(must) == 1 else AllOf(tuple(must))
    return Expansion(clause, words, (HighlightTerms(forms, exact=True),))


def _as_typed(word: QueryToken, lexicon: Lexicon) -> WordMatches:
    articles = lexicon.articles(word.exact)
    matched = (Variant(word.exact, 1.0, articles),) if articles else ()
    return WordMatches(word.typed, matched)
