"""Finds the lines of a log that belong to one attempt, best first, each with its reasons."""

import re
from collections.abc import Sequence

import msgspec

from inspector.logs.folding import plain_path
from inspector.logs.line import Kept, Line

MOST = 20
_ZONES = 14 * 3600 + 60
_LEAST_ZONE = 1790
_QUARTER = 900
_CLEARLY_LESS = 0.75
_NEAR, _CLOSE, _AROUND = 3, 15, 90


class Clues(msgspec.Struct, frozen=True, kw_only=True):
    """What an attempt leaves in a log.

    at: when the server answered, by its own clock where it told the time (seconds since 1970).
    target: path and query. ids: request ids of both sides. clients: addresses it came from.
    """

    at: float | None = None
    method: str = ""
    target: str = ""
    status: int = 0
    ids: tuple[str, ...] = ()
    clients: tuple[str, ...] = ()
    agent: str = ""
    user: str = ""

    def pattern(self) -> re.Pattern[bytes]:
        """Return what finds every line that could belong to it."""
        parts = [re.escape(each.encode()) for each in self.ids]
        path = plain_path(self.target)
        if path:
            start = rb'[ "]' if path == "/" else b""
            # JSON may write a slash as \/
            escaped = re.escape(path.encode()).replace(b"/", rb"\\?/")
            parts.append(start + escaped + rb"(?=[ ?\"#])")
        return re.compile(b"|".join(parts) or rb"(?!)")


class Match(msgspec.Struct, frozen=True):
    """A line with its score and the slugs of what speaks for it, in order of weight."""

    score: int
    found: Kept
    reasons: tuple[str, ...]


class Matches:
    """Keeps the lines that fit the clues best."""

    def __init__(self, clues: Clues | None) -> None:
        self._clues = clues
        self.best: list[Match] = []

    def add(self, found: Kept) -> None:
        """Judge a line and keep it if it is among the best."""
        if self._clues is None:
            return
        judged = judge(self._clues, found.line)
        if judged is not None:
            self.extend([Match(judged[0], found, judged[1])])

    def extend(self, others: list[Match]) -> None:
        """Take the matches of another part."""
        known = {(each.found.file, each.found.number) for each in self.best}
        self.best += [each for each in others if (each.found.file, each.found.number) not in known]
        self.best.sort(key=lambda each: (-each.score, each.found.file, each.found.number))
        del self.best[MOST:]


def standing_out(matches: Sequence[Match]) -> tuple[Match, ...]:
    """Leave out what is clearly weaker than the best; lines that say why stay."""
    least = _CLEARLY_LESS * max((each.score for each in matches), default=0)
    return tuple(each for each in matches if each.score >= least or each.found.line.reason)


def judge(clues: Clues, line: Line) -> tuple[int, tuple[str, ...]] | None:
    """Return score and reasons, None where the line has nothing to do with the attempt."""
    same_id = bool(line.request_id) and line.request_id.lower() in map(str.lower, clues.ids)
    when = _time(clues, line)
    where = _place(clues, line)
    if not same_id and (when is None or not (where or (line.reason and when[1] != "time-around"))):
        return None
    points: list[tuple[int, str]] = [(100, "request-id")] if same_id else []
    points += [each for each in (when, where) if each]
    points += _others(clues, line)
    points.sort(key=lambda each: -each[0])
    return sum(score for score, _ in points), tuple(slug for _, slug in points)


def _time(clues: Clues, line: Line) -> tuple[int, str] | None:
    if clues.at is None or line.at is None:
        return None
    apart = abs(line.at - clues.at)
    for limit, score, slug in (
        (_NEAR, 30, "time"),
        (_CLOSE, 22, "time-close"),
        (_AROUND, 10, "time-around"),
    ):
        if apart <= limit:
            return score, slug
    rest = apart % _QUARTER
    if _LEAST_ZONE <= apart <= _ZONES and min(rest, _QUARTER - rest) <= _NEAR:
        return (12, "time-other-zone") if line.zoned else (26, "time-local")
    return None


def _place(clues: Clues, line: Line) -> tuple[int, str] | None:
    if not line.target or plain_path(line.target) != plain_path(clues.target):
        return None
    if line.method and line.method != clues.method:
        return None
    return (28, "target") if line.target == clues.target else (24, "path")


def _others(clues: Clues, line: Line) -> list[tuple[int, str]]:
    found = []
    if line.reason:
        found.append((20, "reason"))
    elif line.status == clues.status:
        found.append((12, "status"))
    for score, slug, same in (
        (8, "client", line.client in clues.clients),
        (8, "user", line.user == clues.user),
        (6, "agent", line.agent == clues.agent),
    ):
        if same and getattr(line, slug):
            found.append((score, slug))
    return found
