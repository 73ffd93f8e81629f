import gettext
import io
import re

from babel.messages import Catalog
from babel.messages.mofile import read_mo

from web.catalog import PO, compiled, gathered, translated

PLACEHOLDER = re.compile(r"%\(\w+\)s")


def forms(text: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text or ())


def texts(catalog: Catalog) -> dict[str, str]:
    return {str(message.id): str(message.string) for message in catalog if message.id}


def test_every_text_of_the_interface_is_in_the_catalogue_and_no_other() -> None:
    """Run ``python -m web.catalog`` after changing a text."""
    assert texts(translated()).keys() == texts(gathered()).keys()


def test_every_text_is_translated_with_the_same_placeholders() -> None:
    for message in translated():
        if not message.id:
            continue
        texts = forms(message.string)
        assert len(texts) == (2 if message.pluralizable else 1)
        assert not message.fuzzy
        for text in texts:
            assert re.search("[\u0900-\u097f]", text), message.id
            assert sorted(PLACEHOLDER.findall(text)) == sorted(
                PLACEHOLDER.findall(forms(message.id)[0])
            )


def test_the_compiled_catalogue_is_up_to_date() -> None:
    """Run ``python -m web.catalog`` after changing a translation."""
    committed = read_mo(io.BytesIO(PO.with_suffix(".mo").read_bytes()))
    fresh = read_mo(io.BytesIO(compiled(translated())))
    assert texts(committed) == texts(fresh)


def test_one_and_none_take_the_singular_in_hindi() -> None:
    with PO.with_suffix(".mo").open("rb") as file:
        hindi = gettext.GNUTranslations(file)
    one, many = next(forms(m.id) for m in translated() if m.pluralizable and "Only" in m.id[0])
    texts = [hindi.ngettext(one, many, count) for count in (0, 1, 2)]
    assert texts[0] == texts[1] != texts[2]
