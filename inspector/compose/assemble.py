"""Puts the first message together and says what is missing for it."""

import re

import msgspec

from inspector.compose import address, precedence
from inspector.compose import address as addresses
from inspector.compose import body as bodies
from inspector.compose.address import Address
from inspector.compose.body import Encoded
from inspector.compose.defaults import Default, defaults
from inspector.compose.fields import TOKEN, header_lines
from inspector.compose.marked import Marked
from inspector.compose.precedence import Precedence
from inspector.compose.scope import Scope
from inspector.compose.variables import fill, secret_text, unclosed_in, variable_secrets
from inspector.model.credential import Credential
from inspector.model.exchange import Failure
from inspector.model.kinds.basic import Basic
from inspector.model.kinds.none import NoCredential
from inspector.model.message import Message
from inspector.model.request import Options, PerHost, Request
from inspector.model.secret import NO_SECRET, Secret, SecretRef
from inspector.wording import tr

# ---------------- Fills the variables of a credential and refuses one whose secret is empty
URL_PASSWORD = SecretRef(place="memory", name="url-password")


def from_url(user: str, password: str, scope: Scope) -> tuple[Basic, Scope]:
    """Return user and password of a URL as Basic, with a scope that knows the password."""
    known = scope.with_secrets({URL_PASSWORD: Secret(password)})
    return Basic(user=user, password=URL_PASSWORD), known


def filled(credential: Credential, scope: Scope, problems: list[Failure]) -> Credential:
    """Return the credential with its variables filled in; add a problem for an empty secret."""
    if not credential.is_given or not credential.is_supported:
        return credential
    _check(credential, scope, problems)
    return credential.with_texts(lambda _name, text: fill(text, scope, problems).text)


def _check(credential: Credential, scope: Scope, problems: list[Failure]) -> None:
    """An empty password may be sent, but only where it was entered as an empty one."""
    if not credential.secret_field() or credential.is_nobody:
        return  # which of its secrets are needed is known when it is sent
    ref, is_login = credential.secret_ref, credential.is_login()
    if is_login and ref == NO_SECRET:
        problems.append(empty_secret(credential.nothing_entered()))
        return
    known = secret_text(ref, scope, problems)
    if known is None:
        problems.append(unknown_secret(ref))
    elif not is_login and not known.strip():
        problems.append(empty_secret(credential.nothing_entered()))


def empty_secret(message: str) -> Failure:
    """Say that nothing was entered."""
    return Failure(stage="compose", kind="empty-secret", message=message)


def unknown_secret(ref: SecretRef) -> Failure:
    """Say that the value behind a reference could not be found."""
    messages = {
        "environment": tr("The environment variable {name} is not set.", name=ref.name),
        "ask": tr("The secret was not entered."),
    }
    lost = tr("The secret is no longer in the keyring. Enter it again.")
    return empty_secret(messages.get(ref.place, lost))


_replace = msgspec.structs.replace
_USER = re.compile(r"(?<=//)[^/?#]*@")
_NOWHERE = Address(scheme="http", host="invalid", port=80, target=Marked.plain("/"))


class Assembled(msgspec.Struct, frozen=True, kw_only=True):
    """The message before any credential is in it, and all that belongs to sending it.

    problems: what stops the send. credential: the one that will be written, filled in
    (NoCredential where a hand-written header wins). also: those that leave beside it. scope: knows
    the password of the URL too. added: our default headers with their reasons. variables,
    proxy_variables: the secrets that were filled in, anywhere in it or for the proxy; not all that
    came of them is marked as secret. per_host: what is set for hosts.
    first_words: what is said first over a WebSocket, the body of the request.
    """

    message: Message
    problems: tuple[Failure, ...] = ()
    credential: Credential = NoCredential()
    also: tuple[Credential, ...] = ()
    precedence: Precedence = Precedence()
    options: Options = Options()
    scope: Scope = Scope()
    added: tuple[Default, ...] = ()
    variables: tuple[SecretRef, ...] = ()
    proxy_variables: tuple[SecretRef, ...] = ()
    first_words: Encoded = Encoded()
    per_host: PerHost = PerHost()

    @property
    def credentials(self) -> tuple[Credential, ...]:
        """Every credential that will be written, the first one first."""
        return (self.credential, *self.also) if self.also else (self.credential,)


def assemble(request: Request, scope: Scope) -> Assembled:
    """Fill in, encode and check a request; never raises for what the user typed."""
    problems: list[Failure] = []
    of_proxy = (request.options.proxy, request.options.proxy_credential)
    of_message = _replace(request, options=Options(browser_origin=request.options.browser_origin))
    variables = (variable_secrets(of_message, scope), variable_secrets(of_proxy, scope))
    options = _options(request.options, scope, problems)
    request = _replace(request, method=_method(request, scope, problems), options=options)
    place = _address(request, scope, problems)
    spoken = encoded = bodies.encode(request.body, scope, problems)
    if place.is_socket:
        encoded = Encoded()  # a handshake has no body (RFC 6455 §4.1)
    added = defaults(request, place, encoded)
    message = _message(request, place, encoded)
    if place is _NOWHERE:
        message = _replace(message, url=_shown(fill(request.url, scope)), target="")
    lines = header_lines(request.headers, scope, problems)
    first = tuple(each.header for each in added if not each.last)
    last = tuple(each.header for each in added if each.last)
    has_user = bool(place.user or place.password)
    choice = precedence.decide(request, url_has_user=has_user)
    credential: Credential = NoCredential()
    if choice.winner == "url":
        credential, scope = from_url(place.user, place.password or "", scope)
    elif choice.winner == "credential":
        credential = filled(request.credential, scope, problems)
    also = tuple(filled(request.also[at], scope, problems) for at in choice.also)
    return Assembled(
        message=_replace(message, headers=(*first, *lines, *last)),
        problems=(*unclosed_in(request, scope, _used(request, choice)), *problems),
        credential=credential,
        also=also,
        precedence=choice,
        options=options,
        scope=scope,
        added=added,
        variables=variables[0],
        proxy_variables=variables[1],
        first_words=spoken if place.is_socket else Encoded(),
    )


def _used(request: Request, choice: Precedence) -> tuple[Credential, ...]:
    """Return the credentials of a request that are sent, as they were typed."""
    own = (request.credential,) if choice.winner == "credential" else ()
    return (*own, *(request.also[at] for at in choice.also))


def _method(request: Request, scope: Scope, problems: list[Failure]) -> str:
    method = fill(request.method, scope, problems).text.strip() or "GET"
    if not TOKEN.match(method):
        text = tr("{method} can't be a method: it must be one word.", method=repr(method))
        problems.append(Failure(stage="compose", kind="bad-method", message=text))
    return method


def _address(request: Request, scope: Scope, problems: list[Failure]) -> Address:
    missing: list[Failure] = []
    read = addresses.read(fill(request.url, scope, missing))
    problems.extend(missing)
    if isinstance(read, Failure):
        if not missing:
            problems.append(read)
        return _NOWHERE
    pairs = [
        (fill(row.name, scope, problems), fill(row.value, scope, problems))
        for row in request.query
        if row.enabled and (row.name or row.value)
    ]
    if not pairs:
        return read
    separator = "?" if "?" not in read.target.text else "&"
    if read.target.text.endswith(("?", "&")):
        separator = ""
    return _replace(read, target=read.target + separator + address.query(pairs))


def _shown(url: Marked) -> str:
    """Return a URL that can't be sent as it may be shown: without secrets and passwords."""
    plain = "".join("…" if piece.secret else piece.text for piece in url.pieces)
    return _USER.sub("", plain)


def _message(request: Request, place: Address, encoded: Encoded) -> Message:
    body = encoded.data or b""
    return Message(
        method=request.method,
        url=place.url,
        target=place.target.wire,
        body=body,
        body_size=len(body),
        target_secret=place.target.spans,
        body_secret=encoded.secret,
    )


def _options(options: Options, scope: Scope, problems: list[Failure]) -> Options:
    texts = {
        name: fill(getattr(options, name), scope, problems).text
        for name in ("ca_file", "client_certificate", "client_key", "proxy", "browser_origin")
        if "{{" in getattr(options, name)
    }
    if options.client_passphrase and secret_text(options.client_passphrase, scope) is None:
        problems.append(unknown_secret(options.client_passphrase))
    login = options.proxy_credential
    typed = {name: str(getattr(login, name)) for name in login.texts}
    held = {name: fill(text, scope, problems).text for name, text in typed.items() if "{{" in text}
    return _replace(options, proxy_credential=_replace(login, **held), **texts)
