"""The verdict and its exchanges as JSON, as `send --format json` prints them."""

import msgspec

from inspector.disk.encoding import encoded
from inspector.export.options import Options
from inspector.export.redact import Redacted
from inspector.export.shaping import sent
from inspector.wording import tr

NAME = "json"
SUFFIX = ".json"
ORDER = 3
WHOLE = False
ALL = True


def title() -> str:
    """Return what the format is called."""
    return tr("JSON")


def fits(redacted: Redacted) -> bool:
    """Whether this answer can be written so."""
    del redacted
    return True


def write(redacted: Redacted, options: Options) -> str:
    """Return the object, indented."""
    del options
    told = (redacted.verdict, redacted.trial, redacted.sizes, redacted.aftermath)
    made = sent(redacted.attempt, *told)
    data = encoded(made)
    return msgspec.json.format(data, indent=2).decode() + "\n"
