"""Names by which replies hand out what is secret."""

from inspector.protocol.naming.forgery import is_csrf_name
from inspector.protocol.naming.keys import is_key_name
from inspector.protocol.naming.logins import is_second_factor
from inspector.protocol.naming.words import name_words, remembered
from inspector.protocol.patterns import lazy_re

_HANDS_OUT = (
    b"token", b"session", b"ticket", b"secret", b"jwt", b"sid", b"csrf", b"nonce", b"crumb",
    b"key", b"code", b"auth", b'"refresh"',
)  # fmt: skip
# finds `sessionToken`, `jwt`, `ticket`
# but not `token_type`, `next_page_token`
_MEMBER = lazy_re(
    r"(?i)(?:token|jwt|ticket|session_?(?:id|key)?|sid|api_?key|secret|code|nonce|crumb|auth|key|id)$"
)
_NO_SECRET = lazy_re(r"(?i)page|cursor|sync|type|next|continu|request_?id|trace|error|client_?id")


def may_hand_out(body: bytes) -> bool:
    """Whether a body may hold a token, session or key for its reader."""
    lower = body.lower()
    return any(word in lower for word in _HANDS_OUT)


@remembered
def is_secret_member(name: str) -> bool:
    """Whether a member of a reply may hand out a secret, as its name goes."""
    named = is_key_name(name) or is_csrf_name(name) or _MEMBER.search(name) is not None
    return named and not _NO_SECRET.search(name)


# finds `Secret`, `deviceCode`, `poll_token`
# but not `csrf_token`, `sessionId`, `next_page_token`
_OF_A_STEP = lazy_re(r"(?i)(?:secret|token|device_?code|handle|challenge)$")


@remembered
def goes_on_with(name: str) -> bool:
    """Whether a member of a reply is what the next step of a login is asked for with.

    A second factor is asked of the user, who is not let in without it.
    """
    other = is_csrf_name(name) or is_second_factor(name) or _NO_SECRET.search(name)
    return bool(_OF_A_STEP.search(name)) and not other


# What a login hands out for the calls after it, the surest name first, without signs in between.
_TOKENS_OF_LOGINS = (
    "accesstoken",
    "access",
    "authtoken",
    "bearertoken",
    "sessiontoken",
    "usertoken",
    "token",
    "jwt",
    "idtoken",
)


@remembered
def rank_among_tokens(name: str) -> int | None:
    """Return how surely a member of a login's reply is the token for calls, 0 first; else None."""
    plain = "".join(name_words(name))
    return _TOKENS_OF_LOGINS.index(plain) if plain in _TOKENS_OF_LOGINS else None
