"""Reading large access logs against grep on the same file: time, and memory of all processes."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.benchmarks._big_log import write_log
from tests.benchmarks._figure import Figure, in_turns
from tests.benchmarks._memory import PEAK

ROOT = Path(__file__).parents[2]
LARGE, SMALL = 1_000_000_000, 200_000_000
WHOLE = f"""
import contextlib, io, resource, sys
from inspector.cli.program import Faces, run
with contextlib.redirect_stdout(io.StringIO()):
    run(["logs", sys.argv[1]], Faces(None, None)){PEAK}
print(peak + resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def _run(*command):
    # C.UTF-8 and C alike: grep is not slowed down by a language
    environment = {**os.environ, "LC_ALL": "C"}
    run = subprocess.run(command, capture_output=True, check=True, cwd=ROOT, env=environment)
    return run.stdout


def _ours(path):
    out = _run(sys.executable, "-m", "inspector", "logs", str(path))
    assert b"requests were refused" in out


def _figure(name, goal, path, peer, rounds=3):
    peer()  # so that both find the file in memory
    ours, theirs = in_turns(lambda: _ours(path), peer, rounds=rounds)
    detail = f"{ours:.2f} s against {theirs:.2f} s, {theirs / ours:.2f}× its speed"
    return Figure(f"{name}, time", ours / theirs, goal, detail)


def measure():
    """Yield the figures."""
    with tempfile.TemporaryDirectory() as folder:
        large, lines, packed = (Path(folder, name) for name in ("a.log", "a.json", "a.log.gz"))
        write_log(large, LARGE)
        grep = ("grep", "-c", " 401 ", str(large))
        yield _figure("logs of 1 GB, 5 % refused / grep -c", 1 / 0.15, large, lambda: _run(*grep))
        peak = int(_run(sys.executable, "-c", WHOLE, str(large))) / 1024
        yield Figure("peak memory of it, both processes / 200 MB", peak / 200, 1, f"{peak:.0f} MB")
        large.unlink()
        write_log(lines, SMALL, as_json=True)
        grep = ("grep", "-c", '"status": 401', str(lines))
        yield _figure("logs of 200 MB of JSON lines / grep -c", 40, lines, lambda: _run(*grep))
        write_log(packed, SMALL, gzip=True)
        pipe = ("sh", "-c", f"zcat '{packed}' | grep -c ' 401 '")
        yield _figure("logs of 200 MB in gzip / zcat | grep -c", 5, packed, lambda: _run(*pipe))
