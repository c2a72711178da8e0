"""One message on its way: why it goes, what led to it, and what it shows or left behind."""

import msgspec

from inspector.model.exchange import Dropped, Purpose
from inspector.model.message import Message
from inspector.model.question import HostSource
from inspector.send.connections import Shown
from inspector.wording import tr

_replace = msgspec.structs.replace


class Leg(msgspec.Struct, frozen=True, kw_only=True):
    """One message on its way. answers: index of the exchange that led to it."""

    purpose: Purpose
    message: Message
    answers: int | None = None
    dropped: tuple[Dropped, ...] = ()
    aside: bool = False
    certificate: Shown | None = None

    def without_certificate(self, host: str) -> "Leg":
        """Return it showing no certificate, and saying so."""
        reason = tr("{host} is another host than it is meant for.", host=host)
        gone = Dropped(tr("client certificate"), reason, "other-host")
        return _replace(self, certificate=Shown(), dropped=(*self.dropped, gone))

    @property
    def source(self) -> HostSource:
        """What named the address."""
        if self.aside:
            return "provider"
        return "redirect" if self.purpose == "redirect" else "address"
