"""Exchanges as rows of a timeline: when, how long, what was lost."""

from datetime import timedelta

import msgspec

from inspector.model.exchange import Connection, Timing
from inspector.presentation.exchange.rounds import rounds
from tests.gui import answer_samples as samples


def test_steps_follow_one_another_from_the_start_of_the_trace():
    first = samples.exchange()
    second = msgspec.structs.replace(first, started=first.started + timedelta(milliseconds=500))
    rows = rounds((first, second))
    assert [step.name for step in rows[0].steps] == [
        "dns",
        "connect",
        "tls",
        "send",
        "wait",
        "receive",
    ]
    assert (rows[0].start, rows[0].end) == (0, 143)
    assert rows[1].start == 500
    assert rows[1].steps[1].start == 504


def test_without_clock_times_one_follows_the_other():
    exchange = samples.exchange(started=None, timing=Timing(wait=10, total=10))
    assert [row.start for row in rounds((exchange, exchange))] == [0, 10]


def test_what_was_dropped_and_where_it_failed_is_said():
    redirected = rounds(samples.redirected().attempt.exchanges)[1]
    assert redirected.remarks == (
        "Authorization was not sent on: api2.example.com is another host.",
    )
    failed = rounds(samples.refused_connection().attempt.exchanges)[0]
    assert failed.failed
    assert failed.status == "No reply"
    assert "while connecting" in failed.remarks[0]


def test_addresses_hold_no_query_user_or_password():
    message = msgspec.structs.replace(
        samples.request_message(), url="https://bob:pw@api.example.com/a?token=secret#x"
    )
    proxy = Connection(proxy="http://bob:pw@proxy.example.com:3128", reused=True)
    row = rounds((samples.exchange(request=message, connection=proxy),))[0]
    assert row.address == "api.example.com/a"
    assert row.remarks[0] == "Through the proxy proxy.example.com:3128"
    assert "pw" not in row.spoken
