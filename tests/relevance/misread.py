"""Words misread by OCR among what is offered: python -m tests.relevance.misread [--misses].

Real articles are printed as pages, in three fonts, scanned in three qualities (100, 72 and 80 dots
an inch, the last with noise, all as JPEG) and read by OCR: about 0.99, 0.94 and 0.90 of their
characters come back right. They stand alone in an archive, and beside clean articles. A misread
word is one that none of all the real news has. Measured is what holds one: of the suggestions for
ordinary words half typed, and of the other searches offered for ordinary words with a typo.
"""

import argparse
import html
import io
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageFilter
from playwright.sync_api import Browser
from rich.console import Console

from archive.article import Article
from archive.reading import read
from index import indexing
from index.analysis import terms
from index.search.models import Request
from index.search.open import Archive, open_archive
from index.search.suggest import Suggester
from tests.browser.site import chromium
from tests.factories import read_bytes, settings_in

PAGES = 90
CLEAN = 1000
ORDINARY = 300
"""Words that are typed: of the commoner ones of the real news every so many."""

TYPED_SHARES = (0.4, 0.6)
FONTS = ("Noto Sans Devanagari", "Noto Serif Devanagari", "Lohit Devanagari")
QUALITIES = ((0.5, 0.0), (0.36, 0.0), (0.4, 0.2))
"""How much a page of 200 dots an inch is made smaller, and how much noise is laid over it."""

_CHARS = range(800, 2500)
"""Characters of the articles that are printed: one page each."""

_MIN_CHARS, _MIN_ARTICLES = 5, 3
_AMONG = 3000
"""Of an ordinary word: it has so many letters, and is among the commonest."""

Say = Callable[[str], object]


@dataclass(frozen=True, slots=True)
class News:
    """The real news, parted.

    Attributes:
        printed: The articles that are printed and read by OCR.
        clean: Others.
        words: All words of all of the news.
        ordinary: Common words, to be typed.
    """

    printed: Sequence[Article]
    clean: Sequence[Article]
    words: frozenset[str]
    ordinary: Sequence[str]


def words_of(text: str) -> set[str]:
    """The words as the list of the archive has them."""
    return {word for exact, _ in terms(text) for word in exact.split(" ")}


def real_news(shared: Path) -> News:
    """The real news: what is printed, what stays, and the words."""
    found = read([shared / "data" / "news" / "news.jsonl.gz"])
    articles = [each for each in found if isinstance(each, Article)]
    counts: Counter[str] = Counter()
    for each in articles:
        counts.update(words_of(f"{each.title}\n{each.body}"))
    fit = [each for each in articles if len(each.body) in _CHARS]
    printed = fit[:: len(fit) // PAGES][:PAGES]
    ids = {each.id for each in printed}
    others = [each for each in articles if each.id not in ids]
    usual = [
        word
        for word, articles_with in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
        if len(word) >= _MIN_CHARS and articles_with >= _MIN_ARTICLES and not word.isascii()
    ][:_AMONG]
    return News(
        printed,
        others[:: len(others) // CLEAN][:CLEAN],
        frozenset(counts),
        usual[:: len(usual) // ORDINARY][:ORDINARY],
    )


def scanned(browser: Browser, articles: Iterable[Article]) -> Iterator[Article]:
    """The articles printed, scanned, and read by OCR; a page that cannot be read is left out."""
    page = browser.new_page(viewport={"width": 800, "height": 1000}, device_scale_factor=2)
    for number, article in enumerate(articles):
        text = "".join(f"<p>{html.escape(line)}</p>" for line in article.body.split("\n"))
        page.set_content(
            f'<body style=\'font: 16px/1.6 "{FONTS[number % 3]}"; columns: {1 + number % 2};'
            f" column-gap: 40px; margin: 70px 40px; background: white'>"
            f"<h2>{html.escape(article.title)}</h2>{text}"
        )
        picture = Image.open(io.BytesIO(page.screenshot(full_page=True))).convert("L")
        smaller, noise = QUALITIES[number // 3 % 3]
        if noise:
            blurred = picture.filter(ImageFilter.GaussianBlur(1.2))
            picture = Image.blend(blurred, Image.effect_noise(picture.size, 60), noise)
        size = int(picture.width * smaller), int(picture.height * smaller)
        scan = io.BytesIO()
        dots = int(200 * smaller)
        picture.resize(size, Image.Resampling.BILINEAR).save(
            scan, "JPEG", quality=20, dpi=(dots, dots)
        )
        found = read_bytes(scan.getvalue(), f"page-{number}.jpg")
        yield from (each for each in found if isinstance(each, Article))
    page.close()


@dataclass(frozen=True, slots=True)
class Offered:
    """What is offered, and how much of it holds a misread word."""

    suggestions: int
    misread_suggestions: int
    corrections: int
    misread_corrections: int

    def __str__(self) -> str:
        return (
            f"{self.misread_suggestions} of {self.suggestions} suggestions"
            f" ({self.misread_suggestions / max(1, self.suggestions):.4f}),"
            f" {self.misread_corrections} of {self.corrections} other searches offered"
            f" ({self.misread_corrections / max(1, self.corrections):.4f})"
        )


def half_typed(ordinary: Iterable[str]) -> list[str]:
    """The beginnings of the words; at least two letters."""
    words = [*ordinary]
    return [word[: max(2, round(share * len(word)))] for share in TYPED_SHARES for word in words]


def with_typos(news: News) -> list[str]:
    """Ordinary words with a letter missing, two in the wrong order, or one too many."""
    made = (
        typo
        for word in news.ordinary
        for typo in (word[:2] + word[3:], word[:-2] + word[-1] + word[-2], word + "क")
    )
    return [typo for typo in made if typo not in news.words]


def measure(archive: Archive, news: News, missed: Say = lambda _: None) -> Offered:
    """Look at what is offered for words half typed and mistyped."""

    def is_misread(text: str) -> bool:
        return any(word not in news.words and not word.isdecimal() for word in words_of(text))

    suggester, searcher = Suggester(archive), archive.searcher
    suggestions = [
        one.text for typed in half_typed(news.ordinary) for one in suggester.suggest(typed)
    ]
    corrections: list[str] = []
    for typed in with_typos(news):
        results = searcher.search(Request(typed))
        better = [results.did_you_mean] if results.did_you_mean else []
        if not results.total:
            spellings = searcher.alternatives(results)
            better += [one.request.query for one in spellings if one.kind == "spelling"]
        corrections += dict.fromkeys(better)
    wrong = [text for text in suggestions if is_misread(text)]
    wrong_corrections = [text for text in corrections if is_misread(text)]
    missed(f"suggested: {' '.join(wrong)}\ncorrected: {' '.join(wrong_corrections)}")
    return Offered(len(suggestions), len(wrong), len(corrections), len(wrong_corrections))


def archive_of(home: Path, articles: Iterable[Article]) -> Archive:
    """A new archive of these articles."""
    opened = open_archive(settings_in(home))
    opened.store.put(articles)
    indexing.catch_up(opened.store, opened.engine)
    return opened


def report(shared: Path, say: Say, missed: Say) -> None:
    """Print, scan, measure and print."""
    news = real_news(shared)
    with chromium() as browser:
        pages = [*scanned(browser, news.printed)]
    held: Counter[str] = Counter()
    for each in pages:
        held.update(words_of(f"{each.title}\n{each.body}"))
    wrong = [word for word in held if word not in news.words]
    say(f"{len(pages)} articles of {PAGES} pages, {len(wrong)} of {len(held)} words misread")
    say(f"of them in more than three articles: {sum(held[word] > 3 for word in wrong)}")
    for name, clean in (("alone", ()), (f"beside {CLEAN} clean articles", news.clean)):
        with (
            tempfile.TemporaryDirectory() as folder,
            closing(archive_of(Path(folder), (*clean, *pages))) as archive,
        ):
            say(f"{name}: {measure(archive, news, missed)}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tests.relevance.misread")
    parser.add_argument("shared", nargs="?", default="../shared", type=Path)
    parser.add_argument("--misses", action="store_true", help="print what was misread as well")
    asked = parser.parse_args()
    console = Console(highlight=False, soft_wrap=True, markup=False)
    report(asked.shared, console.print, console.print if asked.misses else lambda _: None)
