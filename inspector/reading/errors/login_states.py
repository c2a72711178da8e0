"""Headers that only answer yes or no to "is this caller logged in?"."""

from inspector.model.message import Header
from inspector.protocol.patterns import lazy_re

# finds `X-Login-Required`
# but not `X-Login-Url`
_LOGIN_STATE = lazy_re(
    r"(?i)^x-(?:[\w-]{0,30}-)?(?:(?:is-)?(?:logged-?in|authenticated|signed-?in)|"
    r"(?:re-?)?(?:login|auth(?:entication)?|sign-?in)-(?:required|needed))$"
)
_WANTS = ("required", "needed")
_GIVEN = {"true": "is authenticated", "false": "not logged in"}
_WANTED = dict.fromkeys(("true", "1", "yes"), "login required")


def login_state(header: Header) -> str:
    """Return what such a header says, in words; empty for any other."""
    if not _LOGIN_STATE.match(header.name):
        return ""
    states = _WANTED if header.name.lower().endswith(_WANTS) else _GIVEN
    return states.get(header.value.lower(), "")
