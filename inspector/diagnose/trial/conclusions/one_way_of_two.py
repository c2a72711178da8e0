"""Two ways lead to one program, and one of them brings it nothing that says who asks.

A server in front hands a program on below several folders or ports, and takes the header or the
cookie off in some. Then the program says what it says to nobody, though elsewhere it took the same.
"""

from http import HTTPStatus

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.hosts.behind_a_folder import folders_of
from inspector.diagnose.trial.conclusions.side_by_side import BEFORE, WITHOUT, Beside, Conclusion
from inspector.diagnose.trial.part import says
from inspector.diagnose.trial.ratios import Ratio
from inspector.diagnose.weights import HALF, SOUND
from inspector.model.finding import Cause
from inspector.reading.statuses import NO_SUCH_PLACE, SERVER_ERRORS
from inspector.story.entry import Entry
from inspector.wording import tr


def lost_on_one_way(case: Case, beside: Beside) -> Conclusion | None:
    """Below another folder the same call took it; here it is answered as if nothing were sent."""
    accepted = beside.replies.get(BEFORE)
    if accepted is None or not beside.are({BEFORE: "accepted", WITHOUT: "same"}):
        return None
    if not is_by_another_way(case, accepted):
        return None
    words = tr("By another way to the same call it was accepted; here it is as if none were sent.")
    # so may a rule of this way be, for whoever asks; a program answers nobody in its own form
    shut = case.status == HTTPStatus.FORBIDDEN and case.heard.content.is_html
    return Conclusion(WITHOUT, words, _MAY_BE_LOST if shut else _LOST)


def is_by_another_way(case: Case, accepted: Entry) -> bool:
    """Whether what was accepted is the same call below another folder, which the program answers.

    A page of a web server is its own: that asks for a login of its own, or has a rule.
    """
    if case.status in _OF_NOBODY or case.heard.content.page.is_of_web_server:
        return False
    mine, theirs = case.sent, accepted.sent
    asked = (mine.method, mine.query, mine.message.body)
    same = asked == (theirs.method, theirs.query, theirs.message.body)
    return same and folders_of(mine.path, theirs.path) is not None


_OF_NOBODY = frozenset({*NO_SUCH_PLACE, *SERVER_ERRORS})  # answered so to whoever asks
_ELSEWHERE = (
    *says(Ratio.STRONGLY_AGAINST, "works-elsewhere", Cause.WRONG_ENDPOINT),
    *says(Ratio.AGAINST, "scheme-not-read", "credential-not-recognised"),
    *says(Ratio.STRONGLY_AGAINST, Cause.REVOKED_TOKEN, Cause.ACCOUNT_LOCKED),
    *says(Ratio.STRONGLY_AGAINST, Cause.INVALID_CREDENTIALS),
)
_LOST = (
    *says(Ratio.STRONGLY_FOR, "authorization-stripped", floor=SOUND),
    *says(Ratio.AGAINST, Cause.INSUFFICIENT_PERMISSIONS, Cause.EXPIRED_SESSION),
    *_ELSEWHERE,
)
_MAY_BE_LOST = (*says(Ratio.STRONGLY_FOR, "authorization-stripped", floor=HALF), *_ELSEWHERE)
