"""A pin stands on a field only while the field holds what was sent."""

import pytest
from msgspec.structs import replace

from inspector.model.kinds.api_key import ApiKey
from inspector.model.kinds.basic import Basic
from inspector.model.kinds.bearer import Bearer
from inspector.model.request import Request, RequestHeader
from inspector.model.secret import SecretRef
from inspector.presentation.exchange.held_marks import SentWith, held_marks
from inspector.presentation.exchange.pins import FieldMark

ONE, TWO, COPY = (SecretRef(place="memory", name=name) for name in ("one", "two", "copy"))
VALUES = {ONE: "first-token", TWO: "second-token", COPY: "first-token"}
SENT = Request(
    url="https://api.example.com/v1",
    credential=Bearer(token=ONE),
    headers=(RequestHeader("X-Tenant", "7"),),
)
TOKEN = FieldMark("credential.token", 2, "The token's exp is 27 min before the server's Date")


def _shown(now, mark=TOKEN, number=1):
    (shown,) = held_marks((mark,), now, SentWith(SENT, number, VALUES.get))
    return shown


def test_while_it_holds_what_was_sent_the_pin_stays():
    assert _shown(SENT) == TOKEN
    assert _shown(replace(SENT, url="https://api.example.com/v2")) == TOKEN
    assert _shown(replace(SENT, credential=Bearer(token=COPY))) == TOKEN


@pytest.mark.parametrize(
    ("now", "mark", "text"),
    [
        (replace(SENT, credential=Bearer(token=TWO)), TOKEN, "another token"),
        (replace(SENT, credential=ApiKey(value=ONE)), TOKEN, "another token"),
        (replace(SENT, credential=Basic()), FieldMark("credential", 1, "x"), "another credential"),
        (replace(SENT, url="https://api.example.com/v2"), FieldMark("url", 1, "x"), "another address"),
        (replace(SENT, headers=()), FieldMark("headers.x-tenant", 1, "x"), "another x-tenant"),
    ],
)  # fmt: skip
def test_another_value_is_not_what_was_refused(now, mark, text):
    shown = _shown(now, mark, number=3)
    assert (shown.pin, shown.stale) == (0, True)
    assert shown.text == f"Attempt 3 was sent with {text}"


def test_what_others_sent_keeps_its_marks():
    assert held_marks((TOKEN,), replace(SENT, credential=Basic()), None) == (TOKEN,)
