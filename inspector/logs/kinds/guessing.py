"""Somebody tries passwords: many users or many tries where people log in, hardly a success."""

from collections.abc import Iterable

from inspector.logs.judging import Judged, Scene, share
from inspector.logs.spans import when
from inspector.logs.subjects import Seen, Subject, pace
from inspector.protocol.login_addresses import is_login_path
from inspector.wording import tr
from inspector.wording.numbers import number

SLUG = "guessing"
_LEAST, _LEAST_SAMPLED = 20, 100
_LEAST_USERS = 8
_LEAST_CLIENTS = 8
_SUCCESS = 0.2
_PAIRS = 0.2
_ONE_USER = 30


def judge(scene: Scene) -> Iterable[Judged]:
    """Look at the paths where people log in, then at single users."""
    found = [
        (path, subject)
        for path, subject in scene.tally.paths.top(8)
        if _tried(scene, path, subject)
    ]
    if found:
        yield _on_path(scene, *found[0])
        return
    for name, user in scene.tally.users.top(3):
        if _is_guessed(scene, user):
            yield _one_user(scene, name, user)
            return


def _is_guessed(scene: Scene, user: Subject) -> bool:
    """Whether one client tries one user often, and not at the pace of a program that loops."""
    if user.counts.get(401, 0) < _ONE_USER or len(user.parts) != 1:
        return False
    client = scene.tally.clients.known.get(next(iter(user.parts)))
    if client is None or (client.checked and client.followed / client.checked > _PAIRS):
        return False
    return pace(client) is None


def _tried(scene: Scene, path: str, subject: Subject) -> bool:
    refused = subject.counts.get(401, 0) + subject.counts.get(403, 0)
    # of a large log only a sample of the successes is known: a few refusals prove nothing
    least = _LEAST if scene.tally.exact else _LEAST_SAMPLED
    if refused < least or (subject.checked and subject.followed / subject.checked > _PAIRS):
        return False
    good = scene.tally.good_paths.known.get(path, Seen())
    during = good.series.between(subject.first - good.series.width, subject.last + 1)
    if during > _SUCCESS * refused:
        return False
    users = len(subject.users)
    if users >= _LEAST_USERS and users > _LEAST_USERS * len(subject.parts) / 4:
        return True
    many = len(subject.parts) >= _LEAST_CLIENTS or max(subject.parts.values()) >= _LEAST
    return is_login_path(path) and many


def _on_path(scene: Scene, path: str, subject: Subject) -> Judged:
    parts = {
        "path": path,
        "count": number(subject.count),
        "users": _many(subject.users, 64),
        "clients": _many(subject.parts, 256),
        "start": when(subject.first),
        "end": when(subject.last),
    }
    if len(subject.users) >= _LEAST_USERS:
        sentence = tr(
            "Somebody tries user names and passwords: {count} refusals on {path} for {users} "
            "users from {clients} clients between {start} and {end}, with hardly a success.",
            **parts,
        )
    else:
        sentence = tr(
            "Somebody tries to log in again and again: {count} refusals on {path} from {clients} "
            "clients between {start} and {end}, with hardly a success.",
            **parts,
        )
    return _result(scene, subject, sentence)


def _one_user(scene: Scene, name: str, user: Subject) -> Judged:
    sentence = tr(
        "Somebody tries passwords of one user: {count} refusals for {user} from {client} between "
        "{start} and {end}.",
        count=number(user.count),
        user=name,
        client=next(iter(user.parts)) or tr("(not named)"),
        start=when(user.first),
        end=when(user.last),
    )
    return _result(scene, user, sentence)


def _result(scene: Scene, subject: Subject, sentence: str) -> Judged:
    return Judged(
        slug=SLUG,
        level="alarm",
        count=subject.count,
        weight=0.9 * share(subject.count, scene),
        sentence=sentence,
        advice=tr(
            "Limit the rate for this path, look whether one of these clients had a success after "
            "all, and make its user choose a new password."
        ),
        evidence=tuple(each for each in (*subject.evidence[:2], subject.latest) if each),
        start=subject.first,
        end=subject.last,
    )


def _many(table: dict[str, int], most: int) -> str:
    return tr("more than {number}", number=most) if len(table) > most else number(len(table) or 1)
