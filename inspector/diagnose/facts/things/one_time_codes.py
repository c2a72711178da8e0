"""The code of a second factor, sent alone to where it is checked."""

from inspector.diagnose.facts.case import Case
from inspector.model.credential import LOGIN_SCHEMES
from inspector.protocol.field_names import is_second_factor, password_among
from inspector.protocol.patterns import lazy_re
from inspector.story.ways.handshakes import named


def lone_code(case: Case) -> str:
    """Return the name of the field that holds the code of a second factor; empty without one."""
    fields, own = case.sent.fields, case.sent.authorization
    if case.sent.is_safe or password_among(fields) or len(fields) > _FEW:
        return ""
    if own is not None and own.scheme in LOGIN_SCHEMES:
        return ""
    checked = _CHECKS_ONE.search(case.sent.path) is not None
    codes = (name for name, value in fields.items() if _CODE.fullmatch(value.strip()))
    held = (n for n in codes if is_second_factor(n) or (checked and _MAY_BE_ONE.search(n)))
    return next(held, "")


def code_field(case: Case) -> str:
    """Return the field in which a request sends a code of six to eight digits; else empty."""
    sent = named(case)
    held = (n for n, v in sent.items() if is_second_factor(n) and _DIGITS.fullmatch(v))
    return next(held, "") or lone_code(case)


_DIGITS = lazy_re(r"\d{6,8}")
_FEW = 4
_CODE = lazy_re(r"\d{6,8}|\d{3} \d{3}")
# finds `code`, `verification_code`, `pin`, `token`
# but not `zip_code`, `promo_code`
_MAY_BE_ONE = lazy_re(
    r"(?i)^(?:(?:verification|security|auth(?:entication)?|login|confirmation|sms)_?)?"
    r"(?:code|pin|token|passcode)$"
)
# finds `/2fa/verify`, `/login/otp`, `/factor`
# but not `/coupons/check`
_CHECKS_ONE = lazy_re(
    r"(?i)(?:^|[/_.-])(?:t?otp|[2m]fa|tfa|two-?factor|(?:second-?)?factors?|verify|verification|"
    r"challenge|step-?up|authenticator)(?=$|[/_.-])"
)
