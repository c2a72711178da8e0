"""What an experiment starts from: the refusal, the request as composed, and what may help."""

from functools import cached_property

from inspector.compose import address as addresses
from inspector.compose.scope import Scope
from inspector.compose.variables import fill
from inspector.diagnose.facts.case import Case
from inspector.diagnose.trial.logins import login_of, names_account
from inspector.model.credential import Credential
from inspector.model.exchange import Exchange, Failure
from inspector.model.experiment import Aids
from inspector.model.request import Request
from inspector.protocol.urls import host_of, origin_of

_ONLY_WITH_LOGIN = frozenset({"challenge-answer", "token", "login", "csrf", "discovery"})


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
