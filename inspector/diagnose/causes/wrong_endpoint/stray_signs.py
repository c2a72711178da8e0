"""The address ends in a sign of the text that it was copied from: a quote, a comma, a bracket."""

from urllib.parse import unquote

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.weights import CLEAR, LIKELY
from inspector.reading.statuses import MAY_REFUSE_CREDENTIAL, NO_SUCH_PLACE
from inspector.wording import tr

_SIGNS = "\"'`,;> \t)]}"
_OPENED_BY = {")": "(", "]": "[", "}": "{"}


def stray_sign(case: Case) -> Found:
    """A path that ends so is another one: servers refuse it, or find another signature for it."""
    path = unquote(case.sent.path)
    sign = path[-1:]
    if not sign or sign not in _SIGNS or _belongs(path, sign):
        return
    if case.status not in MAY_REFUSE_CREDENTIAL | NO_SUCH_PLACE or _was_given(case):
        return
    sure = case.said("signature") or case.status in NO_SUCH_PLACE
    weight = CLEAR if sure else LIKELY
    yield case.refused_for(
        "path-ends-in-sign",
        weight,
        *case.quote("signature"),
        fact(tr("The path ends in {sign}.", sign=sign), case.sent_line),
        sign=sign,
        path=case.sent.path,
    )


def _belongs(path: str, sign: str) -> bool:
    """Whether the sign closes what the path opened: `/Users('ann')`, `'a'`."""
    if sign in _OPENED_BY:
        return path.count(_OPENED_BY[sign]) >= path.count(sign)
    return sign in "\"'`" and path.count(sign) % 2 == 0


def _was_given(case: Case) -> bool:
    return any(
        one.succeeded for one in (*case.same_request_before, *case.after) if one.repeats(case)
    )


RULES = (stray_sign,)
