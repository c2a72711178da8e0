"""The search for known secrets: its time per megabyte must not grow with text or with secrets."""

import json
import random
import string
import time

from inspector.protocol.redaction import KnownValues
from tests.benchmarks._figure import Figure

MB, SMALL, LARGE = 1_000_000, 2, 50
SECONDS, GROWTH, MANY, WORST = 10.0, 1.5, 2.0, 15.0  # goals


def _secret(seed, size=44):
    return "".join(random.Random(seed).choices(string.ascii_letters + string.digits, k=size))


def _records(size):
    """Indented JSON, with escapes in it as servers write them."""
    record = {"id": 1, "link": "https://api.example.com/v1?a=b&c=%20d", "say": 'a "word" of ü\n'}
    one = json.dumps(record, indent=2).replace("/", "\\/") + ",\n"
    return one * (size // len(one))


def _seconds(values, text):
    known = KnownValues(values)
    known.spans("x" * 20)
    began = time.process_time()
    known.spans(text)
    return time.process_time() - began


def measure():
    """Yield the figures."""
    few, many = [_secret(number) for number in range(5)], [_secret(number) for number in range(300)]
    small, large = (
        min(_seconds(few, _records(size * MB)) / size for _ in range(2)) for size in (SMALL, LARGE)
    )
    yield Figure(
        "seconds of work to search 50 MB", large * LARGE, SECONDS, f"{large * 1000:.0f} ms a MB"
    )
    yield Figure("time a MB of 50 MB against 2 MB", large / small, GROWTH, "linear")
    sixty = min(_seconds(many, _records(SMALL * MB)) / SMALL for _ in range(2))
    yield Figure("300 secrets against 5", sixty / small, MANY, f"{sixty * 1000:.0f} ms a MB")
    hard = {
        "backslashes": "\\" * SMALL * MB,
        "one letter": "a" * SMALL * MB,
        "beginnings": few[0][:11] * (SMALL * MB // 11),
        "escapes": "%2525" * (SMALL * MB // 5),
    }
    values = [*few, "a" * 4000, "ab" * 3000, _secret("long", 6000)]
    for name, text in hard.items():
        took = _seconds(values, text) / SMALL
        yield Figure(f"{name} against JSON", took / small, WORST, f"{took * 1000:.0f} ms a MB")
