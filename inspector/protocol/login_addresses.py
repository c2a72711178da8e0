"""What an address promises: a login, a step of single sign-on, a place where programs get tokens.

One list of words with a question for each use: where a redirect leads must be certain, what a
request may have been about need not be.
"""

from collections.abc import Iterable

from inspector.protocol.patterns import lazy_re, word_set
from inspector.protocol.urls import split

# Not `designing`, `assigning`, `blog-index`.
_SIGN_IN = r"login|logon|(?<!de|as|re)sign[-_]?(?:in|on)|(?<![a-z])log[-_](?:in|on)"
_SINGLE_SIGN_ON = r"sso|saml2?|openid|adfs"
_SESSIONS = r"sessions?"
_REGISTRIES = r"-/user/org\.couchdb\.user:"  # where npm puts name and password
_SCRIPTS = r"wp-login|j_security(?:_check)?"  # of WordPress and of Java's servlets
# finds `/accounts/login`, `/user_sessions`
# but not `/orders`, `/by-session`
_STEP = lazy_re(
    rf"(?i){_SIGN_IN}|log[-_]?out|{_SINGLE_SIGN_ON}|(?<![a-z-])(?:{_SESSIONS})(?![a-z-])|oauth|authorize|/auth|register|"
    rf"signup|callback|cas/|{_REGISTRIES}"
)
# Old applications have one script, and name the page in the query.
_PAGE_NAMES = word_set("mode action act do page route view task cmd op module title")
# finds `userlogin`
# but not `loginfo`
_PAGE = lazy_re(r"(?i)(?:log|sign)[-_]?(?:in|on|out)\b|register$")
# Some mark the pages of their own with a sign: `/+login`, `/@@login`, `/_login`, `/-/login`.
# Servlets put the session behind a semicolon for who returns no cookie: `/login;jsessionid=`.
# finds `/users/sign_in`, `/+login?goto_url=/depot`, `/open/login;jsessionid=node0`
# but not `/orders`
_TARGET = lazy_re(
    rf"(?i)/[+@_~-]{{0,2}}(?:{_SIGN_IN}|login\w*|commencelogin|{_SINGLE_SIGN_ON}|idp|{_SCRIPTS}|authorize|auth|"
    r"oauth2?/start|session/new)(?:[./?;]|$)|"
    r"[?&](?:returnurl|redirect_?(?:to|uri|url)|next|service|continue|rd|target|"
    r"goto(?:_?url)?|came_from|samlrequest|return_?to)="
)
# finds `?code=8f3a&state=x1`
# but not `?client_id=a&state=x1`
_ANSWERED = lazy_re(
    r"(?i)[?&]code=[^&]+&(?:[^&]*&){0,6}?state=|[?&]state=[^&]+&(?:[^&]*&){0,6}?code=[^&]+"
)
_TARGET_HOSTS = ("login.", "sso.", "auth.", "accounts.", "idp.", "signin.", "adfs.", "account.")
# finds `https://a.test/api/auth_tokens`
# but not `https://a.test/authors/login-names`
_POSTED = lazy_re(rf"(?i)/(?:{_SIGN_IN}|o?auth\w*|{_SESSIONS})\b")
# finds `/oauth2/token`
# but not `/authors`
_LOGGED = lazy_re(
    rf"(?i)/(?:{_SIGN_IN}|{_SESSIONS}|{_SCRIPTS}|xmlrpc\.php|sso|auth|authenticate|oauth2?|tokens?|"
    r"accounts?|password|2fa|otp)(?:[/.;]|$)"
)


# finds `/login`, `/users/sign_in`, `/+login/`, `/wp-login.php`, `/login.html`
# but not `/login/2fa`, `/oauth/authorize`, `/login-history`
_FORM = lazy_re(
    rf"(?i)(?:^|/)[+@_~-]{{0,2}}(?:\w{{1,20}}[-_])?(?:{_SIGN_IN})(?:\.\w{{2,5}})?/?(?:;[^/]*)?$"
)


def is_form_path(path: str) -> bool:
    """Whether the form of a login is at this path, and no step behind it."""
    return _FORM.search(path) is not None


def is_sign_in_step(path: str, query: Iterable[tuple[str, str]]) -> bool:
    """Whether the address looks like a login, a log-out or a step of single sign-on."""
    return _STEP.search(path) is not None or any(
        name.lower() in _PAGE_NAMES and _PAGE.search(value) for name, value in query
    )


def is_login_target(address: str) -> bool:
    """Whether who is led to this address is asked to log in there."""
    parts = split(address)
    if brings_answer(address):
        return False
    return is_login_place(parts.netloc, parts.path, parts.query)


def brings_answer(address: str) -> bool:
    """Whether it brings the answer of a login provider back: a code and the state sent."""
    return _ANSWERED.search(f"?{split(address).query}") is not None


def is_login_place(host: str, path: str, query: str) -> bool:
    """Whether who asks for this is asked to log in there."""
    return host.startswith(_TARGET_HOSTS) or _TARGET.search(f"{path}?{query}") is not None


def may_log_in(url: str) -> bool:
    """Whether what is posted to this address may be a login: worth a look whatever the status."""
    return _POSTED.search(url) is not None


def is_login_path(path: str) -> bool:
    """Whether people or programs prove themselves at this path of a server's log."""
    return _LOGGED.search(path) is not None
