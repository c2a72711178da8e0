"""Killed at any moment of saving, importing or moving, each file is the old or the new version.

`KILLS=500` kills as often.
"""

import os
import random
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fixtures import killed_library

KILLS = int(os.environ.get("KILLS", "4"))
WHOLE = {killed_library.body(letter).text for letter in "abm"}


@pytest.fixture
def worker(tmp_path):
    killed_library.begin(tmp_path)
    script = Path(killed_library.__file__)
    command = [sys.executable, "-m", "tests.fixtures.killed_library", str(tmp_path)]
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=script.parents[2]
    )
    yield process
    process.stdin.close()
    process.stdout.close()
    process.wait(60)


def _killed_after(process, steps, moment):
    """Let it work for some steps, and a moment more; return when it is gone."""
    process.stdin.write(b"go\n")
    process.stdin.flush()
    line = process.stdout.readline()
    child = int(line.strip(b".\n"))
    for _ in range(steps):
        process.stdout.read(1)
    for _ in range(moment):  # of its next step
        os.getpid()
    os.kill(child, signal.SIGKILL)
    while not line.endswith(b"ended\n"):
        line = process.stdout.readline()


def _requests(inside):
    yield from inside.requests
    for folder in inside.folders:
        yield from _requests(folder)


@pytest.mark.timeout(300 + KILLS)
def test_nothing_is_broken_or_lost(worker, tmp_path):
    draw = random.Random()
    for _ in range(KILLS):
        _killed_after(worker, draw.randrange(5), draw.randrange(60_000))
        library = killed_library.library_of(tmp_path)
        library.sweep()
        for loaded in library.load():
            assert loaded.problems == ()
            requests = list(_requests(loaded.collection))
            assert {each.body.text for each in requests} <= WHOLE
            names = sorted(each.name for each in requests)
            if loaded.collection.name == "Shop":
                assert names == ["moved", "saved"]
            else:
                assert len(names) == killed_library.MANY
                shutil.rmtree(library.path(loaded.id))
    for left in (tmp_path / "all").glob(".*.importing"):
        os.utime(left, (0, 0))
    library.sweep()
    assert not list((tmp_path / "all").glob(".*.importing"))


def test_an_import_that_was_killed_is_swept_a_day_later(tmp_path):
    library = killed_library.library_of(tmp_path)
    old, fresh = (tmp_path / "all" / f".{name}.importing" for name in ("old", "fresh"))
    for each in (old, fresh):
        each.mkdir(parents=True)
        (each / "collection.toml").write_text("")
    os.utime(old, (0, 0))
    library.sweep()
    assert (old.exists(), fresh.exists()) == (False, True)
