"""Two JSON bodies of 1 MB by key, against difflib on lines; 50 MB bodies; 100,000 header lines."""

import difflib
import json
import random
import time

from inspector.compare import compare
from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange
from inspector.model.message import Header, Message, Reply
from inspector.workbench.answer import Answer
from tests.benchmarks._figure import Figure, in_turns

_JSON = (Header("Content-Type", "application/json"),)
_LARGE = 50 * 1024 * 1024
_LINES = 100_000


def _answer(body, headers=_JSON):
    exchange = Exchange(
        request=Message(method="GET", url="https://api.example.com/"),
        reply=Reply(status=200, headers=headers, body=body),
    )
    return Answer(attempt=Attempt(exchanges=(exchange,)))


def _body(seed):
    chance = random.Random(7)
    rows = [
        {"id": number, "name": f"row {chance.randrange(10**9)}", "tags": ["a", "b"]}
        for number in range(11_000)
    ]
    for number in random.Random(seed).sample(range(len(rows)), 50):
        rows[number]["name"] = f"changed {seed}"
    return json.dumps({"rows": rows}, indent=1).encode()


def _by_lines(one, other):
    matcher = difflib.SequenceMatcher(None, one.splitlines(), other.splitlines())
    return matcher.get_opcodes()


def _many_lines(seed):
    return tuple(
        Header(f"X-Line-{number}", f"value {number} {seed if number % 500 == 0 else ''}")
        for number in range(_LINES)
    )


def measure():
    """Yield the figures."""
    bodies = _body(1), _body(2)
    answers = [_answer(body) for body in bodies]
    ours, peer = in_turns(lambda: compare(answers), lambda: _by_lines(*bodies), rounds=3)
    detail = f"{ours * 1000:.0f} ms against {peer * 1000:.0f} ms, {len(bodies[0]) / 1e6:.1f} MB"
    yield Figure("two 1 MB JSON bodies by key / difflib on lines", ours / peer, 1.5, detail)
    large = [_answer(b"x" * _LARGE + end) for end in (b"1", b"2")]
    began = time.perf_counter()
    compare(large)
    took = time.perf_counter() - began
    yield Figure("s for two 50 MB bodies", took, 5, "on a worker thread in the window")
    long = [_answer(b"", _many_lines(seed)) for seed in (1, 2)]
    began = time.perf_counter()
    compare(long)
    took = time.perf_counter() - began
    yield Figure("s for two replies of 100,000 header lines", took, 5, "on a worker thread")
