"""The control of an experiment in another place: what anyone may read there proves nothing."""

import msgspec

from inspector.diagnose.facts.case import Case, Trace
from inspector.diagnose.trial.baseline import Ground
from inspector.diagnose.trial.part import Ask, Steps
from inspector.diagnose.trial.reply_comparison import Compared, compared, is_accepted
from inspector.diagnose.trial.taken import without_credential
from inspector.model.attempt import Attempt
from inspector.model.request import Request

OPEN_TO_ALL = "open-to-all"


def with_control(ground: Ground, request: Request) -> Steps:
    """Send a changed request, and where it is accepted, once more without the credential."""
    answer = yield Ask(request=request)
    if ground.case.sent.has_any and compared(ground.case, answer).result == "accepted":
        bare = without_credential(request)
        yield Ask(request=bare, purpose="experiment", with_jar=False)


def controlled(before: Case, after: Attempt) -> Compared:
    """Return how the changed request came out; by name, where its acceptance proves nothing."""
    mine = tuple(one for one in after.exchanges if one.purpose != "experiment")
    found = compared(before, msgspec.structs.replace(after, exchanges=mine))
    controls = [at for at, one in enumerate(after.exchanges) if one.purpose == "experiment"]
    is_open = bool(controls) and is_accepted(Trace(after).case(controls[-1]))
    if found.result == "accepted" and is_open:
        return msgspec.structs.replace(found, name=OPEN_TO_ALL)
    return found
