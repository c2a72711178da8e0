"""A device without Date tells its clock in the body of another reply, before or after."""

import pytest
from msgspec.structs import replace

from inspector.diagnose import diagnose
from tests.fixtures.short_texts import START

HASH = "6ce0a3f1b8d94725" * 4
SIGNED = (
    "> GET http://10.0.0.7:8080/doors?ts={ts}&nonce=811&hash={hash}\n< 401 Unauthorized\n<< 401"
)
STATE = """> GET http://10.0.0.7:8080/state
< 200 OK
< Content-Type: application/json
<< {{"doors": 2, "{name}": "{time}"}}"""


def _found(attempt, *, name="currentTime", time="2023-11-14T21:40:00Z", first=False):
    stamp = START.strftime("%Y-%m-%dT%H:%M:%SZ")
    parts = [SIGNED.format(ts=stamp, hash=HASH), STATE.format(name=name, time=time)]
    made = attempt("\n---\n".join(reversed(parts) if first else parts))
    times = [replace(one, started=START) for one in made.exchanges]
    return [one.slug for one in diagnose(replace(made, exchanges=tuple(times))).findings]


@pytest.mark.parametrize("first", [True, False])
def test_its_clock_is_hours_behind(attempt, first):
    assert _found(attempt, first=first)[:1] == ["clock-differs"]


@pytest.mark.parametrize(
    "told",
    [
        {"time": START.strftime("%Y-%m-%dT%H:%M:%SZ")},
        {"name": "lastOpened"},
        {"name": "uptime", "time": "43432"},
    ],
)
def test_it_is_right_or_tells_no_clock(attempt, told):
    assert "clock-differs" not in _found(attempt, **told)
