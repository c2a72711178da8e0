"""What a proxy adds to a request, and the same that a program gave without it."""

from http import HTTPStatus

from inspector.diagnose.facts.case import Case
from inspector.protocol.patterns import lazy_re
from inspector.reading.statuses import MISREAD_REQUEST


def added_by_proxies(case: Case) -> tuple[str, ...]:
    """Return the names of the headers that only proxies add."""
    headers = (one for one in case.sent.message.headers if one.value.strip())
    return tuple(one.name for one in headers if _OF_PROXIES.fullmatch(one.name))


# finds `X-Forwarded-For`, `X-Real-IP`, `Via`
# but not `X-Forward`
_OF_PROXIES = lazy_re(
    r"(?i)x-forwarded-[a-z-]{2,20}|forwarded|via|x-real-ip|x-original-[a-z-]{2,20}"
)


def given_without_a_proxy(case: Case) -> Case | None:
    """Return who got without such headers what is refused with them; None where anybody was let in.

    Whatever came by the proxy is refused in one way, and one of it is asked for in both.
    """
    return case.once(_given_without_a_proxy)


def _given_without_a_proxy(case: Case) -> Case | None:
    if case.status not in _REFUSES or not added_by_proxies(case) or not case.heard.gives_no_reason:
        return None
    near = (*reversed(case.before), *case.after)
    mine = [one for one in near if one.identities == case.identities]
    direct = [one for one in mine if one.succeeded]
    if any(map(added_by_proxies, direct)):
        return None
    led = [one for one in (case, *mine) if added_by_proxies(one) and one.status == case.status]
    return next((one for one in direct if any(map(one.repeats, led))), None)


_REFUSES = MISREAD_REQUEST | {HTTPStatus.FORBIDDEN}
