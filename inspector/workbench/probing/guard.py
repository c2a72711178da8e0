"""Looks at every message of an experiment before it leaves, for what was not agreed to."""

from collections.abc import Callable

import msgspec

from inspector.diagnose.trial.baseline import login_of
from inspector.diagnose.trial.consents import is_home
from inspector.diagnose.trial.plans import one_login
from inspector.model.credential import Credential
from inspector.model.experiment import UNLIMITED, Limits
from inspector.model.message import Message
from inspector.model.question import Consent
from inspector.protocol.urls import authority_of, host_of, origin_of
from inspector.reading.request import Sent
from inspector.reading.safe_calls import only_reads
from inspector.wording import tr


class Objection(Exception):  # noqa: N818 - no error: the user was not asked
    """A message must not leave; the text says why."""


def _always(_login: str) -> bool:
    return True


class NewHost:
    """The one host that a consent to a new one is for: the first that is asked under it."""

    def __init__(self) -> None:
        self._origin = ""

    def is_for(self, url: str) -> bool:
        """Whether the consent is for the host of a URL; binds it at the first call."""
        self._origin = self._origin or origin_of(url)
        return is_home(self._origin, url)


class Guard(msgspec.Struct, frozen=True, kw_only=True):
    """home: the address that the user asked, whose credential it is.

    own: the login that is experimented on, empty where it is none. claim: takes a login, by host
    and user, for one try; False where it was refused before. new_host: to which host the consent
    to a new one is bound. limits: how far the consents go.
    """

    home: str
    consent: frozenset[Consent] = frozenset()
    limits: Limits = UNLIMITED
    production: bool = False
    own: str = ""
    claim: Callable[[str], bool] = _always
    new_host: NewHost = msgspec.field(default_factory=NewHost)

    def check(self, message: Message, credential: Credential, *, known_host: bool = False) -> None:
        """Raise Objection for what the user did not agree to, and for a second login of one user.

        credential: what will be written into the message.
        """
        method = message.method.upper()
        sent = Sent(0, message)
        if not only_reads(sent) and not self._allows_method(method):
            raise Objection(tr("{method} needs your consent.", method=method))
        if self.production and method != "GET" and "production" not in self.consent:
            raise Objection(
                tr("{method} to a production environment needs your consent.", method=method)
            )
        if (
            not known_host
            and not is_home(self.home, message.url)
            and not (self._allows_host(message.url) and self.new_host.is_for(message.url))
        ):
            host = host_of(message.url)
            raise Objection(tr("{host} was not asked before and needs your consent.", host=host))
        login = login_of(sent, credential, self.own)
        if login and not self.claim(login):
            raise Objection(one_login())

    def _allows_method(self, method: str) -> bool:
        methods = self.limits.methods
        return "unsafe-method" in self.consent and (methods is None or method in methods)

    def _allows_host(self, url: str) -> bool:
        hosts = self.limits.hosts
        named = hosts is None or not hosts.isdisjoint({host_of(url), authority_of(url)})
        return "new-host" in self.consent and named
