"""Every mention of a search's words, one a line, in place of the list of its articles."""

from dataclasses import dataclass, replace

from werkzeug.datastructures import MultiDict

from index.search import Archive, Concordance, Request, Sort
from web.http import observing
from web.links import keep_mentions
from web.pages.headings import mentions_heading, search_heading
from web.request import LIMIT, VIEW, to_mentions, to_request


@dataclass(frozen=True, slots=True)
class MentionsView:
    """A page of mentions.

    Attributes:
        asked: The search; its page and limit are of mentions.
        found: The page.
    """

    asked: Request
    found: Concordance

    @classmethod
    def of(cls, archive: Archive, asked: Request, sort: Sort) -> "MentionsView":
        """The page that was asked for."""
        return cls(asked, observing.concordance(archive, asked, sort))

    def heading(self, articles: int) -> str:
        """What was asked for and how often it is mentioned; as for a list where nothing was found.

        Args:
            articles: How many the search finds.
        """
        if not articles or not self.found.total:
            return search_heading(self.asked, articles)
        return mentions_heading(self.asked, self.found.total, self.found.articles)


def asked_from(args: MultiDict[str, str]) -> tuple[Request, Sort | None]:
    """The search of an address and how its mentions are sorted; None: it is of articles.

    From now on, links of the page lead to the same view.
    """
    if VIEW.of(args, strict=False) != "concordance":
        return to_request(args, strict=False), None
    asked, sort = to_mentions(args, strict=False)
    keep_mentions(sort)
    return asked, sort


def listed(asked: Request) -> Request:
    """The search of the articles: its facets, chart and notes stand beside the mentions."""
    return replace(asked, page=1, limit=LIMIT.default)
