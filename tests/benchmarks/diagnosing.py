"""Story and diagnosis of a HAR of 10,000 entries against `json.loads` of it: time and peak memory."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.benchmarks._big_har import big_har
from tests.benchmarks._figure import Figure, in_turns
from tests.benchmarks._memory import PEAK

LOADS = f"import json, sys; kept = json.loads(open(sys.argv[1], 'rb').read()){PEAK}print(peak)"
OURS = (
    "import sys; from pathlib import Path; from inspector import intake;"
    "from inspector.workbench.answer import answer;"
    "a = answer(intake.read(Path(sys.argv[1]).read_bytes(), sys.argv[1]).attempt, annotated=False);"
    f"assert a.verdict.findings and a.story{PEAK}print(peak)"
)


def _peak(code, path):
    run = subprocess.run(
        [sys.executable, "-c", code, path], capture_output=True, text=True, check=True
    )
    return int(run.stdout)


def measure():
    """Yield the figures."""
    from inspector import intake
    from inspector.workbench.answer import answer

    data = big_har()
    seconds = in_turns(
        lambda: answer(intake.read(data, "big.har").attempt, annotated=False),
        lambda: json.loads(data),
    )
    detail = f"{seconds[0]:.2f} s against {seconds[1]:.2f} s, {len(data) / 1e6:.0f} MB"
    name = "story and diagnosis of 10,000 entries / json.loads"
    yield Figure(name, seconds[0] / seconds[1], 4, detail)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "big.har")
        path.write_bytes(data)
        ours, peer = (_peak(code, path) for code in (OURS, LOADS))
    detail = f"{ours / 1024:.0f} MB against {peer / 1024:.0f} MB"
    yield Figure("peak memory of it / json.loads", ours / peer, 1.2, detail)
