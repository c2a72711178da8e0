"""Whose login a request is: a real account must not get a second failing try by experiments."""

import re

import msgspec

from inspector.model.credential import LOGIN_SCHEMES, Credential
from inspector.protocol.urls import host_of
from inspector.reading.names import PASSWORD_NAMES
from inspector.reading.request import Sent

_WORD = re.compile(r"[a-z]+")
_ACCOUNT = frozenset({"user", "username", "email", "login", "account", "password"})
_NO_ACCOUNT = frozenset({"user-agent", "x-user-agent"})


class Tried(msgspec.Struct, frozen=True, kw_only=True):
    """What experiments sent so far, on any answer.

    guessed: accounts that a made-up credential was tried on. refused: logins that were sent and
    not accepted. forged: subjects in whose name a token with a broken signature was sent.
    """

    guessed: frozenset[str] = frozenset()
    refused: frozenset[str] = frozenset()
    forged: frozenset[str] = frozenset()


def login_of(sent: Sent, credential: Credential | None = None, own: str = "") -> str:
    """Return host and user of a login, empty where the request is none.

    credential: what will be written into it; it names the user where the message does not yet.
    own: the login that is experimented on; where its account is named beside any credential, it
    is sent again, wherever the key went.
    """
    user = _user(sent, credential)
    if user is not None:
        return _key(sent, user)
    secret = sent.credentials or (credential is not None and credential.is_given)
    named = {_key(sent, value) for _, value in _named(sent)} if secret and own else set()
    return own if own in named else ""


def _key(sent: Sent, user: str) -> str:
    return f"{host_of(sent.url)} {user.casefold()}"


def subject_of(sent: Sent) -> str:
    """Return host and subject of what is sent, empty where it names none."""
    main = sent.main
    return _key(sent, main.user) if main is not None and main.user else ""


def names_account(sent: Sent) -> bool:
    """Whether headers or query name an account beside its key or password."""
    return _account(sent) is not None


def _user(sent: Sent, credential: Credential | None) -> str | None:
    if credential is not None and credential.is_login():
        return credential.user_name
    written = sent.authorization
    if written is not None and written.scheme in LOGIN_SCHEMES:
        return written.user
    return sent.login_user if sent.is_login else _account(sent)


def _account(sent: Sent) -> str | None:
    named = _named(sent)
    if any(name in PASSWORD_NAMES for name, _ in named) or (named and sent.keys):
        return next((value for name, value in named if name not in PASSWORD_NAMES), "")
    return None


def _named(sent: Sent) -> list[tuple[str, str]]:
    """Return the headers and parameters that are called after an account or its password."""
    given = [(header.name.lower(), header.value) for header in sent.message.headers]
    given += [(name.lower(), value) for name, value in sent.query]
    return [
        (name, value)
        for name, value in given
        if name in PASSWORD_NAMES
        or (name not in _NO_ACCOUNT and _ACCOUNT & set(_WORD.findall(name)))
    ]
