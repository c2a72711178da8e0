"""An attempt that this program can open and diagnose again; secrets masked."""

import msgspec

from inspector.disk.encoding import encoded
from inspector.export.options import Options
from inspector.export.redact import Redacted
from inspector.wording import tr

NAME = "saved-attempt"
SUFFIX = ".attempt.json"
ORDER = 6
WHOLE = True
ALL = True
FORMAT = 1


def title() -> str:
    """Return what the format is called."""
    return tr("Saved attempt")


def fits(redacted: Redacted) -> bool:
    """Whether this answer can be written so."""
    return bool(redacted.attempt.exchanges)


def write(redacted: Redacted, options: Options) -> str:
    """Return the attempt in its envelope."""
    del options
    data = encoded({"format": FORMAT, "attempt": redacted.attempt})
    return msgspec.json.format(data, indent=2).decode() + "\n"
