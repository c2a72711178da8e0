"""One client asks again and again with the same refused credential: an expired token, mostly."""

from collections.abc import Iterable

from inspector.logs.judging import Judged, Scene, share
from inspector.logs.spans import length, when
from inspector.logs.subjects import Seen, Subject, pace
from inspector.wording import tr
from inspector.wording.numbers import number

SLUG = "looping-client"
_LEAST = 20
_PATH_SHARE = 0.7
_PAIRS = 0.2
_USERS = 3
_STILL_GOOD = 0.3


def judge(scene: Scene) -> Iterable[Judged]:
    """Find clients with many 401 on one path, at a regular pace, without success in between."""
    for name, client in scene.tally.clients.top(5):
        if _loops(client) and not _shares_user(scene, client):
            good = scene.tally.good_clients.known.get(name, Seen())
            if _good_since(good, client) <= _STILL_GOOD * client.count:
                yield _judged(scene, name, client, good)


def _loops(client: Subject) -> bool:
    refused = client.counts.get(401, 0)
    if refused < _LEAST or refused < 0.8 * client.count or len(client.users) > _USERS:
        return False
    if client.checked and client.followed / client.checked > _PAIRS:
        return False
    return max(client.parts.values()) >= _PATH_SHARE * client.count and pace(client) is not None


def _shares_user(scene: Scene, client: Subject) -> bool:
    """Whether other clients are refused with the same user: then that is the trouble."""
    known = scene.tally.users.known
    return any(len(known[user].parts) > 1 for user in client.users if user in known)


def _good_since(good: Seen, client: Subject) -> float:
    return good.series.between(client.first + good.series.width, client.last + 1)


def _sentence(parts: dict[str, str], *, before: bool, never: bool) -> str:
    if before:
        return tr(
            "One client loops with a credential that stopped working: {client} got {count} × 401 "
            "on {path} since {start}, {pace} apart; before that it was served.",
            **parts,
        )
    if never:
        return tr(
            "One client loops with a credential that is refused: {client} got {count} × 401 on "
            "{path} since {start}, {pace} apart, and never a success.",
            **parts,
        )
    return tr(
        "One client loops with a credential that is refused: {client} got {count} × 401 on "
        "{path} since {start}, {pace} apart.",
        **parts,
    )


def _judged(scene: Scene, name: str, client: Subject, good: Seen) -> Judged:
    path = max(client.parts, key=lambda part: client.parts[part])
    seconds = pace(client) or 0
    before = client.before is not None or bool(good.count and good.first < client.first)
    parts = {
        "client": name or tr("(not named)"),
        "count": number(client.count),
        "path": path,
        "pace": length(seconds) if seconds >= 1 else tr("less than a second"),
        "start": when(client.first),
    }
    never = scene.tally.exact and not good.count
    return Judged(
        slug=SLUG,
        level="alarm",
        count=client.count,
        weight=(0.95 if before else 0.8) * share(client.count, scene),
        sentence=_sentence(parts, before=before, never=never),
        advice=tr(
            "Find who runs this client. It must renew its token once after a 401 and then stop "
            "or wait longer each time, instead of repeating the same request."
        ),
        evidence=tuple(
            each for each in (client.before, *client.evidence[:2], client.latest) if each
        ),
        start=client.first,
        end=client.last,
    )
