"""Any text as well-formed XML."""

from xml.etree import ElementTree as ET

from hypothesis import given, settings
from hypothesis import strategies as st

from web.export.xml import add, document, root, writable


@settings(deadline=None)
@given(st.text(), st.text())
def test_any_text_goes_in_and_comes_out(text: str, value: str) -> None:
    element = root("a", type_=value)
    add(element, "b", text)
    again = ET.fromstring(document(element))  # noqa: S314  our own
    # A reader of XML takes every line end for one, and within attributes for a space.
    assert (again.findtext("b") or "") == writable(text).replace("\r\n", "\n").replace("\r", "\n")
    assert len(again.get("type", "")) <= len(value)


def test_what_xml_cannot_hold_is_left_out() -> None:
    assert (
        writable("a\0\x08\x0b\x1f\ufffe\uffff\ud800b\t\n\r\x85\ue000🙂") == "ab\t\n\r\x85\ue000🙂"
    )


def test_names_that_python_has_for_itself() -> None:
    element = root("link", type_="x", xml__lang="hi", class_="y")
    assert document(element).endswith(b'<link type="x" xml:lang="hi" class="y" />')
