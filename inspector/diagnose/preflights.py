"""What a browser's preflight tells of the request after it: its headers (Fetch §4.8)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspector.diagnose import places
from inspector.model.annotation import Place

if TYPE_CHECKING:
    from inspector.diagnose.case import Case


def announced_authorization(case: Case) -> Place | None:
    """Return where a preflight announced Authorization for a request that was recorded without.

    Exports leave the header out; the preflight before still names it.
    """
    if not case.may_be_stripped or case.sent.authorization is not None:
        return None
    for other in reversed(case.before):
        asked = other.sent.header("access-control-request-headers")
        if other.sent.method != "OPTIONS" or asked is None or other.sent.path != case.sent.path:
            continue
        names = {name.strip().lower() for name in asked[1].value.split(",")}
        return (
            places.in_header(other.index, "request", *asked) if "authorization" in names else None
        )
    return None
