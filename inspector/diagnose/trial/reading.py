"""Compares the reply to a variant with the refusal that the user met, and says it in few words."""

import msgspec

from inspector.diagnose.facts.case import Case, Trace
from inspector.diagnose.trial.agreement import disagreement
from inspector.diagnose.trial.refusal import is_same
from inspector.model.attempt import Attempt
from inspector.model.experiment import Result
from inspector.reading.statuses import REQUEST_AT_FAULT
from inspector.wording import tr

SIDE = frozenset({"token", "csrf", "discovery", "preflight", "proxy-connect"})
_NOT_MODIFIED = 304
_SERVER_ERROR = 500
_LONGEST = 60


class Compared(msgspec.Struct, frozen=True):
    """The variant's last reply against the one before. case: None where nothing was sent."""

    result: Result
    shows: str
    case: Case | None = None

    @property
    def status(self) -> int | None:
        """The status of the variant's reply."""
        return (self.case.status or None) if self.case is not None else None

    @property
    def went_on(self) -> bool:
        """Whether the reply is about the request itself: the check for access lies behind it."""
        return self.case is not None and self.case.status in REQUEST_AT_FAULT


def main_case(after: Attempt) -> Case | None:
    """Return the last exchange of the user's own request, None where none was sent."""
    trace = Trace(after)
    mains = [i for i, one in enumerate(after.exchanges) if one.purpose not in SIDE]
    return trace.case(mains[-1]) if mains else None


def compared(before: Case, after: Attempt) -> Compared:
    """Return how the variant's reply compares with the refusal."""
    case = main_case(after)
    if case is None:
        return Compared("failed", tr("not sent"))
    if case.exchange.reply is None:
        return Compared("failed", tr("no reply"), case)
    return Compared(_result(before, case), shown(case), case)


def _result(before: Case, case: Case) -> Result:
    if is_accepted(case):
        return "accepted"
    if case.status >= _SERVER_ERROR > before.status:
        return "failed"  # it broke down before it could say anything about access
    return "same" if is_same(before, case) else "differs"


def is_accepted(case: Case) -> bool:
    """Whether a reply gives what was asked for, by its status and by its body."""
    given = case.succeeded or case.status == _NOT_MODIFIED
    return given and not disagreement(case)


def shown(case: Case) -> str:
    """Return a reply in a few words: "401, invalid_token"."""
    status = case.status
    if is_accepted(case):
        return case.heard.phrase
    code = case.heard.error[0] or _first_words(case)
    if code:
        return tr("{status}, {code}", status=status, code=code)
    return tr("{status}, no error code", status=status)


def _first_words(case: Case) -> str:
    kinds = ("code", "message", "challenge", "title")
    for kind in kinds:
        said = next((one.short for one in case.heard.statements if one.kind == kind), "")
        if said and not said.isdigit():
            return said if len(said) <= _LONGEST else said[: _LONGEST - 1] + "…"
    return ""
