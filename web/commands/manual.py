"""Writes the manual page, abhilekh.1, of the commands themselves: python -m web.commands.manual."""

import sys
from collections.abc import Iterator

import click

from web.commands.main import COMMANDS, cli


def manual() -> str:
    """The page as roff."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    context = click.Context(cli, info_name="abhilekh")
    yield '.TH ABHILEKH 1 "" "Abhilekh" "Abhilekh"'
    yield ".SH NAME"
    yield r"abhilekh \- a searchable archive of Hindi news"
    yield ".SH SYNOPSIS"
    yield r".B abhilekh\fR [\fIoptions\fR] \fIcommand\fR [\fIarguments\fR]"
    yield ".SH DESCRIPTION"
    yield _plain(cli.help or "")
    yield ".SH OPTIONS"
    yield from _options(cli, context)
    for name in COMMANDS:
        command = cli.get_command(context, name)
        if command:
            yield from _command(name, command, context, ".SH")


def _command(name: str, command: click.Command, above: click.Context, head: str) -> Iterator[str]:
    context = click.Context(command, parent=above, info_name=name)
    yield f"{head} {name.upper() if head == '.SH' else name}"
    typed = context.command_path, *command.collect_usage_pieces(context)
    yield f".B {_plain(' '.join(typed))}"
    yield ".PP"
    yield _plain(command.help or "")
    yield from _options(command, context)
    if command.epilog:
        yield from (".PP", ".nf", _plain(command.epilog.replace("\b\n", "")), ".fi")
    if isinstance(command, click.Group):
        for below, each in command.commands.items():
            yield from _command(below, each, context, ".SS")


def _options(command: click.Command, context: click.Context) -> Iterator[str]:
    for parameter in command.params:
        if record := parameter.get_help_record(context):
            yield ".TP"
            yield f".B {_plain(record[0])}"
            yield _plain(record[1])


def _plain(text: str) -> str:
    """Text as roff shows it as it stands."""
    escaped = text.strip().replace("\\", r"\e").replace("-", r"\-")
    # A line that begins with a point or an apostrophe would be a request.
    return "\n".join(rf"\&{line}" if line[:1] in ".'" else line for line in escaped.splitlines())


if __name__ == "__main__":
    sys.stdout.write(manual())
