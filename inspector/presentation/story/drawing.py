"""Reads the story of an attempt and masks what its words could tell, before it is drawn."""

from inspector.export.gather import secrets_of
from inspector.model.attempt import Attempt
from inspector.model.finding import Verdict
from inspector.model.story import Story
from inspector.presentation.story.outline import Outline, outline
from inspector.protocol.redaction import KnownValues


def outline_of(attempt: Attempt, verdict: Verdict, known: tuple[str, ...] = ()) -> Outline:
    """Return what is drawn of an attempt's story; known: secrets. Takes long for a long trace."""
    from inspector.story.telling import story_of  # noqa: PLC0415 - only where it is asked for

    story = story_of(attempt)
    return outline(attempt, story, verdict, KnownValues(_secrets(attempt, story, known)))


def _secrets(attempt: Attempt, story: Story, known: tuple[str, ...]) -> tuple[str, ...]:
    """Return the secrets of the exchanges whose bytes the story quotes, and those known."""
    quoted = (story.pair.refused, story.pair.accepted) if story.pair is not None else ()
    exchanges = tuple(attempt.exchanges[entry] for entry in quoted)
    return tuple(secrets_of(Attempt(exchanges=exchanges), known))
