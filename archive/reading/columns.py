"""Knows what the columns of tables, and the keys of JSON and XML, mean.

Names are compared without case, spaces, underscores and the like: ``Date Published``,
``date_published`` and ``datePublished`` are one name. Where a record has several names of one
field, the one that stands first in the table counts, if it holds a value.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from archive.reading.by_language import language_in, parted
from archive.reading.reader import Options

COLUMNS = (
    # ours, theirs (best first; a dot leads into an object, a [0] into a list), the reason
    ("body", "body article_body", "our own name, schema.org's articleBody"),
    ("body", "content.rendered", "WordPress REST: the page as HTML"),
    ("body", "content_html content_text content:encoded", "JSON Feed, RSS in XML or as JSON"),
    ("body", "content contents full_content article_content news_content", "crawlers, NewsAPI"),
    ("body", "post_content", "WordPress's database"),
    ("body", "maintext", "news-please"),
    ("body", "full_text article_text news_text body_text text_body cleaned_text", "corpora"),
    ("body", "text body.content", "newspaper3k and corpora; NITF"),
    ("body", "story full_story article news full_article full_news", "CSV files of news sets"),
    ("body", "paragraphs paras", "a list of paragraphs"),
    ("body", "inline_xml data_content content_set block", "NewsML, NITF"),
    ("body", "html", "Ghost's posts; a whole page is none"),
    ("body", "document sentence_text raw_text", "language corpora"),
    ("body", "status_message message post_text caption_text", "pages of social networks"),
    ("body", "selftext text_content", "Reddit's posts, Google Keep's notes"),
    ("body", "लेख मुख्य_पाठ पूरा_समाचार पूरी_खबर", "Hindi: article, main text, full news"),
    ("body", "पाठ विषयवस्तु सामग्री मजमून", "Hindi: text, content"),
    ("body", "समाचार खबर न्यूज़", "Hindi: news, where another column has the title"),
    ("body", "टेक्स्ट कंटेंट स्टोरी", "English words in Devanagari: text, content, story"),
    ("title", "hl1", "NITF, whose title is often that of a desk"),
    ("title", "title headline heading", "our own name, schema.org's, newsrooms'"),
    ("title", "title.rendered", "WordPress REST"),
    ("title", "headline.main", "the New York Times's API"),
    ("title", "news_title article_title post_title title_text news_headline", "CSV files"),
    ("title", "headlines hed h1 heading1 title_page", "scrapers, news-please"),
    ("title", "web_title h.title", "the Guardian's API; corpora"),
    ("title", "link_name", "what a post in a social network links to"),
    ("title", "subject", "mail and forum exports"),
    ("title", "head", "TEI"),
    ("title", "शीर्षक हेडलाइन टाइटल शीर्ष_पंक्ति", "Hindi: title; English words in Devanagari"),
    ("title", "सुर्खी समाचार_शीर्षक खबर_का_शीर्षक मुख्य_शीर्षक", "Hindi: headline"),
    ("url", "url link", "our own name, RSS's"),
    ("url", "canonical_url canonical canonical_link permalink permalink_url", "the page's own"),
    ("url", "article_url news_url page_url post_url web_url article_link news_link", "crawlers"),
    ("url", "share_url full_url original_url story_url href uri", "APIs"),
    ("url", "main_entity_of_page main_entity_of_page.@id", "schema.org"),
    ("url", "guid guid.rendered status_link", "RSS and WordPress, where they are addresses"),
    ("url", "लिंक यूआरएल कड़ी वेब_पता", "Hindi: link, url, web address"),
    ("source", "source source.name source.title", "our own name, NewsAPI"),
    ("source", "publisher publisher.name publication publication_name", "schema.org"),
    ("source", "outlet newspaper paper paper_name newspaper_name", "corpora"),
    ("source", "news_source site_name website site", "crawlers"),
    ("source", "source_domain domain source_host", "news-please"),
    ("source", "channel provider provider.name", "feeds, schema.org"),
    ("source", "container_title", "what programs for citations exchange (CSL)"),
    ("source", "स्रोत अखबार समाचार_पत्र प्रकाशक प्रकाशन", "Hindi: source, paper"),
    ("author", "author", "our own name, schema.org's"),
    ("author", "_embedded.author[0].name", "WordPress REST with _embed: author is a number"),
    ("author", "authors author_name author_names byline byline.original", "crawlers"),
    ("author", "creator dc:creator writer written_by reporter journalist columnist", "feeds, CSV"),
    ("author", "लेखक संवाददाता रिपोर्टर पत्रकार रचनाकार", "Hindi: author, correspondent"),
    ("category", "category categories", "our own name, feeds"),
    ("category", "_embedded.wp:term[0][0].name", "WordPress REST with _embed"),
    ("category", "section article_section section_name news_category category_name", "schema.org"),
    ("category", "topic genre label class news_type desk", "sets for classification"),
    ("category", "श्रेणी वर्ग अनुभाग खंड विषय", "Hindi: category, section, subject"),
    ("language", "language lang in_language language_code", "our own name, schema.org"),
    ("language", "भाषा", "Hindi: language"),
    ("published", "published date", "our own name, the commonest"),
    ("published", "date_published published_at publish_date published_date", "schema.org, APIs"),
    ("published", "pub_date publication_date date_publish published_on publish_time", "RSS"),
    ("published", "published_time article:published_time publish_at first_published", "Open Graph"),
    ("published", "web_publication_date", "the Guardian's API"),
    ("published", "post_date posted_on posted_at date_posted posted", "WordPress, scrapers"),
    ("published", "news_date article_date story_date issue_date release_date", "corpora"),
    ("published", "status_published date_of_publication date.issue date.issue.norm", "NITF"),
    ("published", "first_created version_created date_line_date", "NewsML"),
    ("published", "dc:date datetime timestamp time", "feeds, logs"),
    ("published", "issued when", "what programs for citations exchange (CSL), TEI"),
    ("published", "created_utc", "Reddit"),
    ("published", "created_at created created_date date_created", "databases, where no other is"),
    ("published", "तारीख दिनांक तिथि प्रकाशन_तिथि प्रकाशन_तारीख", "Hindi: date"),
    ("published", "प्रकाशित प्रकाशित_तिथि समय", "Hindi: published, time"),
    ("id", "id", "our own name, and _id, MongoDB's"),
    ("id", "article_id news_id story_id post_id uuid identifier doc_id", "databases"),
)
"""What names mean. Times of change are left out on purpose: no article was published then."""

BEGINNINGS = (
    # where no name of COLUMNS holds a text: theirs, whether it is only the beginning, the reason
    ("description", False, "many sets have their whole text there"),
    ("long_description details detail full_description", False, "shops' words for a text"),
    ("विवरण", False, "Hindi: description"),
    ("extract", False, "MediaWiki"),
    ("summary abstract excerpt excerpt.rendered", True, "the beginning, or a summary of it"),
    ("lead teaser intro standfirst lede snippet", True, "newsrooms' words for a beginning"),
    ("सारांश संक्षेप", True, "Hindi: summary"),
)
"""Names that hold a text of their own only where there is no body."""

ASIDE = frozenset(
    # Lists in an article that hold no articles of their own.
    "comments comment replies reply reactions related related_articles related_posts related_news "
    "recommended tags keywords authors author images image photos photo media videos video "
    "categories links attachments enclosures metadata meta _embedded _links user users "
    "contributors publisher faq contacts ads navigation menu "
    "highlighting highlight facets facet_counts aggregations spellcheck suggest".split()
)
MAPPED = ("title", "body", "url", "source", "author", "category", "language", "published", "id")
"""The fields of ours that a column may be mapped to."""

_PARTS = re.compile(r"[^.\[\]]+|\[\d+\]")
# Matras and the virama are no \\w, and must stay.
_NOT_IN_NAMES = re.compile(r"[^\w\u0900-\u0963]|_")
_AGAIN = re.compile(r"(?<=.)[ .]\d{1,2}$")
"""What is put behind a name that a table has twice: text, text.1 or text 2."""

_WRAPPERS = re.compile(r"^(?:_source|fields|attributes|node|data|article|post|item)\.(?=.)")
"""Objects in which exports lay a record; flattened to a table they stand before each name."""

_PARAGRAPH = re.compile("(?:p|para|paragraph|पैरा|अनुच्छेद)0*([1-9][0-9]?)")

_MAX_TOLD = 20
"""Columns that a message names."""

_MAX_TOLD_CHARS = 40

_SEVERAL = 2
Path = tuple[str | int | tuple[str, ...], ...]
"""Steps into a record: a key, a place in a list, or several keys, whose values are a list."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where a record with certain keys has what.

    Attributes:
        paths: For each field of ours the places to look at, best first.
        beginnings: Places of texts that count where there is no body, and whether each is only
            the beginning of one.
        missing: The columns that a person named and that are not there.
        languages: Codes of the languages that a record has its article in, the first one best,
            "" for names that say none; empty if it has one article.
        fields: The fields of keys that ``by_language.parted`` asks for.
    """

    paths: Mapping[str, tuple[Path, ...]]
    beginnings: tuple[tuple[Path, bool], ...]
    missing: tuple[str, ...]
    languages: tuple[str, ...]
    fields: Mapping[str, str]


def folded(name: str) -> str:
    """A name without case, spaces, marks and the like; nukta and nasal as most write them."""
    text = unicodedata.normalize("NFD", name.strip())
    text = "".join(sign for sign in text if sign != "\u093c" and not _is_mark(sign))
    return _NOT_IN_NAMES.sub("", unicodedata.normalize("NFC", text)).casefold()


def _is_mark(sign: str) -> bool:
    """Whether it is an accent on a Latin letter, or a sign that is not seen."""
    return "\u0300" <= sign <= "\u036f" or unicodedata.category(sign) == "Cf"


def parsed(path: str) -> Path:
    """The steps of a path such as ``a.b[0].c``."""
    return tuple(int(part[1:-1]) if part.startswith("[") else part for part in _PARTS.findall(path))


def plan_for(keys: Iterable[str], options: Options) -> Places:
    """Where a record with these keys has what.

    Args:
        keys: Its keys, or the names of the columns of a table.
        options: What a person said about columns.
    """
    return _plan(tuple(keys), tuple(options.columns.items()) if options.columns else ())


def by_language(values: Mapping[str, Any], options: Options) -> Sequence[Mapping[str, Any]]:
    """The record, or one for each language that it has its article in."""
    plan = plan_for(values, options)
    if not plan.languages:
        return (values,)
    return parted(
        values, plan.languages, plan.fields, [str(path[0]) for path in plan.paths["body"]]
    )


def knows(keys: Iterable[str], field: str) -> bool:
    """Whether one of these names is known to mean a field."""
    return any(field in _meanings(key) for key in keys)


def meaning(name: str) -> str:
    """The field that a name means first of all; "" if none is known."""
    return next((field for field in MAPPED if field in _meanings(name)), "")


@lru_cache(maxsize=4096)
def _meanings(key: str) -> frozenset[str]:
    """The fields that a name is known to mean, also with a language in it."""
    names = {folded(key), folded(language_in(key)[0])}
    return frozenset(field for field, known in _NAMES.items() if not known.isdisjoint(names))


def told(keys: Iterable[str]) -> str:
    """Some names for a message: ``"a", "b" and 3 more``."""
    names = [f'"{" ".join(key.split())[:_MAX_TOLD_CHARS]}"' for key in keys]
    more = f" and {len(names) - _MAX_TOLD} more" if len(names) > _MAX_TOLD else ""
    return ", ".join(names[:_MAX_TOLD]) + more


@lru_cache(maxsize=2048)
def _plan(keys: tuple[str, ...], columns: tuple[tuple[str, str], ...]) -> Places:
    by_name: dict[str, list[str]] = {}
    for key in sorted(keys, key=lambda key: key.startswith("_")):
        by_name.setdefault(folded(_AGAIN.sub("", _WRAPPERS.sub("", key))), []).append(key)
    paths: dict[str, tuple[Path, ...]] = dict.fromkeys(MAPPED, ())
    for field, name, steps in _TABLE:
        if name in by_name:
            # A table that was made of objects: a column is called title.rendered.
            paths[field] += tuple((key,) for key in by_name[name])
        else:
            keys_of_name = by_name.get(str(steps[0]), ())
            paths[field] += tuple((key, *steps[1:]) for key in keys_of_name)
    languages, fields = _with_languages(keys, paths) if not columns else ((), {})
    if len(numbered := sorted(filter(_number_of_paragraph, keys), key=_number_of_paragraph)) > 1:
        paths["body"] += ((tuple(numbered),),)
    missing = []
    for field, column in columns:
        # What a person says stands alone: a wrong text is worse than none.
        own = column if column in keys else next(iter(by_name.get(folded(column), ())), None)
        steps = parsed(column)
        if own is not None:
            paths[field] = ((own,),)
        elif len(steps) > 1 and steps[0] in keys:
            paths[field] = (steps,)
        else:
            paths[field] = ()
            missing.append(column)
    beginnings = (
        ((key, *steps[1:]), cut)
        for steps, cut in _BEGINNINGS
        for key in by_name.get(str(steps[0]), ())
    )
    named_body = any(field == "body" for field, _ in columns)
    return Places(paths, () if named_body else tuple(beginnings), tuple(missing), languages, fields)


def _number_of_paragraph(key: str) -> int:
    """The number of a column that holds one paragraph, para1, para2 …; 0 of all others."""
    numbered = _PARAGRAPH.fullmatch(folded(key))
    return int(numbered[1]) if numbered else 0


def _with_languages(
    keys: tuple[str, ...], paths: dict[str, tuple[Path, ...]]
) -> tuple[tuple[str, ...], dict[str, str]]:
    """Add names with a language in them to the paths; languages and fields as of ``Places``."""
    named = {key: language_in(key) for key in keys}
    codes = dict.fromkeys(code for _, code in named.values() if code)
    if not codes:
        return (), {}
    plain = {str(path[0]): field for field in MAPPED for path in paths[field] if len(path) == 1}
    fields = {}
    for code in sorted(codes, key=lambda code: code != "hi"):
        for field, name, steps in _TABLE:
            for key, (base, of) in named.items():
                if of == code and len(steps) == 1 and folded(base) == name and key not in fields:
                    paths[field] += ((key,),)
                    fields[key] = field
    of_bodies = dict.fromkeys(named[str(path[0])][1] for path in paths["body"])
    if len(of_bodies) < _SEVERAL:
        return (), {}
    return tuple(of_bodies), plain | fields


def look(values: Any, path: Path) -> Any:
    """What stands at a place; None: nothing."""
    for step in path:
        if isinstance(step, tuple):
            values = [values.get(key) for key in step] if isinstance(values, dict) else None
        elif isinstance(step, int):
            values = values[step] if isinstance(values, list) and step < len(values) else None
        elif isinstance(values, dict):
            values = values.get(step)
        else:
            return None
        if values is None:
            return None
    return values


def _steps(name: str) -> Path:
    """A path of the table: the first step is compared folded, the others stand as they are."""
    first, *rest = parsed(name)
    return (folded(str(first)), *rest)


_TABLE = tuple(
    (field, folded(name), _steps(name))
    for field, names, _reason in COLUMNS
    for name in names.split()
)
_BEGINNINGS = tuple(
    (_steps(name), cut) for names, cut, _reason in BEGINNINGS for name in names.split()
)
_NAMES = {
    field: frozenset(name for ours, name, _ in _TABLE if ours == field) for field in MAPPED
} | {"beginning": frozenset(str(steps[0]) for steps, _ in _BEGINNINGS)}
ASIDE_NAMES = frozenset(map(folded, ASIDE))
