"""One holder at a time, in this process and in others; whoever waits too long is told."""

import stat
import subprocess
import sys
import threading

import pytest

from inspector.disk.locking import held

HOLDER = """
import sys
from pathlib import Path
from inspector.disk.locking import held
with held(Path(sys.argv[1]), 5):
    print("held", flush=True)
    sys.stdin.readline()
"""


def test_a_second_holder_waits_and_is_told(tmp_path):
    path = tmp_path / "lock"
    with held(path, 1), pytest.raises(TimeoutError), held(path, 0.05):
        pass
    with held(path, 0):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_another_process_keeps_it_until_it_is_killed(tmp_path):
    path = tmp_path / "lock"
    command = [sys.executable, "-c", HOLDER, str(path)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(TimeoutError), held(path, 0.05):
            pass
        holder.kill()
        holder.wait(60)
        with held(path, 5):
            pass


def test_threads_change_one_after_another(tmp_path):
    path, total = tmp_path / "lock", [0]

    def add():
        for _ in range(20):
            with held(path, 10):
                seen = total[0]
                threading.Event().wait(0.0001)
                total[0] = seen + 1

    threads = [threading.Thread(target=add) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert total == [80]


def test_a_failure_inside_frees_it(tmp_path):
    with pytest.raises(ZeroDivisionError), held(tmp_path / "lock", 1):
        raise ZeroDivisionError
    with held(tmp_path / "lock", 0):
        pass


def test_a_link_is_not_followed_and_a_missing_folder_is_told(tmp_path):
    (tmp_path / "lock").symlink_to(tmp_path / "elsewhere")
    for path in (tmp_path / "lock", tmp_path / "none" / "lock"):
        with pytest.raises(OSError), held(path, 0):
            pass
    assert not (tmp_path / "elsewhere").exists()


def test_one_who_takes_it_again_and_again_keeps_nobody_waiting(tmp_path):
    path, came, taken = tmp_path / "lock", threading.Event(), []
    waits = threading.Event()

    def greedy():
        while not came.is_set():
            with held(path, 10):
                if waits.is_set():
                    taken.append(1)
                threading.Event().wait(0.02)

    thread = threading.Thread(target=greedy)
    thread.start()
    try:
        for _ in range(5):
            taken.clear()
            waits.set()
            with held(path, 10):
                waits.clear()
                assert len(taken) <= 2
    finally:
        came.set()
        thread.join(10)
