"""Makes an article of a draft: mends, cleans and checks it, and works out title, day and id."""

from archive.article import LABELS, Article, Rejected, TitleOrigin, derived_id
from archive.reading.addresses import clean_url
from archive.reading.cleaning import clean_label, clean_text, host, id_problem
from archive.reading.publication_date import find_publication_date
from archive.reading.reader import Draft, Options
from archive.reading.titles import title_of


def finish(draft: Draft, options: Options) -> Article | Rejected:
    """The article in a draft, or why it holds none.

    Args:
        draft: As a reader found it.
        options: What a person said about the input.
    """
    body = clean_text(draft.body)
    if not body:
        return Rejected(draft.origin.name, draft.line, "the body is empty; leave it out")
    url = clean_url(draft.url)
    id_ = draft.id.strip()
    if problem := id_problem(id_):
        return Rejected(draft.origin.name, draft.line, problem)
    published, dated_by = find_publication_date(
        url, body, byline=draft.byline_day, metadata=draft.published
    )
    if dated_by == "metadata" and draft.dated_by:
        # It comes from an export, which says where the date was taken from.
        dated_by = draft.dated_by
    title = clean_label(draft.title)
    titled_by: TitleOrigin = (draft.titled_by or "source") if title else "text"
    labels = {name: clean_label(getattr(draft, name)) for name in LABELS}
    labels["source"] = labels["source"] or options.source or clean_label(host(url))
    return Article(
        id=id_ or derived_id(url, draft.identity or body),
        body=body,
        title=title or title_of(body),
        url=url,
        published=published,
        dated_by=dated_by,
        titled_by=titled_by,
        notes=" ".join(draft.notes),
        **labels,
    )
