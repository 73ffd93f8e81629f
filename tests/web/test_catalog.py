"""Every text of the interface is translated, with the same placeholders."""

import gettext
import io
import re
from pathlib import Path
from shutil import copytree

from babel.messages import Catalog
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from web.catalog import TRANSLATIONS, update_catalog

PO = TRANSLATIONS / "hi" / "LC_MESSAGES" / "messages.po"

NAMES = {"API", "PNG", "SVG", "CSV", "JSON"}
"""Written in Hindi as in English."""

PLACEHOLDER = re.compile(r"%\(\w+\)s")


def forms(text: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text or ())


def texts(catalog: Catalog) -> dict[str, str]:
    return {str(message.id): str(message.string) for message in catalog if message.id}


def committed() -> Catalog:
    """The Hindi texts."""
    with PO.open("rb") as file:
        return read_po(file, locale="hi")


def test_the_catalogue_has_every_text_of_the_interface_and_no_other_and_is_compiled(
    tmp_path: Path,
) -> None:
    """Run ``python -m web.catalog`` after changing a text or a translation."""
    fresh = copytree(TRANSLATIONS, tmp_path / "translations") / PO.relative_to(TRANSLATIONS)
    update_catalog(tmp_path / "translations")
    with fresh.open("rb") as file:
        assert texts(committed()) == texts(read_po(file, locale="hi"))
    compiled, freshly = (
        read_mo(io.BytesIO(path.with_suffix(".mo").read_bytes())) for path in (PO, fresh)
    )
    assert texts(compiled) == texts(freshly)


def test_every_text_is_translated_with_the_same_placeholders() -> None:
    for message in committed():
        if not message.id:
            continue
        texts = forms(message.string)
        assert len(texts) == (2 if message.pluralizable else 1)
        assert not message.fuzzy
        for text in texts:
            assert re.search("[\u0900-\u097f]", text) or text in NAMES, message.id
            assert sorted(PLACEHOLDER.findall(text)) == sorted(
                PLACEHOLDER.findall(forms(message.id)[0])
            )


def test_one_and_none_take_the_singular_in_hindi() -> None:
    with PO.with_suffix(".mo").open("rb") as file:
        hindi = gettext.GNUTranslations(file)
    one, many = next(forms(m.id) for m in committed() if m.pluralizable and "Only" in m.id[0])
    texts = [hindi.ngettext(one, many, count) for count in (0, 1, 2)]
    assert texts[0] == texts[1] != texts[2]
