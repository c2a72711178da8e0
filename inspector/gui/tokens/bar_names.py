"""The names that stand at the marks of the validity bar, and at its round times. Pure: no Qt."""

from datetime import UTC, datetime
from typing import NamedTuple

from inspector.annotate.times import dated
from inspector.gui.tokens.life_marks import LifeMarks
from inspector.wording import tr

_DAY = 86_400


class Mark(NamedTuple):
    """A time with its name; below: its place is under the bar, if there is room."""

    moment: float
    name: str
    tone: str
    below: bool = False


def named(marks: LifeMarks) -> tuple[Mark, ...]:
    """Return the marks with their names, those first that must stand above the bar."""
    expired = marks.judged > marks.end
    found = [Mark(marks.begin, marks.names[0], "ok"), Mark(marks.end, marks.names[1], "ok")]
    if expired:
        found[1] = found[1]._replace(tone="err")
    if marks.sent is not None:
        tone = "err" if expired else "text"
        found.append(Mark(marks.sent, tr("Request sent"), tone))
    found.append(Mark(marks.now, tr("Now"), "accent", below=True))
    if marks.server is not None:
        found.append(Mark(marks.server, tr("Server's clock"), "warn"))
    if marks.issued is not None:
        found.append(Mark(marks.issued, marks.names[2], "text2"))
    return tuple(found)


def hour(moment: float, *, years: bool = False) -> str:
    """Return a round time: the hour, or the day where it is midnight; UTC. years: with its year."""
    when = datetime.fromtimestamp(moment, UTC)
    day = dated(when, None if years else when).partition(",")[0]
    return day if moment % _DAY == 0 else f"{when:%H:%M}"
