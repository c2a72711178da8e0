"""Makes the credentials that sign requests out of what other programs' files say of them.

A maker takes the settings under the names of any program: blanks, strokes and capitals in a name
count for nothing.
"""

from collections.abc import Callable, Mapping
from typing import Any, cast, get_args

from inspector.intake.collections.taking import Taking, text
from inspector.model.credential import Credential
from inspector.model.kinds.signing.aws_signature import AwsSession, AwsSignature
from inspector.model.kinds.signing.edgegrid import EdgeGrid
from inspector.model.kinds.signing.hawk import Hawk
from inspector.model.kinds.signing.oauth1 import (
    OAuth1,
    OAuth1Given,
    OAuth1Method,
    OAuth1Place,
    OAuth1Token,
)
from inspector.wording import tr

Settings = Mapping[str, Any]
Maker = Callable[[Taking, "Given"], Credential]
_DIGITS = 9  # of a number of bytes


class Given:
    """The settings of one credential."""

    def __init__(self, settings: Settings) -> None:
        self._settings = {_plain(name): value for name, value in settings.items()}

    def one(self, *names: str) -> str:
        """Return the first setting of these names that says something, as text."""
        found = (text(self._settings.get(name)) for name in names)
        return next((value for value in found if value.strip()), "")

    def is_in_query(self, *names: str) -> bool:
        """Whether a setting says so: as a switch, or in words."""
        return self.one(*names).lower().startswith(("true", "query", "url", "param"))


def _plain(name: str) -> str:
    return "".join(char for char in name.lower() if char.isalnum())


def aws(taking: Taking, given: Given) -> AwsSignature:
    """Return keys for AWS, or the profile that has them."""
    profile = given.one("profilename", "profile")
    session = given.one("sessiontoken", "servicetoken")
    key_id = given.one("accesskey", "accesskeyid")
    return AwsSignature(
        source="profile" if profile and not key_id else "keys",
        key_id=key_id,
        secret=taking.secret(given.one("secretkey", "secretaccesskey"), "secret-key"),
        session=AwsSession(token=taking.secret(session, "session-token")),
        profile=profile,
        region=given.one("region"),
        service=given.one("service", "servicename"),
        place="query" if given.is_in_query("addauthdatatoquery", "addto") else "header",
    )


def oauth1(taking: Taking, given: Given) -> OAuth1:
    """Return a client that signs as OAuth 1.0a does; a method that is unknown is told."""
    method = given.one("signaturemethod").upper().replace("_", "-") or "HMAC-SHA1"
    if method not in get_args(OAuth1Method):
        taking.lose(tr("The method {name} can't be signed with; choose another.", name=method))
        method = "HMAC-SHA1"
    key = given.one("privatekey") if method.startswith("RSA") else given.one("consumersecret")
    token, secret = (
        given.one("token", "tokenkey", "accesstoken"),
        given.one("tokensecret", "accesstokensecret"),
    )
    return OAuth1(
        consumer_key=given.one("consumerkey"),
        secret=taking.secret(key, "consumer-secret"),
        owner=OAuth1Token(
            token=taking.secret(token, "token"), secret=taking.secret(secret, "token-secret")
        ),
        method=cast("OAuth1Method", method),
        place=_place(given),
        body_hash=given.one("includebodyhash") == "true",
        given=OAuth1Given(
            realm=given.one("realm"),
            callback=given.one("callback", "callbackurl"),
            verifier=given.one("verifier"),
            nonce=given.one("nonce"),
            timestamp=given.one("timestamp"),
            version=given.one("version") or "1.0",
        ),
    )


def hawk(taking: Taking, given: Given) -> Hawk:
    """Return a key of Hawk; nonce and time are made anew."""
    algorithm = given.one("algorithm").lower()
    return Hawk(
        key_id=given.one("authid", "id"),
        key=taking.secret(given.one("authkey", "key"), "key"),
        algorithm="sha1" if algorithm == "sha1" else "sha256",
        ext=given.one("extradata", "ext"),
        app=given.one("app"),
        dlg=given.one("delegation", "dlg"),
        payload=given.one("includepayloadhash", "validatepayload") == "true",
    )


def edgegrid(taking: Taking, given: Given) -> EdgeGrid:
    """Return a client of Akamai; nonce and time are made anew."""
    size = given.one("maxbodysize", "maxbody")
    return EdgeGrid(
        client_token=given.one("clienttoken"),
        secret=taking.secret(given.one("clientsecret"), "client-secret"),
        access_token=given.one("accesstoken"),
        signed_headers=" ".join(given.one("headerstosign").replace(",", " ").split()),
        max_body=int(size) if size.isdecimal() and len(size) <= _DIGITS else EdgeGrid().max_body,
    )


def _place(given: Given) -> OAuth1Place:
    if given.one("addparamstoheader").lower() == "false":
        return "query"
    said = given.one("placement", "addto").lower()
    return "query" if said.startswith(("query", "url")) else "body" if said == "body" else "header"


_MAKERS: dict[str, Maker] = {"aws-sigv4": aws, "oauth1": oauth1, "hawk": hawk, "edgegrid": edgegrid}


def maker(scheme: str) -> Maker | None:
    """Return what makes the credential of a scheme, by our name for it; None for any other."""
    return _MAKERS.get(scheme)
