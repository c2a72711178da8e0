"""Reads the end of the program's log and masks it once more. No Qt."""

from collections.abc import Callable
from pathlib import Path

from inspector.disk.reading import read_end
from inspector.wording import tr

MOST = 256 * 1024  # bytes


def log_text(path: Path, known: Callable[[], tuple[str, ...]]) -> str:
    """Return the end of the log, whole lines, secrets masked; reads the disk.

    Entries are masked when they are written; a secret that became known later is masked here.
    """
    from inspector.protocol.redaction import masked_text  # noqa: PLC0415 - rarely needed

    try:
        data, cut = read_end(path, MOST)
    except FileNotFoundError:
        return ""
    except OSError as error:
        return tr("The log can't be read: {reason}.", reason=error.strerror or type(error).__name__)
    if cut:
        data = data.partition(b"\n")[2]
    return masked_text(data.decode("utf-8", "replace"), known())
