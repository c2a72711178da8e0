"""What happened to a credential between two requests that sent the same: the story tells it."""

from collections.abc import Sequence

from msgspec.structs import replace

from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange
from inspector.model.story import CredentialLife, Event, EventKind
from inspector.story.telling import story_of
from inspector.wording import tr
from inspector.wording.durations import span


def ended_between(earlier: Exchange, later: Exchange, trace: tuple[Exchange, ...] = ()) -> str:
    """Return what ended between them, as the rest of a sentence; empty where nothing shows it.

    trace: the recording that both stand in, if they do: what ended it may stand in another entry.
    """
    entries, start, end = trace, _place(trace, earlier), _place(trace, later)
    if start is None or end is None or start > end:
        entries, start, end = (earlier, later), 0, 1
    story = story_of(Attempt(exchanges=entries[: end + 1]))
    lives = (one for one in story.credentials if {start, end} <= {e.entry for e in one.events})
    told = (_end_of(life, event) for life in lives for event in life.events if event.entry > start)
    return next(filter(None, told), "")


def _place(trace: Sequence[Exchange], one: Exchange) -> int | None:
    """Return where an exchange stands; one that was taken out no longer says what it answers."""
    same = (i for i, each in enumerate(trace) if replace(each, answers=one.answers) == one)
    return next(same, None)


def _end_of(life: CredentialLife, event: Event) -> str:
    if event.kind == "expired":
        last = max(one.at for one in life.events if one.at is not None)
        over = last - life.ends if life.ends is not None else None
        return tr("its lifetime ended, {time} before the refusal", time=span(over)) if over else ""
    said: dict[EventKind, str] = {
        "replaced": tr("a newer credential replaced it"),
        "used-up": tr("it was used up"),
        "cleared": tr("the server cleared it"),
        "signed-out": tr("somebody signed out"),
        "revoked": tr("it was revoked"),
    }
    return said.get(event.kind, "")
