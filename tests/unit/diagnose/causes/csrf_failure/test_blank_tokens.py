"""A form with a blank token gets an empty success, and with a token it is answered."""

import pytest

from inspector.diagnose import diagnose

FORM = """> POST http://nas.lan/plugins/{plugin}.php
> Cookie: nas_1f=77ab03c9d15e42f8
> Content-Type: application/x-www-form-urlencoded
>> {body}
< {status}
{answer}"""
NOTHING, DATA = "", '< Content-Type: application/json\n<< {"disks": 4, "state": "up"}'


def _form(token, answer, *, rest="command=state", status="200 OK", plugin="disks"):
    body = f"csrf_token={token}&{rest}" if token is not None else rest
    return FORM.format(plugin=plugin, body=body, answer=answer, status=status)


def _found(attempt, *parts):
    return [one.slug for one in diagnose(attempt("\n---\n".join(parts))).findings]


@pytest.mark.parametrize("blank", ["", "undefined", "null"])
def test_a_blank_is_given_nothing(attempt, blank):
    parts = (_form(blank, NOTHING), _form("A55D1103BB20C7F4", DATA))
    assert _found(attempt, *parts)[:1] == ["csrf-token-missing"]
    assert _found(attempt, *reversed(parts))[:1] == ["csrf-token-missing"]


@pytest.mark.parametrize(
    "parts",
    [
        (_form("", NOTHING),),
        (_form("", NOTHING), _form("A55D1103BB20C7F4", NOTHING)),  # it never answers more
        (_form("", DATA), _form("A55D1103BB20C7F4", DATA)),
        (_form("", NOTHING), _form("A55D1103BB20C7F4", DATA, rest="command=list")),
        (_form("", NOTHING), _form("A55D1103BB20C7F4", DATA, plugin="fans")),
        (_form("88", NOTHING), _form("A55D1103BB20C7F4", DATA)),
        (_form(None, NOTHING), _form("A55D1103BB20C7F4", DATA)),
    ],
)
def test_what_says_nothing(attempt, parts):
    assert _found(attempt, *parts) == []
