"""Diagnosing 1,000 failures, a HAR each and all in one, against `json.loads` of the same."""

import json

from tests.benchmarks._figure import Figure, in_turns
from tests.benchmarks._varied_hars import one_recording, varied_hars

MOST = 40  # times what `json.loads` takes


def measure():
    """Yield the figures; the first run, in which the rules are loaded, is not counted."""
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
    whole = one_recording(hars)
    seconds = in_turns(
        lambda: diagnose.diagnose(intake.read(whole, "x.har").attempt),
        lambda: json.loads(whole),
        rounds=3,
    )
    detail = f"{seconds[0]:.2f} s against {seconds[1]:.3f} s, {len(whole) / 1e6:.1f} MB"
    yield Figure(
        "diagnose of one recording of them / json.loads", seconds[0] / seconds[1], MOST, detail
    )
