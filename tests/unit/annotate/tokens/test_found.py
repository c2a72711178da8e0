"""Tokens are found wherever they stand in an exchange, each once."""

import json
from pathlib import Path
from urllib.parse import quote

import jwt
import pytest

from inspector.annotate.tokens import decode
from inspector.annotate.tokens.carried import secret_of
from inspector.annotate.tokens.found import (
    found_tokens,
    has_token,
    kind_of,
    tokens_at,
    tokens_of,
)
from inspector.model.annotation import Place
from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange
from inspector.model.message import Header, Message, Reply

TOKEN = jwt.encode({"sub": "alice"}, "k" * 40, algorithm="HS256")
OPAQUE = "mF_9.B5f-4.1JqM-and-more"
SAML = "PHNhbWxwOlJlc3BvbnNlIC8+/w=="


def _exchange(*, headers=(), url="https://a.example/", body=b"", reply_headers=(), reply_body=b""):
    return Exchange(
        request=Message(method="POST", url=url, headers=headers, body=body),
        reply=Reply(status=200, headers=reply_headers, body=reply_body),
    )


def _found(**parts):
    return [(each.text, each.place) for each in found_tokens(_exchange(**parts))]


@pytest.mark.parametrize(
    ("parts", "place"),
    [
        ({"headers": (Header("Authorization", f"Bearer {TOKEN}"),)}, "Authorization sent"),
        ({"headers": (Header("Cookie", f"a=b; jwt={TOKEN}"),)}, "Cookie sent"),
        ({"url": f"https://a.example/?access_token={TOKEN}"}, "the address"),
        ({"reply_headers": (Header("Set-Cookie", f"t={TOKEN}"),)}, "Set-Cookie received"),
        ({"reply_headers": (Header("X-New-Token", TOKEN),)}, "X-New-Token received"),
        (
            {"reply_body": f'{{"access_token": "{TOKEN}"}}'.encode()},
            "access_token in the body received",
        ),
        ({"body": f"assertion={TOKEN}".encode()}, "assertion in the body sent"),
        ({"reply_body": f"token: {TOKEN} ".encode()}, "the body received"),
    ],
)
def test_a_jwt_is_found(parts, place):
    assert _found(**parts) == [(TOKEN, place)]


@pytest.mark.parametrize(
    ("parts", "secret", "kind"),
    [
        ({"headers": (Header("Authorization", f"Bearer {OPAQUE}"),)}, OPAQUE, "access"),
        ({"headers": (Header("Authorization", f"DPoP {OPAQUE}"),)}, OPAQUE, "access"),
        (
            {"headers": (Header("Authorization", "Basic YWxpY2U6c2VjcmV0LXdvcmQ="),)},
            "YWxpY2U6c2VjcmV0LXdvcmQ=",
            "login",
        ),
        ({"headers": (Header("X-API-Key", "abcdefgh12345678"),)}, "abcdefgh12345678", "key"),
        ({"headers": (Header("Cookie", "theme=dark; sid=s3ss10n"),)}, "s3ss10n", "session"),
        ({"reply_headers": (Header("Set-Cookie", "sid=s3ss10n; Path=/"),)}, "s3ss10n", "session"),
        ({"url": "https://a.example/?id_token=abc%2Bdefgh"}, "abc+defgh", "id"),
        ({"body": b"grant_type=refresh_token&refresh_token=one%2Btwo%2Bthree"}, "one+two+three",
         "refresh"),
        ({"body": f"SAMLResponse={quote(SAML, safe='')}".encode()}, SAML, "saml"),
        ({"body": f"client_assertion={OPAQUE}".encode()}, OPAQUE, "client-assertion"),
        ({"reply_body": json.dumps({"refresh_token": "a/b/c/d/e/f"}).replace("/", r"\/").encode()},
         "a/b/c/d/e/f", "refresh"),
        ({"reply_body": f'<input type="hidden" name="SAMLResponse" value="{SAML}"/>'.encode()},
         SAML, "saml"),
    ],
)  # fmt: skip
def test_an_opaque_token_is_found_alone_with_what_it_is_for(parts, secret, kind):
    found = found_tokens(_exchange(**parts))
    assert [(each.secret, each.kind) for each in found] == [(secret, kind)]
    assert secret_of(found[0].text) == secret


def test_words_of_language_are_no_tokens():
    body = b'{"access": "read and write everything", "token": "missing", "refresh": "hourly"}'
    assert not _found(reply_body=body)
    assert not _found(headers=(Header("Cookie", "lang=en; theme=dark"),))


def test_the_same_token_is_found_once_and_many_are_bounded():
    same = (Header("Authorization", f"Bearer {TOKEN}"), Header("X-Copy", TOKEN))
    assert len(_found(headers=same)) == 1
    many = " ".join(
        jwt.encode({"jti": str(number)}, "k" * 40, algorithm="HS256") for number in range(60)
    ).encode()
    assert len(_found(reply_body=many)) == 20


def test_a_token_that_came_back_was_sent_and_received():
    echoed = _exchange(
        headers=(Header("Authorization", f"Bearer {TOKEN}"),),
        reply_body=json.dumps({"access_token": TOKEN}).encode(),
    )
    assert [each.role for each in tokens_of(echoed)] == ["sent", "received"]
    assert len(found_tokens(echoed)) == 1


def test_an_encrypted_token_is_found_whole():
    parts = ".".join(("eyJhbGciOiJSU0EtT0FFUCJ9", "a" * 20, "b" * 16, "c" * 30, "d" * 22))
    assert _found(reply_body=f'{{"id_token":"{parts}"}}'.encode())[0][0] == parts


def test_kinds_are_named_by_their_fields():
    assert kind_of("refresh_token") == "refresh"
    assert kind_of("SAMLResponse") == "saml"


def test_whether_a_token_was_sent():
    made = _exchange(headers=(Header("Authorization", f"Bearer {TOKEN}"),))
    assert has_token(Attempt(exchanges=(made,)), 0)
    assert not has_token(Attempt(exchanges=(_exchange(),)), 0)
    assert not has_token(Attempt(), -1)


@pytest.mark.parametrize(
    ("place", "where"),
    [
        (Place(side="request", part="header", index=1), "Authorization sent"),
        (Place(side="request", part="line"), "the address"),
        (Place(side="request", part="body"), "assertion in the body sent"),
        (Place(side="reply", part="header"), "X-New-Token received"),
        (Place(side="reply", part="body"), "id_token in the body received"),
    ],
)
def test_those_of_one_place(place, where):
    exchange = _exchange(
        headers=(Header("Accept", "*/*"), Header("Authorization", f"Bearer {TOKEN}")),
        url=f"https://a.example/?access_token={TOKEN}",
        body=f"assertion={TOKEN}".encode(),
        reply_headers=(Header("X-New-Token", TOKEN),),
        reply_body=f'{{"id_token": "{TOKEN}"}}'.encode(),
    )
    assert [(each.text, each.place) for each in tokens_at(exchange, place)] == [(TOKEN, where)]


def test_none_where_there_is_none():
    exchange = _exchange(headers=(Header("Accept", "*/*"),))
    for place in (Place(side="request", index=9), Place(side="request"), Place(part="line")):
        assert tokens_at(exchange, place) == ()
    unanswered = Exchange(request=exchange.request)
    assert tokens_at(unanswered, Place(part="body")) == ()


def _certificate():
    return (Path(__file__).parents[3] / "fixtures/saml/idp.pem").read_text()


@pytest.mark.parametrize(
    "header",
    [
        Header("Client-Cert", ":" + "".join(_certificate().splitlines()[1:-1]) + ":"),
        Header("X-Forwarded-Client-Cert", f'Hash=ab;Cert="{quote(_certificate(), safe="")}"'),
        Header("X-SSL-Client-Cert", quote(_certificate(), safe="")),
    ],
    ids=lambda header: header.name,
)
def test_a_clients_certificate_is_found(header):
    (found,) = found_tokens(_exchange(headers=(header,)))
    assert found.kind == "certificate"
    assert decode(found.text).kind == "certificate"


def test_a_challenge_opens_from_its_line_and_is_no_token_of_the_exchange():
    challenge = Header("WWW-Authenticate", 'Bearer error="invalid_token"')
    message = Header("WWW-Authenticate", "NTLM TlRMTVNTUAACAAAAAAAAAAAAAAAAAAAA")
    exchange = _exchange(reply_headers=(challenge, message))
    opened = [tokens_at(exchange, Place(side="reply", part="header", index=at)) for at in (0, 1)]
    assert [decode(one.text).kind for (one,) in opened] == ["challenge", "negotiate"]
    assert found_tokens(exchange) == ()


def test_links_carry_tokens_too():
    url = f"https://idp.example/sso?SAMLRequest={quote(SAML, safe='')}&RelayState=x"
    first = found_tokens(_exchange(url=url))[0]
    assert (first.kind, first.text) == ("saml", SAML)
    location = Header("Location", f"https://app.example/cb#access_token={OPAQUE}&state=x")
    assert found_tokens(_exchange(reply_headers=(location,)))[0].text == OPAQUE
    path = Header("Location", f"https://app.example/magic/{TOKEN}")
    assert [one.text for one in found_tokens(_exchange(reply_headers=(path,)))] == [TOKEN]


def test_what_a_token_discloses_belongs_to_it():
    whole = f"{TOKEN}~WyJzYWx0IiwgIm5hbWUiLCAibGVuYSJd~"
    assert _found(reply_body=f'{{"credential": "{whole}"}}'.encode())[0][0] == whole
    assert _found(headers=(Header("Authorization", f"Bearer {whole}"),))[0][0] == whole
