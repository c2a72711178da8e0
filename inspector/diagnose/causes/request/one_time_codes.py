"""The code of a second factor was refused: sent alone to where it is checked, or with a login."""

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.facts.things.one_time_codes import code_field, lone_code
from inspector.diagnose.weights import LIKELY, SHOWN, STRONG
from inspector.reading.meanings import OF_AN_END, OF_THE_ACCOUNT, OF_THE_NETWORK, Names, without
from inspector.reading.statuses import MAY_REFUSE_CREDENTIAL
from inspector.wording import tr

_OTHER_REASON: Names = (*without(OF_THE_ACCOUNT, "mfa"), *OF_AN_END, *OF_THE_NETWORK, "csrf")
_OF_THE_CODE: Names = ("code-refused", "bad-login", "token-refused", "mfa")


def code_not_accepted(case: Case) -> Found:
    """A body holds a one-time code and no password, so the code is what was looked at.

    Beside a login it is the code where the reply speaks of the second factor: the first was right.
    """
    name = lone_code(case) or (code_field(case) if case.said("mfa") else "")
    told = case.said(*_OF_THE_CODE)
    if not name or not (told or case.status in MAY_REFUSE_CREDENTIAL) or case.said(*_OTHER_REASON):
        return
    if case.sent.is_token_request or case.exchange.reply is None:
        return
    known = any(one.succeeded and case.shares_credential(one) for one in case.before)
    yield case.refused_for(
        "one-time-code-wrong",
        SHOWN if told else STRONG if known else LIKELY,
        *case.quote(*_OF_THE_CODE),
        fact(tr("The code was sent in {name}.", name=name), case.sent_body),
        name=name,
    )


def code_asked(case: Case) -> Found:
    """The challenge is the name of a second factor: what was sent is the first, and was right.

    So ask registries of npm (`OTP`) and servers of vehicles (`TOTP`).
    """
    asked = next((one for _, one in case.heard.challenges if one.scheme.lower() in _FACTORS), None)
    if asked is None or code_field(case) or not (case.sent.has_any or case.sent.is_login):
        return
    place = case.heard.header_place("www-authenticate")
    told = fact(tr("The reply asks for {scheme}.", scheme=asked.scheme), place)
    yield case.refused_for("second-factor-required", STRONG, told)


_FACTORS = frozenset({"otp", "totp", "mfa", "2fa"})


RULES = (code_not_accepted, code_asked)
