"""The handshake of a WebSocket is refused to a session that is good: by its Origin."""

import pytest

from inspector.diagnose import diagnose
from tests.fixtures.short_texts import attempt_of

SESSION = "> Cookie: _stats_key=SFMyNTY.PZ8kWFyTxJNm5JJyYHyAXsFzM5FzTx\n"
PAGE = (
    "> GET http://10.1.2.3:8000/sites\n{0}< 200 OK\n< Content-Type: text/html\n<< <p>My sites</p>"
)
SOCKET = (
    "> GET ws://{host}/live/websocket\n> Upgrade: websocket\n> Origin: {origin}\n{session}< {reply}"
)


def socket(
    reply="403 Forbidden", origin="http://10.1.2.3:8000", session=SESSION, at="10.1.2.3:8000"
):
    return SOCKET.format(host=at, origin=origin, session=session, reply=reply)


def first(*parts):
    findings = diagnose(attempt_of("\n---\n".join(parts))).findings
    return (findings[0].slug, findings[0].cause) if findings else None


OPENED = socket("101 Switching Protocols", "https://stats.test", at="stats.test")
REFUSED = ("origin-refused", "csrf-failure")


@pytest.mark.parametrize("more", [(), (OPENED,)])
def test_its_origin_is_not_trusted(more):
    assert first(PAGE.format(SESSION), socket(), *more) == REFUSED


def test_another_origin_that_was_taken_is_evidence():
    parts = PAGE.format(SESSION), socket(), OPENED
    found = diagnose(attempt_of("\n---\n".join(parts))).findings[0]
    assert "Entry 3 opened it with another Origin" in [one.statement for one in found.evidence]


@pytest.mark.parametrize(
    "parts",
    [
        (socket(),),  # whether the session is good is not known
        (PAGE.format(""), socket(session="")),
        (PAGE.format(SESSION), socket("403 Forbidden\n<< Your plan has no live view")),
        (PAGE.format(SESSION), socket("401 No\n< WWW-Authenticate: Bearer")),
        (PAGE.format(SESSION), socket().replace("> Upgrade: websocket\n", "")),
    ],
)
def test_what_is_no_matter_of_the_origin(parts):
    assert first(*parts) != REFUSED
