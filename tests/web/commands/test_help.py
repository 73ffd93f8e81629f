"""What is told of each command: examples, defaults and help of options, and docs/commands.md."""

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from web.commands.main import COMMANDS, cli
from web.commands.manual import manual

DOCS = Path(__file__).resolve().parents[3] / "docs" / "commands.md"


def commands() -> Iterator[tuple[str, click.Command]]:
    context = click.Context(cli)
    for name in COMMANDS:
        command = cli.get_command(context, name)
        assert command
        yield name, command
        if isinstance(command, click.Group):
            yield from ((f"{name} {below}", each) for below, each in command.commands.items())


ALL = dict(commands())


def options(name: str) -> list[click.Option]:
    return [each for each in ALL[name].params if isinstance(each, click.Option)]


def test_the_manual_page_is_of_these_commands() -> None:
    # If not: python -m web.commands.manual > docs/man/abhilekh.1
    page = manual()
    assert page == DOCS.with_name("man").joinpath("abhilekh.1").read_text(encoding="utf-8")
    assert all(f"\n.SH {name.upper()}\n" in page for name in COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_help_has_examples(name: str) -> None:
    epilog = ALL[name].epilog or ""
    assert f"\n  {name} " in epilog or f"\n  {name}\n" in epilog or f"abhilekh {name}" in epilog


@pytest.mark.parametrize("name", ALL)
def test_each_option_says_what_it_does_and_its_default(name: str) -> None:
    context = click.Context(ALL[name])
    for option in options(name):
        assert option.help, option.name
        default = option.get_default(context)
        if isinstance(default, str | int) and default and not option.is_flag:
            assert option.show_default, option.name


@pytest.mark.parametrize("name", ALL)
def test_the_page_of_commands_names_each_option(name: str) -> None:
    text = DOCS.read_text(encoding="utf-8")
    assert f"`{name.partition(' ')[0]}" in text
    for option in options(name):
        assert any(f"{each}`" in text or f"{each} " in text for each in option.opts), option.name


@pytest.mark.parametrize(("typed", "meant"), [("serch", "search"), ("feeds pol", "poll")])
def test_a_name_that_is_no_command_gets_the_nearest(typed: str, meant: str) -> None:
    done = CliRunner().invoke(cli, typed.split())
    assert done.exit_code == 2
    assert re.search(rf"No such command .* .{meant}.", done.output)
