"""Finds every credential in a request: scheme, place, form, what it decodes to."""

import base64
import binascii
import re
from collections.abc import Iterator
from functools import cached_property
from typing import Literal
from urllib.parse import parse_qsl, unquote_plus, urlsplit

from inspector.diagnose import places
from inspector.diagnose.bodies import Content
from inspector.model.annotation import Place
from inspector.model.message import Header, Message, Span, first, readable
from inspector.protocol import jose

Where = Literal["header", "query", "cookie", "body"]

_KEY_NAME = re.compile(
    r"(?i)(^|[-_.])(api[-_]?key|apikey|auth[-_]?key|access[-_]?key|subscription[-_]?key|app[-_]?key|"
    r"api[-_]?token|api[-_]?secret|auth[-_]?token|access[-_]?token|authentication|token|"
    r"private[-_]?token|session[-_]?token|session[-_]?key|session[-_]?id|secret|api[-_]?auth|auth|"
    r"functions[-_]?key|password|passwd|mbx[-_]?apikey|signature|hmac|jwt|assertion|authorization|"
    r"credential|sid|apitoken|accesstoken|authtoken|sessionid|bearer|userid[-_]?token|access)$"
)
_NO_KEY_NAME = re.compile(
    r"(?i)(csrf|xsrf|crumb|verification|nonce|idempoten|websocket|cache|public[-_]?key|surrogate|"
    r"next|page|continuation|device|push|upgrade|sort|partition|proxy-auth|^authorization$|"
    r"sec-|access-control|body-md5|content)"
)
_SHORT_QUERY_NAMES = frozenset({"key", "sig", "token", "auth", "code", "appid", "sign", "hash"})
_SESSION_COOKIE = re.compile(
    r"(?i)(sess|sid$|^sid|auth(?!or)|token|jwt|log(ged)?_?in|identity|remember|aspx|ticket|sso|"
    r"connect\.sid|cadata|fedauth|credential|^id$|user|access|bearer|rtfa|unifises|_oauth2_proxy|"
    r"laravel|rack\.|jupyter|username-|grafana|ccm|ory|zbx|pve|auth_cookie|saml|^token)"
)
_NO_SESSION_COOKIE = re.compile(
    r"(?i)(csrf|xsrf|crumb|verification|forgery|test_cookie|consent|utm|_ga|analytics|clientid$)"
)
_CSRF_NAME = re.compile(
    r"(?i)(csrf|xsrf|crumb|requestverification|anti-?forgery|authenticity_token|wp-?nonce|"
    r"owa-canary|form_?token|requesttoken)"
)
_LOGIN_NAMES = frozenset(
    {
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
    }
)
_PASSWORD_NAMES = frozenset({"password", "passwd", "pwd", "pass", "j_password", "secret_key"})
_SCHEME = re.compile(r"^([A-Za-z][A-Za-z0-9!#$%&'*+.^_`|~-]{0,40})(?:[ \t]+(.*))?$", re.DOTALL)
_LONG_ENOUGH_FOR_A_KEY = 3
_FIELDS = 60
_KNOWN_WORDS = frozenset(
    "basic bearer digest negotiate ntlm dpop token apikey hawk oauth hoba mac splunk snowflake bot "
    "jwt key sso-key aws4-hmac-sha256 aws4-ecdsa-p256-sha256 aws sharedkey sharedkeylite "
    "sharedaccesssignature goog4-rsa-sha256 gsslogin signature mutual private-token zoho-oauthtoken "
    "googlelogin mediabrowser wsse ssws applekey access pveapitoken apitoken api-token "
    "klaviyo-api-key client-id bce-auth-v1 tc3-hmac-sha256 acs3-hmac-sha256 algolia deepl-auth-key "
    "genie-key elastic cert drone ticket hmac hmac-sha256 http-signature vapid webpush kerberos "
    "discogs authorization user email username".split()
)


class Credential:
    """One credential as the request carries it.

    scheme: the scheme word in lower case, empty without one. value: what stands after it.
    """

    def __init__(self, where: Where, name: str, scheme: str, value: str, place: Place) -> None:
        self.where = where
        self.name = name
        self.scheme = scheme
        self.value = value
        self.place = place

    @cached_property
    def token(self) -> jose.Jws | jose.Jwe | None:
        """The token when the value is a JWT."""
        bare = self.bare
        return jose.read(bare) if bare.startswith("ey") and bare.count(".") >= _DOTS else None

    @cached_property
    def bare(self) -> str:
        """The value without blanks, quotes and repeated scheme words."""
        value = self.value.strip().strip("\"'").strip()
        while (word := value.partition(" "))[0].lower() in {"bearer", "token"} and word[2]:
            value = word[2].strip()
        return value

    @cached_property
    def claims(self) -> dict[str, object]:
        """The claims of a JWT, {} for anything else."""
        found = getattr(self.token, "claims", None)
        return found if isinstance(found, dict) else {}

    @cached_property
    def jose_header(self) -> dict[str, object]:
        """The header of a JWT or JWE, {} for anything else."""
        found = getattr(self.token, "header", None)
        return found if isinstance(found, dict) else {}

    @cached_property
    def is_encrypted(self) -> bool:
        """Whether the token is a JWE: five parts."""
        return isinstance(self.token, jose.Jwe) or (
            self.bare.startswith("ey") and self.bare.count(".") == _DOTS_OF_JWE
        )

    @cached_property
    def basic(self) -> bytes | None:
        """The decoded `user:password`, None where it is no Base64."""
        value = self.value.strip()
        try:
            return base64.b64decode(value + "=" * (-len(value) % 4), validate=True)
        except (binascii.Error, ValueError):
            return None

    @cached_property
    def user(self) -> str:
        """The user name that the credential shows, empty where it shows none."""
        if self.scheme == "basic" and self.basic:
            return readable(self.basic.split(b":", 1)[0].decode("latin-1"))
        if self.scheme == "digest":
            return self.params.get("username", "")
        subject = self.claims.get("preferred_username") or self.claims.get("sub") or ""
        return str(subject)

    @cached_property
    def params(self) -> dict[str, str]:
        """The parameters of a Digest-like credential, names in lower case."""
        found = _PARAM.findall(self.value)
        return {name.lower(): quoted or plain for name, quoted, plain in found}

    @property
    def is_negotiation(self) -> bool:
        """Whether this is one step of a handshake (Negotiate, NTLM)."""
        return self.scheme in {"negotiate", "ntlm"}


_DOTS = 2
_DOTS_OF_JWE = 4
_PARAM = re.compile(r'([\w*-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^,\s"]*))')


class Sent:
    """The request of one exchange, searched for credentials."""

    def __init__(self, entry: int, message: Message) -> None:
        self.entry = entry
        self.message = message
        self.method = message.method.upper()

    @cached_property
    def url(self) -> str:
        """The URL as people read it."""
        return readable(self.message.url)

    @cached_property
    def parts(self) -> tuple[str, str, str, str]:
        """Scheme, host with port in lower case, path and query of the URL."""
        try:
            split = urlsplit(self.message.url)
        except ValueError:
            return "", "", self.message.target, ""
        return (
            split.scheme.lower(),
            split.netloc.rpartition("@")[2].lower(),
            split.path,
            split.query,
        )

    @property
    def host(self) -> str:
        """Host and port asked, in lower case."""
        return self.parts[1]

    @property
    def bare_host(self) -> str:
        """The host without port."""
        return self.host.rpartition(":")[0] if _PORT.search(self.host) else self.host

    @property
    def path(self) -> str:
        """The path asked."""
        return self.parts[2]

    @property
    def is_safe(self) -> bool:
        """Whether the method only reads (RFC 9110 §9.2.1)."""
        return self.method in {"GET", "HEAD", "OPTIONS", "TRACE", "PROPFIND", "REPORT"}

    @cached_property
    def content(self) -> Content:
        """The body."""
        return Content(self.message.body, first(self.message.headers, "content-type") or "")

    @cached_property
    def fields(self) -> dict[str, str]:
        """The texts of a form, JSON object or multipart body, outermost level (two for JSON)."""
        if self.content.form:
            return self.content.form
        found: dict[str, str] = {}
        for name, value in list(self.content.object.items())[:_FIELDS]:
            if isinstance(value, str):
                found[name] = value
            elif isinstance(value, dict):
                found.update(
                    (inner, text) for inner, text in value.items() if isinstance(text, str)
                )
        return found

    @cached_property
    def query(self) -> tuple[tuple[str, str], ...]:
        """The parameters of the query, decoded."""
        try:
            return tuple(parse_qsl(self.parts[3], keep_blank_values=True, max_num_fields=_FIELDS))
        except ValueError:
            return ()

    def header(self, name: str) -> tuple[int, Header] | None:
        """Return the first header of a name with its line, or None."""
        wanted = name.lower()
        for index, header in enumerate(self.message.headers):
            if header.name.lower() == wanted:
                return index, header
        return None

    @cached_property
    def authorization(self) -> Credential | None:
        """The credential of the Authorization header, None without one."""
        return self._of_header("authorization")

    @cached_property
    def proxy_authorization(self) -> Credential | None:
        """The credential for the proxy, None without one."""
        return self._of_header("proxy-authorization")

    def _of_header(self, name: str) -> Credential | None:
        found = self.header(name)
        return self._credential(*found) if found else None

    def _credential(self, index: int, header: Header) -> Credential:
        scheme, value, start = split_scheme(header.value)
        span = (start, start + len(value)) if value else None
        place = places.in_header(self.entry, "request", index, header, span)
        return Credential("header", header.name, scheme, value, place)

    @cached_property
    def cookies(self) -> tuple[tuple[str, str, Place], ...]:
        """Name, value and place of each cookie sent."""
        found = []
        for index, header in enumerate(self.message.headers):
            if header.name.lower() == "cookie":
                for name, value, span in _cookie_pairs(header.value):
                    place = places.in_header(self.entry, "request", index, header, span)
                    found.append((name, value, place))
        return tuple(found)

    @cached_property
    def session_cookies(self) -> tuple[Credential, ...]:
        """The cookies whose names look like a login or session."""
        return tuple(
            Credential("cookie", name, "", value, place)
            for name, value, place in self.cookies
            if value and looks_like_session(name)
        )

    @cached_property
    def csrf_cookies(self) -> tuple[Credential, ...]:
        """The cookies whose names look like a CSRF token."""
        return tuple(
            Credential("cookie", name, "", value, place)
            for name, value, place in self.cookies
            if _CSRF_NAME.search(name)
        )

    @cached_property
    def csrf_tokens(self) -> tuple[Credential, ...]:
        """The CSRF tokens in headers, query and body."""
        found = [
            Credential(
                "header",
                header.name,
                "",
                header.value,
                places.in_header(self.entry, "request", index, header),
            )
            for index, header in enumerate(self.message.headers)
            if _CSRF_NAME.search(header.name)
        ]
        found += [
            Credential("query", name, "", value, places.in_line(self.entry, "request"))
            for name, value in self.query
            if _CSRF_NAME.search(name)
        ]
        found += [
            Credential("body", name, "", value, self._body_place(value))
            for name, value in self.fields.items()
            if _CSRF_NAME.search(name)
        ]
        return tuple(found)

    @cached_property
    def keys(self) -> tuple[Credential, ...]:
        """API keys and tokens outside Authorization: headers, query and body."""
        return tuple([*self._header_keys(), *self._query_keys(), *self._body_keys()])

    def _header_keys(self) -> Iterator[Credential]:
        for index, header in enumerate(self.message.headers):
            if is_key_name(header.name) and header.value.strip():
                place = places.in_header(self.entry, "request", index, header)
                yield Credential("header", header.name, "", header.value, place)

    def _query_keys(self) -> Iterator[Credential]:
        for name, value in self.query:
            if value and (is_key_name(name) or name.lower() in _SHORT_QUERY_NAMES):
                yield Credential("query", name, "", value, self._target_place(value))

    def _target_place(self, value: str) -> Place:
        target = self.message.target or self.message.url
        start = target.find(value)
        span = (start, start + len(value)) if start >= 0 and self.message.target else None
        return places.in_line(self.entry, "request", span)

    def _body_keys(self) -> Iterator[Credential]:
        for name, value in self.fields.items():
            known = is_key_name(name) or name.lower() == "refresh_token"
            if value and known and name.lower() not in _PASSWORD_NAMES:
                yield Credential("body", name, "", value, self._body_place(value))

    def _body_place(self, value: str) -> Place:
        return places.in_body(self.entry, "request", places.find(self.message.body, value))

    @cached_property
    def is_token_request(self) -> bool:
        """Whether this asks a token endpoint for tokens (RFC 6749)."""
        return "grant_type" in self.fields or (
            self.method == "POST"
            and bool(_TOKEN_PATH.search(self.path))
            and ("client_id" in self.fields or "refresh_token" in self.fields)
        )

    @cached_property
    def is_login(self) -> bool:
        """Whether this sends a user name and a password to a login."""
        names = {name.lower() for name in self.fields}
        return self.method == "POST" and any(
            name in _PASSWORD_NAMES or name.endswith(("password", "[password]")) for name in names
        )

    @cached_property
    def login_user(self) -> str:
        """The user name of a login."""
        for name, value in self.fields.items():
            if name.lower().rpartition("[")[2].rstrip("]") in _LOGIN_NAMES:
                return value
        return ""

    @cached_property
    def credentials(self) -> tuple[Credential, ...]:
        """All credentials except cookies; the Authorization header first."""
        first_one = (self.authorization,) if self.authorization is not None else ()
        return first_one + self.keys

    @cached_property
    def has_any(self) -> bool:
        """Whether anything at all was sent that could identify the caller."""
        sent = self.authorization
        return bool(
            (sent and (sent.value.strip() or sent.scheme not in _KNOWN_WORDS))
            or self.keys
            or self.session_cookies
            or self.is_login
            or self.has_saml
        )

    @cached_property
    def has_saml(self) -> bool:
        """Whether a SAML response is posted."""
        return "SAMLResponse" in self.fields

    @cached_property
    def main(self) -> Credential | None:
        """The credential that most likely counts."""
        if self.credentials:
            return self.credentials[0]
        return self.session_cookies[0] if self.session_cookies else None


_PORT = re.compile(r":\d+$")
_TOKEN_PATH = re.compile(r"(?i)/(token|oauth2?|access_token|refresh)(/|$|\?|\.)")


def looks_like_session(name: str) -> bool:
    """Return whether a cookie of that name usually carries a login or session."""
    return bool(_SESSION_COOKIE.search(name)) and not _NO_SESSION_COOKIE.search(name)


def is_csrf_name(name: str) -> bool:
    """Return whether a header, cookie or field of that name usually carries a CSRF token."""
    return bool(_CSRF_NAME.search(name))


def is_key_name(name: str) -> bool:
    """Return whether a header or field of that name usually carries a key or token."""
    return bool(_KEY_NAME.search(name)) and not _NO_KEY_NAME.search(name)


def split_scheme(value: str) -> tuple[str, str, int]:
    """Split an Authorization value into scheme in lower case, the rest, and where that begins.

    A value without a known word and without a blank is taken as a bare credential.
    """
    found = _SCHEME.match(value)
    if not found:
        return "", value, 0
    word, rest = found.group(1), found.group(2)
    if rest is None or (not rest and value[-1:] not in " \t"):
        known = word.lower() in _KNOWN_WORDS
        return (word.lower(), "", len(value)) if known else ("", value, 0)
    return word.lower(), rest, found.start(2)


def _cookie_pairs(value: str) -> Iterator[tuple[str, str, Span]]:
    start = 0
    for piece in value.split(";"):
        name, _, content = piece.partition("=")
        begin = start + len(name) + 1
        yield name.strip(), unquote_plus(content.strip()), (begin, start + len(piece))
        start += len(piece) + 1
