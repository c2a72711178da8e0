"""Which kinds of body an address takes, where it refuses the one that was sent (415)."""

from http import HTTPStatus

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.lone_errors import stands_alone
from inspector.model.message import readable
from inspector.protocol.patterns import lazy_re


def kind_not_taken(case: Case) -> bool:
    """Whether what was sent from here is refused for the kind of its body (RFC 9110 §15.5.16)."""
    refused = case.status == HTTPStatus.UNSUPPORTED_MEDIA_TYPE
    return refused and bool(case.sent.message.body) and stands_alone(case)


def kind_sent(case: Case) -> str:
    """Return the media type that was sent, without its parameters; empty without one."""
    header = case.sent.header("content-type")
    return readable(header[1].value).partition(";")[0].strip() if header is not None else ""


def kind_taken(case: Case) -> str:
    """Return the one media type that the reply names in place of what was sent; else empty.

    In Accept-Post or Accept-Patch (RFC 5789 §3.1), in Accept, or in its words.
    """
    listed = (case.heard.header(name) for name in ("accept-post", "accept-patch", "accept"))
    told = next(filter(None, listed), "") or "\n".join(s.text for s in case.heard.statements)
    named = dict.fromkeys(one.lower() for one in _MEDIA_TYPE.findall(told))
    others = [one for one in named if one != kind_sent(case).lower()]
    return others[0] if len(others) == 1 else ""


# finds `application/json`, `application/x-www-form-urlencoded`
# but not `image/lamp`, `and/or`
_MEDIA_TYPE = lazy_re(
    r"\b(?:application|multipart)/[\w.+-]{2,60}\b|\btext/(?:plain|xml|csv|json)\b"
)
