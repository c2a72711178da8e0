"""Diagnosing 1,000 HARs with one failure each in one process, against `json.loads` of them."""

import json

from tests.benchmarks._figure import Figure, in_turns
from tests.benchmarks._varied_hars import varied_hars

MOST = 40  # times what `json.loads` takes


def measure():
    """Yield the figure; the first run, in which the rules are loaded, is not counted."""
    from inspector import diagnose, intake

    hars = varied_hars()

    def ours():
        return sum(
            bool(diagnose.diagnose(intake.read(har, "x.har").attempt).findings) for har in hars
        )

    found = ours()
    seconds = in_turns(ours, lambda: [json.loads(har) for har in hars], rounds=3)
    size = sum(map(len, hars))
    detail = (
        f"{seconds[0]:.2f} s against {seconds[1]:.3f} s, {size / 1e6:.1f} MB, findings in {found}"
    )
    yield Figure(
        "diagnose of 1,000 single failures / json.loads", seconds[0] / seconds[1], MOST, detail
    )
