"""An attempt with all that is known about it: remarks on its bytes, and the verdict."""

import msgspec

from inspector.model.annotation import Annotation
from inspector.model.attempt import Attempt
from inspector.model.experiment import Trial
from inspector.model.finding import Verdict
from inspector.model.fix import Aftermath


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What a face shows for one attempt.

    trial: the experiments run on it, with their results. aftermath: what came of the fix that led
    to it, None where none did.
    """

    attempt: Attempt
    annotations: tuple[Annotation, ...] = ()
    verdict: Verdict = Verdict()
    trial: Trial = Trial()
    aftermath: Aftermath | None = None


def answer(attempt: Attempt, *, annotated: bool = True) -> Answer:
    """Annotate and diagnose an attempt; pure. annotated: False where no remarks are shown."""
    from inspector.diagnose import diagnose  # noqa: PLC0415 - at the first answer

    annotations = _annotations(attempt) if annotated else ()
    return Answer(attempt=attempt, annotations=annotations, verdict=diagnose(attempt))


def _annotations(attempt: Attempt) -> tuple[Annotation, ...]:
    from inspector.annotate import annotate  # noqa: PLC0415 - at the first answer

    return annotate(attempt)
