"""The program's own log, masked, and what happens with mistakes that nobody caught."""

import logging
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from inspector.wording import tr

LOG = logging.getLogger("inspector")
_SIZE, _OLD_ONES = 512 * 1024, 2


class MaskingFormatter(logging.Formatter):
    """Masks every known secret and every shape of one, tracebacks included."""

    def __init__(self, known: Callable[[], tuple[str, ...]]) -> None:
        super().__init__("%(asctime)s %(levelname)s %(message)s")
        self._known = known

    def format(self, record: logging.LogRecord) -> str:
        """Return the whole entry, masked."""
        from inspector.protocol.redaction import masked_text  # noqa: PLC0415 - rarely needed

        return masked_text(super().format(record), self._known())


def open_log(path: Path, known: Callable[[], tuple[str, ...]]) -> logging.Handler | None:
    """Log into that file; None where it can't be written (the program works without a log)."""
    from logging.handlers import RotatingFileHandler  # noqa: PLC0415 - brings sockets and more

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            path, maxBytes=_SIZE, backupCount=_OLD_ONES, encoding="utf-8", delay=True
        )
    except OSError:
        return None
    handler.setFormatter(MaskingFormatter(known))
    LOG.addHandler(handler)
    LOG.setLevel(logging.INFO)
    LOG.propagate = False
    return handler


def catch_mistakes(tell: Callable[[str], None]) -> None:
    """Log what nobody caught and tell the user; the program goes on."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        LOG.error("mistake in the program", exc_info=(kind, error, trace))
        tell(tr("Something went wrong in the program. Help > Log has the details."))

    def thread_hook(told: threading.ExceptHookArgs) -> None:
        error = told.exc_value or told.exc_type()
        LOG.error("mistake on a thread", exc_info=(told.exc_type, error, told.exc_traceback))

    sys.excepthook = hook
    threading.excepthook = thread_hook


def log_qt() -> None:
    """Send Qt's own warnings to the log."""

    def handler(kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
        level = logging.INFO if kind == QtMsgType.QtInfoMsg else logging.WARNING
        LOG.log(level, "Qt: %s", message)

    qInstallMessageHandler(handler)
