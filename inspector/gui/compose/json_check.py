"""Says where JSON that is being typed goes wrong; `{{variables}}` count as values. Pure."""

import json
import re

from inspector.wording import tr

_VARIABLE = re.compile(r"\{\{[^{}]*\}\}")
LARGEST = 1_000_000


def json_problem(text: str) -> str:
    """Return one sentence with line and column, empty for valid JSON or very long text."""
    if not text.strip() or len(text) > LARGEST:
        return ""
    plain = _VARIABLE.sub(lambda found: "0".ljust(len(found[0])), text)
    try:
        json.loads(plain)
    except json.JSONDecodeError as error:
        return tr(
            "Not valid JSON: line {line}, column {column}.", line=error.lineno, column=error.colno
        )
    except RecursionError:
        return tr("The JSON is nested too deeply to be checked.")
    return ""
