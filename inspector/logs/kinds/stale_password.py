"""One user is refused from several devices: the password was changed, the devices have the old."""

from collections.abc import Iterable

from inspector.logs.judging import Judged, Scene, share
from inspector.logs.spans import when
from inspector.wording import tr
from inspector.wording.numbers import number

SLUG = "stale-password"
_LEAST = 20
_LEAST_CLIENTS = 2
_MOST_CLIENTS = 12
_SHARE = 0.5


def judge(scene: Scene) -> Iterable[Judged]:
    """Find the user with most refusals, where they come from a few clients."""
    for name, user in scene.tally.users.top(1):
        clients = len(user.parts)
        if user.count < _LEAST or not _LEAST_CLIENTS <= clients <= _MOST_CLIENTS:
            continue
        if share(user.count, scene) < _SHARE:
            continue
        yield Judged(
            slug=SLUG,
            level="alarm",
            count=user.count,
            weight=0.7 * share(user.count, scene),
            sentence=tr(
                "One user is refused from several places: {user} got {count} refusals from "
                "{clients} clients since {start}. Its password was changed, or it is locked.",
                user=name,
                count=number(user.count),
                clients=number(clients),
                start=when(user.first),
            ),
            advice=tr(
                "Ask the user to enter the new password on every device, and unlock the account "
                "only after that."
            ),
            evidence=tuple(each for each in (*user.evidence[:2], user.latest) if each),
            start=user.first,
            end=user.last,
        )
