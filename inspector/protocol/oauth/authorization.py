"""The authorization request, PKCE, and the answer that the browser brings back.

RFC 6749 §4.1, RFC 7636, OpenID Connect Core §3.1.2, RFC 9207.
"""

import hashlib
from base64 import urlsafe_b64encode
from typing import Literal
from urllib.parse import parse_qsl, quote, urlencode

import msgspec

from inspector.model.kinds.oauth import Login, Pkce
from inspector.model.kinds.oauth2 import OAuth2
from inspector.protocol.oauth import error_reply
from inspector.protocol.oauth.parameters import (
    Parameter,
    Parameters,
    given,
    own,
    replaced,
    wanted,
)

_METHODS = {"S256": "S256", "plain": "plain", "off": ""}
_MOST_FIELDS = 50


class LoginRequest(msgspec.Struct, frozen=True, kw_only=True):
    """What is made anew for each authorization request. verifier: empty without PKCE."""

    redirect: str
    state: str
    nonce: str = ""
    verifier: str = ""


def challenge(verifier: str, method: Pkce) -> str:
    """Return the code challenge of a verifier (RFC 7636 §4.2), empty without PKCE."""
    if method == "S256":
        digest = hashlib.sha256(verifier.encode("ascii")).digest()
        return urlsafe_b64encode(digest).rstrip(b"=").decode()
    return verifier if method == "plain" else ""


def registered_redirect(login: Login) -> str:
    """Return the redirect address as it is registered: without a free port (RFC 8252 §7.3)."""
    if login.host == "elsewhere":
        return login.address.strip()
    port = f":{login.port}" if login.port else ""
    return f"http://{login.host}{port}/{login.path.lstrip('/')}"


def asks_who(credential: OAuth2) -> bool:
    """Whether an ID token is asked for, so that a nonce is due."""
    return "openid" in credential.scope.split()


def parameters(credential: OAuth2, asked: LoginRequest, bound_to: str = "") -> Parameters:
    """Return the parameters of the request, for its address or to be pushed.

    bound_to: thumbprint of the key that the code is to be bound to (RFC 9449 §10).
    """
    login = credential.login
    made = (
        Parameter("response_type", "code"),
        Parameter("client_id", credential.client_id),
        Parameter("redirect_uri", asked.redirect),
        *wanted(credential),
        Parameter("state", asked.state),
        Parameter("nonce", asked.nonce),
        Parameter("code_challenge", challenge(asked.verifier, login.pkce)),
        Parameter("code_challenge_method", _METHODS[login.pkce]),
        Parameter("response_mode", "form_post" if login.answer_by == "form_post" else ""),
        Parameter("prompt", login.prompt),
        Parameter("max_age", login.max_age),
        Parameter("login_hint", login.login_hint),
        Parameter("acr_values", login.acr_values),
        Parameter("dpop_jkt", bound_to),
    )
    return replaced(given(*made), own(credential, "authorization", "query"))


def address(endpoint: str, sent: Parameters) -> str:
    """Return the address for the browser; a query that the endpoint has already stays."""
    query = urlencode([(each.name, each.value) for each in sent], quote_via=quote)
    return f"{endpoint}{'&' if '?' in endpoint else '?'}{query}"


class Callback(msgspec.Struct, frozen=True, kw_only=True):
    """The answer; the code is a secret. by_post: it came in a form (OAuth 2.0 Form Post)."""

    code: str = ""
    state: str = ""
    issuer: str = ""
    error: str = ""
    words: str = ""
    by_post: bool = False

    def __repr__(self) -> str:
        return f"Callback(error={self.error!r}, by_post={self.by_post})"


def read_callback(text: str, *, by_post: bool = False) -> Callback | None:
    """Read a query or form; None where it is no answer to an authorization request.

    text: `name=value&…`, or a whole address that was pasted.
    """
    query = text.strip().partition("#")[0].rpartition("?")[2]
    try:
        found = dict(parse_qsl(query, keep_blank_values=True, max_num_fields=_MOST_FIELDS))
    except ValueError:
        return None
    refused = error_reply.of_fields(found)
    if not found.get("code") and refused is None:
        return None
    return Callback(
        code=found.get("code", ""),
        state=found.get("state", ""),
        issuer=found.get("iss", ""),
        error=refused.code if refused else "",
        words=refused.words if refused else "",
        by_post=by_post,
    )


CallbackFault = Literal["", "state-differs", "issuer-differs", "refused", "no-code"]


def fault(
    callback: Callback, asked: LoginRequest, issuer: str, *, says_issuer: bool
) -> CallbackFault:
    """Return what is wrong with an answer, the most serious first; empty where it is good.

    issuer: the one asked, empty where it is not known. says_issuer: it promised to name itself in
    each answer (RFC 9207 §2.4).
    """
    if callback.state != asked.state:
        return "state-differs"
    if issuer and (callback.issuer or says_issuer) and callback.issuer != issuer:
        return "issuer-differs"
    if callback.error:
        return "refused"
    return "" if callback.code else "no-code"
