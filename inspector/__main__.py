"""Starts the program: the window, or the command that was given."""

import atexit
import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from inspector.cli.program import Faces, run
from inspector.settings.core_files import forbid_core_files
from inspector.settings.places import places
from inspector.settings.table_cache import TableCache
from inspector.wording.shipped_tables import keep_copies_in

# A command ends before its garbage matters; looking for it took a fifth of its time.
_YOUNG_OBJECTS = 200_000
_USUAL = gc.get_threshold()


def _open_window(files: Sequence[str]) -> int:
    from inspector.gui.application import main as open_window  # noqa: PLC0415 - Qt only here

    gc.set_threshold(*_USUAL)
    return open_window(list(files))


def _save_picture(path: Path) -> None:
    from inspector.gui.picture import save_picture  # noqa: PLC0415 - Qt only here

    save_picture(path)


def _open_closed_streams() -> None:
    """Lead what was closed before the start (`>&-`, a service, no console) nowhere.

    Without it the next file that is opened gets the number of the stream, and with it what a
    library writes there: a database would get the messages.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            stream = Path(os.devnull).open(mode, encoding="utf-8")  # noqa: SIM115 - for the whole run
            setattr(sys, name, stream)


def main() -> int:
    """Run the program with the arguments of the process and return its exit status."""
    gc.set_threshold(_YOUNG_OBJECTS, *_USUAL[1:])
    _open_closed_streams()
    forbid_core_files()
    keep_copies_in(TableCache(places().tables))
    try:
        return run(sys.argv[1:], Faces(open_window=_open_window, save_picture=_save_picture))
    finally:
        keep_copies_in(None)


def command() -> int:
    """Be the process: as `main`, but leave what is in memory to the system at the end."""
    # The first to be registered comes last, when threads were joined and files closed.
    status: list[int] = []
    atexit.register(_end, status)
    status.append(main())
    return status[0]


def _end(status: Sequence[int]) -> None:
    """End at once: taking all modules apart took a twentieth of a command's time.

    status: empty where the command was interrupted; that, Qt, and what can't be written out
    have Python's own end.
    """
    if not status or "PySide6.QtCore" in sys.modules:
        return
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except (OSError, ValueError):
        return
    os._exit(status[0])


if __name__ == "__main__":
    sys.exit(command())
