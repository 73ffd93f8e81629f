"""The interface's texts: gathered from code and templates, compiled for the site.

``python -m web.catalog`` brings messages.po up to date with new texts, which then wait there for
their translation, and compiles messages.mo. It translates nothing.
"""

import io
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

WEB = Path(__file__).parent
PO = WEB / "translations" / "hi" / "LC_MESSAGES" / "messages.po"
METHODS = [("**.py", "python"), ("templates/**.html", "jinja2")]
KEYWORDS = DEFAULT_KEYWORDS | {"lazy_gettext": None}
OPTIONS = {"templates/**.html": {"trim_blocks": "true", "lstrip_blocks": "true", "silent": "false"}}


def gathered() -> Catalog:
    """Every text of the interface, untranslated."""
    catalog = Catalog(locale="hi", project="Abhilekh", charset="utf-8")
    for file, line, message, comments, context in extract_from_dir(
        WEB, METHODS, OPTIONS, keywords=KEYWORDS
    ):
        catalog.add(message, locations=[(file, line)], auto_comments=comments, context=context)
    return catalog


def translated() -> Catalog:
    """The Hindi texts as committed."""
    with PO.open("rb") as file:
        return read_po(file, locale="hi")


def compiled(catalog: Catalog) -> bytes:
    """The catalogue in the form that gettext reads."""
    out = io.BytesIO()
    write_mo(out, catalog)
    return out.getvalue()


def main() -> None:
    """Bring messages.po and messages.mo up to date."""
    catalog = translated() if PO.exists() else gathered()
    catalog.update(gathered(), no_fuzzy_matching=True, update_creation_date=False)
    with PO.open("wb") as file:
        # Line numbers would change with every edit elsewhere.
        write_po(
            file, catalog, width=100, sort_by_file=True, ignore_obsolete=True, include_lineno=False
        )
    PO.with_suffix(".mo").write_bytes(compiled(catalog))


if __name__ == "__main__":
    main()
