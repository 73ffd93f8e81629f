"""The command serve."""

from pathlib import Path
from typing import Any

import click

from archive.ownership import must_be_owner
from archive.settings import Settings
from archive.system import CAN_FORK
from web.commands.main import LEVEL
from web.commands.terminal import tell

host_option = click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help="Name or address; 0.0.0.0: for others too.",
)
port_option = click.option(
    "--port",
    default=8000,
    envvar="PORT",
    show_default=True,
    type=click.IntRange(0, 65535),
    help="0 takes any that is free.",
)

_EXAMPLES = """\b
Examples:
  serve
  serve --host 0.0.0.0 --port 8001 --workers 4
  serve --socket /run/abhilekh/http.sock --access-log -
"""


@click.command(epilog=_EXAMPLES)
@host_option
@port_option
@click.option(
    "--socket",
    "unix_socket",
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="A unix socket for a proxy on this machine, instead of host and port.",
)
@click.option(
    "--workers", default=2, show_default=True, type=click.IntRange(1, 64), help="Processes."
)
@click.option(
    "--threads",
    default=4,
    show_default=True,
    type=click.IntRange(1, 64),
    help="Requests that each answers at a time.",
)
@click.option("--access-log", metavar="FILE", help="A JSON line for each request; - for stderr.")
@click.option("--slow-log", metavar="FILE", help="A JSON line for each slow search; - for stderr.")
@click.option(
    "--slow-ms",
    default=500,
    show_default=True,
    type=click.IntRange(0),
    help="Milliseconds from which on a search is slow.",
)
@click.option("--slow-queries", is_flag=True, help="The slow log also holds what was typed.")
@click.option("--new", is_flag=True, help="Where there is no archive, make an empty one.")
@click.pass_context
def serve(
    context: click.Context,
    /,
    *,
    host: str,
    port: int,
    unix_socket: Path | None,
    workers: int,
    threads: int,
    access_log: str | None,
    slow_log: str | None,
    slow_ms: int,
    slow_queries: bool,
    new: bool,
) -> None:
    """Serve the site until Ctrl-C.

    Logs are JSON lines; no address of a reader is in them.
    """
    from archive.logs import log_of_its_own, log_to_stderr
    from archive.store import Store
    from index.search import EMPTY, open_archive
    from web.http.observing import Watch

    if unix_socket and _given(context, "host", "port"):
        raise click.UsageError("--socket stands instead of --host and --port; leave these out")
    if slow_queries and not slow_log:
        raise click.UsageError("--slow-queries is about the slow log; name one: --slow-log FILE")
    settings: Settings = context.obj
    if not Store.exists(settings.database_url):
        must_be_owner(settings)
    if not context.meta.get(LEVEL):
        log_to_stderr("warning")
    watch = Watch(
        access=log_of_its_own("access", access_log, "--access-log") if access_log else None,
        slow=log_of_its_own("slow", slow_log, "--slow-log") if slow_log else None,
        slow_ms=slow_ms,
        queries=slow_queries,
    )
    if not Store.exists(settings.database_url):
        open_archive(settings, make=new).close()
        tell(EMPTY)

    def ready(address: str) -> None:
        click.echo(f"Serving on {address} (Ctrl-C ends)")

    more: dict[str, Any] = {"settings": settings, "unix_socket": unix_socket, "watch": watch}
    if CAN_FORK:
        from web.serving import serve as serve_site

        serve_site(host, port, workers, threads, ready=ready, **more)
    else:
        from web.serving_alone import serve as serve_alone

        serve_alone(host, port, threads, ready=ready, **more)


def _given(context: click.Context, *names: str) -> bool:
    typed = click.core.ParameterSource.COMMANDLINE
    return any(context.get_parameter_source(name) is typed for name in names)
