"""The exchanges of an attempt hang together by host and order."""

import pytest

from inspector.diagnose.facts.case import Trace

TEXT = """
> GET https://a.test/1
< 200 OK
---
> GET https://b.test/2
< 200 OK
---
> GET https://A.test/3
< 401 Unauthorized
"""


def test_neighbours(attempt):
    trace = Trace(attempt(TEXT))
    assert len(trace) == 3
    assert [case.index for case in trace.same_host(2)] == [0]
    assert [case.index for case in trace.near(1)] == [0, 2]
    assert trace.case(1) is trace.case(1)


@pytest.mark.parametrize("many", [1, 2, 5, 60])
def test_the_nearest_of_a_host(attempt, many, monkeypatch):
    monkeypatch.setattr("inspector.diagnose.facts.case._NEAREST", many)
    hosts = "aabababbbaaabaabbaba"
    text = "---".join(f"\n> GET https://{host}.test/\n< 401 No\n" for host in hosts)
    trace = Trace(attempt(text))
    for index, host in enumerate(hosts):
        others = [at for at, each in enumerate(hosts) if each == host and at != index]
        nearest = sorted(sorted(others, key=lambda at: abs(at - index))[:many])
        assert [case.index for case in trace.same_host(index)] == nearest
