"""In Postman's YAML a value of the type `secret` is only hidden on the screen: the file has it."""

from collections.abc import Iterator

from inspector.library.checking.gathering import Part
from inspector.library.checking.postman_files import files_of, secret_rows
from inspector.library.checking.remark import Remark
from inspector.library.checking.secret_values import is_in_clear
from inspector.wording import tr

NAME = "postman-secret-type"
SUMMARY = tr("A value of the type secret stands in clear in the file.")


def found(part: Part) -> Iterator[Remark]:
    """Yield the values of rows that say `type: secret`."""
    for file in files_of(part):
        secret = secret_rows(file)
        for leaf in file.leaves:
            if leaf.path[-1:] == ("value",) and leaf.path[:-1] in secret and is_in_clear(leaf.text):
                yield Remark(
                    file=file.path,
                    line=leaf.line,
                    rule=NAME,
                    level="error",
                    text=tr(
                        "{name} is of the type secret, which hides it on the screen only: it "
                        "stands in clear in this file.",
                        name=leaf.name,
                    ),
                    todo=tr("Put {{vault:name}} in its place, and renew the secret."),
                )
