"""Names by which credentials travel: headers, fields, cookies and scheme words."""

from inspector.protocol.patterns import lazy_re

# finds `X-Api-Key`
# but not `X-Page`
_KEY_NAME = lazy_re(
    r"(?i)(^x-[\w-]*-(key|token|secret|session|sid|ticket|credentials?|auth)$|^[a-z]{1,6}api_?key$|(^|[-_.])(api[-_]?key|apikey|auth[-_]?key|access[-_]?key|subscription[-_]?key|app[-_]?key|"
    r"user[-_]?key|client[-_]?key|consumer[-_]?key|licen[sc]e[-_]?key|ibm-client-id|"
    r"api[-_]?token|api[-_]?secret|auth[-_]?token|access[-_]?token|authentication|token|"
    r"private[-_]?token|session[-_]?token|session[-_]?key|session[-_]?id|secret|api[-_]?auth|auth|"
    r"functions[-_]?key|password|passwd|mbx[-_]?apikey|signature(?:-\d{1,3})?|hmac|jwt|assertion|authorization|"
    r"credential|sid|apitoken|refresh|id[-_]?token|refresh[-_]?token|accesstoken|authtoken|sessionid|bearer|userid[-_]?token|access)$)"
)
# finds `X-CSRF-Token`
# but not `X-Api-Key`
_NO_KEY_NAME = lazy_re(
    r"(?i)(csrf|xsrf|crumb|verification|nonce|idempoten|websocket|cache|public[-_]?key|surrogate|"
    r"next|page|continuation|device|push|upgrade|sort|partition|proxy-auth|^authorization$|"
    r"sec-|access-control|body-md5|content)"
)
SHORT_QUERY_NAMES = frozenset(
    {"key", "sig", "token", "auth", "code", "appid", "sign", "hash", "hmac", "md5"}
)
# finds `PHPSESSID`
# but not `theme`
_SESSION_COOKIE = lazy_re(
    r"(?i)(sess|sid$|^sid|auth(?!or)|token|jwt|log(ged)?_?in|identity|remember|aspx|ticket|sso|"
    r"connect\.sid|cadata|fedauth|credential|^id$|user|access|bearer|rtfa|unifises|_oauth2_proxy|"
    r"laravel|rack\.|jupyter|username-|grafana|ccm|ory|zbx|pve|auth_cookie|saml|^token)"
)
_NO_SESSION_COOKIE = lazy_re(
    r"(?i)(csrf|xsrf|crumb|verification|forgery|test_cookie|consent|utm|_ga|analytics|clientid$)"
)
# finds `X-XSRF-TOKEN`
# but not `X-Api-Key`
_CSRF_NAME = lazy_re(
    r"(?i)(csrf|xsrf|crumb|requestverification|anti-?forgery|authenticity_token|wp-?nonce|"
    r"owa-canary|form_?(?:token|key|hash)|request_?token$|^sesskey$|^sectok$|(^|\[)_token\]?$|"
    r"^(?:lg|login|edit|wpedit|wplogin)token$)"
)
LOGIN_NAMES = frozenset(
    [
        "username",
        "user",
        "login",
        "email",
        "userid",
        "user_name",
        "name",
        "j_username",
        "log",
        "identifier",
        "uid",
        "loginid",
        "account",
    ]
)
PASSWORD_NAMES = frozenset({"password", "passwd", "pwd", "pass", "j_password", "secret_key"})


def looks_like_session(name: str) -> bool:
    """Return whether a cookie of that name usually carries a login or session."""
    return bool(_SESSION_COOKIE.search(name)) and not _NO_SESSION_COOKIE.search(name)


def is_csrf_name(name: str) -> bool:
    """Return whether a header, cookie or field of that name usually carries a CSRF token."""
    return bool(_CSRF_NAME.search(name))


def is_key_name(name: str) -> bool:
    """Return whether a header or field of that name usually carries a key or token."""
    return bool(_KEY_NAME.search(name)) and not (_NO_KEY_NAME.search(name) or is_csrf_name(name))
