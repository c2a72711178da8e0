"""A token against forgery goes out under every name that may be read, and under no other."""

import asyncio

import pytest

from inspector.compose.body_fields import fields_of
from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange
from inspector.model.message import Header, Message, Reply
from inspector.model.request import (
    FormBody,
    FormField,
    JsonBody,
    NoBody,
    RawBody,
    Request,
    RequestHeader,
)
from inspector.model.secret import SecretRef
from inspector.workbench.applying.csrf import Known, questions, with_csrf_token

NEW = "{{vault.new}}"
NOTHING = NoBody()


def put(value):
    return SecretRef(place="keyring", name=value)


def write(*names, body=NOTHING, url="http://h/orders"):
    rows = tuple(RequestHeader(name, "old") for name in names)
    return Request(method="POST", url=url, headers=rows, body=body)


def fetched(request, reply, wanted="", known=None):
    """Fetch the token where every address answers with that reply."""

    async def send(question):
        message = Message(method="GET", url=question.url)
        return Attempt(exchanges=(Exchange(request=message, reply=reply),))

    return asyncio.run(with_csrf_token(request, wanted, send, put, known or Known()))


def cookie(text):
    return Reply(status=200, headers=(Header("Set-Cookie", text),))


def rows(found):
    return {row.name: row.value for row in found.request.headers}


@pytest.mark.parametrize(
    ("held", "brought", "sent"),
    [
        (("X-XSRF-TOKEN",), "csrftoken=new", {"X-XSRF-TOKEN", "X-CSRFToken"}),
        (("X-CSRF-Token",), "XSRF-TOKEN=new", {"X-CSRF-Token", "X-XSRF-TOKEN"}),
        (("X-CSRFToken",), "csrftoken=new", {"X-CSRFToken"}),
        (("X-Mill-Csrf",), "csrftoken=new", {"X-Mill-Csrf"}),  # the program's own
        ((), "csrftoken=new", {"X-CSRFToken"}),
    ],
)
def test_beside_the_header_of_another_framework_the_usual_one_is_sent(held, brought, sent):
    found = fetched(write(*held), cookie(brought))
    assert rows(found) == dict.fromkeys(sent, NEW)


@pytest.mark.parametrize(
    ("wanted", "sent"),
    [("X-XSRF-TOKEN", {"X-XSRF-TOKEN", "X-CSRFToken"}), ("X-Mill-Csrf", {"X-Mill-Csrf"})],
)
def test_so_it_is_where_the_refusal_names_the_header(wanted, sent):
    found = fetched(write(), cookie("csrftoken=new"), wanted)
    assert rows(found) == dict.fromkeys(sent, NEW)
    assert found.header == wanted


@pytest.mark.parametrize(
    "body",
    [
        FormBody(fields=(FormField("item", "lamp"), FormField("token", "5c2a+\\"))),
        RawBody(
            text="item=lamp&token=5c2a%2B%5C", content_type="application/x-www-form-urlencoded"
        ),
        JsonBody(text='{"item": "lamp", "token": "5c2a+\\\\"}'),
    ],
)
def test_a_field_is_filled_anew_where_its_text_is_a_token_against_forgery(body):
    found = fetched(write(body=body), cookie("csrftoken=new"))
    assert fields_of(found.request) == {"item": "lamp", "token": NEW}
    assert (found.header, rows(found)) == ("token", {})


def test_what_else_is_called_a_token_is_left_alone():
    body = JsonBody(text='{"item": "lamp", "token": "device-7"}')
    found = fetched(write(body=body), cookie("csrftoken=new"))
    assert fields_of(found.request)["token"] == "device-7"
    assert rows(found) == {"X-CSRFToken": NEW}


def test_json_that_holds_a_token_is_filled_as_a_form_is():
    body = JsonBody(text='{"item": "lamp", "_csrf": "old"}')
    found = fetched(write(body=body), cookie("_csrf=new"))
    assert fields_of(found.request) == {"item": "lamp", "_csrf": NEW}


# ---------------- MediaWiki reads it in a field of its own
EDIT = FormBody(fields=(FormField("action", "edit"), FormField("title", "Mills")))
PLACE = "http://h/w/api.php?action=query&meta=tokens&type=csrf&format=json"
SHOWN = (
    Reply(status=200, headers=(Header("MediaWiki-API-Error", "badtoken"),)),
    Reply(status=200, body=b'{"docref": "See mediawiki-api-announce for notice of changes"}'),
)


@pytest.mark.parametrize("reply", SHOWN)
def test_mediawiki_is_asked_where_it_hands_tokens_out(reply):
    asked = write(body=EDIT, url="http://h/w/api.php")
    refused = Exchange(request=Message(method="POST", url=asked.url), reply=reply)
    known = Known((refused,))
    assert [one.url for one in questions(asked, "", known)] == [asked.url, PLACE]
    given = Reply(status=200, body=b'{"query": {"tokens": {"csrftoken": "new"}}}')
    found = fetched(asked, given, "", known)
    assert fields_of(found.request) == {"action": "edit", "title": "Mills", "token": NEW}
    assert (found.header, rows(found)) == ("token", {})
