"""Which messages a readable cookie keeps for the next page."""

import base64

import pytest

from inspector.reading.pages import kept_messages

FLASK = "session={}.awzuKQ.CYjj9fZwpXOEmvjyJUTUo2f7kas; HttpOnly; Path=/"
DJANGO = "messages={}:1qABcd:bm90LWEtcmVhbC1zaWduYXR1cmUtYXQtYWxsLWlzLWl; Path=/"
LOCKED = "Your account is locked."


def _kept(shape, text):
    packed = base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")
    return list(kept_messages.kept_messages(shape.format(packed)))


@pytest.mark.parametrize(
    ("shape", "text", "name"),
    [
        (FLASK, f'{{"auth_error": "{LOCKED}"}}', "auth_error"),
        (FLASK, f'{{"_flashes": [{{" t": ["error", "{LOCKED}"]}}]}}', "_flashes"),
        (DJANGO, f'[["__json_message", 0, 40, "{LOCKED}", ""]]', "messages"),
    ],
)
def test_a_message_is_kept(shape, text, name):
    assert _kept(shape, text) == [(name, LOCKED)]


def test_what_is_no_message():
    assert not _kept(FLASK, '{"name": "Ann of the Depot", "_user_id": "7"}')
    for header in ("session=9a9f5065c69eeb8e9a82c30a", "session=", ""):
        assert not list(kept_messages.kept_messages(header))
