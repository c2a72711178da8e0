"""How much memory a process took at most, without what its parent had.

The system's own figure (`ru_maxrss`) counts what a process was before it became another program:
a copy of these measurements, with all that they hold.
"""

import json
import subprocess
import sys
from typing import NamedTuple

PEAK = """
peak = next(int(line.split()[1]) for line in open("/proc/self/status") if line[:5] == "VmHWM")
"""
"""Code for a process to look at itself: `peak`, in kB."""
_WATCH = """
import json, os, subprocess, sys
with open("said.txt", "w") as said:
    process = subprocess.Popen(sys.argv[1:], stdout=said, stderr=subprocess.STDOUT)
    _, status, used = os.wait4(process.pid, 0)
print(json.dumps([os.waitstatus_to_exitcode(status), used.ru_utime + used.ru_stime, used.ru_maxrss]))
"""


class Cost(NamedTuple):
    """Of one process with its children: processor seconds, and the most memory (MB)."""

    seconds: float
    megabytes: float


def cost_of(command, folder, environment):
    """Return what a command costs; it must end well. A small process begins it and watches."""
    watch = [sys.executable, "-I", "-S", "-c", _WATCH, *map(str, command)]
    run = subprocess.run(watch, cwd=folder, env=environment, capture_output=True, check=True)
    status, seconds, kilobytes = json.loads(run.stdout)
    assert status == 0, (folder / "said.txt").read_text()[-500:]
    return Cost(seconds, kilobytes / 1024)
