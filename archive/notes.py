"""The notes on an article: what reading had to do to it, as short codes in ``Article.notes``.

A note is a name, or a name and a value: ``font=krutidev010 ocr=0.93 cut``. Pages say them in words.
"""

NOTES = {
    # name: what it says
    "replaced": "so many damaged characters were replaced by U+FFFD",
    "double_encoded": "UTF-8 that had been encoded twice was decoded",
    "escapes": "letters written as escapes (\\u0915, %E0%A4%95) were decoded",
    "entities": "letters written as numeric entities were decoded",
    "markup": "markup in the text was taken out",
    "font": "the text was typed for this legacy font, and converted",
    "ocr": "the text was read from a picture, with this mean confidence (0 to 1)",
    "cut": "the source holds only the beginning of the text",
    "guessed": "which column holds the text was guessed: this one",
    "address": "the source gives this as its address, which leads nowhere",
    "page": "the text is this page of a document",
    "day": "the text is all that a paper printed on one day; its articles are not told apart",
    "several": "the text is so long that it may be several articles",
    "suspect": "the text may be damaged: only this share of its words (0 to 1) is known",
}
"""The names of notes, in the order in which pages list them."""


def note(name: str, value: object = None) -> str:
    """The code of a note.

    Raises:
        KeyError: ``NOTES`` has no such name.
    """
    if name not in NOTES:
        raise KeyError(name)
    return name if value is None else f"{name}={value}".replace(" ", "_")


def read_notes(codes: str) -> dict[str, str]:
    """The notes in ``Article.notes``: values by names; unknown names are left out."""
    pairs = (code.partition("=") for code in codes.split())
    return {name: value for name, _, value in pairs if name in NOTES}


def known_notes(codes: str) -> tuple[str, ...]:
    """The notes in a text from outside, without what is no note."""
    return tuple(code for code in codes.split() if code.partition("=")[0] in NOTES)
