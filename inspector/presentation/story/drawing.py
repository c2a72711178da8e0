"""Takes the story of an answer and masks what its words could tell, before it is drawn."""

from inspector.export.gather import secrets_of
from inspector.model.attempt import Attempt
from inspector.model.story import Story
from inspector.presentation.story.outline import Outline, outline
from inspector.protocol.redaction import KnownValues
from inspector.workbench.answer import Answer


def outline_of(answer: Answer, known: tuple[str, ...] = ()) -> Outline:
    """Return what is drawn of the story of an answer; known: secrets."""
    attempt, story = answer.attempt, answer.story or _read_anew(answer.attempt)
    return outline(attempt, story, answer.verdict, KnownValues(_secrets(attempt, story, known)))


def _read_anew(attempt: Attempt) -> Story:
    """Return the story of an attempt that was kept without it; takes long for a long one."""
    from inspector.story.telling import story_of  # noqa: PLC0415 - only where it is asked for

    return story_of(attempt)


def _secrets(attempt: Attempt, story: Story, known: tuple[str, ...]) -> tuple[str, ...]:
    """Return the secrets of the exchanges whose bytes the story quotes, and those known."""
    quoted = (story.pair.refused, story.pair.accepted) if story.pair is not None else ()
    exchanges = tuple(attempt.exchanges[entry] for entry in quoted)
    return tuple(secrets_of(Attempt(exchanges=exchanges), known))
