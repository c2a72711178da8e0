"""An attempt with all that is known about it: remarks on its bytes, verdict and story."""

from typing import TYPE_CHECKING

import msgspec

from inspector.model.annotation import Annotation
from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange
from inspector.model.experiment import Outcome, Trial
from inspector.model.finding import Verdict
from inspector.model.fix import Aftermath
from inspector.model.story import Story

if TYPE_CHECKING:
    from inspector.diagnose.facts.case import Trace


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What a face shows for one attempt.

    trial: the experiments run on it, with their results. aftermath: what came of the fix that led
    to it, None where none did. story: of several exchanges; None of one, and where the answer comes
    from the history, which keeps none. earlier: what was sent before, beside which it was judged;
    empty where that tells nothing.
    """

    attempt: Attempt
    annotations: tuple[Annotation, ...] = ()
    verdict: Verdict = Verdict()
    trial: Trial = Trial()
    aftermath: Aftermath | None = None
    story: Story | None = None
    earlier: tuple[Exchange, ...] = ()


def answer(attempt: Attempt, *, annotated: bool = True) -> Answer:
    """Annotate and diagnose an attempt; pure. annotated: False where no remarks are shown."""
    from inspector.diagnose.facts.case import Trace  # noqa: PLC0415 - at the first answer

    return answer_of(Trace(attempt), annotated=annotated)


def beside(found: Answer, earlier: tuple[Exchange, ...]) -> Answer:
    """Return an answer judged beside what was sent before."""
    known = msgspec.structs.replace(found, earlier=earlier)
    return msgspec.structs.replace(known, verdict=judged_with(known, ()))


def judged_with(found: Answer, outcomes: tuple[Outcome, ...]) -> Verdict:
    """Return the verdict over an answer's attempt with these results of experiments."""
    from inspector.diagnose.diagnosing import diagnose  # noqa: PLC0415 - at the first refusal

    return diagnose(found.attempt, outcomes, found.earlier)


def answer_of(trace: "Trace", *, annotated: bool = True) -> Answer:
    """Return the answer about exchanges that may be asked about again: they are read once."""
    from inspector.diagnose.verdict.accepted import accepted  # noqa: PLC0415 - at the first answer

    return Answer(
        attempt=trace.attempt,
        annotations=_annotations(trace.attempt) if annotated else (),
        verdict=accepted(trace) or _judged(trace),
        story=_told(trace) if len(trace) > 1 else None,
    )


def _judged(trace: "Trace") -> Verdict:
    from inspector.diagnose.verdict.judge import judge  # noqa: PLC0415 - at the first refusal

    return judge(trace)


def _told(trace: "Trace") -> Story:
    from inspector.story.telling import tell  # noqa: PLC0415 - with the first trace of several

    return tell(trace.story)


def _annotations(attempt: Attempt) -> tuple[Annotation, ...]:
    from inspector.annotate import annotate  # noqa: PLC0415 - at the first answer

    return annotate(attempt)
