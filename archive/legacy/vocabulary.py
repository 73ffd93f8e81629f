"""Words that tell whether a text holds Hindi: common ones of the news, and English ones in it."""

from functools import cache
from pathlib import Path


@cache
def common_words() -> frozenset[str]:
    """Some ten thousand words of Hindi, of two letters or more, NFC."""
    return _read("common_words.txt")


@cache
def english_words() -> frozenset[str]:
    """English words that Hindi news writes in Latin letters; small letters."""
    return _read("english_words.txt")


def _read(name: str) -> frozenset[str]:
    return frozenset(Path(__file__).with_name(name).read_text("utf-8").split())
