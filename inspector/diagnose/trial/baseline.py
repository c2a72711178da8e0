"""What an experiment starts from: the refusal, the request as composed, and what may help."""

from collections.abc import Iterator

import msgspec

from inspector.compose import address as addresses
from inspector.compose.scope import Scope
from inspector.compose.variables import fill
from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.cut_secrets import cuts
from inspector.diagnose.facts.lone_errors import gave_up_waiting
from inspector.diagnose.facts.placement import sent_in_two_places
from inspector.diagnose.trial.reply_comparison import is_accepted, main_case
from inspector.model.credential import LOGIN_SCHEMES, Credential
from inspector.model.exchange import SIGN_IN, Exchange, Failure
from inspector.model.experiment import Aids, KnownPlace
from inspector.model.request import Request
from inspector.protocol.cached import cached_property
from inspector.protocol.field_names import is_account_name, is_password_name
from inspector.protocol.keys.key_hosts import whoami
from inspector.protocol.methods import FETCHING
from inspector.protocol.urls import host_and_path, host_of, origin_of
from inspector.reading.meanings import Names
from inspector.reading.request import Sent
from inspector.reading.safe_calls import promised
from inspector.wording import tr

# ---------------- Whose login a request is


class Tried(msgspec.Struct, frozen=True, kw_only=True):
    """What experiments sent so far, on any answer.

    guessed: accounts that a made-up credential was tried on. refused: logins that were sent and
    not accepted. named: subjects of tokens in whose name something was sent unasked.
    """

    guessed: frozenset[str] = frozenset()
    refused: frozenset[str] = frozenset()
    named: frozenset[str] = frozenset()


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
    if _is_a_pass(sent, named):
        return None
    if any(is_password_name(name) for name, _ in named) or (named and sent.keys):
        return next((value for name, value in named if not is_password_name(name)), "")
    return None


def _is_a_pass(sent: Sent, named: list[tuple[str, str]]) -> bool:
    """Whether a header is called after a password and nothing says whose: a key by itself."""
    headers = {header.name.lower() for header in sent.message.headers}
    return bool(named) and all(name in headers and is_password_name(name) for name, _ in named)


def _named(sent: Sent) -> list[tuple[str, str]]:
    """Return the headers and parameters that are called after an account or its password."""
    given = [(header.name.lower(), header.value) for header in sent.message.headers]
    given += [(name.lower(), value) for name, value in sent.query]
    return [(name, value) for name, value in given if is_account_name(name)]


_ONLY_WITH_LOGIN = SIGN_IN | {"sign-in", "challenge-answer", "login", "csrf"}


class Ground:
    """One refusal and the request that met it; pure, without the values of secrets.

    request: as composed, with what it inherits. scope: what its variables stand for.
    """

    def __init__(self, case: Case, request: Request, scope: Scope) -> None:
        self.case = case
        self.request = request
        self.scope = scope

    @property
    def aids(self) -> Aids:
        """What may be used beside the request."""
        return self.scope.aids

    @cached_property
    def asked(self) -> Exchange:
        """The exchange that carried the user's request first."""
        exchanges = self.case.trace.exchanges
        return next((one for one in exchanges if one.purpose == "main"), exchanges[0])

    @property
    def _never_asked(self) -> bool:
        """Whether a proxy refused the tunnel, so that the request itself was not sent."""
        return self.asked.purpose == "proxy-connect"

    @cached_property
    def url(self) -> str:
        """The address that was asked first, variables filled in; else its origin alone."""
        if not self._never_asked:
            return self.asked.request.url
        meant = addresses.read(fill(self.request.url, self.scope))
        return "" if isinstance(meant, Failure) else f"{meant.origin}/"

    @cached_property
    def method(self) -> str:
        """The method that was asked with."""
        if not self._never_asked:
            return self.asked.request.method.upper()
        return fill(self.request.method, self.scope).text.strip().upper() or "GET"

    @cached_property
    def promised(self) -> str:
        """The method that says what sending it once more does: QUERY for a POST that only reads."""
        return self.method if self._never_asked else promised(Sent(0, self.asked.request))

    @property
    def host(self) -> str:
        """The host that the user's credential is meant for."""
        return host_of(self.url)

    @property
    def origin(self) -> str:
        """Scheme, host and port of the request."""
        return origin_of(self.url)

    @property
    def rounds(self) -> int:
        """How many requests the attempt took: sending it once more takes as many at most."""
        return max(1, len(self.case.trace))

    @cached_property
    def bare_rounds(self) -> int:
        """How many of them are sent without a credential too."""
        exchanges = self.case.trace.exchanges
        return max(1, sum(one.purpose not in _ONLY_WITH_LOGIN for one in exchanges))

    @property
    def is_login(self) -> bool:
        """Whether it names an account and a password: a repeat is one more failed login."""
        return bool(self.login)

    @cached_property
    def login(self) -> str:
        """Whose login it is, empty where it is none."""
        chosen = self.request.credential
        if chosen.is_login():
            chosen = chosen.with_user(fill(chosen.user_name, self.scope).text)
        return login_of(self.case.sent, chosen)

    @cached_property
    def names_account(self) -> bool:
        """Whether headers or query name an account beside its key or password."""
        return names_account(self.case.sent)

    @cached_property
    def account(self) -> str:
        """Whose credential it is, to count guesses by; nothing of a secret can be read in it."""
        sent = self.case.sent.authorization
        user = self.request.credential.user_name or (sent.user if sent else "")
        chosen = self.request.credential
        kind = chosen.scheme_name or chosen.kind
        main = self.case.sent.main
        whose = user if self.is_login else hash(main.value if main is not None else "")
        return f"{self.host} {kind} {whose}"

    @property
    def credential(self) -> Credential | None:
        """The credential of the request, None where it is sent without or by hand."""
        chosen = self.request.credential
        return chosen if chosen.is_given else None

    @property
    def has_key(self) -> bool:
        """Whether what is sent is a key or token, and not a login or a session."""
        main = self.case.sent.main
        by_hand = main is not None and bool(self.case.sent.credentials)
        return self.request.credential.holds == "token" or (by_hand and not self.is_login)


# ---------------- Where else a credential can be tried
def places(ground: Ground) -> tuple[KnownPlace, ...]:
    """Return the other addresses of this server to try the credential at, the surest first.

    Those where it was accepted before come first, then its provider's own, then what else is known.
    """
    known = (*_accepted_earlier(ground), *_of_provider(ground), *ground.aids.places)
    found = (*_accepted(ground), *known)
    here = _path(ground.case.sent.url)
    once: dict[str, KnownPlace] = {}
    for one in found:
        if origin_of(one.url) == ground.origin and _path(one.url) != here:
            once.setdefault(one.url, one)
    return tuple(sorted(once.values(), key=lambda one: not one.same))


def _path(url: str) -> str:
    return host_and_path(url)[1].rstrip("/")


def _accepted(ground: Ground) -> Iterator[KnownPlace]:
    """Yield what this trace shows to be given to somebody."""
    case = ground.case
    for index in reversed(range(len(case.trace))):
        other = case.trace.case(index)
        if other.succeeded and other.sent.method in FETCHING and other.sent.has_any:
            same = case.shares_credential(other)
            yield KnownPlace(url=other.sent.url, source="trace", same=same)


def _accepted_earlier(ground: Ground) -> Iterator[KnownPlace]:
    """Yield what was given to this very credential before."""
    for attempt in reversed(ground.aids.earlier):
        case = main_case(attempt)
        if case is None or case.sent.method not in FETCHING or not is_accepted(case):
            continue
        if ground.case.shares_credential(case):
            yield KnownPlace(url=case.sent.url, source="history", same=True)


def _of_provider(ground: Ground) -> Iterator[KnownPlace]:
    main = ground.case.sent.main
    path = whoami(main.bare, ground.host) if main is not None else ""
    if path:
        yield KnownPlace(url=ground.origin + path, source="provider")


_READ_FIRST: Names = (
    "token-expired", "signature", "unknown-key", "algorithm", "revoked", "not-active", "audience",
    "issuer", "scope", "step-up",
)  # fmt: skip


def found_where_it_is(ground: Ground) -> str:
    """Return why another place or word is no use, empty where it may be.

    A challenge names an error only where a credential of its scheme was read (RFC 6750 §3.1).
    """
    if why := spoiled_by_its_place(ground):
        return why
    case, main = ground.case, ground.case.sent.main
    if gave_up_waiting(case):
        return tr("The server broke before it judged what was sent.")
    mine = main.scheme if main is not None else ""
    told = any(
        one.scheme.lower() == mine and any(param.name.lower() == "error" for param in one.params)
        for _, one in case.heard.challenges
    )
    if told or case.said(*_READ_FIRST) >= _SAID:
        return tr("The reply speaks of what the token says, so it was found and read.")
    return ""


def spoiled_by_its_place(ground: Ground) -> str:
    """Return why it would be accepted elsewhere even if its place is right, empty where it is not.

    A sign that this place reads as another is whole in any other; what stands in two places comes
    in one then.
    """
    if any(not one.is_plain for one, _ in cuts(ground.case)):
        return tr("In its place a sign of it is read as another one; elsewhere it would be whole.")
    if ground.case.once(sent_in_two_places) is not None:
        return tr("It was sent in two places, which may be the reason.")
    return ""


_SAID = 0.5  # of a meaning: words that say something else as often are not counted
