"""Progress as the wire tells it."""

from inspector.send.interaction import teller


def test_each_stage_is_told():
    told = []
    tell = teller(told.append, 2, "redirect", ("GET", "http://a/"))
    tell("dns")
    tell("connect")
    assert [(each.index, each.purpose, each.stage) for each in told] == [
        (2, "redirect", "dns"),
        (2, "redirect", "connect"),
    ]
    assert told[0].elapsed_ms <= told[1].elapsed_ms


def test_nobody_listens():
    teller(None, 0, "main", ("GET", "http://a/"))("dns")
