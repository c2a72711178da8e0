"""A success that holds no answer after a pause: the session ended, and the page is sent on."""

import pytest

from inspector.diagnose.diagnosing import diagnose

ANSWER = '{"success": true, "rows": "<td>1</td>"}'
SENT_ON = '{"success": false, "error": "<p>Error</p>", "redirect_flag": "1"}'


def _query(time, reply, *, session="5f2b8c71d0a9e3b8", path="sql"):
    return (
        f"> POST https://tables.test/{path}\n> Cookie: app_session={session}; lang=de\n"
        "> Content-Type: application/x-www-form-urlencoded\n>> ajax=true&query=SELECT\n"
        f"< 200 OK\n< Date: Mon, 01 Jun 2026 {time} GMT\n< Content-Type: application/json\n<< {reply}"
    )


def _causes(attempt, *parts):
    return [one.cause for one in diagnose(attempt("\n---\n".join(parts))).findings]


@pytest.mark.parametrize(
    "reply",
    [
        SENT_ON,
        '{"ok": false, "loginRequired": true}',
        '{"status": "error", "redirect": "/index"}',
    ],
)
def test_the_session_ended_during_the_pause(attempt, reply):
    parts = (_query("09:10:05", ANSWER), _query("09:34:41", reply))
    assert _causes(attempt, *parts)[:1] == ["expired-session"]


@pytest.mark.parametrize(
    "parts",
    [
        # No pause: the query itself failed.
        (_query("09:10:05", ANSWER), _query("09:11:00", SENT_ON)),
        # Nothing was answered before.
        (_query("09:34:41", SENT_ON),),
        # The session is still good afterwards.
        (_query("09:10:05", ANSWER), _query("09:34:41", SENT_ON), _query("09:34:50", ANSWER)),
        # It failed, and nobody is sent anywhere.
        (
            _query("09:10:05", ANSWER),
            _query("09:34:41", '{"success": false, "error": "no such table", "redirect": ""}'),
        ),
        # Another session.
        (_query("09:10:05", ANSWER, session="77c1d0e2aa"), _query("09:34:41", SENT_ON)),
    ],
)
def test_an_ordinary_failure(attempt, parts):
    assert _causes(attempt, *parts) == []
