"""The token is fetched by GET and goes out with the cookies that came with it."""

import asyncio

from inspector.model.attempt import Attempt
from inspector.model.credential import ApiKey
from inspector.model.exchange import Exchange
from inspector.model.message import Header, Message, Reply
from inspector.model.request import JsonBody, NoBody, Request, RequestHeader
from inspector.workbench.csrf import question, with_csrf_token

REQUEST = Request(
    method="POST",
    url="http://h/orders",
    headers=(
        RequestHeader("Content-Type", "application/json"),
        RequestHeader("X-Trace", "1"),
        RequestHeader("cookie", "lang=de; csrftoken=old"),
        RequestHeader("x-csrftoken", "old"),
    ),
    body=JsonBody(text="{}"),
)


def fetched(request, *cookies):
    asked = []

    async def send(question):
        asked.append(question)
        headers = tuple(Header("Set-Cookie", cookie) for cookie in cookies)
        message = Message(method="GET", url=question.url)
        reply = Reply(status=200, headers=headers)
        return Attempt(exchanges=(Exchange(request=message, reply=reply),))

    return asyncio.run(with_csrf_token(request, "", send)), asked


def rows(request):
    return [(row.name, row.value) for row in request.headers]


def test_the_question_only_reads():
    asked = question(REQUEST)
    assert (asked.method, asked.body, asked.url) == ("GET", NoBody(), REQUEST.url)
    assert "Content-Type" not in dict(rows(asked))
    assert dict(rows(asked))["X-Trace"] == "1"


def test_token_and_cookies_replace_old_ones():
    found, asked = fetched(REQUEST, "csrftoken=new; Path=/", "sid=5; HttpOnly")
    assert asked == [question(REQUEST)]
    assert found.header == "X-CSRFToken"
    assert rows(found.request) == [
        ("Content-Type", "application/json"),
        ("X-Trace", "1"),
        ("X-CSRFToken", "new"),
        ("Cookie", "lang=de; csrftoken=new; sid=5"),
    ]
    assert found.request.body == REQUEST.body


def test_a_cookie_that_is_the_credential_stays_the_credentials():
    request = Request(url="http://h/", credential=ApiKey(name="sid", place="cookie"))
    found, _ = fetched(request, "csrftoken=new", "sid=other")
    assert ("Cookie", "csrftoken=new") in rows(found.request)


def test_without_a_token_nothing_changes():
    found, _ = fetched(REQUEST, "sid=5")
    assert (found.request, found.header) == (REQUEST, "")
    assert found.attempt.exchanges
