"""Names of CSRF tokens."""

from collections.abc import Iterator

from inspector.protocol.naming.words import remembered
from inspector.protocol.patterns import lazy_re

# finds `X-XSRF-TOKEN`
# but not `X-Api-Key`
_CSRF_NAME = lazy_re(
    r"(?i)(csrf|xsrf|crumb|requestverification|anti-?forgery|authenticity_token|wp[-_]?nonce|"
    r"owa-canary|form_?(?:token|key|hash)|request[-_]?token$|post_?key$|^securitytoken$|^sesskey$|^sectok$|(^|\[)_token\]?$|"
    r"^(?:lg|login|edit|wpedit|wplogin)token$|^x-transmission-session)"
)
# What only a field of a page may be called: elsewhere such names carry other tokens, too.
# finds `user_token`
# but not `tokens`
_CSRF_FIELD = lazy_re(r"(?i)authenticity|sectok|sesskey|_token\b")
_HIDDEN_CSRF = frozenset({"token", "nonce", "hash"})
_PARAMETER = lazy_re(r"[?&;]([\w.-]{1,120})=")
_HANDED_OUT = ("-session-id",)  # Transmission's
_RENEWED = ("-usertoken",)  # a new one comes with a refusal, under the name of the old


@remembered
def is_csrf_name(name: str) -> bool:
    """Whether a header, cookie or field of that name usually carries a CSRF token."""
    return bool(_CSRF_NAME.search(name))


def is_csrf_value(value: str) -> bool:
    """Whether a value is a CSRF token by its form, whatever its field is called (MediaWiki's)."""
    return value.endswith("+\\")


@remembered
def is_csrf_header(name: str) -> bool:
    """Whether a header that a refusal hands out is wanted back against forgery."""
    return is_csrf_name(name) or name.lower().endswith(_HANDED_OUT)


def guards_against_forgery(name: str) -> bool:
    """Whether a header keeps forged calls out: by a token, or by being there at all.

    No form can send a header of an application's own, so that some servers look for one.
    """
    return is_csrf_name(name) or name.lower() in _THERE_AT_ALL


_THERE_AT_ALL = frozenset(
    {"x-requested-with", "x-requested-by", "x-atlassian-token", "ocs-apirequest"}
)


def is_renewed(name: str) -> bool:
    """Whether a refusal may hand out in a header of that name what is wanted back in it."""
    return is_csrf_header(name) or name.lower().endswith(_RENEWED)


def is_token_header(name: str) -> bool:
    """Whether an application's own header is called after a token that it hands out anew."""
    return name.lower().startswith("x-") and name.lower().endswith(("token", "nonce", "csrf"))


def is_handed_out(name: str) -> bool:
    """Whether a header is handed out by refusals alone, as Transmission's session is."""
    return name.lower().endswith(_HANDED_OUT)


def is_own_header(name: str) -> bool:
    """Whether the name of a CSRF token is that of the header that sends it back."""
    lower = name.lower()
    return lower.startswith("x-") or lower.endswith(("-crumb", *_HANDED_OUT))


def is_csrf_field(name: str, *, hidden: bool) -> bool:
    """Whether a named field of a page holds a CSRF token; hidden: it is not shown."""
    if "param" in name.lower():  # Rails names the field so: csrf-param
        return False
    if is_csrf_name(name) or _CSRF_FIELD.search(name):
        return True
    return hidden and name.lower() in _HIDDEN_CSRF


def csrf_parameter(link: str) -> str:
    """Return the name of the CSRF token in a link's query, empty without one."""
    names = (found[1] for found in _PARAMETER.finditer(link))
    return next((name for name in names if is_csrf_name(name)), "")


def token_asked_for(url: str) -> str:
    """Return the name of the token that an address hands out, by its end; empty without one."""
    found = _OF_A_TOKEN.search(url.partition("#")[0])
    return found[1] if found is not None else ""


# finds `/admin/token`, `/ajax?action=rest-nonce`
# but not `/tokens/7`
_OF_A_TOKEN = lazy_re(r"(?i)[/=]((?:[\w-]{0,40}[_-])?(?:token|nonce|csrf|xsrf|crumb))/?(?:$|[?&])")


def tokens_in_script(text: str) -> Iterator[tuple[str, str]]:
    """Yield names and values of what a page's scripts are given to send back."""
    for found in _IN_SCRIPT.finditer(text):
        if found[1].lower() in _HIDDEN_CSRF or is_csrf_name(found[1]):
            yield found[1], found[2]


# finds `{"root": "/api/", "nonce": "f9246a6c18"}`
# but not `<script nonce="f9246a6c18">`
_IN_SCRIPT = lazy_re(
    r"[\"'](\w{0,40}(?i:nonce|csrf|xsrf)\w{0,40})[\"']\s{0,9}:\s{0,9}[\"']([\w+/=.-]{8,200})[\"']"
)


# Headers that repeat a cookie, and the cookie: Angular and Spring Security, Django, Tornado.
_REPEATED = {
    "x-xsrf-token": "XSRF-TOKEN",
    "x-csrftoken": "csrftoken",
    "x-xsrftoken": "_xsrf",
}


def cookie_repeated_in(header: str) -> str:
    """Return the name of the cookie that a header against forgery repeats, empty for others."""
    return _REPEATED.get(header.lower(), "")
