"""What the label fields are called: in the interface's languages, in addresses, in the API."""

from dataclasses import dataclass

from web.i18n import lazy_gettext


@dataclass(frozen=True, slots=True)
class LabelNames:
    """The names of one label field.

    Attributes:
        one: Of a single label, as a heading.
        many: Of a list of labels, as a heading.
        counted: Behind a number.
        unknown: What is said of a label that no article has.
        path: The list of all labels in ``/browse/…``.
        parameter: What the parameter of this name does, for the description of the API.
    """

    one: str
    many: str
    counted: str
    unknown: str
    path: str
    parameter: str


LABEL_NAMES = {
    "source": LabelNames(
        lazy_gettext("Source"),
        lazy_gettext("Sources"),
        lazy_gettext("sources"),
        lazy_gettext("No source matches %(value)s; known sources: %(some)s"),
        "sources",
        "Only from this outlet; several: from any of them.",
    ),
    "author": LabelNames(
        lazy_gettext("Author"),
        lazy_gettext("Authors"),
        lazy_gettext("authors"),
        lazy_gettext("No author matches %(value)s; known authors: %(some)s"),
        "authors",
        "Only by this author; several: by any of them.",
    ),
    "category": LabelNames(
        lazy_gettext("Category"),
        lazy_gettext("Categories"),
        lazy_gettext("categories"),
        lazy_gettext("No category matches %(value)s; known categories: %(some)s"),
        "categories",
        "Only of this category; several: of any of them.",
    ),
    "language": LabelNames(
        lazy_gettext("Language"),
        lazy_gettext("Languages"),
        lazy_gettext("languages"),
        lazy_gettext("No language matches %(value)s; known languages: %(some)s"),
        "languages",
        "Only in this language, by its code; several: in any of them.",
    ),
}
"""By the names of ``archive.article.LABELS``, in their order."""
