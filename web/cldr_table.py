"""Makes the table of names from Unicode CLDR, which Babel carries: python -m web.cldr_table."""

from collections.abc import Iterator, Mapping
from typing import Literal

from babel import Locale
from babel.dates import get_day_names, get_month_names

from web.cldr import TABLE

HEAD = "# kind\tkey\thi\ten\t(of Unicode CLDR; © Unicode, Inc.; Unicode licence v3)\n"
NO_LANGUAGES = ("mul", "und", "zxx")
"""Codes of several, unknown and no languages."""


def table() -> str:
    """The text of the table: English as it is written in India, names of languages as anywhere."""
    lines = [HEAD]
    widths: dict[str, Literal["wide", "abbreviated"]] = {"": "wide", "-short": "abbreviated"}
    for kind, width in widths.items():
        months = (get_month_names(width, "stand-alone", code) for code in ("hi_IN", "en_IN"))
        lines += _rows(f"month{kind}", *months)
        weekdays = (get_day_names(width, "stand-alone", code) for code in ("hi_IN", "en_IN"))
        lines += _rows(f"weekday{kind}", *weekdays)
    lines += _rows("language", *(Locale(code).languages for code in ("hi", "en")))
    return "".join(lines)


def _rows(kind: str, hindi: Mapping[str, str], english: Mapping[str, str]) -> Iterator[str]:
    for key in sorted(set(hindi) | set(english)):
        if key not in NO_LANGUAGES:
            yield f"{kind}\t{key}\t{hindi.get(key, '')}\t{english.get(key, '')}\n"


if __name__ == "__main__":
    TABLE.write_text(table(), encoding="utf-8")
