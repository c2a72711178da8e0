"""In Postman's YAML no value begins with `{{` outside quotes: the program then hides the folder."""

from collections.abc import Iterator

from inspector.intake.results import Unreadable
from inspector.intake.yaml_text import read_yaml
from inspector.library.checking.gathering import Part
from inspector.library.checking.postman_files import files_of
from inspector.library.checking.remark import Remark
from inspector.wording import tr

NAME = "postman-braces"
SUMMARY = tr("A value begins with {{ without quotes, so that Postman hides the folder.")


def found(part: Part) -> Iterator[Remark]:
    """Yield the lines; their text is no secret, as it begins with a variable."""
    for file in files_of(part):
        try:
            unquoted = read_yaml(file.text).unquoted
        except Unreadable:
            continue
        for each in unquoted:
            yield Remark(
                file=file.path,
                line=each.line,
                rule=NAME,
                level="error",
                text=tr(
                    "A value begins with {{ and has no quotes: Postman reads no YAML here and "
                    "hides the folder without a word."
                ),
                todo=tr("Put the value in double quotes."),
            )
