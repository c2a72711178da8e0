"""Every command has a summary, a help and a parser that names it."""

import pytest

from inspector.cli.program import command, names, parser_of

COMMANDS = pytest.mark.parametrize("name", names())


@COMMANDS
def test_it_has_one_line_for_the_help(name):
    summary = command(name).SUMMARY
    assert summary
    assert "\n" not in summary
    assert not summary.endswith(".")


@COMMANDS
def test_its_help_says_what_it_does_and_exits_0(name, cli):
    ran = cli(name, "--help")
    assert ran.status == 0
    assert ran.out.startswith(f"usage: request-inspector {name}")
    assert " ".join(command(name).SUMMARY.split()) in " ".join(ran.out.split())
    assert ran.err == ""


@COMMANDS
def test_a_wrong_usage_exits_2_and_prints_no_result(name, cli):
    ran = cli(name, "--nonsense")
    assert ran.status == 2
    assert ran.out == ""
    assert f"request-inspector {name}" in ran.err


@COMMANDS
def test_every_argument_has_a_help_or_choices(name):
    for action in parser_of(name)._actions:
        assert action.help or action.choices, action.dest
