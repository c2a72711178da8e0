"""Tokens are found wherever they stand in an exchange, each once."""

import msgspec
import pytest

from inspector.gui.tokens.found_tokens import found_tokens, has_token
from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange
from inspector.model.message import Header, Message, Reply
from tests.gui.token_samples import exchange, token

TOKEN = token()


def _found(*, headers=(), url="https://a.example/", body=b"", reply_headers=(), reply_body=b""):
    made = Exchange(
        request=Message(method="POST", url=url, headers=headers, body=body),
        reply=Reply(status=200, headers=reply_headers, body=reply_body),
    )
    return [tuple(each) for each in found_tokens(made)]


@pytest.mark.parametrize(
    ("parts", "place"),
    [
        ({"headers": (Header("Authorization", f"Bearer {TOKEN}"),)}, "Authorization sent"),
        ({"headers": (Header("Cookie", f"a=b; jwt={TOKEN}"),)}, "Cookie sent"),
        ({"url": f"https://a.example/?access_token={TOKEN}"}, "the address"),
        ({"reply_headers": (Header("Set-Cookie", f"t={TOKEN}"),)}, "Set-Cookie received"),
        (
            {"reply_body": f'{{"access_token": "{TOKEN}"}}'.encode()},
            "access_token in the body received",
        ),
        ({"body": f"assertion={TOKEN}".encode()}, "assertion in the body sent"),
    ],
)
def test_a_jwt_is_found(parts, place):
    assert _found(**parts) == [(TOKEN, place)]


def test_an_opaque_credential_is_found_where_it_was_sent():
    headers = (Header("Authorization", "Basic YWxpY2U6c2VjcmV0LXdvcmQ="),)
    assert _found(headers=headers) == [
        ("Authorization: Basic YWxpY2U6c2VjcmV0LXdvcmQ=", "Authorization sent")
    ]
    assert _found(headers=(Header("X-API-Key", "abcdefgh12345678"),)) == [
        ("abcdefgh12345678", "X-API-Key sent")
    ]


def test_the_same_token_is_found_once_and_many_are_bounded():
    same = (Header("Authorization", f"Bearer {TOKEN}"), Header("X-Copy", TOKEN))
    assert len(_found(headers=same)) == 1
    many = " ".join(token(jti=str(number)) for number in range(60)).encode()
    assert len(_found(reply_body=many)) == 20


def test_whether_a_token_was_sent():
    made = exchange(TOKEN)
    bare = msgspec.structs.replace(made, request=Message(method="GET", url="https://a.example/"))
    assert has_token(Attempt(exchanges=(made,)), 0)
    assert not has_token(Attempt(exchanges=(bare,)), 0)
    assert not has_token(Attempt(), -1)
