"""What in a query could not be used, in the language of the page."""

from flask_babel import gettext as _

from index.search.results import Note
from web.language import number


def told(note: Note) -> str:
    """One line."""
    match note.kind:
        case "long":
            count = number(int(note.values[0]))
            return _("Only the first %(count)s characters of the query were read.", count=count)
        case "many":
            count = number(int(note.values[0]))
            return _("Only the first %(count)s words were searched for.", count=count)
        case "unexcludable":
            (field,) = note.values
            return _("-%(field)s: cannot be excluded; name what you want instead.", field=field)
        case "nameless":
            (field,) = note.values
            return _('%(field)s: names nothing; write %(field)s:"…"', field=field)
        case "undated":
            field, value = note.values
            return _(
                "%(field)s:%(value)s is no date; write %(field)s:2025-07-12",
                field=field,
                value=value,
            )
        case "unlabelled":
            return _unlabelled(*note.values)


def _unlabelled(field: str, named: str, some: str) -> str:
    if field == "source":
        return _("No source is called %(named)s; there are: %(some)s", named=named, some=some)
    if field == "author":
        return _("No author is called %(named)s; there are: %(some)s", named=named, some=some)
    return _("No category is called %(named)s; there are: %(some)s", named=named, some=some)
