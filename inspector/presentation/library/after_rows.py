"""What is kept and expected of a reply, as rows of two texts that people type."""

from inspector.model.request import Capture, Expectation
from inspector.wording import tr

Pair = tuple[str, str]
_HEADER, _COOKIE = "header ", "cookie "
_STATUS, _TIME = "status", "time"


def capture_pair(capture: Capture) -> Pair:
    """Return the variable, and where its value stands: `$.a`, `header ETag`, `cookie sid`."""
    if capture.source == "body":
        return capture.variable, capture.path
    return capture.variable, f"{capture.source} {capture.path}"


def capture_of(pair: Pair) -> Capture:
    """Read such a row; nothing at all is the whole body."""
    name, where = pair[0].strip(), pair[1].strip()
    if where.lower().startswith(_HEADER):
        return Capture(variable=name, source="header", path=where[len(_HEADER) :].strip())
    if where.lower().startswith(_COOKIE):
        return Capture(variable=name, source="cookie", path=where[len(_COOKIE) :].strip())
    return Capture(variable=name, path=where or "$")


def expectation_pair(expected: Expectation) -> Pair:
    """Return what is looked at (`status`, `time`, `header ETag`, `$.id`) and what it is to be."""
    if expected.of == "header":
        return f"{_HEADER}{expected.name}", expected.value
    if expected.of == "body":
        return expected.name, expected.value
    return expected.of, expected.value


def expectation_of(pair: Pair) -> Expectation:
    """Read such a row; whatever is no other word is a JSONPath."""
    what, value = pair[0].strip(), pair[1].strip()
    if what.lower() == _STATUS:
        return Expectation(value=value)
    if what.lower() == _TIME:
        return Expectation(of="time", value=value.removesuffix("ms").strip())
    if what.lower().startswith(_HEADER):
        return Expectation(of="header", name=what[len(_HEADER) :].strip(), value=value)
    return Expectation(of="body", name=what, value=value)


def trouble_of(captures: tuple[Capture, ...], expectations: tuple[Expectation, ...]) -> str:
    """Return the first thing that can't work, a whole sentence; empty where all can."""
    paths = [each.path for each in captures if each.source == "body"]
    paths += [each.name for each in expectations if each.of == "body"]
    for path in paths:
        if not _is_path(path):
            return tr("{path} is no JSONPath. It begins with $, as in $.id.", path=repr(path))
    for each in expectations:
        if each.of == "time" and not each.value.isdecimal():
            return tr("The time is a number of milliseconds, as in 500.")
        if each.of == "status" and not each.value:
            return tr("Give a status, as in 200, 2xx or 200, 204.")
    return ""


def _is_path(path: str) -> bool:
    import jsonpath  # noqa: PLC0415 - few requests have one

    try:
        jsonpath.compile(path)
    except jsonpath.JSONPathError:
        return False
    return path.startswith("$")
