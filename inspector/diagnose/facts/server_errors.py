"""Tells server errors of what checks logins from ordinary server errors."""

from http import HTTPStatus

from inspector.diagnose.facts.authorization_requests import shows_a_callback
from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.hosts.asked_providers import failed_at_provider
from inspector.diagnose.facts.token_claims import bearer
from inspector.model.annotation import Place
from inspector.model.credential import LOGIN_SCHEMES
from inspector.model.exchange import SIGN_IN
from inspector.protocol.dates import none_left
from inspector.protocol.patterns import lazy_re
from inspector.protocol.sites import same_site
from inspector.reading import places
from inspector.reading.meanings import WITHOUT_A_REASON, Names
from inspector.reading.statements import Statement
from inspector.reading.statuses import BAD_GATEWAY, REQUEST_AT_FAULT, SERVER_ERRORS, TURNS_AWAY


def breaks_when_checking(case: Case) -> bool:
    """Whether a server error comes only where credentials have to be checked.

    The same host answers open addresses, or refuses the same address orderly without them.
    """
    if not case.sent.has_any:
        return False
    for other in (*case.before, *case.after):
        if other.sent.has_any:
            continue
        if case.repeats(other) and other.is_refused:
            return True
        if other.succeeded and _waited(case):
            return True
    return False


def breaks_for_every_caller(case: Case) -> Case | None:
    """Return a stranger who was answered, where all who say who they are get the same error.

    Not one address is broken then, but what has to be asked about each caller.
    """
    if case.status not in SERVER_ERRORS or not case.sent.has_any:
        return None
    near = [c for c in (*case.before, *case.after) if not c.is_preflight]
    alike = [c for c in near if c.sent.has_any and c.status == case.status]
    first = min((c.index for c in (case, *alike)), default=case.index)
    last = max((c.index for c in (case, *alike)), default=case.index)
    let_in = any(c.sent.has_any and c.status != case.status for c in near if first < c.index < last)
    if let_in or len({c.sent.path for c in (case, *alike)}) < _SEVERAL:
        return None
    strangers = (c for c in near if not c.sent.has_any and first - 1 <= c.index <= last + 1)
    return next((c for c in strangers if c.is_refused or c.succeeded), None)


_SEVERAL = 2  # addresses: one alone may be broken by itself


def breaks_wordless(case: Case) -> bool:
    """Whether a known caller gets an empty error while strangers are answered at the same site.

    An application writes an error of its own; a gateway whose check of the login failed has none.
    """
    if (
        case.status != HTTPStatus.INTERNAL_SERVER_ERROR
        or not case.sent.has_any
        or case.heard.content.kind != "empty"
    ):
        return False
    near = (one for one in case.neighbours if one.succeeded and not one.sent.has_any)
    return any(_is_of_one_site(one, case) and not case.repeats(one) for one in near)


def gateway_page(case: Case) -> bool:
    """Whether a gateway itself reports an internal error for a request with a credential.

    nginx writes its own page for 500 mostly when the subrequest that checks the login fails.
    """
    if case.sent.has_any and case.heard.content.page.is_of_gateway:
        return True
    return _login_check_broke(case)


def _login_check_broke(case: Case) -> bool:
    """Whether the web server, which checks Basic itself, breaks, and not so elsewhere or before."""
    sent = case.sent.authorization
    if sent is None or sent.scheme not in LOGIN_SCHEMES:
        return False
    if not case.heard.content.page.is_of_web_server:
        return False
    return any(c.succeeded for c in (*case.before, *case.after))


def _waited(case: Case) -> bool:
    return (case.exchange.timing.total or 0) >= _LONG_WAIT


_LONG_WAIT = 3000


def lost_login_service(case: Case) -> bool:
    """Whether the words tell of a connection that failed, and it was one to a login service."""
    found = case.says("connection-failed")
    if found is None:
        return False
    words = found.statement.plain
    token = bearer(case) is not None and _CALL.search(words) is not None
    return (
        token
        or shows_a_callback(case)
        or case.sent.is_login_address
        or _SERVICE.search(words) is not None
    )


def names_login_service(case: Case) -> bool:
    """Whether the words, of whatever status, say that a login service can't be reached."""
    found = case.says("unreachable")
    return found is not None and _SERVICE.search(found.statement.plain) is not None


def has_member_for_service(case: Case) -> bool:
    """Whether a member of an error says that it is of a login service: `"service": "openid"`."""
    members = case.heard.content.scalars()
    return any(
        name.lower() in _OF_A_SERVICE and _SERVICE.search(str(value).lower()) is not None
        for name, value in members
    )


_OF_A_SERVICE = frozenset({"service", "provider", "driver", "connector", "strategy", "upstream"})
# What checks a token asks its issuer over HTTP.
# finds `i o error on get request`
# but not `unauthorized`
_CALL = lazy_re(
    r"\b(?:fetch failed|urlopen error|max retries exceeded|i o error on (?:get|post) request|"
    r"axios ?error|http ?client|rest ?client)\b"
)
# finds `no answer from the jwks endpoint`
# but not `no answer from the shop`
_SERVICE = lazy_re(
    r"\b(?:jwks?|introspect\w*|openid\w*|oidc|oauth2?|sso|idp|ldaps?|kerberos|kdc|radius|saml\w*|"
    r"auth|login|accounts?|identity|userinfo|certs|keycloak|openid configuration|keystone)\b"
)


def login_host_gone(case: Case) -> Case | None:
    """Return the case in which a host of the same site that does logins is not there, or None.

    Gateways ask such a host about each request (forward auth); without it they break.
    """
    if not (
        case.status in BAD_GATEWAY
        or (case.sent.session_cookies and case.status == HTTPStatus.INTERNAL_SERVER_ERROR)
    ):
        return None
    near = (case, *reversed(case.neighbours))
    return next((c for c in near if _is_lost_login_host(c) and _is_of_one_site(c, case)), None)


def _is_lost_login_host(case: Case) -> bool:
    named = _LOGIN_HOST.match(case.sent.bare_host) or _LOGIN_CALL.search(case.sent.path)
    return case.status in BAD_GATEWAY and named is not None


def _is_of_one_site(one: Case, other: Case) -> bool:
    return same_site(one.sent.bare_host, other.sent.bare_host)


_TO_THE_PROVIDER = SIGN_IN | {"login"}
_LOGIN_HOST = lazy_re(
    r"(?:auth\w*|oauth2?|oidc|sso|idp|login|signin|accounts?|identity|keycloak|ldap)[.-]"
)
_LOGIN_CALL = lazy_re(r"^/(?:_oauth|oauth2/(?:auth|start|callback)|outpost\.goauthentik\.io)\b")


def is_provider_address(case: Case) -> bool:
    """Whether the address belongs to a login provider: discovery, keys, token, introspection."""
    return case.once(_belongs_to_a_provider)


def _belongs_to_a_provider(case: Case) -> bool:
    path = case.sent.path.lower()
    if case.previous is not None and case.previous.heard.leads_to_login:
        return True
    if _named_by_a_challenge(case):
        return True
    return (
        any(part in path for part in _PROVIDER_PARTS) or case.exchange.purpose in _TO_THE_PROVIDER
    )


def _named_by_a_challenge(case: Case) -> bool:
    """Whether an earlier Bearer challenge names this address as the place that gives out tokens."""
    here = case.sent.url.partition("?")[0]
    return any(
        earlier.heard.parameter("realm", "authorization_uri", "token_uri")[0].partition("?")[0]
        == here
        for earlier in case.neighbours
        if earlier.index < case.index and "bearer" in earlier.heard.schemes
    )


_PROVIDER_PARTS = (
    "/.well-known/openid", "/.well-known/jwks", "/.well-known/oauth-auth", "/jwks", "/oauth/token",
    "/oauth2/token", "/oauth2/v2.0/token", "/connect/token", "/introspect", "/userinfo",
    "/oauth2/v1/", "/protocol/openid-connect", "/discovery/keys", "/oauth2/authorize",
    "/oauth2/v1/keys", "/oauth/authorize",
)  # fmt: skip


# ---------------- Reads limits out of headers: how long to wait, and whether tries are left
_FEW = 2


def waits(case: Case) -> Place | None:
    """Return the place of the header that names a time to wait, None without one.

    Varnish puts the same one on each page of its own, whatever it says (`vcl_synth`).
    """
    told = case.heard.seconds_to_wait and _OF_VARNISH not in case.heard.words
    return case.heard.header_place(case.heard.wait_header) if told else None


_OF_VARNISH = "guru meditation"


def refused_logins_before(case: Case) -> tuple[Case, ...]:
    """Return the tries to log in at the same address that were refused before, two at least."""
    tries = tuple(
        c for c in case.same_request_before if c.status in TURNS_AWAY and tries_a_password(c)
    )
    return tries if len(tries) >= _FEW and tries_a_password(case) else ()


def tries_a_password(case: Case) -> bool:
    """Whether a request brings a name and password: in a login, or as Basic or Digest."""
    sent = case.sent.authorization
    return case.sent.is_login or (sent is not None and sent.scheme in LOGIN_SCHEMES)


def no_tries_left(case: Case) -> tuple[str, Place] | None:
    """Return name and place of the header that says that no more tries are left, or None."""
    for index, header in enumerate(case.heard.headers):
        if none_left(header):
            return header.name, places.in_header(case.index, "reply", index, header)
    return None


# ---------------- The server says that it could not check who calls
def could_not_check(case: Case) -> Statement | None:
    """Return the words of a server error that a credential could not be checked.

    With 401 the same words tell a wrong credential; a server that breaks had nobody to ask.
    """
    if case.status not in SERVER_ERRORS:
        return None
    said = next((one for one in case.heard.statements if _NOT_CHECKED.search(one.plain)), None)
    return said or failed_at_provider(case)


# finds `could not verify apikey`, `failed to look up your session`
# but not `could not save the key`
_NOT_CHECKED = lazy_re(
    r"\b(?:(?:could|can) not|unable to|fail(?:ed|ure|s)?(?: to)?|error|problem) (?:\w+ ){0,2}"
    r"(?:verify|verif\w+|validat\w+|check\w*|introspect\w*|authori[sz]e|look(?:ing)? up)\b"
    r"(?:(?! not\b| invalid).){0,30}\b(?:apikeys?|keys?|tokens?|credentials?|sessions?|users?|"
    r"identity|permissions?|access|jwt|logins?)\b"
)


# ---------------- The server breaks over what its caller may not do
def lacks_a_right(case: Case) -> Statement | None:
    """Return the words about a right, in the error that answers a caller who is let in elsewhere.

    An exception that nobody caught is an error of the server by its status only. Where the request
    is called wrong, the words must name the right: "not allowed" is said of what is asked, too.
    """
    broke = case.status in SERVER_ERRORS
    if not (broke or case.status in REQUEST_AT_FAULT):
        return None
    if case.accepted_elsewhere is None:
        return _denied_by_access_control(case) if broke else None
    names: Names = WITHOUT_A_REASON if broke else ("permission",)
    for name in names:
        found = case.meanings.get(name)
        if found is None or _OF_THE_SERVER.search(found.statement.text):
            continue
        if broke or _RIGHT.search(found.statement.plain):
            return found.statement
    return None


def _denied_by_access_control(case: Case) -> Statement | None:
    """Return the words in which the part that checks rights denies one, not a file system."""
    told = case.heard.statements if case.sent.has_any else ()
    return next((one for one in told if _BY_AUTH.match(one.plain)), None)


# finds `auth permission denied`, `rbac access denied`
# but not `permission denied`
_BY_AUTH = lazy_re(r"(?:auth\w{0,12}|rbac|acl|iam) (?:permission|access) denied\b")


# finds `user lacks the privilege`, `not permitted for this role`
# but not `you are not allowed to book twice`
_RIGHT = lazy_re(r"\b(?:permissions?|privileges?|roles?|access rights?|entitle\w+|scopes?)\b")


# finds `EACCES: permission denied, open '/var/lib/x'`, `permission denied for table orders`
# but not `not enough permissions`
_OF_THE_SERVER = lazy_re(
    r"(?i)\b(?:EACCES|EPERM|errno|sqlstate|relation|table|schema|database|sequence|socket|dial|"
    r"mkdir|unlink|fopen|open|directory|file|stream)\b|(?:^|[\s'\"(])/(?:var|tmp|etc|usr|home|srv)/"
)
