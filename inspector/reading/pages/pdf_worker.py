"""The other process: reads a PDF from standard input, and writes the text of its first page."""

import logging
import sys

from inspector.disk.encoding import packed
from inspector.reading.pages.pdf import first_page

_MEMORY = 1 << 30  # bytes


def main() -> None:
    """Read within the limits."""
    _limit()
    logging.disable()  # what the reader says of damaged files is for nobody
    sys.stdout.buffer.write(packed(first_page(sys.stdin.buffer.read())))


def _limit() -> None:
    """Let the system refuse memory beyond the limit, where it can."""
    try:
        import resource  # noqa: PLC0415 - Windows has none
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))


if __name__ == "__main__":
    main()
