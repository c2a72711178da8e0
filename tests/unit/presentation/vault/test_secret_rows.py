"""Kinds by shape and use, warnings in their order, who uses what."""

import base64
import json
from datetime import UTC, date, datetime, timedelta

import pytest

from inspector.model.collection import Environment
from inspector.model.kinds.basic import Basic
from inspector.model.kinds.bearer import Bearer
from inspector.model.kinds.oauth import ClientProof
from inspector.model.kinds.oauth2 import OAuth2
from inspector.model.request import JsonBody, Request
from inspector.model.secret import Secret, SecretRef
from inspector.model.vault_entry import BoundHost, VaultEntry
from inspector.presentation.vault.secret_rows import secret_rows, uses_of, written_in
from inspector.presentation.vault.secret_words import end_lines, store_title
from inspector.protocol.oauth.kept_token import KeptToken, written
from inspector.vault.store import VaultStatus
from inspector.workbench.kept_secrets import KeptSecret

NOW = datetime(2026, 11, 25, tzinfo=UTC)
REF = SecretRef(place="keyring", name="orders-0123456789ab")


def jwt(**claims):
    parts = (json.dumps(part).encode() for part in ({"alg": "HS256"}, claims))
    made = ".".join(base64.urlsafe_b64encode(part).decode().rstrip("=") for part in parts)
    return f"{made}.c2lnbmF0dXJl"


def row(value="v", uses=(), environments=(), **entry):
    secret = KeptSecret(ref=REF, value=Secret(value), entry=VaultEntry(**entry))
    return secret_rows((secret,), uses_of(uses), environments, NOW)[0]


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        (jwt(sub="a"), "Token, JWT"),
        ("-----BEGIN EC PRIVATE KEY-----\n", "Private key"),
        ("-----BEGIN CERTIFICATE-----\n", "Certificate"),
        (written(KeptToken(access_token="abc")), "Access token"),
        ("hunter2", "Secret"),
    ],
)
def test_kinds_by_shape(value, kind):
    assert row(value).kind.name == kind


@pytest.mark.parametrize(
    ("request_", "kind"),
    [
        (Request(credential=Basic(user="a", password=REF)), "Password"),
        (Request(credential=Bearer(token=REF)), "Token or key"),
        (Request(credential=OAuth2(client=ClientProof(secret=REF))), "Client secret"),
        (Request(body=JsonBody(text=f"{{{{vault.{REF.name}}}}}")), "Secret"),
    ],
)
def test_kinds_by_use(request_, kind):
    found = row(uses=[("key", request_)])
    assert (found.kind.name, [use.key for use in found.uses]) == (kind, ["key"])


@pytest.mark.parametrize(
    ("value", "where", "told"),
    [
        ("word-for-word-secret", {"url": "http://a.example/?key=word-for-word-secret"}, True),
        ("word-for-word-secret", {"body": JsonBody(text='{"a": "word-for-word-secret"}')}, True),
        ("short", {"url": "http://short.example/"}, False),
        ("word-for-word-secret", {"credential": Bearer(token=REF)}, False),
    ],
)
def test_a_secret_that_a_collections_file_holds_word_for_word_is_told(value, where, told):
    secret = KeptSecret(ref=REF, value=Secret(value))
    written = written_in((secret,), [("key", Request(name="Orders", **where))])
    found = secret_rows((secret,), {}, (), NOW, written)[0]
    assert [one.short for one in found.warnings] == ["in a collection's file"] * told
    assert all("“Orders”" in one.cure and value not in one.cure for one in found.warnings)


def test_a_key_whose_file_others_may_read_is_told():
    entry = VaultEntry(source="/home/ada/key.pem")
    secret = KeptSecret(ref=REF, value=Secret("v"), entry=entry, exposed=True)
    (told,) = secret_rows((secret,), {}, (), NOW)[0].warnings
    assert (told.level, told.short) == ("bad", "readable by others")
    assert "/home/ada/key.pem" in told.cure


def test_warnings_the_worst_first():
    hosts = (BoundHost("api.example.com"), BoundHost("api-staging.example.com"))
    found = row(
        jwt(exp=(NOW - timedelta(days=3)).timestamp()),
        hosts=hosts,
        over_http=True,
        in_address=True,
        rotate_by=date(2026, 12, 1),
    )
    assert [each.short for each in found.warnings] == [
        "ended 3 days ago",
        "sent over http",
        "stands in an address",
        "for test and production",
        "rotate in 6 days",
    ]


def test_one_secret_in_two_environments():
    both = [
        Environment(name="a", values={"k": REF}),
        Environment(name="b", values={"other": REF}, production=True),
    ]
    assert [each.short for each in row(environments=both).warnings] == ["for test and production"]
    assert row(environments=both[:1]).warnings == ()


@pytest.mark.parametrize(
    ("entry", "lines"),
    [
        ({}, ("No end", "")),
        ({"rotate_by": date(2026, 12, 1)}, ("1 Dec 2026", "rotate by")),
        ({"rotate_by": date(2026, 11, 1)}, ("1 Nov 2026", "rotate now")),
    ],
)
def test_ends(entry, lines):
    assert end_lines(row(**entry), NOW) == lines


@pytest.mark.parametrize(
    ("kind", "keyring", "title"),
    [
        ("keyring", True, "OS keyring, unlocked"),
        ("locked", True, "OS keyring, locked"),
        ("refused", True, "OS keyring, refused"),
        ("locked", False, "Encrypted file, locked"),
        ("memory", False, "This run only"),
        ("unreadable", False, "Encrypted file, damaged"),
    ],
)
def test_each_state_of_the_store_has_words(kind, keyring, title):
    """A vault file may lie there beside a keyring in use: it is not what is locked then."""
    assert store_title(VaultStatus(kind=kind, text="", file=True, keyring=keyring)) == title
