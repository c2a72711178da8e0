"""A recording with five requests, one of them in two rounds."""

import pytest

from inspector.gui.recording.recording_document import RecordingDocument
from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange
from inspector.model.message import Header, Message, Reply
from inspector.workbench.answer import answer
from inspector.workbench.attempts.entries import entries


def exchange(path, status=200, answers=None, host="api.example.com", **sent):
    challenge = (Header("WWW-Authenticate", "Basic realm=x"),) if status == 401 else ()
    headers = tuple(Header(name, value) for name, value in sent.items())
    return Exchange(
        request=Message(method="GET", url=f"https://{host}{path}", headers=headers),
        reply=Reply(status=status, headers=challenge),
        answers=answers,
    )


def recording():
    """Exchanges 0 to 5; listed: 4 (401), 3 (403), 0 with 1, 2, 5 (404)."""
    exchanges = (
        exchange("/moved", 302),
        exchange("/orders", answers=0),
        exchange("/app.js", host="static.example.com"),
        exchange("/admin", 403, Authorization="Bearer abc"),
        exchange("/orders/7", 401),
        exchange("/none", 404),
    )
    return answer(Attempt(id="import", exchanges=exchanges, source="har"))


@pytest.fixture
def document(qapp):
    found = recording()
    return RecordingDocument(found, entries(found))
