"""Looks at every message of an experiment before it leaves, for what was not agreed to."""

import msgspec

from inspector.diagnose.trial.consents import SAFE, is_home
from inspector.model.experiment import Consent
from inspector.model.message import Message
from inspector.protocol.urls import host_of
from inspector.wording import tr


class Objection(Exception):  # noqa: N818 - no error: the user was not asked
    """A message must not leave; the text says why."""


class Guard(msgspec.Struct, frozen=True, kw_only=True):
    """home: the address that the user asked, whose credential it is."""

    home: str
    consent: frozenset[Consent] = frozenset()
    production: bool = False

    def check(self, message: Message, *, known_host: bool = False) -> None:
        """Raise Objection for what the user did not agree to."""
        method = message.method.upper()
        if method not in SAFE and "unsafe-method" not in self.consent:
            raise Objection(tr("{method} needs your consent.", method=method))
        if self.production and method != "GET" and "production" not in self.consent:
            raise Objection(
                tr("{method} to a production environment needs your consent.", method=method)
            )
        if (
            not known_host
            and "new-host" not in self.consent
            and not is_home(self.home, message.url)
        ):
            host = host_of(message.url)
            raise Objection(tr("{host} was not asked before and needs your consent.", host=host))
