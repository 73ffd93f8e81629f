"""The door of searching: what commands and site use. The modules behind it are private.

Each is loaded when something of it is asked for: a search in a terminal waits for a third of them.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index.highlight.snippet import Mark, Snippet
    from index.lexicon import Variant, Why
    from index.search.concordance import (
        SORTS,
        Concordance,
        ConcordanceAnswer,
        Mention,
        Sort,
        concordance_as_json,
    )
    from index.search.elsewhere import Copies, copies_elsewhere
    from index.search.export import ResultExport
    from index.search.generation import Generation, PerGeneration
    from index.search.json_answers import SearchAnswer, as_json, variants_as_json
    from index.search.models import (
        DateHistogram,
        Interval,
        Place,
        Request,
        Result,
        Results,
        WordMatches,
    )
    from index.search.names_beside import NameBeside
    from index.search.open import EMPTY, Archive, open_archive
    from index.search.recovery import Alternative, AlternativeKind
    from index.search.related import related_articles
    from index.search.romanising import in_roman
    from index.search.same_text import Kin, kin_of
    from index.search.searcher import Searcher, Selection
    from index.search.status import (
        IndexState,
        archive_status,
        disk_left,
        index_state,
        program_status,
        status_lines,
    )
    from index.search.suggest import MAX_SUGGEST_CHARS, MAX_SUGGESTIONS, Suggester, Suggestion
    from index.search.trends import (
        MAX_TERMS,
        Point,
        Trend,
        TrendsAnswer,
        fitting_interval,
        trends_as_json,
    )
    from index.search.word_cache import load_tables

__all__ = [
    "EMPTY",
    "MAX_SUGGESTIONS",
    "MAX_SUGGEST_CHARS",
    "MAX_TERMS",
    "SORTS",
    "Alternative",
    "AlternativeKind",
    "Archive",
    "Concordance",
    "ConcordanceAnswer",
    "Copies",
    "DateHistogram",
    "Generation",
    "IndexState",
    "Interval",
    "Kin",
    "Mark",
    "Mention",
    "NameBeside",
    "PerGeneration",
    "Place",
    "Point",
    "Request",
    "Result",
    "ResultExport",
    "Results",
    "SearchAnswer",
    "Searcher",
    "Selection",
    "Snippet",
    "Sort",
    "Suggester",
    "Suggestion",
    "Trend",
    "TrendsAnswer",
    "Variant",
    "Why",
    "WordMatches",
    "archive_status",
    "as_json",
    "concordance_as_json",
    "copies_elsewhere",
    "disk_left",
    "fitting_interval",
    "in_roman",
    "index_state",
    "kin_of",
    "load_tables",
    "open_archive",
    "program_status",
    "related_articles",
    "status_lines",
    "trends_as_json",
    "variants_as_json",
]

_HELD_BY = {
    "index.highlight.snippet": ("Mark Snippet"),
    "index.lexicon": ("Variant Why"),
    "index.search.concordance": (
        "SORTS Concordance ConcordanceAnswer Mention Sort concordance_as_json"
    ),
    "index.search.elsewhere": ("Copies copies_elsewhere"),
    "index.search.export": ("ResultExport"),
    "index.search.generation": ("Generation PerGeneration"),
    "index.search.romanising": ("in_roman"),
    "index.search.json_answers": ("SearchAnswer as_json variants_as_json"),
    "index.search.models": ("DateHistogram Interval Place Request Result Results WordMatches"),
    "index.search.names_beside": ("NameBeside"),
    "index.search.open": ("EMPTY Archive open_archive"),
    "index.search.recovery": ("Alternative AlternativeKind"),
    "index.search.related": ("related_articles"),
    "index.search.same_text": ("Kin kin_of"),
    "index.search.searcher": ("Searcher Selection"),
    "index.search.status": (
        "IndexState archive_status disk_left index_state program_status status_lines"
    ),
    "index.search.suggest": ("MAX_SUGGEST_CHARS MAX_SUGGESTIONS Suggester Suggestion"),
    "index.search.trends": ("MAX_TERMS Point Trend TrendsAnswer fitting_interval trends_as_json"),
    "index.search.word_cache": ("load_tables"),
}
_MODULE_OF = {name: module for module, names in _HELD_BY.items() for name in names.split()}

if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        """What is asked for, from its module; kept, so that it is looked up once."""
        if name not in _MODULE_OF:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        found = globals()[name] = getattr(import_module(_MODULE_OF[name]), name)
        return found
