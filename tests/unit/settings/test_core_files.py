"""A process that holds secrets is never written to disk as a core file, nor are its children."""

import subprocess
import sys

import pytest

PROBE = """
import ctypes, resource, subprocess, sys
from inspector import __main__
__main__.run = lambda arguments, faces: 0
resource.setrlimit(resource.RLIMIT_CORE, (resource.getrlimit(resource.RLIMIT_CORE)[1],) * 2)
__main__.main()
print(resource.getrlimit(resource.RLIMIT_CORE))
code = "import resource; print(resource.getrlimit(resource.RLIMIT_CORE))"
print(subprocess.check_output([sys.executable, "-c", code], text=True).strip())
if sys.platform == "linux":
    print(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))  # PR_GET_DUMPABLE
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no core files")
def test_neither_the_program_nor_its_children_leave_a_core_file():
    done = subprocess.run([sys.executable, "-c", PROBE], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["(0, 0)", "(0, 0)", *["0"] * (sys.platform == "linux")]


def test_a_system_without_limits_is_no_trouble(monkeypatch):
    from inspector.settings import core_files

    monkeypatch.setattr(core_files.sys, "platform", "other")
    monkeypatch.setitem(sys.modules, "resource", None)
    core_files.forbid_core_files()


def test_a_c_library_without_prctl_is_no_trouble(monkeypatch):
    from inspector.settings import core_files

    monkeypatch.setattr(core_files.ctypes, "CDLL", lambda _name: object())
    core_files._hide()
