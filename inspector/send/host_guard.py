"""Lets a secret go only to hosts that it is meant for; any other one is asked about first.

Every message that leaves passes `refused`, whoever made it: a request, a redirect, a scheme that
talks to a login provider, an experiment.
"""

from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import unquote_plus

import msgspec

from inspector.compose.assemble import URL_PASSWORD, Assembled
from inspector.compose.variables import names_in, secret_variable, texts_in
from inspector.model.exchange import Exchange, Failure
from inspector.model.message import Message
from inspector.model.question import HostAnswer, HostQuestion, HostSource
from inspector.model.secret import Secret, SecretRef, references
from inspector.model.vault_entry import BoundHost, VaultEntry
from inspector.protocol.oauth import kept_token
from inspector.protocol.oauth.token_reply import fields
from inspector.protocol.urls import bindable_host
from inspector.send.interaction import Interaction
from inspector.send.redirects import may_have
from inspector.wording import tr

_replace = msgspec.structs.replace
_UNBOUND = frozenset({"ask", "text"})  # such a reference stands for no secret of its own


class HostGuard:
    """Knows, for one sending, which secrets are in play and what was agreed to."""

    def __init__(self, assembled: Assembled, interaction: Interaction) -> None:
        self._assembled = assembled
        self._with = interaction
        self._values = _bindable(assembled)
        self._of_proxy = self._proxy_secrets()
        self._bound: set[SecretRef] = set()  # at the first use, which was in this sending
        self._revealed: set[SecretRef] = set()  # what the scheme asked for so far
        self._once: set[tuple[SecretRef, str]] = set()
        self._issued: set[str] = set()  # what somebody else than the API gave for a secret

    def revealed(self, ref: SecretRef) -> None:
        """Note that the scheme has the value of a reference."""
        self._revealed.update(self._secrets_of(ref))

    def learned(self, secrets: Mapping[SecretRef, Secret]) -> None:
        """Note secrets that are filled in after the request was put together."""
        scope = self._assembled.scope.with_secrets(dict(secrets))
        self._assembled = _replace(
            self._assembled,
            scope=scope,
            variables=tuple(dict.fromkeys((*self._assembled.variables, *secrets))),
        )
        self._values |= _bindable(self._assembled)

    def recalled(self, name: str, text: str) -> None:
        """Note the tokens that are kept under a name: each goes to a host of its own."""
        token = kept_token.read(text)
        parts = token.secrets.items() if token is not None else ()
        self._values |= {
            SecretRef(place="keyring", name=f"{name}.{what}"): value for what, value in parts
        }

    async def refused(
        self, message: Message, source: HostSource, before: Exchange | None
    ) -> Failure | None:
        """Return why a message must not leave, None where it may. before: what led to it."""
        if self._with.bindings is None:
            return None
        return await self._held_back(self.carried(message, source), (message.url, source), before)

    async def refused_at_proxy(self, url: str, login: Iterable[SecretRef]) -> Failure | None:
        """Return why a login must not go to a proxy, None where it may."""
        return await self._held_back(self._at_proxy(login), (url, "proxy"), None)

    def arrived_at_proxy(self, url: str, login: Iterable[SecretRef]) -> None:
        """Bind a login that a proxy took."""
        bindings = self._with.bindings
        for ref in self._at_proxy(login) if bindings is not None else ():
            if bindings is not None and not bindings.known(ref).hosts:
                bindings.bind(ref, bindable_host(url))

    # ------------------------------------------------------------ the key of a certificate
    async def refused_certificate(
        self, path: str, to: tuple[str, HostSource], before: Exchange | None
    ) -> Failure | None:
        """Return why a certificate must not be shown to a host, None where it may.

        path: of its key. Whoever is shown one learns who calls, and has it proven.
        """
        return await self._held_back((_key_at(path),), to, before)

    def showed_certificate(self, path: str, url: str) -> None:
        """Bind a certificate, for this run, to the host that it was shown to first."""
        bindings, ref, host = self._with.bindings, _key_at(path), bindable_host(url)
        if bindings is not None and not bindings.known(ref).hosts and (ref, host) not in self._once:
            bindings.bind(ref, host)

    async def _held_back(
        self, refs: tuple[SecretRef, ...], to: tuple[str, HostSource], before: Exchange | None
    ) -> Failure | None:
        """Ask about each secret that is not meant for the host; return why one must not go."""
        bindings, (url, source) = self._with.bindings, to
        if bindings is None or not refs:
            return None
        host = bindable_host(url)
        for ref, entry in (await bindings.of(refs)).items():
            if self._may_go(ref, entry, url, source):
                continue
            bound = entry.hosts or tuple(BoundHost(each) for each in self._homes(source, url))
            question = _question(bindings.name(ref), bound, (host, source), before)
            answer = await self._ask(question)
            if answer == "no":
                return _held(question)
            self._once.add((ref, host))
            if answer == "bind":
                bindings.bind(ref, host)
        return None

    async def arrived(self, exchange: Exchange, source: HostSource) -> None:
        """Bind what went out for the first time to where it arrived, and note the answer."""
        bindings, reply = self._with.bindings, exchange.reply
        if bindings is None or reply is None:
            return
        if source == "provider":
            self._issued |= {text for text in fields(reply.body).values() if isinstance(text, str)}
        host = bindable_host(exchange.request.url)
        carried = self.carried(exchange.request, source)
        for ref, entry in (await bindings.of(carried)).items():
            if not entry.hosts and (ref, host) not in self._once and source != "redirect":
                self._bound.add(ref)
                bindings.bind(ref, host)
            bindings.answered(ref, exchange.request, reply.status)

    # ------------------------------------------------------------ secrets of a message
    def carried(self, message: Message, source: HostSource) -> tuple[SecretRef, ...]:
        """Return the secrets in a message, also where only something computed from them is."""
        found: dict[SecretRef, None] = {}
        named = (ref for ref in self._assembled.variables if ref in self._values)
        filled = {ref: self._values[ref] for ref in named}
        for piece, ours in _marked(message):
            plain = unquote_plus(piece)
            held = [ref for ref, value in self._values.items() if value in piece or value in plain]
            if not held and piece in self._issued:
                continue  # made there, and of no secret of ours
            # encoded or computed: it may be any that the scheme asked for, or that was filled in
            asked_for = self._revealed | filled.keys()
            others = asked_for if ours or source == "provider" else self._in_message()
            found.update(dict.fromkeys(held or sorted(others, key=lambda ref: ref.name)))
        plain = _plain(message) if filled else ""
        found.update({ref: None for ref, value in filled.items() if value.casefold() in plain})
        return tuple(found)

    def _in_message(self) -> set[SecretRef]:
        """Return what may be in a message: all but the secrets that only the proxy gets."""
        elsewhere = (*references(self._assembled.credentials), *self._assembled.variables)
        used = {ref for each in elsewhere for ref in self._secrets_of(each)}
        keys = (
            self._assembled.options.client_passphrase,
            *references(self._assembled.per_host),
        )
        stays = {ref for each in keys for ref in self._secrets_of(each)}
        return {ref for ref in self._values if ref in used or ref not in stays | {*self._of_proxy}}

    def _proxy_secrets(self) -> tuple[SecretRef, ...]:
        """Return the secrets of the login and address that the request has for its proxy."""
        return self._at_proxy(self._assembled.options.proxy_credential.references)

    def _at_proxy(self, login: Iterable[SecretRef]) -> tuple[SecretRef, ...]:
        """Return the secrets that go to a proxy: those of a login, and of the address."""
        named = (*login, *self._assembled.proxy_variables)
        return tuple(dict.fromkeys(ref for each in named for ref in self._secrets_of(each)))

    def _secrets_of(self, ref: SecretRef) -> Iterator[SecretRef]:
        """Yield what a reference stands for: itself, or the secrets in its template."""
        if ref.place != "text":
            if ref in self._values:
                yield ref
            return
        for name in names_in(ref.name):
            found = secret_variable(name, self._assembled.scope)
            if found is not None and found in self._values:
                yield found

    # ------------------------------------------------------------ where they may go
    def _may_go(self, ref: SecretRef, entry: VaultEntry, url: str, source: HostSource) -> bool:
        """Whether nobody needs to be asked.

        What a request's options allow counts for a secret that had no host before: a file that
        somebody else wrote can name any host there.
        """
        host, options = bindable_host(url), self._assembled.options
        named = entry.host_names or self._homes(source, url)
        if host in named or (ref, host) in self._once:
            return True
        if source == "proxy":
            return host in self._with.trusted_hosts
        home, trusted = self._assembled.message.url, self._with.trusted_hosts
        new = not entry.hosts or ref in self._bound
        kept = (*trusted, *(options.keep_credential_for if new else ()))
        return bool(kept) and may_have(home, url, _replace(options, keep_credential_for=kept))

    def _homes(self, source: HostSource, url: str) -> tuple[str, ...]:
        """Return the hosts that the person named: the request's, the login provider's, the proxy.

        What a provider publishes about itself names others, and those are asked about.
        """
        if source == "proxy":
            return (bindable_host(url),)
        home = bindable_host(self._assembled.message.url)
        if source != "provider":
            return (home,)
        typed = (text for text in texts_in(self._assembled.credentials) if "://" in text)
        hosts = (bindable_host(text) for text in typed)
        return tuple(dict.fromkeys((*filter(None, hosts), home)))

    async def _ask(self, question: HostQuestion) -> HostAnswer:
        return "no" if self._with.ask_host is None else await self._with.ask_host(question)


def _bindable(assembled: Assembled) -> dict[SecretRef, str]:
    """Return the values of what has a name of its own."""
    known = ((ref, secret.reveal()) for ref, secret in assembled.scope.secrets.items())
    return {
        ref: value
        for ref, value in known
        if value and ref.place not in _UNBOUND and ref != URL_PASSWORD
    }


def _marked(message: Message) -> Iterator[tuple[str, bool]]:
    """Yield each part of a message that came from a secret, and whether a scheme made it.

    What a proxy is shown is not for the host behind it, and cookies have rules of their own.
    """
    for header in message.headers:
        if header.origin not in {"proxy", "cookie"}:
            for start, end in header.secret:
                yield header.value[start:end], header.origin == "credential"
    for start, end in message.target_secret:
        yield message.target[start:end], False
    for start, end in message.body_secret:
        yield message.body[start:end].decode("utf-8", "replace"), False


def _key_at(path: str) -> SecretRef:
    return SecretRef(place="memory", name=path)


def _plain(message: Message) -> str:
    """Return all of a message as text, as it is and with its escapes undone, in small letters."""
    lines = (f"{each.name}\n{each.value}" for each in message.headers if each.origin != "proxy")
    body = message.body.decode("utf-8", "replace")
    text = "\n".join((message.method, message.url, message.target, *lines, body))
    return f"{text}\n{unquote_plus(text)}".casefold()


def _question(
    name: str,
    bound: tuple[BoundHost, ...],
    asked: tuple[str, HostSource],
    before: Exchange | None,
) -> HostQuestion:
    host, source = asked
    reply = before.reply if before is not None and source == "redirect" else None
    return HostQuestion(
        secret=name,
        bound=bound,
        host=host,
        source=source,
        status=reply.status if reply is not None else 0,
        before=bindable_host(before.request.url) if before is not None else "",
    )


def _held(question: HostQuestion) -> Failure:
    text = tr(
        "Nothing was sent to {host}: {name} is meant for {bound}.",
        host=question.host,
        name=question.secret,
        bound=tr(" and ").join(each.host for each in question.bound),
    )
    return Failure(stage="compose", kind="secret-held-back", message=text)
