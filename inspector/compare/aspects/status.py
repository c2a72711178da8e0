"""What the reply says: status, verdict, and what its challenge asks for."""

from collections.abc import Iterator

from inspector.compare.fact import Fact
from inspector.compare.records import State
from inspector.compare.side import Side, plain
from inspector.model.message import values
from inspector.protocol.challenges.parsing import parse
from inspector.wording import tr

PLACE, ID = 50, "status"
_OF_THE_MOMENT = frozenset({"nonce", "opaque", "ts", "tsm"})
_CHALLENGES = ("WWW-Authenticate", "Proxy-Authenticate")


def title() -> str:
    """Return the section's title."""
    return tr("Reply")


def facts(side: Side) -> Iterator[Fact]:
    """Return status, verdict and the parameters of challenges."""
    reply, failure = side.exchange.reply, side.exchange.failure
    state: State = "bad" if side.accepted is False else "good" if side.accepted else ""
    if reply is not None:
        text = f"{reply.status} {plain(reply.reason)}".rstrip()
        yield Fact(name=tr("Status"), text=text, weight="auth", state=state)
    elif failure is not None:
        yield Fact(name=tr("Status"), text=failure.message, weight="auth", state="bad")
    if side.finding is not None:
        yield Fact(name=tr("Verdict"), text=side.finding.title, weight="auth")
    for name in _CHALLENGES:
        for line in values(reply.headers if reply else (), name):
            for challenge in parse(line):
                yield Fact(name=name, text=challenge.scheme, weight="auth")
                for param in challenge.params:
                    noise = param.name.lower() in _OF_THE_MOMENT
                    yield Fact(
                        name=param.name.lower(),
                        text=plain(param.value),
                        weight="noise" if noise else "auth",
                    )
