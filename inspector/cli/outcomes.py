"""What became of one input: an answer, or the problem that kept it from being read."""

import logging

import msgspec

from inspector.cli.inputs import NotReadable, read_attempt
from inspector.cli.judging import asked_in
from inspector.cli.masking import masked_verdict
from inspector.cli.status import FOUND, NOTHING_FOUND, UNREADABLE
from inspector.model.collection import Problem
from inspector.model.finding import Verdict
from inspector.protocol.redaction import Known
from inspector.wording import tr
from inspector.workbench.answer import Answer

_log = logging.getLogger(__name__)


class Answered(msgspec.Struct, frozen=True):
    """An input that was read.

    answer: with its secrets. verdict: masked, to be printed. known: what else is masked, and how
    headers were judged. asked: the headers that nobody knows.
    """

    file: str
    answer: Answer
    verdict: Verdict
    known: Known = Known()
    asked: tuple[str, ...] = ()

    @property
    def status(self) -> int:
        """The exit status this input asks for."""
        return FOUND if self.verdict.is_told else NOTHING_FOUND


class Refused(msgspec.Struct, frozen=True):
    """An input that could not be read."""

    file: str
    problem: Problem

    @property
    def status(self) -> int:
        """The exit status this input asks for."""
        return UNREADABLE


Outcome = Answered | Refused


def outcome_of(name: str, known: Known = Known()) -> Outcome:  # noqa: B008 - never changes
    """Read and diagnose one input; no input stops the others from being answered."""
    from inspector.diagnose import diagnose  # noqa: PLC0415 - the help needs no diagnosis

    try:
        attempt = read_attempt(name)
        verdict = diagnose(attempt)
        answer = Answer(attempt=attempt, verdict=verdict)
        asked = asked_in(attempt.exchanges, known)
        return Answered(name, answer, masked_verdict(verdict, attempt, known), known, asked)
    except NotReadable as error:
        return Refused(name, error.problem)
    except Exception as error:  # noqa: BLE001 - a fault of ours in one file must not hide the rest
        _log.debug("no answer for an input: %s", type(error).__name__)
        return Refused(name, _our_fault(name, error))


def _our_fault(name: str, error: Exception) -> Problem:
    return Problem(
        what=tr("The program failed on this input ({kind}).", kind=type(error).__name__),
        where=name,
        todo=tr("Please report it with the file, secrets removed."),
    )
