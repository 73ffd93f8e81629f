"""The door of searching: what commands and site use. The modules behind it are private."""

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
from index.search.copies_elsewhere import Copies, copies_elsewhere
from index.search.export import ResultExport
from index.search.generation import Generation, PerGeneration
from index.search.in_roman import in_roman
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
