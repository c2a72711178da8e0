"""Starts the program: the window, or the command that was given."""

import gc
import sys
from collections.abc import Sequence
from pathlib import Path

from inspector.cli.program import Faces, run
from inspector.settings.core_files import forbid_core_files
from inspector.settings.places import places
from inspector.settings.table_cache import TableCache
from inspector.wording.shipped_tables import keep_copies_in

# A command ends before its garbage matters; looking for it took a fifth of its time.
_YOUNG_OBJECTS = 50_000
_USUAL = gc.get_threshold()


def _open_window(files: Sequence[str]) -> int:
    from inspector.gui.application import main as open_window  # noqa: PLC0415 - Qt only here

    gc.set_threshold(*_USUAL)
    return open_window(list(files))


def _save_picture(path: Path) -> None:
    from inspector.gui.picture import save_picture  # noqa: PLC0415 - Qt only here

    save_picture(path)


def main() -> int:
    """Run the program with the arguments of the process and return its exit status."""
    gc.set_threshold(_YOUNG_OBJECTS, *_USUAL[1:])
    forbid_core_files()
    keep_copies_in(TableCache(places().tables))
    try:
        return run(sys.argv[1:], Faces(open_window=_open_window, save_picture=_save_picture))
    finally:
        keep_copies_in(None)
        gc.freeze()  # the interpreter's last collection frees nothing that its end does not


if __name__ == "__main__":
    sys.exit(main())
