"""The view of the results."""

from dataclasses import replace

from flask import redirect, render_template, request
from flask.typing import ResponseReturnValue

from index.search import Archive
from web.http import observing
from web.http.caching import current_generation
from web.i18n import gettext as _
from web.links import lasting, search_link
from web.pages.explanations import (
    alternative_links,
    explain_words,
    summarize_words,
    unknown_words,
)
from web.pages.facets import active_filters, date_choices, facet_views, name_views
from web.pages.headings import search_heading, search_name, whole_name
from web.pages.home import EXAMPLES
from web.pages.mentions import MentionsView, asked_from, listed
from web.pages.timeline import chart
from web.request import unread_dates


class Pages:
    """The views that answer with HTML, over one opened archive."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    def search(self) -> ResponseReturnValue:
        """One page of results."""
        generation = current_generation()
        asked, sort = asked_from(request.args)
        results = observing.search(self._archive, listed(asked) if sort else asked, with_names=True)
        # Afterwards, since it takes whatever time is left.
        mentions = MentionsView.of(self._archive, asked, sort) if sort else None
        last = max(1, -(-(mentions.found if mentions else results).total // asked.limit))
        if asked.page > last:
            return redirect(search_link(replace(asked, page=last)))
        return render_template(
            "search.html",
            asked=asked,
            results=results,
            mentions=mentions,
            last=last,
            words=explain_words(asked, results.words),
            summary=summarize_words(results.words),
            unknown=unknown_words(results.words),
            unread_dates=unread_dates(request.args),
            facets=facet_views(asked, results),
            names=name_views(asked, self._archive.searcher.names(asked, generation)),
            filters=active_filters(asked),
            chart=chart(asked, results),
            heading=mentions.heading(results.total)
            if mentions
            else search_heading(asked, results.total),
            arrived=generation.index.seq if generation and generation.index else 0,
            page_title=search_name(asked) or _("Search"),
            watched_as=whole_name(lasting(asked)),
            date_choices=date_choices(asked, results.histogram.undated),
            alternatives=()
            if results.total
            else alternative_links(self._archive.searcher.alternatives(results, generation)),
            examples=EXAMPLES,
        )
