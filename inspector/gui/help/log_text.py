"""Reads the end of the program's log and masks it once more. No Qt."""

from collections.abc import Callable
from pathlib import Path

from inspector.wording import tr

MOST = 256 * 1024  # bytes


def log_text(path: Path, known: Callable[[], tuple[str, ...]]) -> str:
    """Return the end of the log, whole lines, secrets masked; reads the disk.

    Entries are masked when they are written; a secret that became known later is masked here.
    """
    from inspector.protocol.redaction import masked_text  # noqa: PLC0415 - rarely needed

    try:
        with path.open("rb") as file:
            file.seek(0, 2)
            start = max(0, file.tell() - MOST)
            file.seek(start)
            data = file.read(MOST)
    except FileNotFoundError:
        return ""
    except OSError as error:
        return tr("The log can't be read: {reason}.", reason=error.strerror or type(error).__name__)
    if start:
        data = data.partition(b"\n")[2]
    return masked_text(data.decode("utf-8", "replace"), known())
