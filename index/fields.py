"""The label fields of a document, and the facets that they and the days make, in one order.

``archive.article`` is where a label field is added; everything in ``index`` and ``web`` that
filters, counts, stores or names labels goes by these.
"""

from archive.article import LABELS

__all__ = ["DATES", "FACETS", "LABELS", "Facet"]

Facet = str
"""A label field, or "year", "month" or "day" of publication."""

DATES: tuple[Facet, ...] = ("year", "month")
"""The facets of time that a search counts: days are many, and counted only where they are shown."""

FACETS: tuple[Facet, ...] = (*LABELS, *DATES)
"""What a search counts."""
