"""What in a query could not be used, in the language of the page."""

from flask_babel import lazy_gettext

from index.query.notes import Note, NoteKind
from web.i18n import number

LINES = {
    "long": lazy_gettext("Only the first %(count)s characters of the query were read."),
    "many": lazy_gettext("Only the first %(count)s words were searched for."),
    "unexcludable": lazy_gettext("-%(field)s: cannot be excluded; name what you want instead."),
    "nameless": lazy_gettext('%(field)s: names nothing; write %(field)s:"…"'),
    "undated": lazy_gettext("%(field)s:%(value)s is no date; write %(field)s:2025-07-12"),
    "source": lazy_gettext("No source is called %(value)s; there are: %(some)s"),
    "author": lazy_gettext("No author is called %(value)s; there are: %(some)s"),
    "category": lazy_gettext("No category is called %(value)s; there are: %(some)s"),
}
"""A line for each kind; of a label that no article bears, for each field."""

COUNTED: tuple[NoteKind, ...] = ("long", "many")


def told(note: Note) -> str:
    """One line."""
    if note.kind in COUNTED:
        return str(LINES[note.kind]) % {"count": number(int(note.values[0]))}
    values = dict(zip(("field", "value", "some"), note.values, strict=False))
    line = LINES[values["field"] if note.kind == "unlabelled" else note.kind]
    return str(line) % values
