"""The command serve."""

import click

from archive.settings import Settings
from web.serving import serve as serve_site

host_option = click.option("--host", default="127.0.0.1", show_default=True)
port_option = click.option(
    "--port", default=8000, envvar="PORT", show_default=True, type=click.IntRange(0, 65535)
)


@click.command()
@host_option
@port_option
@click.option("--workers", default=2, show_default=True, type=click.IntRange(1, 64))
@click.option("--threads", default=4, show_default=True, type=click.IntRange(1, 64))
@click.pass_obj
def serve(settings: Settings, host: str, port: int, workers: int, threads: int) -> None:
    """Serve the site until Ctrl-C."""

    def ready(address: str) -> None:
        click.echo(f"Serving on {address} (Ctrl-C ends)")

    serve_site(host, port, workers, threads, settings=settings, ready=ready)
