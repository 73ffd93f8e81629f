"""What the site says about a search, in the reader's language.

What each query word was matched with and why, with links that switch each match off or on; the
parts of a query that could not be used; and other searches to try when nothing was found.
"""

from dataclasses import dataclass, replace

from index.query.notes import Note, NoteKind
from index.search import Alternative, Request, Variant, Why, WordMatches
from web.i18n import lazy_gettext, number
from web.labels import LABEL_NAMES
from web.request import MAX_OFF

MAX_TERMS = 3
"""Further terms that the summary names for a word; of the rest, the number."""

MAX_WORDS = 4
"""Words that the summary names; the list below it has all of them."""

REASONS = {
    "exact": lazy_gettext("as typed"),
    "spelling": lazy_gettext("another spelling"),
    "sound": lazy_gettext("sounds alike"),
    "joined": lazy_gettext("written together or apart"),
    "prefix": lazy_gettext("begins like this"),
}

BY_MEANING = {
    # Of names and of words: whether the query word is in Latin letters, and whether the match is.
    ("name", True, False): lazy_gettext("Hindi name"),
    ("name", False, True): lazy_gettext("the name in Latin letters"),
    ("name", True, True): lazy_gettext("another form of the name"),
    ("name", False, False): lazy_gettext("another form of the name"),
    ("equivalent", True, False): lazy_gettext("Hindi for %(word)s"),
    ("equivalent", False, True): lazy_gettext("English for %(word)s"),
    ("equivalent", True, True): lazy_gettext("means the same"),
    ("equivalent", False, False): lazy_gettext("means the same"),
}

ALWAYS_ON: tuple[Why, ...] = ("exact", "prefix")
"""Matches that cannot be switched off: they are what was typed."""

NOTES = {
    "too_long": lazy_gettext("Only the first %(count)s characters of the query were read."),
    "too_many_words": lazy_gettext("Only the first %(count)s words were searched for."),
    "not_excludable": lazy_gettext(
        "-%(field)s: dates cannot be excluded; name those you want instead."
    ),
    "no_value": lazy_gettext('%(field)s: needs a name; write %(field)s:"…"'),
    "not_a_date": lazy_gettext("%(field)s:%(value)s is no date; write %(field)s:2025-07-12"),
    "unknown_field": lazy_gettext("%(field)s: is no field; there are %(value)s"),
    "other_field": lazy_gettext("%(field)s: is no field here; use %(value)s: instead."),
    "no_field_needed": lazy_gettext(
        "%(field)s: is no field here; words are searched for in title and text."
    ),
    "dash_excludes": lazy_gettext(
        "Articles with “%(value)s” were left out; put a space after “%(field)s” to search for it."
    ),
    "unused_operator": lazy_gettext("%(field)s has no word beside it to join or exclude."),
    "brackets": lazy_gettext("Brackets have no effect: OR joins the two words beside it."),
    "other_operator": lazy_gettext(
        "%(field)s is no operator here, it was read as %(value)s; there are AND, OR and NOT."
    ),
    "no_other_half": lazy_gettext("“%(field)s” has no other half and was left out."),
    "unread_sign": lazy_gettext("“%(field)s” was not read; -, = and * stand directly at a word."),
    "star_place": lazy_gettext("%(field)s: a star works only after the beginning of a word."),
    "short_prefix": lazy_gettext("%(field)s: a star needs %(value)s characters before it."),
    "prefix_cut": lazy_gettext(
        "%(field)s: only the %(value)s words in most articles were searched for."
    ),
    "too_many_stars": lazy_gettext("Only the first %(count)s words with a star were searched for."),
    "words_as_typed": lazy_gettext(
        "This asks for too much at once: some words were searched for only as typed, so there may "
        "be more or others. Use fewer words."
    ),
    "no_time_for_fewer": lazy_gettext(
        "There was no time to look for articles with only some of the words. Use fewer words."
    ),
    "no_time_for_counts": lazy_gettext("There was no time to count the filters."),
    "no_time_for_marks": lazy_gettext("There was no time to mark the words in all passages."),
    "phrase_as_words": lazy_gettext(
        "The exact phrase “%(field)s” was not found; its words were searched for."
    ),
    "other_store": lazy_gettext(
        "The index belongs to another archive: some articles may be missing until it is rebuilt."
    ),
    "mentions_cut": lazy_gettext(
        "There are more than these %(count)s mentions. Narrow the search, such as by date."
    ),
    "articles_cut": lazy_gettext(
        "These are the mentions in the first %(field)s of %(value)s articles. "
        "Narrow the search, such as by date."
    ),
    "read_as": lazy_gettext("Nothing was found as typed; it was read as %(field)s."),
}
"""A line for each kind of note; for a label that no article has, it stands in ``web.labels``."""

NUMBERED_NOTES: tuple[NoteKind, ...] = (
    "too_long",
    "too_many_words",
    "too_many_stars",
    "mentions_cut",
)
COUNTING_NOTES: tuple[NoteKind, ...] = ("short_prefix", "prefix_cut", "articles_cut")
"""Notes whose only value is a number, and those whose second one is."""

ALTERNATIVES = {
    "spelling": lazy_gettext("another spelling: %(query)s"),
    "inexact": lazy_gettext("with other spellings as well"),
    "switched_on": lazy_gettext("with every spelling included again"),
    "plain": lazy_gettext("without signs and filters: %(query)s"),
    "fewer": lazy_gettext("fewer words: %(query)s"),
    "unfiltered": lazy_gettext("without the filters"),
    "whole_year": lazy_gettext("in the whole year"),
    "any_time": lazy_gettext("at any time"),
}
"""A line for each kind of alternative."""

WITHOUT_FILTER = lazy_gettext("without the filter “%(label)s”")


@dataclass(frozen=True, slots=True)
class MatchSwitch:
    """One match of a query word, with the link that switches it.

    Attributes:
        why: In the language of the page.
        articles: How many contain it.
        on: Whether it was searched.
        other: The search with this match switched the other way; None: it cannot be switched.
    """

    term: str
    why: str
    articles: int
    on: bool
    other: Request | None


@dataclass(frozen=True, slots=True)
class ExplainedWord:
    """A query word with all its matches, nearest first."""

    word: str
    matches: list[MatchSwitch]


@dataclass(frozen=True, slots=True)
class AlternativeLink:
    """Another search: its wording, its request, and how many articles it finds."""

    text: str
    request: Request
    total: int


def explain_words(asked: Request, words: tuple[WordMatches, ...]) -> list[ExplainedWord]:
    """Every word that was matched, also those whose matches are all switched off."""
    return [
        ExplainedWord(word.word, [_switch(asked, word, match) for match in matches])
        for word in words
        # What is switched off keeps its position, so that a reader finds it again.
        if (matches := sorted((*word.matched, *word.off), key=lambda match: -match.weight))
    ]


def summarize_words(words: tuple[WordMatches, ...]) -> tuple[list[tuple[str, list[str], int]], int]:
    """The first few words that were searched in other forms as well, and how many words more.

    For each word: the word, its commonest other terms, and how many terms more.
    """
    found = []
    for word in words:
        others = (match for match in word.matched if match.why != "exact")
        terms = [match.term for match in sorted(others, key=lambda match: -match.articles)]
        if terms:
            found.append((word.word, terms[:MAX_TERMS], len(terms[MAX_TERMS:])))
    return found[:MAX_WORDS], len(found[MAX_WORDS:])


def unknown_words(words: tuple[WordMatches, ...]) -> list[str]:
    """The words that are not in the archive, except parts of a longer name that is."""
    parts = {part for word in words if word.matched or word.off for part in word.word.split()}
    missing = (word.word for word in words if not (word.matched or word.off))
    return [word for word in missing if word not in parts]


def describe_note(note: Note) -> str:
    """One line about a part of the query that could not be used."""
    if note.kind in NUMBERED_NOTES:
        return str(NOTES[note.kind]) % {"count": number(int(note.values[0]))}
    values = dict(zip(("field", "value", "some"), note.values, strict=False))
    if note.kind == "articles_cut":
        values["field"] = number(int(values["field"]))
    if note.kind in COUNTING_NOTES:
        values["value"] = number(int(values["value"]))
    unknown_label = note.kind == "unknown_label"
    line = LABEL_NAMES[values["field"]].unknown if unknown_label else NOTES[note.kind]
    return str(line) % values


def alternative_links(alternatives: tuple[Alternative, ...]) -> list[AlternativeLink]:
    """The searches to try when nothing was found, in words."""
    return [
        AlternativeLink(_alternative_text(alternative), alternative.request, alternative.total)
        for alternative in alternatives
    ]


def _switch(asked: Request, word: WordMatches, match: Variant) -> MatchSwitch:
    on = match in word.matched
    other = None
    if not on:
        off = tuple(term for term in asked.off if term != match.term)
        other = replace(asked, page=1, off=off)
    elif match.why not in ALWAYS_ON and not asked.exact and len(asked.off) < MAX_OFF:
        other = replace(asked, page=1, off=(*asked.off, match.term))
    return MatchSwitch(match.term, _reason(word.word, match), match.articles, on, other)


def _reason(word: str, match: Variant) -> str:
    if match.why in REASONS:
        return str(REASONS[match.why])
    line = BY_MEANING[match.why, word.isascii(), match.term.isascii()]
    return str(line) % {"word": word}


def _alternative_text(alternative: Alternative) -> str:
    if alternative.kind == "unfiltered" and alternative.without:
        return str(WITHOUT_FILTER) % {"label": alternative.without}
    return str(ALTERNATIVES[alternative.kind]) % {"query": alternative.request.query}
