"""A request as a snippet says it: what leaves, with variables where its secrets stand.

Texts are the bytes on the wire as Latin-1, like the records; each language writes them in its way.
"""

import re
from base64 import b64decode
from binascii import Error
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from types import MappingProxyType
from typing import NamedTuple

import msgspec

from inspector.export.gather import secrets_of
from inspector.model.attempt import Attempt
from inspector.model.credential import kind_of_scheme
from inspector.model.message import Header, Message, Span, first, latin1
from inspector.model.request import Options
from inspector.protocol.masking.secret_spans import text_spans
from inspector.protocol.media_types import content_type, family
from inspector.protocol.redaction import (
    KnownValues,
    hidden_spans,
    merged,
    message_body_spans,
    target_spans,
)
from inspector.protocol.sites import registrable
from inspector.protocol.urls import authority_of, host_of, is_numeric


class Variable(NamedTuple):
    """An environment variable for a secret. encoded: it holds the value with %XX."""

    name: str
    encoded: bool = False


Text = tuple[str | Variable, ...]


class Login(NamedTuple):
    """What the client makes the header of. scheme: its word, small. password: None for a ticket.

    words: with which curl is told of a scheme whose option is not its word. rows: of options that
    say all of it, in place of user and password. since: the first version of curl that knows them.
    """

    scheme: str
    user: Text
    password: Variable | None
    words: tuple[str, ...] = ()
    rows: tuple[tuple[Text, ...], ...] = ()
    since: str = ""

    @property
    def texts(self) -> tuple[Text, ...]:
        """All that the client is told."""
        return tuple(text for row in self.rows for text in row) or (self.pair,)

    @property
    def pair(self) -> Text:
        """User and password with a colon between."""
        return joined((*self.user, ":", *((self.password,) if self.password else ())))

    @property
    def name(self) -> str:
        """What people call the scheme."""
        kind = kind_of_scheme(self.scheme)
        return kind.label() if kind is not None else self.scheme


class Call(msgspec.Struct, frozen=True, kw_only=True):
    """One request. headers: those that the client can't know; in order. login: beside them.

    absent: a scheme that answers in rounds and that is not in it.
    """

    method: str
    url: Text
    headers: tuple[tuple[str, Text], ...] = ()
    body: Text = ()
    login: Login | None = None
    options: Options = Options()
    absent: str = ""

    @property
    def variables(self) -> tuple[Variable, ...]:
        """Each variable once, in the order of its first use."""
        own = self.login.texts if self.login else ()
        texts = (self.url, *own, *(value for _, value in self.headers), self.body)
        found = (piece for text in texts for piece in text if isinstance(piece, Variable))
        return tuple(dict.fromkeys(found))

    @property
    def repeats(self) -> bool:
        """Whether a header has more than one line."""
        names = [name.lower() for name, _ in self.headers]
        return len(names) > len(set(names))

    def has(self, name: str) -> bool:
        """Whether it has a header of that name, in small letters."""
        return any(each.lower() == name for each, _ in self.headers)


# Made by every client itself from the rest of the request.
_OWN = {"content-length", "connection", "transfer-encoding"}
# Who we are and what we unpack says nothing of the request; the client says its own.
_OURS = {"user-agent", "accept-encoding"}
_WORD = re.compile(r"[A-Za-z0-9]+")
_FIELD = re.compile(r"""([A-Za-z0-9_.-]{1,60})["']?\s{0,9}[=:]\s{0,9}["']?$""")


def plain(text: str) -> Text:
    """Return a text without variables."""
    return (text,) if text else ()


def call_of_message(message: Message, options: Options) -> Call:
    """Return a message as it is, nothing in it replaced: for one that is masked already."""
    headers = tuple((each.name, plain(each.value)) for each in _headers(message))
    body = plain(message.body.decode("latin-1"))
    return Call(
        method=message.method,
        url=plain(message.url.partition("#")[0]),
        headers=headers,
        body=body,
        options=options,
    )


class Secrets(NamedTuple):
    """What is known of secrets beside the message.

    known: values that are secret wherever they stand. named: names of those that are variables of
    the environment already. sends_credential: whether the request's credential is what is sent,
    and nothing that was written by hand.
    """

    known: Iterable[str] = ()
    named: Mapping[str, str] = MappingProxyType({})
    sends_credential: bool = True


def call_of(attempt: Attempt, secrets: Secrets = Secrets()) -> Call:  # noqa: B008 - frozen
    """Return the first request of an attempt, its secrets replaced by variables."""
    return _Work(attempt, secrets).call()


def values_of(attempt: Attempt, secrets: Secrets = Secrets()) -> dict[str, str]:  # noqa: B008 - frozen
    """Return what the variables of `call_of` stand for, by their names: never to be shown."""
    work = _Work(attempt, secrets)
    used = {each.name for each in work.call().variables}
    return {name: value for value, name in work.names.items() if name in used}


def _headers(message: Message) -> tuple[Header, ...]:
    host = authority_of(message.url).lower()
    return tuple(
        each
        for each in message.headers
        if not each.name.startswith(":")
        and each.name.lower() not in _OWN
        and not (each.name.lower() in _OURS and each.origin == "default")
        and not (each.name.lower() == "host" and each.value.lower() == host)
    )


def _whole(attempt: Attempt) -> Message:
    """Return the first message; where a handshake began without the body, the one that has it."""
    messages = [each.request for each in attempt.exchanges]
    request = attempt.request
    if request is None or not request.credential.binds_connection:
        return messages[0]
    same = [each for each in messages if (each.method, each.url) == _address(messages[0])]
    return max(same, key=lambda each: each.body_size)


def _address(message: Message) -> tuple[str, str]:
    return message.method, message.url


class _Work:
    """Names the secrets of one message: an equal one has the same name."""

    def __init__(self, attempt: Attempt, secrets: Secrets) -> None:
        self._request, self._message = attempt.request, _whole(attempt)
        self._known = KnownValues((*secrets.named, *secrets_of(attempt, secrets.known)))
        self._sends_credential = secrets.sends_credential
        self.names = {v: name for v, name in secrets.named.items() if v and name.isidentifier()}

    def call(self) -> Call:
        """Return the message as a call."""
        message, request = self._message, self._request
        credential = request.credential if request and self._sends_credential else None
        login = self._login()
        rounds = bool(credential and credential.rounds > 1)
        if login is None and credential is not None and rounds and credential.is_login():
            ref = credential.secret_ref
            if ref.place == "environment" and ref.name.isidentifier():
                self.names[""] = ref.name
            login = self._login_of(credential.scheme_name, credential.user_name, "")
        if credential is not None and credential.binds_connection and login is None:
            login = Login(credential.scheme_name.lower(), (), None)
        headers = tuple(
            (each.name, self._header(each))
            for each in _headers(message)
            if login is None or each.name.lower() != "authorization"
        )
        if credential is not None and not rounds and login is None:
            headers += self._awaited(credential.travels, credential.scheme_word)
        return Call(
            method=message.method,
            url=self._url(),
            headers=headers,
            body=self._body(),
            login=login,
            options=self._request.options if self._request else Options(),
            absent=credential.label() if credential and rounds and login is None else "",
        )

    def _login(self) -> Login | None:
        """Return what a Basic header of a credential says, where every client can make it."""
        header = next((h for h in self._message.headers if h.name == "Authorization"), None)
        if header is None or header.origin != "credential":
            return None
        word, _, value = header.value.partition(" ")
        if word != "Basic":
            return None
        try:
            user, colon, password = b64decode(value, validate=True).decode("utf-8").partition(":")
        except (Error, UnicodeError):
            return None  # written in another charset: only its bytes are certain
        return self._login_of(word, user, password) if colon else None

    def _login_of(self, scheme: str, user: str, password: str) -> Login:
        secret = Variable(self._name(password, "PASSWORD"))
        # A service that takes its key as the user has no password.
        hidden = scheme == "Basic" and not password
        hidden = hidden or bool(text_spans(latin1(user)) or self._known.spans(latin1(user)))
        shown: Text = plain(latin1(user))
        if user and hidden:
            shown = (Variable(self._name(user, "USER")),)
        return Login(scheme.lower(), shown, secret)

    def _awaited(self, travels: tuple[str, str], word: str) -> tuple[tuple[str, Text], ...]:
        """Return the header of a token that is not here yet."""
        place, name = travels
        if place != "header" or first(self._message.headers, name) is not None:
            return ()
        lead = plain(f"{word} ") if word else ()
        return ((name, (*lead, Variable(self._name("awaited", "TOKEN")))),)

    def _header(self, header: Header) -> Text:
        def named(before: str) -> str:
            lower = header.name.lower()
            if lower in {"authorization", "proxy-authorization"}:
                return "LOGIN" if before.lower().startswith("basic") else "TOKEN"
            field = _FIELD.search(before) if lower == "cookie" else None
            return field[1] if field else header.name.removeprefix("X-")

        return self._cut(header.value, hidden_spans(header, self._known), named)

    def _url(self) -> Text:
        message = self._message
        scheme = message.url.partition(":")[0]
        target = message.target.partition("#")[0] or "/"
        spans = merged((*target_spans(message), *self._known.spans(target)))
        base = f"{scheme}://{authority_of(message.url)}"
        cut = self._cut(target, spans, partial(_field, otherwise="PATH_KEY"), encoded=True)
        return joined((base, *cut))

    def _body(self) -> Text:
        message = self._message
        text = message.body.decode("latin-1")
        spans = merged((*message_body_spans(message), *self._known.spans(text)))
        form = family(content_type(message.headers)) == "form"
        return self._cut(text, spans, partial(_field, otherwise="SECRET"), encoded=form)

    def _cut(
        self,
        text: str,
        spans: tuple[Span, ...],
        named: Callable[[str], str],
        *,
        encoded: bool = False,
    ) -> Text:
        found: list[str | Variable] = []
        at = 0
        for start, end in merged(spans):
            found.append(text[at:start])
            name = self._name(text[start:end], named(text[:start]))
            found.append(Variable(name, encoded))
            at = end
        return tuple(piece for piece in (*found, text[at:]) if piece)

    def _name(self, value: str, kind: str) -> str:
        if value in self.names:
            return self.names[value]
        parts = [part.upper() for part in _WORD.findall(kind)] or ["SECRET"]
        prefix = _prefix(self._message.url)
        own = parts if parts[0] == prefix else [prefix, *parts]
        name, number = "_".join(own), 2
        while name in self.names.values():
            name, number = "_".join((*own, str(number))), number + 1
        self.names[value] = name
        return name


def joined(text: Text) -> Text:
    """Return a text with neighbours that are no variables as one."""
    found: list[str | Variable] = []
    for piece in text:
        if isinstance(piece, str) and found and isinstance(found[-1], str):
            found[-1] += piece
        else:
            found.append(piece)
    return tuple(found)


def _field(before: str, *, otherwise: str) -> str:
    """Return the name of the field that a value stands in: `name=` or `"name": "` before it."""
    field = _FIELD.search(before[-100:])
    return field[1] if field else otherwise


def _prefix(url: str) -> str:
    """Return what the service is called: SHOP for api.shop.example and shop.co.uk."""
    host = host_of(url)
    if "." not in host.strip(".") or is_numeric(host):
        return "API"
    parts = _WORD.findall(registrable(host).partition(".")[0])
    word = "_".join(parts).upper()
    return word if word and not word[0].isdigit() else "API"
