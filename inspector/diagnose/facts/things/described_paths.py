"""Whether an API that describes itself in this trace knows the address of a call (OpenAPI)."""

from inspector.diagnose.facts.case import Case
from inspector.intake.collections.api_security import asked_of_callers
from inspector.protocol.patterns import lazy_re

_FAR = 100
_LARGEST = 2_000_000  # bytes
# finds `/v3/api-docs`, `/openapi.json`, `/swagger/v1/swagger.json`, `/api/schema/`
# but not `/docs`, `/schemas/12`
_DESCRIBES = lazy_re(
    r"(?i)(?:openapi|swagger|api-?docs|api[-_]schema|schema)(?:[-._]?v?\d)*(?:\.json)?/?$"
)


def undescribed_in(case: Case) -> Case | None:
    """Return who brought the description that lacks this call and has others that were given.

    None where nobody asked for one, or none of what was given stands in it: then it is of another
    API.
    """
    return case.once(_undescribed_in)


def _undescribed_in(case: Case) -> Case | None:
    near = (*case.before[-_FAR:], *case.after[:_FAR])
    own = [one for one in near if one.sent.bare_host == case.sent.bare_host and one.succeeded]
    for brought in own:
        if _DESCRIBES.search(brought.sent.path) is None or _is_described(brought, case):
            continue
        if any(_is_described(brought, one) for one in own if one is not brought):
            return brought
    return None


def _is_described(brought: Case, call: Case) -> bool:
    """Whether a description has a call; also where the reply describes no API."""
    data = brought.heard.content.bytes
    if len(data) > _LARGEST:
        return True
    found = asked_of_callers(data, call.sent.method, call.sent.path)
    return found is None or found.is_described
