"""Names in the news, searched as a reader does: python -m tests.relevance.names_in_the_news HOME.

The lists are those of ``tests.relevance.transliteration`` whose words the news holds; the archive
in HOME holds the news. Told first: the first Hindi word that the page tells is an accepted
spelling. Searched: one of those told is. Spellings: of the accepted ones with a tenth or more of
the commonest one's articles, how many are told. In five: of the first five articles, how many hold
an accepted spelling. A full name that is told, शेख हसीना for hasina, tells each of its words.

In Hindi: each usual spelling of a name is searched for as it stands, and has to find the articles
that hold one of the others only.
"""

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from index.analysis import analyze, term
from index.lexicon import Lexicon
from index.search.models import Request
from index.search.open import open_archive
from index.search.searcher import Searcher
from index.transliteration.phonemes import is_devanagari
from tests.factories import settings_in
from tests.relevance.transliteration import IN_THE_NEWS, Query, queries, same

_LEAST_SHARE = 0.1
_LEAST_ARTICLES = 3
"""Of a spelling that is more than a slip."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a list came to, as shares."""

    words: int
    first: float
    searched: float
    spellings: float
    in_five: float
    missed: tuple[str, ...]


def measure(searcher: Searcher, lexicon: Lexicon, rows: Iterable[Query]) -> Found:
    """Search for every name."""
    words = first = searched = common = told_common = shown = right_shown = 0
    missed = []
    for typed, accepted in rows:
        held = {word: lexicon.articles(word) for word in accepted if lexicon.articles(word)}
        if not held:
            continue
        words += 1
        results = searcher.search(Request(typed, limit=5))
        matched = [v.term for word in results.words for v in word.matched]
        hindi = [form for form in matched if is_devanagari(form)]
        told = {same(word) for form in hindi for word in (form, *form.split())}
        right = {same(word) for word in accepted}
        is_first = any(same(word) in right for form in hindi[:1] for word in (form, *form.split()))
        first += is_first
        searched += not right.isdisjoint(told)
        usual = {same(w) for w, n in held.items() if n >= _LEAST_SHARE * max(held.values())}
        common += len(usual)
        told_common += len(usual & told)
        stems = {term(word)[1] for word in (typed, *accepted)}
        for one in results.results[:5]:
            article = f"{one.article.title}\n{one.article.body}"
            shown += 1
            right_shown += any(token.stem in stems for token in analyze(article))
        if not is_first or usual - told:
            missed.append(f"{typed}: {' '.join(matched[:6])} ({' '.join(sorted(held))})")
    return Found(
        words, first / words, searched / words, told_common / common, right_shown / max(shown, 1),
        tuple(missed),
    )  # fmt: skip


def measure_hindi(
    searcher: Searcher, lexicon: Lexicon, rows: Iterable[Query]
) -> tuple[float, list[str]]:
    """Of the usual spellings that are not the only one, the share that finds all; what misses."""
    asked, missed = 0, []
    for _, accepted in rows:
        held = {word: lexicon.articles(word) for word in accepted if " " not in word}
        most = max(held.values(), default=0)
        usual = [word for word, n in held.items() if n >= max(_LEAST_SHARE * most, _LEAST_ARTICLES)]
        for word in usual if len(usual) > 1 else ():
            asked += 1
            others = [each for each in usual if each != word]
            left = [each for each in others if searcher.count(Request(f"={each} -{word}"))]
            if left:
                missed.append(f"{word}: {' '.join(left)}")
    return 1 - len(missed) / asked, missed


def main(home: Path, *, misses: bool) -> None:
    """Print a line for each half of each list."""
    say = sys.stdout.write
    opened = open_archive(settings_in(home, ARCHIVE_ENGINE_URL=f"tantivy:{home}/index"))
    say("set         half  words  first  searched  spellings  in five\n")
    for name in IN_THE_NEWS:
        for half in ("odd", "even"):
            found = measure(opened.searcher, opened.words.lexicon(), queries(name, half))
            say(f"{name:11} {half:5} {found.words:5}  {found.first:.4f} {found.searched:.4f}    ")
            say(f"{found.spellings:.4f}     {found.in_five:.4f}\n")
            for line in found.missed if misses and half == "odd" else ():
                say(f"    {line}\n")
    found_all, missed = measure_hindi(opened.searcher, opened.words.lexicon(), queries("strict"))
    say(f"strict, in Hindi: {found_all:.4f}\n")
    for line in missed if misses else ():
        say(f"    {line}\n")
    opened.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), misses="--misses" in sys.argv)
