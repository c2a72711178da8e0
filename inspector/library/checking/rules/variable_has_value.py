"""Each variable has a value in the collection, in some environment, or from a reply."""

from collections.abc import Iterator

from inspector.library.checking.gathering import Part
from inspector.library.checking.naming import (
    given,
    handed_on,
    in_scripts,
    is_made_anew,
    used,
    written_at,
)
from inspector.library.checking.remark import Remark
from inspector.wording import tr

NAME = "variable-has-value"
SUMMARY = tr("A variable has no value anywhere.")


def found(part: Part) -> Iterator[Remark]:
    """Yield the variables without a value, each once a file.

    A collection of another program that comes without any value has them in a file elsewhere.
    """
    known = given(part.collection)
    if not known and not part.is_ours:
        return
    known |= handed_on(part.collection)
    unknown = {
        name
        for name in used(part.collection) - known
        if not is_made_anew(name) and not in_scripts(part, name)
    }
    for name, places in written_at(part).items():
        for file, line in dict(reversed(places)).items() if name in unknown else ():
            yield Remark(
                file=file,
                line=line,
                rule=NAME,
                level="warning",
                text=tr("The variable {name} has no value in any environment.", name=name),
                todo=tr(
                    "Give it a value in the collection or an environment, or correct its name."
                ),
            )
