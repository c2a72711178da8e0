"""What a redirect may not carry to another origin unasked: secrets beside the credential.

A credential is left out and the redirect followed without it, as everywhere (Fetch §4.4). A body
can't be left out: RFC 9110 §15.4.8 has it repeated, password and client secret included. So
nothing is sent there until the user has named the host, and over http never.
"""

import msgspec

from inspector.model.exchange import Dropped, Failure
from inspector.model.message import Message
from inspector.protocol.redaction import message_body_spans
from inspector.wording import tr

_REPEATED = frozenset({307, 308})
_LEFT_OUT = frozenset({"authorization", "cookie", "proxy-authorization"})


class Held(msgspec.Struct, frozen=True):
    """What stopped a redirect. parts: the names of headers, and `body`."""

    parts: tuple[str, ...]
    host: str
    downgrade: bool

    @property
    def failure(self) -> Failure:
        """Why nothing was sent."""
        what = tr(" and ").join(tr("the body") if one == "body" else one for one in self.parts)
        if self.downgrade:
            text = tr(
                "Nothing was sent to {host}: the redirect leads from https to http, where "
                "everybody on the way could read the secret in {what}.",
                host=self.host,
                what=what,
            )
            return Failure(stage="compose", kind="secret-never-over-http", message=text)
        text = tr(
            "Nothing was sent to {host}, another origin: {what} would have carried a secret there.",
            host=self.host,
            what=what,
        )
        return Failure(stage="compose", kind="secret-held-back", message=text)

    @property
    def dropped(self) -> tuple[Dropped, ...]:
        """Each part with the reason why it stays."""
        reason = tr("It holds a secret, and {host} is another origin.", host=self.host)
        if self.downgrade:
            reason = tr("It holds a secret, and the redirect leads from https to http.")
        rule = "downgrade" if self.downgrade else "held-back"
        return tuple(Dropped(name, reason, rule) for name in self.parts)


def parts(message: Message, status: int) -> tuple[str, ...]:
    """Return what of a message holds a secret of the user's and would be repeated elsewhere.

    message: as the redirect leaves it, its body gone where the method became GET. A large body is
    searched at its length, so not on a thread that others wait for.
    """
    found = [
        header.name
        for header in message.headers
        if status in _REPEATED
        and header.origin == "user"
        and header.secret
        and header.name.lower() not in _LEFT_OUT
    ]
    if message.body and message_body_spans(message):
        found.append("body")
    return tuple(dict.fromkeys(found))
