"""The tools of `packaging` run as they are named, from any folder, without a chosen Python."""

import subprocess
from pathlib import Path

import pytest

PACKAGING = Path(__file__).parents[2] / "packaging"


def _of_the_project():
    """Return the tools of Python that don't bring their own."""
    tools = [path for path in PACKAGING.iterdir() if path.is_file() and not path.suffix]
    texts = {path: path.read_text() for path in tools}
    return sorted(p for p, text in texts.items() if "python" in text.partition("\n")[0])


@pytest.mark.parametrize("tool", _of_the_project(), ids=lambda path: path.name)
def test_a_tool_finds_the_project_s_python(tool, tmp_path):
    run, path = [str(tool), "--help"], {"PATH": "/usr/bin:/bin"}
    told = subprocess.check_output(run, cwd=tmp_path, env=path, stderr=subprocess.STDOUT, text=True)
    assert told.startswith(f"usage: {tool.name}")
