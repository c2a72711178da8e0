"""Names of sessions and of the cookies that hold them."""

from inspector.protocol.naming.words import remembered
from inspector.protocol.patterns import lazy_re

# finds `PHPSESSID`, `CF_Authorization`, `shop_tkt`
# but not `theme`, `author`
_SESSION_COOKIE = lazy_re(
    r"(?i)(sess|sid$|^sid|auth(?!or(?!i[sz]))|token|jwt|log(ged)?_?in|identity|remember|aspx|ticket|tkt|sso|"
    r"connect\.sid|cadata|fedauth|credential|^id$|user|access|bearer|rtfa|unifises|_oauth2_proxy|"
    r"laravel|rack\.|jupyter|username-|grafana|ccm|ory|zbx|pve|auth_cookie|saml|^token)"
)
# finds `test_cookie`
# but not `PHPSESSID`
_NO_SESSION_COOKIE = lazy_re(
    r"(?i)(csrf|xsrf|crumb|verification|forgery|test_cookie|consent|utm|_ga|analytics|clientid$)"
)


@remembered
def looks_like_session(name: str) -> bool:
    """Whether a cookie of that name usually carries a login or session."""
    return bool(_SESSION_COOKIE.search(name)) and not _NO_SESSION_COOKIE.search(name)


def header_looks_like_session(name: str) -> bool:
    """Whether a header of a name of its own usually carries a login or session."""
    return name.lower() not in _OF_ALL and looks_like_session(name)


_OF_ALL = frozenset({"cookie", "authorization"})


def names_a_session(name: str) -> bool:
    """Whether a header or field is called after a session, as `X-Session-Id` is."""
    return "session" in name.lower()
