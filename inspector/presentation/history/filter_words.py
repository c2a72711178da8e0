"""What the filter of the history offers for the word that is typed: keys, and their values."""

from collections.abc import Iterable, Mapping

from inspector.model.finding import Cause, Certainty
from inspector.record.row import Row
from inspector.record.search import KEYS, STATES

Values = Mapping[str, frozenset[str]]
_FIXED: Mapping[str, Iterable[str]] = {
    "is": STATES,
    "status": ("401", "403", "407", "4xx", ">=500", "none"),
    "method": ("GET", "POST", "PUT", "PATCH", "DELETE"),
    "cause": [cause.value for cause in Cause],
    "certainty": [certainty.value for certainty in Certainty],
    "after": ("1h", "1d", "7d"),
    "before": ("1h", "1d", "7d"),
}
_OF_ROWS = {
    "host": "host",
    "finding": "finding",
    "name": "name",
    "env": "environment",
    "scheme": "scheme",
    "origin": "origin",
}


def values_of(rows: Iterable[Row]) -> dict[str, frozenset[str]]:
    """Return what stands in rows, by the key that finds it."""
    listed = tuple(rows)
    found = {key: {str(getattr(row, field)) for row in listed} for key, field in _OF_ROWS.items()}
    found["tag"] = {tag for row in listed for tag in row.tags}
    return {key: frozenset(values - {""}) for key, values in found.items()}


def begun(before: str) -> str:
    """Return the word that is typed, without its minus; before: the text up to the cursor."""
    start, is_quoted = 0, False
    for place, sign in enumerate(before):
        if sign == '"':
            is_quoted = not is_quoted
        elif sign.isspace() and not is_quoted:
            start = place + 1
    return before[start:].removeprefix("-")


def offered(word: str, seen: Values) -> list[str]:
    """Return what the word may become; seen: the values of the attempts there are."""
    key, colon, value = word.partition(":")
    if not colon:
        return [f"{each}:" for each in KEYS if word and each.startswith(word.casefold())]
    known = [*_FIXED.get(key.casefold(), ()), *sorted(seen.get(key.casefold(), ()))]
    wanted = value.strip('"').casefold()
    fitting = [each for each in known if wanted in each.casefold() and wanted != each.casefold()]
    fitting.sort(key=lambda each: not each.casefold().startswith(wanted))
    return [f"{key}:{_quoted(each)}" for each in fitting]


def _quoted(value: str) -> str:
    return f'"{value}"' if " " in value else value
