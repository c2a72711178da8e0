"""Refused lines of a log into the history, against plain inserts of the rows they become."""

import sqlite3
import tempfile
import threading
import time
from pathlib import Path

from inspector.logs.parts import Take
from inspector.logs.taking import take
from inspector.record import History, read_filter
from inspector.record.database import open_to_write
from inspector.record.writing import transaction
from inspector.workbench.attempts.log_attempts import Secrets, keep
from tests.benchmarks._figure import Figure, in_turns
from tests.fixtures.log_samples import START, combined

LINES, PATHS = 5000, 900
GOAL, WAIT = 12, 100  # goals: ratio, ms
_TABLES = ("attempt", "whole", "words")
_COLUMNS = {"words": "rowid, url, headers, body"}


def _takings(folder):
    log = folder / "access.log"
    lines = (
        combined(START + number, path=f"/v1/orders/{number % PATHS}", status=401)
        for number in range(LINES)
    )
    log.write_text("".join(f"{line}\n" for line in lines))
    return take(Take(names=(str(log),)))


class _Fresh:
    """Hands out a new file each time."""

    def __init__(self, folder):
        self._folder, self._count = folder, 0

    def __call__(self):
        self._count += 1
        return self._folder / f"{self._count}.sqlite"


def _ours(takings, fresh):
    path = fresh()
    history = History(path)
    kept = keep(takings, "api.example.com", history, Secrets((), b"k" * 32), lambda _done: True)
    history.close()
    assert kept.added == LINES
    return path


def _rows(path):
    connection = sqlite3.connect(path)
    found = {
        table: connection.execute(f"SELECT {_COLUMNS.get(table, '*')} FROM {table}").fetchall()
        for table in _TABLES
    }
    connection.close()
    return found


def _plain(rows, fresh):
    connection = open_to_write(fresh())
    with transaction(connection):
        for table, values in rows.items():
            columns = f" ({_COLUMNS[table]})" if table in _COLUMNS else ""
            marks = ", ".join("?" * len(values[0]))
            connection.executemany(f"INSERT INTO {table}{columns} VALUES ({marks})", values)
    connection.close()


def _longest_wait(takings, fresh):
    """Return the longest that a question to the writing thread waited meanwhile, in ms."""
    history = History(fresh())
    history.count(read_filter("")).result(10)
    done, waits = threading.Event(), []

    def ask():
        while not done.is_set():
            began = time.perf_counter()
            history.mark(1, note="asked").result(10)
            waits.append((time.perf_counter() - began) * 1000)
            done.wait(0.005)

    asking = threading.Thread(target=ask)
    asking.start()
    keep(takings, "api.example.com", history, Secrets((), b"k" * 32), lambda _done: True)
    done.set()
    asking.join()
    history.close()
    return max(waits)


def measure():
    """Yield the figures."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        takings, fresh = _takings(folder), _Fresh(folder)
        rows = _rows(_ours(takings, fresh))
        ours, peer = in_turns(lambda: _ours(takings, fresh), lambda: _plain(rows, fresh), rounds=3)
        detail = f"{ours:.2f} s against {peer:.2f} s"
        yield Figure("5,000 refused lines kept / their rows inserted", ours / peer, GOAL, detail)
        wait = _longest_wait(takings, fresh)
        yield Figure(
            "ms that another write waits meanwhile, at most", wait, WAIT, "asked each 5 ms"
        )
