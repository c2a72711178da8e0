"""A wrong command line is explained without repeating what was typed."""

import pytest

from inspector.cli.program import parser_of

SECRET = "pLq0vXz1mKt2rWn3bYc4dHs5gFj6kQx7wZp8tRv9nMb2"


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        (["-H", f"Authorization: Bearer {SECRET}"], "unknown options: -H"),
        ([f"-uada:{SECRET}"], "unknown options: -u"),
        ([f"--token={SECRET}"], "unknown options: --token"),
        ([SECRET], "1 argument too many"),
        (["--format", f"Bearer {SECRET}"], "argument --format"),
    ],
)
def test_what_was_typed_is_not_repeated(capsys, typed, named):
    with pytest.raises(SystemExit) as left:
        parser_of("send").parse_args(["https://api.example.com/", *typed])
    assert left.value.code == 2
    said = capsys.readouterr().err
    assert named in said
    assert not [SECRET[at : at + 8] for at in range(3, 37) if SECRET[at : at + 8] in said]
