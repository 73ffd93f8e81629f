"""The group of commands: the options of all of them, and which module holds which."""

import gc
import logging
import re
import shlex
import sys
import time
from importlib import import_module
from typing import Any

import click
from click.core import ParameterSource
from click.shell_completion import CompletionItem

from archive.errors import ArchiveError, NotTheOwner
from archive.logs import FACTS, LEVELS, log_to_stderr
from archive.machine import describe, fault_of
from archive.settings import Settings
from archive.version import NAME, version

COMMANDS = {
    # The module, what the command is called in it, and its line in the list of commands, which is
    # thus shown without loading any of them.
    "import": ("importing", "import_", "Import files and folders of any kind, then index."),
    "feeds": ("feeds", "feeds_", "Feeds and sitemaps on the web: add, list, remove, poll."),
    "delete": ("delete", "delete", "Delete articles."),
    "reindex": ("reindex", "reindex", "Build a new index, and swap it in."),
    "search": ("search", "search", "Search."),
    "concordance": ("concordance", "concordance", "Every mention of some words, aligned."),
    "trends": ("over_time", "trends", "Searches over time, as shares of all that is dated."),
    "variants": ("variants", "variants", "Which indexed words a word stands for."),
    "serve": ("serve", "serve", "Serve the site until Ctrl-C."),
    "status": ("status", "status", "What the archive holds, and whether all is up to date."),
    "verify": ("verify", "verify", "Check that articles and index are what they should be."),
    "export": ("export", "export", "Write every article as JSON Lines."),
    "backup": ("backup", "backup", "Copy the articles to a file, while all goes on."),
    "restore": ("restore", "restore_", "Put a backup where no archive is yet."),
    "demo": ("demo", "demo", "Import the bundled sample, and serve the site."),
}
AT_ONCE = ("search", "variants", "status")
"""Commands that end before there is garbage worth looking for."""

LEVEL = "log level"
"""The key of the context's ``meta`` under which the level stands that was asked for."""

_log = logging.getLogger(__name__)
_PASSWORD = re.compile(r"(://[^/@:]*:)[^@]*@")


class Commands(click.Group):
    """Loads a command when it is used; turns the archive's own errors into one line, status 1."""

    def list_commands(self, _context: click.Context) -> list[str]:
        """The names, in the order in which a newcomer needs them."""
        return list(COMMANDS)

    def get_command(self, _context: click.Context, name: str) -> click.Command | None:
        """The command of this name."""
        if name not in COMMANDS:
            return None
        module, attribute, _line = COMMANDS[name]
        command: click.Command = getattr(import_module(f"web.commands.{module}"), attribute)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is named first; of a name that is none, the nearest are told."""
        try:
            return super().resolve_command(ctx, args)
        except click.exceptions.NoSuchCommand as error:
            # Click looks among those that are loaded.
            raise click.exceptions.NoSuchCommand(
                error.command_name, possibilities=COMMANDS, ctx=ctx
            ) from None

    def format_commands(self, _context: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands in the help."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, _, line) in COMMANDS.items()])

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """The commands that begin so, without loading any, and what else may stand there."""
        commands = [
            CompletionItem(name, help=line)
            for name, (_, _, line) in COMMANDS.items()
            if name.startswith(incomplete)
        ]
        return [*commands, *click.Command.shell_complete(self, ctx, incomplete)]

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command."""
        from index.engine import EngineError

        if ctx.invoked_subcommand not in AT_ONCE:
            gc.enable()
        began = time.monotonic()
        try:
            return super().invoke(ctx)
        except NotTheOwner as error:
            reason = f"{error}; run: {_as_user(error.owner, ctx)}"
            raise click.ClickException(reason) from error
        except (ArchiveError, EngineError) as error:
            raise click.ClickException(str(error)) from error
        except (OSError, MemoryError, RuntimeError) as error:
            number = fault_of(error)
            if number is None:
                raise
            where = f"{error.filename}: " if isinstance(error, OSError) and error.filename else ""
            raise click.ClickException(f"{where}{describe(number)}") from error
        finally:
            facts = {"command": ctx.invoked_subcommand, "seconds": time.monotonic() - began}
            _log.info("command ended", extra={FACTS: facts})


def show_version(context: click.Context) -> None:
    """Print the version, and end."""
    click.echo(f"{NAME} {version()}")
    context.exit()


def _as_user(owner: str, ctx: click.Context) -> str:
    """The command as it was typed, to be run as another user; with the settings, but no secret."""
    parts = ["sudo", "-u", owner]
    given = [
        f"{name.upper()}"
        for name in ctx.params
        if ctx.get_parameter_source(name) is ParameterSource.ENVIRONMENT
    ]
    if given:
        parts.append(f"--preserve-env={','.join(given)}")
    typed = [_PASSWORD.sub(r"\1***@", part) for part in sys.orig_argv]
    if not typed[1:2] or not typed[1].endswith((".py", "-m")):
        # The console script, which the shell found; its interpreter was not typed.
        typed = typed[1:]
    return shlex.join([*parts, *typed])


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--archive-home", envvar="ARCHIVE_HOME", help="Folder of the archive  [data]")
@click.option("--archive-database-url", envvar="ARCHIVE_DATABASE_URL", help="Where articles are.")
@click.option("--archive-engine-url", envvar="ARCHIVE_ENGINE_URL", help="Where the index is.")
@click.option("--archive-rate-limit", envvar="ARCHIVE_RATE_LIMIT", help="Such as 120/minute, off.")
@click.option("--archive-time-limit", envvar="ARCHIVE_TIME_LIMIT", help="Such as 2s, 500ms, off.")
@click.option("--archive-site-url", envvar="ARCHIVE_SITE_URL", help="The site's public address.")
@click.option(
    "--archive-proxies", envvar="ARCHIVE_PROXIES", help="Trusted proxies before the site."
)
@click.option("--archive-robots", envvar="ARCHIVE_ROBOTS", help="off: in no search engine.")
@click.option(
    "--log-level",
    type=click.Choice(LEVELS),
    help="Log to standard error as JSON lines, from this level on.",
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=lambda context, _option, wanted: show_version(context) if wanted else None,
    help="Show the version and exit.",
)
@click.pass_context
def cli(context: click.Context, /, log_level: str | None, **options: str | None) -> None:
    """Abhilekh, a searchable archive of Hindi news: type Lavrov or लावरोव, find both."""
    if log_level:
        log_to_stderr(log_level)
        context.meta[LEVEL] = log_level
    values = {name.upper(): value for name, value in options.items() if value}
    context.obj = Settings.from_mapping(values)
