"""What the name of a header, field or cookie promises: a secret, key, session, login, CSRF token.

Everybody who wants to know asks here; `tests/house/test_field_names.py` finds any other list.
"""

from collections.abc import Iterable
from functools import lru_cache

from inspector.model.credential import kinds
from inspector.protocol.patterns import lazy_re, word_set

_remembered = lru_cache(maxsize=4096)  # a trace has few names, each many times
_CAMEL = lazy_re(r"(?<=[a-z0-9])(?=[A-Z])")
_SPLIT = lazy_re(r"[^A-Za-z0-9]+")

_SECRET_WORDS = word_set(
    "token secret password passwd passwort passphrase pwd apikey jwt credential credentials "
    "signature assertion authorization bearer otp xsrf csrf crumb canary hmac mac saml"
)
_HEADER_WORDS = frozenset({"session", "sessionid", "sid", "key", "pin", "ticket"})
_KEY_COMPANIONS = word_set(
    "api access secret private auth subscription account master service signing shared app "
    "functions storage encryption ssh client developer license"
)
_JOINED_ENDS = (
    "token", "secret", "apikey", "password", "passwd", "sessionid", "sessid", "accesskey",
    "secretkey", "privatekey", "samlresponse",
)  # fmt: skip
_EXACT = word_set(
    "device_code authorization_code auth_code code_verifier id_token_hint samlresponse secret_id "
    "x-amz-signature x-goog-signature x-auth-key user_code"
)
_HARMLESS_ENDS = word_set(
    "type url uri endpoint expires expiry expiration exp limit count length size status valid "
    "required enabled field header headers methods method policy supported remaining reset name "
    "algorithm algorithms alg algs version input error errors message lifetime ttl created "
    "updated issuer audience format description path age in at digest params pins"
)
_HARMLESS = word_set(
    "sec-websocket-key idempotency-key x-idempotency-key surrogate-key cache-key x-cache-key "
    "public-key public-key-pins x-amz-signedheaders oauth_signature_method token_type_hint "
    "www-authenticate proxy-authenticate signature-input authorization_endpoint "
    "access-control-allow-credentials dpop-nonce x-ms-key-version sec-token-binding "
    "requested_token_type subject_token_type actor_token_type issued_token_type "
    "client_assertion_type"
)
# Parameters of a query or form that are secret there, though the word is harmless elsewhere.
_IN_QUERIES = "access_key auth code jwt key otp pass pin pwd session sid sig sign ticket u_code"
PARAMETER_WORDS = tuple(sorted(word_set(f"{_IN_QUERIES} state_token")))

# What names of secrets end with where their value follows, as a pattern.
SECRET_WORDS = "|".join(sorted({*_SECRET_WORDS, *PARAMETER_WORDS}))

# Every secret name contains one of these; a text without any has no named secret.
STEMS = (
    "token", "secret", "passw", "passphrase", "pwd", "key", "jwt", "credential", "signature",
    "assertion", "authorization", "bearer", "otp", "csrf", "xsrf", "crumb", "canary", "hmac",
    "saml", "sess", "_code", "code_verifier", "cookie",
)  # fmt: skip


@_remembered
def is_secret_name(name: str) -> bool:
    """Whether a field, parameter or cookie of that name commonly holds a secret."""
    lower = name.lower()
    if lower in _HARMLESS:
        return False
    if lower in _EXACT:
        return True
    words = name_words(name)
    if not words or words[-1] in _HARMLESS_ENDS:
        return False
    if _SECRET_WORDS.intersection(words) or "".join(words).endswith(_JOINED_ENDS):
        return True
    return "key" in words and words[-1] != "id" and bool(_KEY_COMPANIONS.intersection(words))


def may_be_secret(name: str) -> bool:
    """Whether anything in a name speaks of a secret; for a second look, with false alarms."""
    lower = name.lower()
    return "auth" in lower or any(stem in lower for stem in STEMS)


# The headers that a kind of credential states as its own.
_OF_A_KIND = frozenset(name.lower() for kind in kinds() for name in kind().headers)


@_remembered
def is_secret_header(name: str) -> bool:
    """Whether a header of that name commonly holds a secret; the words are taken more strictly."""
    lower = name.lower()
    if lower in _HARMLESS or lower.startswith(("access-control-", "sec-fetch-", ":")):
        return False
    if is_secret_name(name) or lower in _OF_A_KIND:
        return True
    words = name_words(name)
    if not words or words[-1] in _HARMLESS_ENDS:
        return False
    if "key" in words and words[-1] == "id":
        return False
    return words[-1] == "auth" or bool(_HEADER_WORDS.intersection(words))


def name_words(name: str) -> list[str]:
    """Return the words of a name in small letters, also those of `camelCase`."""
    parts = _SPLIT.split(_CAMEL.sub("-", name[:200]))
    return [part.lower() for part in parts if part]


# ---------------- Keys and tokens
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
# finds `Idempotency-Key`
# but not `X-Api-Key`
_NO_KEY_NAME = lazy_re(
    r"(?i)(verification|nonce|idempoten|websocket|cache|public[-_]?key|surrogate|"
    r"next|page|continuation|device|push|upgrade|sort|partition|proxy-auth|^authorization$|"
    r"sec-|access-control|body-md5|content)"
)
_KEY_PARAMETERS = word_set("key sig token auth code appid sign hash hmac md5")
_SIGNATURES = word_set("signature sign sig hmac hash md5 sha256 digest nonce timestamp checksum")
_LINK_SIGNATURES = frozenset({"signature", "sig", "token", "hmac", "md5", "sign", "hash"})
_OTHER_KEYS = word_set("object s3 foreign primary after before start captcha recaptcha row range")
OWN_ENDS = ("key", "token", "secret", "ticket", "session", "sid", "auth", "pass", "pwd")
_BODY_KEYS = frozenset({"token", "auth", "access_token", "apikey", "api_key", "key"})
_CREDENTIAL_FIELDS = frozenset({"password", "credentials", "login", "token", "api_key"})
# Headers that hold a key and nothing else, whoever sends them.
_KEY_HEADERS = word_set(
    "x-api-key api-key apikey x-auth-token x-access-token x-functions-key "
    "ocp-apim-subscription-key private-token x-goog-api-key x-rapidapi-key"
)
# Where most APIs look that want a token, and last a key, outside Authorization.
USUAL_HEADERS = ("X-Access-Token", "X-Api-Key")
# Words of a sentence: "the token header", "an access parameter".
_PLAIN_WORDS = word_set(
    "token auth authentication access secret password signature credential bearer key jwt refresh "
    "sid hmac assertion passwd"
)
# The fields by which tokens travel in JSON, forms and pages, as a pattern.
FIELDS_OF_TOKENS = (
    "access_token|id_token|refresh_token|subject_token|actor_token|token|access|refresh|"
    "client_assertion|assertion|SAMLResponse|SAMLRequest|vp_token|logout_token|id_token_hint"
)


@_remembered
def is_key_name(name: str) -> bool:
    """Whether a header or field of that name usually carries a key or token."""
    return bool(_KEY_NAME.search(name)) and not (_NO_KEY_NAME.search(name) or is_csrf_name(name))


@_remembered
def is_caller_header(name: str) -> bool:
    """Whether a header says who calls, also under a name of an API's own: `Shelf-Key`."""
    own = name[-4:].lower() in {"-key", "_key"} and is_secret_header(name)
    odd = _NO_KEY_NAME.search(name) or is_csrf_name(name)
    return is_key_name(name) or ((own or is_password_name(name)) and not odd)


@_remembered
def is_key_parameter(name: str) -> bool:
    """Whether a parameter of a query usually carries a key, token or signature."""
    return is_key_name(name) or name.lower() in _KEY_PARAMETERS


@_remembered
def may_name_a_key(name: str) -> bool:
    """Whether a name of an API's own may be that of a key, where its value is random: `ws_key`."""
    own = name.lower() not in {*PARAMETER_WORDS, *_HARMLESS} and not is_csrf_name(name)
    other = _NO_KEY_NAME.search(name) or _OTHER_KEYS.intersection(name_words(name))
    return own and not other and name.lower().endswith(OWN_ENDS)


def is_body_key(name: str) -> bool:
    """Whether a field of a body alone is a caller's key, whatever else the body holds."""
    return name.lower() in _BODY_KEYS


def is_key_header(name: str) -> bool:
    """Whether a header of that name holds a key and nothing else, at any server."""
    return name.lower() in _KEY_HEADERS


def is_link_signature(name: str) -> bool:
    """Whether a parameter of that name signs a link that is good until a time."""
    return name.lower() in _LINK_SIGNATURES


def is_signature_name(name: str) -> bool:
    """Whether a header or parameter of that name holds a hash, or what goes into one."""
    return bool(_SIGNATURES.intersection(name_words(name)))


def is_credential_field(name: str) -> bool:
    """Whether an error that names this field of a form speaks of the login."""
    return name.lower() in _CREDENTIAL_FIELDS


def names_an_id(name: str) -> bool:
    """Whether a field names who calls or an application: an ID is in its place there."""
    return name.lower().endswith(("id", "user", "username", "client", "consumer_key", "sid"))


def is_word_of_language(name: str) -> bool:
    """Whether a name like that of a key is as likely a word of a sentence."""
    return name.lower() in _PLAIN_WORDS


# ---------------- CSRF tokens
# finds `X-XSRF-TOKEN`
# but not `X-Api-Key`
_CSRF_NAME = lazy_re(
    r"(?i)(csrf|xsrf|crumb|requestverification|anti-?forgery|authenticity_token|wp[-_]?nonce|"
    r"owa-canary|form_?(?:token|key|hash)|request_?token$|post_?key$|^securitytoken$|^sesskey$|^sectok$|(^|\[)_token\]?$|"
    r"^(?:lg|login|edit|wpedit|wplogin)token$)"
)
# What only a field of a page may be called: elsewhere such names carry other tokens, too.
# finds `user_token`
# but not `tokens`
_CSRF_FIELD = lazy_re(r"(?i)authenticity|sectok|sesskey|_token\b")
_HIDDEN_CSRF = frozenset({"token", "nonce", "hash"})
_PARAMETER = lazy_re(r"[?&;]([\w.-]{1,120})=")
_HANDED_OUT = ("-session-id",)  # Transmission's


@_remembered
def is_csrf_name(name: str) -> bool:
    """Whether a header, cookie or field of that name usually carries a CSRF token."""
    return bool(_CSRF_NAME.search(name))


@_remembered
def is_csrf_header(name: str) -> bool:
    """Whether a header that a refusal hands out is wanted back against forgery."""
    return is_csrf_name(name) or name.lower().endswith(_HANDED_OUT)


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


# ---------------- Sessions
# finds `PHPSESSID`
# but not `theme`
_SESSION_COOKIE = lazy_re(
    r"(?i)(sess|sid$|^sid|auth(?!or)|token|jwt|log(ged)?_?in|identity|remember|aspx|ticket|sso|"
    r"connect\.sid|cadata|fedauth|credential|^id$|user|access|bearer|rtfa|unifises|_oauth2_proxy|"
    r"laravel|rack\.|jupyter|username-|grafana|ccm|ory|zbx|pve|auth_cookie|saml|^token)"
)
# finds `test_cookie`
# but not `PHPSESSID`
_NO_SESSION_COOKIE = lazy_re(
    r"(?i)(csrf|xsrf|crumb|verification|forgery|test_cookie|consent|utm|_ga|analytics|clientid$)"
)


@_remembered
def looks_like_session(name: str) -> bool:
    """Whether a cookie of that name usually carries a login or session."""
    return bool(_SESSION_COOKIE.search(name)) and not _NO_SESSION_COOKIE.search(name)


def names_a_session(name: str) -> bool:
    """Whether a header or field is called after a session, as `X-Session-Id` is."""
    return "session" in name.lower()


# ---------------- Logins
# finds `user[password]`
# but not `compass`
_PASSWORD_NAME = lazy_re(
    r"(?i)(?:^|[-_.\[])(?:pass|pw)\]?$|(?:passw(?:or)?[dt]|passphrase|pwd)\]?$|^secret_key$"
)
# Words that name a password where its value follows, as a pattern.
PASSWORD_PATTERN = "pass(?:word|wd|phrase)?|pwd"  # noqa: S105 - names, no password
_PASSWORD_IN_TEXT = lazy_re(rf"""(?i)["'&?]?\b(?:{PASSWORD_PATTERN})["']?\s*[:=]""")
_LOGIN_NAMES = word_set(
    "username user login email userid user_name name j_username log identifier uid loginid account"
)
_ACCOUNT_WORDS = word_set("user username email login account password")
_NO_ACCOUNT = word_set("user-agent x-user-agent")
_LETTERS = lazy_re(r"[a-z]+")


@_remembered
def is_password_name(name: str) -> bool:
    """Whether a header, field or parameter of that name holds a password."""
    return bool(_PASSWORD_NAME.search(name))


def password_among(names: Iterable[str]) -> str:
    """Return the plainest name of a password among those of a form, empty without one."""
    return min((name for name in names if is_password_name(name)), key=len, default="")


def has_password(text: str) -> bool:
    """Whether a text writes a password behind its name: JSON, a form, a query."""
    return bool(_PASSWORD_IN_TEXT.search(text))


def is_login_name(name: str) -> bool:
    """Whether a field of that name, or `form[name]`, holds the name of a user."""
    return name.lower().rpartition("[")[2].rstrip("]") in _LOGIN_NAMES


def is_account_name(name: str) -> bool:
    """Whether a header or parameter is called after an account or its password."""
    lower = name.lower()
    if is_password_name(name):
        return True
    return lower not in _NO_ACCOUNT and bool(_ACCOUNT_WORDS.intersection(_LETTERS.findall(lower)))


@_remembered
def is_second_factor(name: str) -> bool:
    """Whether a field holds the one-time code of a second factor."""
    return bool(_SECOND_FACTOR.search(name))


# finds `otp_code`, `npm-otp`, `mfaToken`, `two_factor`, `twoFactorToken`
# but not `hotplate`, `code`
_SECOND_FACTOR = lazy_re(
    r"(?i)(?:^|[_.-])(?:t?otp|mfa|2fa|tfa|two_?factor|passcode)(?=$|[_.\-])|"
    r"(?:t?otp|mfa|2fa|tfa|two_?factor)_?(?:code|token|value|pin|provider|method)"
)


@_remembered
def is_of_one_exchange(name: str) -> bool:
    """Whether a field holds what is made for one exchange and wanted back: a nonce, a session."""
    return bool(_OF_ONE_EXCHANGE.search(name))


# finds `DPoP-Nonce`, `session`, `mfa_token`, `transactionId`
# but not `X-Request-Id`, `Content-Type`
_OF_ONE_EXCHANGE = lazy_re(
    r"(?i)nonce|session|token|transaction|challenge|opaque|crumb|csrf|xsrf|flow|ticket|"
    r"(?:login|auth|mfa|otp|state)[_-]?(?:id|key|handle)|^state$|handle"
)


# ---------------- What replies hand out
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


@_remembered
def is_secret_member(name: str) -> bool:
    """Whether a member of a reply may hand out a secret, as its name goes."""
    named = is_key_name(name) or is_csrf_name(name) or _MEMBER.search(name) is not None
    return named and not _NO_SECRET.search(name)
