"""The card of an article: a picture of its headline, outlet and day, for links that are shared.

Messengers and social sites show it beside the link (``og:image``). Its words are Hindi whatever
the interface's language, since who sees it has chosen none.
"""

import io
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import regex
from flask import Response, abort
from flask.typing import ResponseReturnValue
from PIL import Image, ImageDraw, ImageFont, features

from archive.article import Article, headline, own_title
from index.search import Archive, PerGeneration
from web.http.caching import current_generation
from web.i18n import written_day

CAN_DRAW: Final = bool(features.check("raqm"))
"""Without this library Devanagari would be drawn as single letters, in the wrong order."""

WIDTH, HEIGHT = 1200, 630
MARGIN: Final = 72

PAPER, INK, SOFT, ACCENT, RULE = "#fbf8f1", "#211c16", "#655c50", "#8b1e1e", "#ddd3c1"
"""The colours of the site's light look."""

_FONT: Final = Path(__file__).parents[1] / "fonts" / "headline.ttf"
_KNOWN: Final = regex.compile(
    r"[^\u0020-\u007e\u00a0-\u017f\u0900-\u097f\u1e00-\u1eff\u200c\u200d"
    r"\u2010\u2013\u2014\u2018\u2019\u201c\u201d\u2022\u2026\u20ac\u20b9\u2212]+"
)
"""What the font has no letters for."""

_TOP, _BOTTOM = 170, 520
"""Where the headline may stand, by its lines."""

_SIZES: Final = (76, 66, 56, 48)
"""Sizes of the headline, the largest first that has room for all of it."""

_LINE: Final = 1.5
"""Lines of Devanagari need so much of the size: marks stand above and below the letters."""

_MAX_CHARS: Final = 400
_LABEL_SIZE, _NAME_SIZE, _MEASURED = 36, 34, 100
MAX_CARDS_KEPT: Final = 64


class Cards:
    """The view of the cards, over one opened archive."""

    def __init__(self, archive: Archive, page: Callable[..., ResponseReturnValue]) -> None:
        """Make the view.

        Args:
            archive: Has the articles.
            page: The page of an article: an id may itself end like a card's address.
        """
        self._archive = archive
        self._page = page
        self._kept: PerGeneration[str, bytes] = PerGeneration(MAX_CARDS_KEPT)

    def card(self, id: str) -> ResponseReturnValue:  # noqa: A002 - the name that the address has
        """The card of an article as a PNG."""
        article = self._archive.store.get(id)
        whole = f"{id}/card.png"
        if self._archive.store.get(whole) is not None:
            return self._page(id=whole)
        if article is None:
            abort(410 if self._archive.store.takedowns.is_gone(id) else 404)
        if not CAN_DRAW:
            abort(404)
        generation = current_generation()
        picture = (
            self._kept.get(generation, id, lambda: draw(article)) if generation else draw(article)
        )
        return Response(picture, mimetype="image/png")


def draw(article: Article) -> bytes:
    """The picture of an article's headline, outlet and day, as a PNG."""
    image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, WIDTH, 14), fill=ACCENT)
    labels = " · ".join(part for part in (_clean(article.source), _day(article.published)) if part)
    wide = WIDTH - 2 * MARGIN
    small = _font(_LABEL_SIZE)
    _write(pen, (MARGIN, 62), _cut(labels, wide / _LABEL_SIZE), small, ACCENT)
    size, lines = _fitted(_clean(headline(article, _MAX_CHARS)), wide)
    font, height = _font(size), round(size * _LINE)
    top = _TOP + max(0, (_BOTTOM - _TOP - height * len(lines)) // 2)
    colour = INK if own_title(article) else SOFT
    for number, line in enumerate(lines):
        _write(pen, (MARGIN, top + number * height), line, font, colour)
    pen.line((MARGIN, 546, WIDTH - MARGIN, 546), fill=RULE, width=2)
    _write(pen, (MARGIN, 556), "अभिलेख · Abhilekh", _font(_NAME_SIZE), SOFT)
    out = io.BytesIO()
    # Few colours: a palette is half as large, and as fast.
    image.quantize(32, method=Image.Quantize.FASTOCTREE).save(out, "PNG", compress_level=6)
    return out.getvalue()


def _fitted(text: str, wide: int) -> tuple[int, list[str]]:
    """The largest size with room for the whole text, and its lines; at the smallest it is cut."""
    words = text.split()
    for size in _SIZES:
        room, ems = int((_BOTTOM - _TOP) / (size * _LINE)), wide / size
        lines = _wrapped(words, ems)
        if len(lines) <= room:
            break
    else:
        lines[room - 1 :] = [_cut(lines[room - 1], ems, more=True)]
    return size, lines


def _wrapped(words: list[str], ems: float) -> list[str]:
    """The words in lines; one that is too long for a line goes on in the next at an akshara."""
    lines: list[str] = []
    line, length = "", 0.0
    for word in words:
        for number, piece in enumerate(_pieces(word, ems)):
            space = " " if line and not number else ""
            longer = length + _width(piece) + (_width(" ") if space else 0)
            if line and longer > ems:
                lines.append(line)
                line, length = piece, _width(piece)
            else:
                line, length = line + space + piece, longer
    return [*lines, line] if line else lines


def _pieces(word: str, ems: float) -> list[str]:
    if _width(word) <= ems:
        return [word]
    pieces, length = [""], 0.0
    for akshara in regex.findall(r"\X", word):
        length += _width(akshara)
        if pieces[-1] and length > ems:
            pieces.append("")
            length = _width(akshara)
        pieces[-1] += akshara
    return pieces


def _cut(line: str, ems: float, *, more: bool = False) -> str:
    """What has room in one line, with an ellipsis where that is not all."""
    words = line.split()
    length = sum(map(_width, words)) + _width(" ") * (len(words) - 1)
    if not more and length <= ems:
        return line
    while len(words) > 1 and length + _width("…") > ems:
        length -= _width(words.pop()) + _width(" ")
    text = " ".join(words).rstrip(" ,;:।.-–—…")
    return _pieces(text, ems - _width("…"))[0] + "…"


@lru_cache(maxsize=4096)
def _width(text: str) -> float:
    """How wide a text is, in ems: shaping takes the time, and sizes differ in scale only."""
    return float(_font(_MEASURED).getlength(text, language="hi")) / _MEASURED


def _write(
    pen: ImageDraw.ImageDraw,
    place: tuple[int, int],
    text: str,
    font: ImageFont.FreeTypeFont,
    colour: str,
) -> None:
    pen.text(place, text, font=font, fill=colour, language="hi")


def _clean(text: str) -> str:
    """One line of what the font has letters for."""
    return " ".join(_KNOWN.sub(" ", text[:_MAX_CHARS]).split())


def _day(day: date | None) -> str:
    return written_day(day, "hi") if day else ""


@lru_cache
def _font(size: int) -> Any:
    return ImageFont.truetype(_FONT, size, layout_engine=ImageFont.Layout.RAQM)
