"""What the same place answers to nobody: whether a success after a fix shows that one is known."""

import msgspec

from inspector.diagnose.trial.reply_comparison import is_accepted, is_same, main_case, shown
from inspector.diagnose.trial.taken import without_credential
from inspector.model.attempt import Attempt
from inspector.model.fix import Fix
from inspector.model.request import Request
from inspector.protocol.methods import SAFE
from inspector.wording import tr
from inspector.workbench.answer import Answer

_replace = msgspec.structs.replace


def question(fix: Fix, after: Answer) -> Request | None:
    """Return the request that shows what nobody gets there; None where that need not be asked.

    Only a fix that leads elsewhere can end at a place that is open to everybody. It must be safe to
    ask, and the request must carry something that says who calls.
    """
    request = after.attempt.request
    came = after.aftermath
    if request is None or came is None or came.result != "solved" or not fix.asks_nobody:
        return None
    bare = without_credential(request)
    if request.method not in SAFE or bare == request:
        return None
    return _replace(bare, options=_replace(bare.options, use_cookies=False))


def is_open(after: Attempt, nobody: Attempt) -> bool:
    """Whether nobody in particular is given the same."""
    mine, theirs = main_case(after), main_case(nobody)
    if mine is None or theirs is None or not is_accepted(theirs):
        return False
    return is_same(mine, theirs)


def told(nobody: Attempt) -> str:
    """Return a sentence that says what nobody gets."""
    case = main_case(nobody)
    if case is None or case.exchange.reply is None:
        return ""
    return tr("Nobody without credentials gets that there: {reply}.", reply=shown(case))
