"""Brings files of older formats forward, and refuses those of newer ones in words.

`STEPS[n]` turns the parsed values of format n into those of format n + 1. Format 1 is the first,
so there is no step yet. A step comes with a sample file of its old format under
`tests/unit/library/samples`.
"""

from collections.abc import Callable, Mapping
from typing import Any

from inspector.wording import tr

FORMAT = 1
Data = dict[str, Any]
Step = Callable[[Data], Data]
STEPS: dict[int, Step] = {}


class TooNew(Exception):  # noqa: N818 - told to the user as a Problem
    """The file has a format that this version does not know."""


def forward(data: Data, steps: Mapping[int, Step] = STEPS, newest: int = FORMAT) -> Data:
    """Return the values in the newest format, without the key `format`.

    A file without it is of format 1. Raises TooNew, with a sentence, for an unknown format.
    """
    found = data.get("format", 1)
    if isinstance(found, bool) or not isinstance(found, int) or not 1 <= found <= newest:
        raise TooNew(
            tr(
                "The file has format {format}; this version knows 1 to {newest}.",
                format=found,
                newest=newest,
            )
        )
    values = {key: value for key, value in data.items() if key != "format"}
    for number in range(found, newest):
        values = steps[number](values)
    return values
