"""What a killed save left is swept; what is being written is not."""

import os
import signal
import subprocess
import sys

from inspector.disk.atomic import write_file
from inspector.disk.place import place
from inspector.disk.unfinished import begin, sweep, sweep_of

KILLED = """
import os, signal, sys
from pathlib import Path
from inspector.disk import atomic
atomic.os.fsync = lambda handle: os.kill(os.getpid(), signal.SIGKILL)
atomic.write_file(Path(sys.argv[1]), b"new")
"""


def _killed(path):
    done = subprocess.run([sys.executable, "-c", KILLED, str(path)], check=False)
    assert done.returncode == -signal.SIGKILL
    return [entry.name for entry in path.parent.iterdir() if entry.name.endswith(".tmp")]


def test_a_killed_save_leaves_a_file_that_the_next_start_sweeps(tmp_path):
    path = tmp_path / "list.toml"
    path.write_bytes(b"old")
    assert len(_killed(path)) == 1
    assert sweep(tmp_path) == 1
    assert [entry.name for entry in tmp_path.iterdir()] == ["list.toml"]
    assert path.read_bytes() == b"old"


def test_the_next_save_of_that_file_sweeps_too(tmp_path):
    _killed(tmp_path / "list.toml")
    _killed(tmp_path / "other.toml")
    write_file(tmp_path / "list.toml", b"again")
    assert list(tmp_path.glob(".list.*")) == []
    assert list(tmp_path.glob(".other.*"))


def test_what_is_being_written_stays(tmp_path):
    with place(tmp_path, tmp_path) as folder:
        name, handle = begin(folder, "x", 0o600)
        assert sweep(tmp_path) == 0
        os.close(handle)
        sweep_of(folder, "x")
    assert not (tmp_path / name).exists()


def test_only_such_names_and_only_files_are_swept(tmp_path):
    kept = [".x.toml.tmp", "x.0123456789ab.tmp", ".x.0123456789AB.tmp", ".x.0123456789abc.tmp"]
    for name in kept:
        (tmp_path / name).touch()
    (tmp_path / ".folder.0123456789ab.tmp").mkdir()
    os.mkfifo(tmp_path / ".pipe.0123456789ab.tmp")
    (tmp_path / ".link.0123456789ab.tmp").symlink_to(tmp_path / kept[0])
    assert sweep(tmp_path) == 0


def test_deep_means_below_but_neither_hidden_nor_linked(tmp_path):
    left = ".x.0123456789ab.tmp"
    for folder in ("in/a/b", "in/.git", "out"):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / left).touch()
    (tmp_path / "in" / "away").symlink_to(tmp_path / "out")
    assert sweep(tmp_path / "in") == 0
    assert sweep(tmp_path / "in", deep=True) == 1
    assert (tmp_path / "in" / ".git" / left).exists()
    assert (tmp_path / "out" / left).exists()


def test_a_folder_that_is_not_there_is_no_trouble(tmp_path):
    assert sweep(tmp_path / "none", deep=True) == 0
