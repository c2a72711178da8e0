"""What can be done with attempts of the history."""

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from inspector.gui.widgets.menu import Entry
from inspector.wording import tr, tr_n

if TYPE_CHECKING:
    from inspector.record.row import Row

_MOST_COMPARED = 6


class RowActions(NamedTuple):
    """Who carries out what the menu offers."""

    open: "Callable[[Row], object]"
    resend: "Callable[[Row], object]"
    since_when: "Callable[[Row], object]"
    filter: Callable[[str], object]
    pin: "Callable[[Row], object]"
    mark: "Callable[[Row], object]"
    delete: "Callable[[tuple[Row, ...]], object]"
    clear: Callable[[str], object]
    compare: "Callable[[tuple[Row, ...]], object]"
    export: "Callable[[tuple[Row, ...]], object]"
    import_file: Callable[[], object]
    compare_keys: str = ""


def row_entries(chosen: "tuple[Row, ...]", actions: RowActions) -> tuple[Entry, ...]:
    """Return what can be done with the chosen rows."""
    return (*(_one(chosen[0], actions) if len(chosen) == 1 else ()), *_all(chosen, actions))


def _one(row: "Row", actions: RowActions) -> tuple[Entry, ...]:
    same = f'host:"{row.host}" path:"{row.path}" method:{row.method}'
    return (
        Entry(tr("Open"), lambda: actions.open(row), "folder-open", tr("Enter")),
        Entry(tr("Send again"), lambda: actions.resend(row), "send"),
        Entry(tr("Since when does this fail?"), lambda: actions.since_when(row), "clock"),
        Entry(),
        Entry(tr("Same request"), lambda: actions.filter(same), "filter"),
        Entry(
            tr("Same credential"),
            lambda: actions.filter(f"credential:{row.credential}"),
            "key-round",
            enabled=bool(row.credential),
        ),
        Entry(tr("Same host"), lambda: actions.filter(f"host:{row.host}"), "globe"),
        Entry(),
        Entry(tr("Unpin") if row.pinned else tr("Pin"), lambda: actions.pin(row), "pin", "P"),
        Entry(tr("Tags and note…"), lambda: actions.mark(row), "pencil"),
    )


def _all(chosen: "tuple[Row, ...]", actions: RowActions) -> tuple[Entry, ...]:
    count = len(chosen)
    delete = Entry(
        tr_n("Delete {count} attempt", "Delete {count} attempts", count),
        lambda: actions.delete(chosen),
        "trash-2",
        tr("Del"),
    )
    compare = Entry(
        tr("Compare"),
        lambda: actions.compare(chosen),
        "columns-3",
        actions.compare_keys,
        enabled=1 < count <= _MOST_COMPARED,
    )
    export = Entry(
        tr_n("Export {count} attempt…", "Export {count} attempts…", count),
        lambda: actions.export(chosen),
        "file-up",
    )
    return (
        *((compare,) if count > 1 else ()),
        *((export,) if chosen else ()),
        *((Entry(), delete, Entry()) if chosen else ()),
        Entry(tr("Import a HAR or log…"), actions.import_file, "file-up"),
        Entry(),
        Entry(tr("Delete older than a week"), lambda: actions.clear("before:7d"), "trash-2"),
        Entry(tr("Delete all but pinned"), lambda: actions.clear(""), "trash-2"),
    )
