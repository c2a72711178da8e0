"""A proxy asks for a login (407) and does not get it."""

from collections.abc import Iterable

from inspector.logs.judging import Judged, Scene, share
from inspector.wording import tr, tr_n
from inspector.wording.numbers import number

SLUG = "proxy-login"
_LEAST = 5
_PAIRS = 0.5


def judge(scene: Scene) -> Iterable[Judged]:
    """Find clients that get 407 without success afterwards."""
    asked = [
        (name, client)
        for name, client in scene.tally.clients.top(200)
        if client.counts.get(407, 0) >= _LEAST
        and not (client.checked and client.followed / client.checked > _PAIRS)
    ]
    count = sum(client.counts[407] for _, client in asked)
    if not count:
        return
    name, worst = max(asked, key=lambda pair: pair[1].counts[407])
    yield Judged(
        slug=SLUG,
        level="alarm",
        count=count,
        weight=0.9 * share(count, scene),
        sentence=tr_n(
            "The proxy asks for a login and does not get one: {times} × 407 for {client}.",
            "The proxy asks for a login and {count} clients do not send one: {times} × 407, most "
            "of them for {client}.",
            len(asked),
            times=number(count),
            client=name or tr("(not named)"),
        ),
        advice=tr(
            "Give these clients the proxy's user and password (or its ticket), or let them reach "
            "the target without the proxy."
        ),
        evidence=tuple(worst.evidence[:3]),
        start=worst.first,
        end=worst.last,
    )
