"""A client sends its credentials only when asked: 401 or 407, then success. Nothing is wrong."""

from collections.abc import Iterable

from inspector.logs.judging import Judged, Scene, share
from inspector.wording import tr
from inspector.wording.numbers import number, percent

SLUG = "normal-challenge"
_PAIRS = 0.6
_LEAST = 3


def judge(scene: Scene) -> Iterable[Judged]:
    """Find the clients whose refusals are followed by a success on the same path at once."""
    pairs = [
        (name, client)
        for name, client in scene.tally.clients
        if client.checked >= _LEAST and client.followed / client.checked >= _PAIRS
    ]
    count = sum(client.count for _, client in pairs)
    if not count:
        return
    checked = sum(client.checked for _, client in pairs)
    followed = sum(client.followed for _, client in pairs)
    busiest = max(pairs, key=lambda pair: pair[1].count)[1]
    yield Judged(
        slug=SLUG,
        level="normal",
        count=count,
        weight=share(count, scene),
        sentence=tr(
            "{count} of the refusals are ordinary challenges: the client sends its credentials "
            "when it is asked and then succeeds at once (in {share} of those looked at).",
            count=number(count),
            share=percent(followed / checked),
        ),
        advice=tr(
            "Nothing has to be done. Clients that send credentials with the first request save "
            "one round trip each."
        ),
        evidence=tuple(busiest.evidence[:1]),
    )
