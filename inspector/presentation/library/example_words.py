"""What is said of a reply that is kept with its request, and how it reads."""

from collections.abc import Iterable

import msgspec

from inspector.model.request import Example
from inspector.protocol.media_types import family
from inspector.wording import tr


def example_status(example: Example) -> str:
    """Return status and reason in one line; 0 is no reply."""
    if not example.status:
        return tr("no reply")
    return f"{example.status} {example.reason}".strip()


def example_text(example: Example) -> str:
    """Return headers and body as they came; JSON is laid out in lines."""
    lines = [f"{row.name}: {row.value}" for row in example.headers]
    body = _in_lines(example)
    if not body and not example.complete:
        body = tr("The body is no text.")
    cut = "" if example.complete or not example.body else tr("The rest of the body was not kept.")
    return "\n".join([*lines, *([""] if lines else []), body, *([cut] if cut else [])])


def _in_lines(example: Example) -> str:
    kinds = (row.value for row in example.headers if row.name.lower() == "content-type")
    if family(next(kinds, "")) != "json":
        return example.body
    try:
        return msgspec.json.format(example.body, indent=2)  # numbers stay as they are written
    except msgspec.DecodeError:  # cut, or no JSON after all
        return example.body


def free_name(wanted: str, others: Iterable[Example]) -> str:
    """Return a name that none of the others has: with a number behind it where it must be."""
    used = {each.name for each in others}
    name, number = wanted, 2
    while name in used:
        name, number = f"{wanted} ({number})", number + 1
    return name
