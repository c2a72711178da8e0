"""Takes a command line apart as a terminal would, but runs nothing and opens no variables."""

import shlex


def parted(text: str) -> tuple[str, ...]:
    """Return the program and its arguments; a backslash is a letter, as paths of Windows have it.

    While a quote is open, words are divided at blanks.
    """
    reader = shlex.shlex(text, posix=True)
    reader.whitespace_split = True
    reader.commenters = ""
    reader.escape = ""
    try:
        return tuple(reader)
    except ValueError:
        return tuple(text.split())


def joined(command: tuple[str, ...]) -> str:
    """Return the line that `parted` takes apart into this command."""
    return " ".join(_quoted(argument) for argument in command)


def _quoted(argument: str) -> str:
    if argument and not any(char.isspace() or char in "\"'" for char in argument):
        return argument
    return '"\'"'.join(f"'{part}'" for part in argument.split("'"))
