"""The code of a second factor went alone to where it is checked, and was refused."""

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.facts.things.one_time_codes import lone_code
from inspector.diagnose.weights import LIKELY, SHOWN, STRONG
from inspector.reading.meanings import OF_AN_END, OF_THE_ACCOUNT, OF_THE_NETWORK, Names, without
from inspector.reading.statuses import MAY_REFUSE_CREDENTIAL
from inspector.wording import tr

_OTHER_REASON: Names = (*without(OF_THE_ACCOUNT, "mfa"), *OF_AN_END, *OF_THE_NETWORK, "csrf")
_OF_THE_CODE: Names = ("code-refused", "bad-login", "token-refused", "mfa")


def code_not_accepted(case: Case) -> Found:
    """A body holds a one-time code and no password, so the code is what was looked at."""
    name = lone_code(case)
    if not name or case.status not in MAY_REFUSE_CREDENTIAL or case.said(*_OTHER_REASON):
        return
    if case.sent.is_token_request or case.exchange.reply is None:
        return
    told = case.said(*_OF_THE_CODE)
    known = any(one.succeeded and case.shares_credential(one) for one in case.before)
    yield case.refused_for(
        "one-time-code-wrong",
        SHOWN if told else STRONG if known else LIKELY,
        *case.quote(*_OF_THE_CODE),
        fact(tr("The code was sent in {name}.", name=name), case.sent_body),
        name=name,
    )


RULES = (code_not_accepted,)
