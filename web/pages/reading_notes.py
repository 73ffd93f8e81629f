"""Says in words what reading did to an article, from the codes in its notes."""

from collections.abc import Callable

from archive.article import Article
from archive.notes import read_notes
from web.i18n import gettext as _
from web.i18n import number

_SAID: dict[str, Callable[[str], str]] = {
    "replaced": lambda n: _("Damaged characters are shown as �: %(number)s", number=_count(n)),
    "double_encoded": lambda _value: _("The text was encoded twice, and was repaired"),
    "escapes": lambda _value: _("Character codes were turned back into letters"),
    "entities": lambda _value: _("Numbers that stood for letters were turned back into letters"),
    "markup": lambda _value: _("Markup was taken out of the text"),
    "font": lambda name: _("Converted from the legacy font %(font)s", font=name.replace("_", " ")),
    "ocr": lambda sure: _(
        "Text read from an image (OCR), %(percent)s%% confidence", percent=_percent(sure)
    ),
    "cut": lambda _value: _("The source had only the beginning of the text"),
    "guessed": lambda column: _(
        "The text was taken from a column not labelled as text: %(column)s",
        column=column.replace("_", " "),
    ),
    "address": lambda address: _(
        "The address given in the source does not work: %(address)s", address=address
    ),
    "page": lambda n: _("Page %(number)s of a document", number=_count(n)),
    "day": lambda _value: _("One day’s newspaper in full, not split into articles"),
    "several": lambda _value: _("Very long: this may be several articles"),
    "suspect": lambda share: _(
        "The text may be damaged: only %(percent)s%% of its words are known",
        percent=_percent(share),
    ),
}


def said(article: Article) -> list[str]:
    """What reading did to the article, each a sentence in the reader's language."""
    notes = read_notes(article.notes)
    return [say(notes[name]) for name, say in _SAID.items() if name in notes]


def _count(value: str) -> str:
    return number(int(value)) if value.isdecimal() and len(value) < 10 else value  # noqa: PLR2004


def _percent(value: str) -> str:
    try:
        return number(round(100 * float(value)))
    except (ValueError, OverflowError):
        return value
