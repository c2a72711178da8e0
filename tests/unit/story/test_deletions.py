"""Tokens that somebody else takes away by their id: they end, and the caller's own does not."""

import base64
import json

import pytest

from inspector.story.ends.deletions import Deletions

TOKEN, ADMIN = "u3Qx9Lr7Zk1Vb5Nd", "Authorization: Bearer adm-7c41e0b2f95d"
LISTED_ONE = f'[{{"id": "b41c88e0", "token": "{TOKEN}"}}]'
LISTED_SHORT = f'[{{"id": 31, "token": "{TOKEN}"}}]'
LISTED = """
> GET https://grow.example/people/9/tokens
> {admin}
< 200 OK
< Content-Type: application/json
<< {body}
"""
TAKEN = """
> {line}
> {admin}{body}
< 204 No Content
"""


def _ends(story, listed, line, body=""):
    sent = f"\n> Content-Type: application/json\n>> {body}" if body else ""
    told = story(
        LISTED.format(admin=ADMIN, body=listed)
        + "---"
        + TAKEN.format(admin=ADMIN, line=line, body=sent)
    )
    return {life.value: life.end.kind for life in told.lives if life.end is not None}


@pytest.mark.parametrize(
    ("listed", "line", "body"),
    [
        ('{"tokens": [{"id": "b41c88e0", "token": "%s"}]}', "DELETE {0}/people/9/tokens/b41c88e0", ""),
        ('[{"id": 31, "name": "ci", "token": "%s"}]', "DELETE {0}/people/9/tokens/31", ""),
        ('{"auth": {"accessor": "Qm5vH2", "client_token": "%s"}}', "POST {0}/auth/revoke-accessor", '{"accessor": "Qm5vH2"}'),
        ('{"AccessorID": "4b8f3ac3-efd4", "SecretID": "%s"}', "DELETE {0}/acl/token/4b8f3ac3-efd4", ""),
        ('{"data": {"id": "tok-889", "attributes": {"token": "%s"}}}', "POST {0}/tokens/tok-889/revoke", ""),
    ],
)  # fmt: skip
def test_deleted_by_its_id(story, listed, line, body):
    found = _ends(story, listed % TOKEN, line.format("https://grow.example"), body)
    assert found == {TOKEN: "revoked"}


@pytest.mark.parametrize(
    "line",
    [
        "DELETE https://grow.example/people/9/tokens/b41c88e1",
        "GET https://grow.example/people/9/tokens/b41c88e0",
        "PUT https://grow.example/people/9/tokens/b41c88e0",
        "DELETE https://other.example/people/9/tokens/b41c88e0",
    ],
)
def test_another_one_or_no_deletion(story, line):
    assert TOKEN not in _ends(story, LISTED_ONE, line)


def test_a_short_id_counts_below_the_address_of_its_list_only(story):
    line = "DELETE https://grow.example/beds/31"
    assert _ends(story, LISTED_SHORT, line) == {}


@pytest.mark.parametrize(
    "listed", [f'{{"SecretId": "{TOKEN}", "name": "ci"}}', f'{{"SecretId": "b41c88e0", "SecretKey": "{TOKEN}"}}']
)  # fmt: skip
def test_a_secret_id_alone_is_an_id(story, listed):
    assert _ends(story, listed, f"DELETE https://grow.example/keys/{TOKEN}") == {}


def test_nothing_is_taken_before_it_was_told_of(story):
    told = story(TAKEN.format(admin=ADMIN, line="DELETE https://grow.example/tokens/31", body=""))
    deletions = Deletions()
    assert not deletions.read(told.entries[0])
    assert deletions.took(TOKEN, ()) is None


# ---------------- By an id that the token has in itself
def _jwt(**claims):
    parts = (json.dumps(part).encode() for part in ({"alg": "RS256"}, claims))
    return ".".join(base64.urlsafe_b64encode(part).decode().rstrip("=") for part in parts) + ".c2ln"


SENT = "> GET https://grow.example/beds\n> {header}\n< 200 OK"
PARTED = "kq81ff02.u3Qx9Lr7Zk1Vb5Nd"
SIGNED = _jwt(jti="6b1e90d7c25f", sub="9", exp=1999999999)


@pytest.mark.parametrize(
    ("token", "line", "body", "reply"),
    [
        (
            SIGNED,
            "POST {0}/settings/deltoken",
            "form tokenId=6b1e90d7c25f&_t=1",
            "302 Found\n< Location: /settings",
        ),
        (SIGNED, "DELETE {0}/oauth/tokens/6b1e90d7c25f", "", "204 No Content"),
        (SIGNED, "POST {0}/rpc", 'json {"action": "revokeToken", "id": "6b1e90d7c25f"}', "200 OK"),
        ("kq81ff02|u3Qx9Lr7Zk1Vb5Nd", "DELETE {0}/tokens/kq81ff02", "", "200 OK"),
        (PARTED, "POST {0}/keys/kq81ff02/revoke", "", "200 OK"),
        (PARTED, "DELETE {0}/sessions/kq81ff02/tokens", "", "200 OK"),
        (PARTED, "POST {0}/rpc", 'json {"action": "archiveKey", "keyId": "kq81ff02"}', "200 OK"),
        (PARTED, "POST {0}/rpc", 'json {"op": "unpublish", "id": "kq81ff02"}', "200 OK"),
        (PARTED, "POST {0}/do", "form cmd=deltoken&token=kq81ff02", "200 OK"),
        (PARTED, "POST {0}/settings", "form action=disable&api_key=kq81ff02", "200 OK"),
    ],
)
def test_ended_by_its_own_id(story, token, line, body, reply):
    assert _own(story, token, line, body, reply) == "revoked"


@pytest.mark.parametrize(
    ("line", "body", "reply"),
    [
        # Nothing came of it.
        ("DELETE {0}/oauth/tokens/6b1e90d7c25f", "", "403 Forbidden"),
        # Led to a login, so it was not done.
        (
            "POST {0}/settings/deltoken",
            "form tokenId=6b1e90d7c25f",
            "302 Found\n< Location: /login",
        ),
        # Another one, and a change that takes nothing away.
        ("DELETE {0}/oauth/tokens/6b1e90d7c260", "", "204 No Content"),
        ("POST {0}/rpc", 'json {"action": "renameToken", "id": "6b1e90d7c25f"}', "200 OK"),
    ],
)
def test_not_ended_by_its_own_id(story, line, body, reply):
    assert _own(story, SIGNED, line, body, reply) is None


@pytest.mark.parametrize(
    ("token", "line", "body"),
    [
        # A thing of another host, or below a key, that has the same id.
        (PARTED, "DELETE https://other.example/orders/kq81ff02", ""),
        (PARTED, "DELETE {0}/orders/kq81ff02/lines/7", ""),
        (PARTED, "DELETE {0}/keys/kq81ff02/scopes/7", ""),
        # Words of the address or of the body, which keys may begin with as well.
        ("tokens.u3Qx9Lr7Zk1Vb5Nd", "POST {0}/api/tokens/revoke", "form id=77aa01"),
        ("orders.u3Qx9Lr7Zk1Vb5Nd", "DELETE {0}/orders", ""),
        ("revoke.u3Qx9Lr7Zk1Vb5Nd", "POST {0}/api/tokens/revoke", "form id=77aa01"),
        ("backup.u3Qx9Lr7Zk1Vb5Nd", "DELETE {0}/notes/7", 'json {"kind": "backup"}'),
        (PARTED, "DELETE {0}/notes/7", 'json {"customer": "kq81ff02"}'),
    ],
)
def test_the_same_word_elsewhere_is_not_its_id(story, token, line, body):
    assert _own(story, token, line, body, "200 OK") is None


def _own(story, token, line, body, reply):
    kind, _, text = body.partition(" ")
    kinds = {"form": "application/x-www-form-urlencoded", "json": "application/json"}
    sent = f"\n> Content-Type: {kinds[kind]}\n>> {text}" if kind else ""
    call = SENT.format(header=f"Authorization: Bearer {token}")
    gone = (
        f"> {line.format('https://grow.example')}\n> Cookie: sid=adm-7c41e0b2f95d{sent}\n< {reply}"
    )
    told = story("\n---\n".join([call, gone, call.replace("200 OK", "404 Not Found")]))
    life = next(life for life in told.lives if life.value == token)
    return life.end.kind if life.end is not None else None
