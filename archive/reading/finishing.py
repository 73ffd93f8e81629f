"""Makes an article of a draft: mends, cleans and checks it, and works out title, day and id."""

from datetime import date

from archive.article import LABELS, Article, Rejected, TitleOrigin, derived_id
from archive.legacy import font_named
from archive.reading.addresses import clean_url
from archive.reading.cleaning import clean_label, clean_text, host, id_problem
from archive.reading.file_names import day_in_path, names_itself, outlet_in_path
from archive.reading.publication_date import find_publication_date
from archive.reading.reader import Draft, Options
from archive.reading.restoring import Restored, restore, restore_label, restore_title
from archive.reading.titles import title_of

_UNSEEN = " \n\xad\u200b\u200c\u200d\u2060\u3164"
"""Characters that nobody sees; a text of nothing else is none."""


def finish(draft: Draft, options: Options) -> Article | Rejected:
    """The article in a draft, or why it holds none.

    Args:
        draft: As a reader found it.
        options: What a person said about the input.

    Raises:
        UnknownFont: The options name a font that cannot be read.
    """
    font = font_named(options.font) if options.font else ""
    exported = draft.titled_by is not None
    if exported:
        # An export of ours: it was restored when it came, and is to come back as it is.
        restored = Restored(clean_text(draft.body), clean_label(draft.language))
    else:
        restored = restore(draft.body, language=draft.language, font=font)
    body = restored.text
    if wrong := restored.problem or (
        "" if body.strip(_UNSEEN) else "the body is empty; leave it out"
    ):
        return Rejected(draft.origin.name, draft.line, wrong)
    url = clean_url(draft.url)
    id_ = draft.id.strip()
    if problem := id_problem(id_):
        return Rejected(draft.origin.name, draft.line, problem)
    published, dated_by = find_publication_date(
        url, body, byline=draft.byline_day, metadata=draft.published, file=_file_day(draft, body)
    )
    if dated_by == "metadata" and draft.dated_by:
        # It comes from an export, which says where the date was taken from.
        dated_by = draft.dated_by
    title = draft.title if exported else restore_title(draft.title, restored)
    title = clean_label(title)
    titled_by: TitleOrigin = (draft.titled_by or "source") if title else "text"
    labels = {name: getattr(draft, name) for name in LABELS}
    for name, label in labels.items():
        if label:
            labels[name] = clean_label(label if exported else restore_label(label, restored))
    labels["language"] = restored.language
    labels["source"] = labels["source"] or options.source or clean_label(host(url))
    labels["source"] = labels["source"] or outlet_in_path(draft.origin.path)
    return Article(
        id=id_ or derived_id(url, draft.identity or body),
        body=body,
        title=title or title_of(body),
        url=url,
        published=published,
        dated_by=dated_by,
        titled_by=titled_by,
        notes=" ".join(_together(draft.notes, restored.notes)),
        **labels,
    )


def _file_day(draft: Draft, body: str) -> date | None:
    """The day that the names of file and folders say, for what is the whole of a file."""
    if draft.file_day or draft.line is not None:
        return draft.file_day
    first = body.partition("\n")[0]
    own_name = draft.own_name or (first if names_itself(first) else "")
    return day_in_path(draft.origin.path, own_name)


def _together(earlier: tuple[str, ...], later: tuple[str, ...]) -> tuple[str, ...]:
    """All notes, each once: what was told of a text before goes before what is told now."""
    names = {code.partition("=")[0] for code in earlier}
    return (*earlier, *(code for code in later if code.partition("=")[0] not in names))
