"""The query string to a Request and back, by the table of ``web.parameters``.

The JSON interface is told what is wrong; a page takes the nearest thing that makes sense.
"""

from werkzeug.datastructures import MultiDict

from index.engine import Within
from index.search.results import Request
from web import parameters
from web.parameters import MAX_LABEL as MAX_LABEL  # noqa: PLC0414  part of what is read here
from web.parameters import MAX_LIMIT as MAX_LIMIT  # noqa: PLC0414
from web.parameters import MAX_OFF as MAX_OFF  # noqa: PLC0414
from web.parameters import MAX_PAGE as MAX_PAGE  # noqa: PLC0414
from web.parameters import MAX_QUERY as MAX_QUERY  # noqa: PLC0414
from web.parameters import BadParameter as BadParameter  # noqa: PLC0414
from web.parameters import clean as clean  # noqa: PLC0414
from web.parameters import first_day as first_day  # noqa: PLC0414
from web.parameters import last_day as last_day  # noqa: PLC0414


def to_request(args: MultiDict[str, str], *, strict: bool) -> Request:
    """What a query string asks for.

    Args:
        args: The query string's parameters; those of other names are ignored.
        strict: Refuse what cannot be used; otherwise take the default or the nearest bound.

    Raises:
        BadParameter: A value cannot be used; only when strict.
    """
    return Request(
        query=parameters.QUERY.of(args, strict=strict),
        page=parameters.PAGE.of(args, strict=strict),
        limit=parameters.LIMIT.of(args, strict=strict),
        order=parameters.ORDER.of(args, strict=strict),
        exact=parameters.EXACT.of(args, strict=strict),
        within=Within(
            source=parameters.SOURCE.of(args, strict=strict),
            author=parameters.AUTHOR.of(args, strict=strict),
            category=parameters.CATEGORY.of(args, strict=strict),
            since=parameters.SINCE.of(args, strict=strict),
            until=parameters.UNTIL.of(args, strict=strict),
        ),
        off=parameters.terms_off(args, strict=strict),
    )


def to_args(request: Request) -> dict[str, str | list[str]]:
    """The query string's parameters for a request; what is the default is left out."""
    within = request.within
    args: dict[str, str | list[str]] = {"q": request.query}
    if request.page > 1:
        args["page"] = str(request.page)
    if request.limit != parameters.LIMIT.default:
        args["limit"] = str(request.limit)
    if request.order != parameters.ORDER.default:
        args["order"] = request.order
    for label in parameters.LABELS:
        if labels := getattr(within, label.name):
            args[label.name] = list(labels)
    if within.since:
        args["since"] = within.since.isoformat()
    if within.until:
        args["until"] = within.until.isoformat()
    if request.exact:
        args["exact"] = "1"
    if request.off:
        args["off"] = list(request.off)
    return args
