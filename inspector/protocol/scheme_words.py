"""The word that begins an Authorization value, registered (RFC 9110 §16.4) or in use."""

import re
from typing import NamedTuple

from inspector.protocol.patterns import lazy_re, word_set

KNOWN_SCHEMES = word_set(
    "access acs3-hmac-sha256 algolia api-token apikey apitoken applekey authorization aws "
    "aws4-ecdsa-p256-sha256 aws4-hmac-sha256 basic bce-auth-v1 bearer bot cert client-id "
    "deepl-auth-key digest discogs dpop drone elastic email genie genie-key gnap "
    "goog4-rsa-sha256 googlelogin gsslogin hawk hmac hmac-sha256 hoba http-signature jwt kerberos "
    "key klaviyo-api-key mac mediabrowser mutual negotiate ntlm oauth private-token privatetoken "
    "pveapitoken scram-sha-1 scram-sha-256 sharedaccesssignature sharedkey sharedkeylite "
    "signature snowflake splunk sso-key ssws tc3-hmac-sha256 ticket token user username vapid "
    "webpush wsse zoho-oauthtoken"
)
STRONG_SCHEMES = word_set(
    "basic bearer digest negotiate ntlm dpop hoba hawk oauth gnap privatetoken vapid scram-sha-1 "
    "scram-sha-256 aws4-hmac-sha256 kerberos apikey api-key jwt"
)
"""Names that are no everyday word; they are recognised in the middle of broken text too."""
WEAK_SCHEMES = word_set(
    "token key apikey api-key api_key x-api-key session signature mac aws sharedkey sharedkeylite "
    "googlelogin mediabrowser saml wsse usernametoken splunk genie-key genie_key klaviyo-api-key "
    "deepl-auth-key discogs bot client-id ssws zoho-oauthtoken eg1-hmac-sha256 hmac hmac-sha256 "
    "xbasic x-basic mutual psk passport1.4"
)
"""Everyday words that stand before a secret; what follows them is masked."""
PASTED_SCHEMES = STRONG_SCHEMES | word_set(
    "token apikey api-key api_key key jwt ssws macaroon signature"
)
"""Words that are pasted along with a token."""
OFFERED_SCHEMES = STRONG_SCHEMES | word_set("token mutual")
"""What a challenge alone begins with."""
HANDSHAKES = word_set("ntlm negotiate kerberos")
"""Carry one message of a handshake (RFC 4559 §4)."""
TOKEN68_SCHEMES = HANDSHAKES | word_set("hoba")
"""One value follows in a challenge, without a name (token68, RFC 9110 §11.2)."""
LOGINS = word_set("basic digest negotiate ntlm")
"""Prove a user, with a password or a ticket, so what follows is no token."""
TOKEN_SCHEMES = word_set("bearer dpop token jwt")
"""A token follows that opens by itself."""
NAMES_OF_A_KEY = word_set("token key apikey api-key api_key jwt access_token")
"""Words before a token that only say what it is."""
PLAIN_SCHEMES = TOKEN_SCHEMES | LOGINS
"""Words that people and programs write before a credential once more, or in a sentence."""
COMMON_SCHEMES = LOGINS | word_set("bearer dpop")
"""What most servers read."""
USUAL_SCHEMES = ("bearer", "basic", "digest", "token")
"""The words that are typed most, and mistyped."""
CHANGING = HANDSHAKES | word_set("digest hawk aws4-hmac-sha256 signature dpop")
"""What follows differs with every request, so it can't be compared."""
GOOD_ONCE = (CHANGING - HANDSHAKES) | word_set("oauth")
"""What follows proves one request at one time, and is good no second time."""
# finds `Bearer abc`
# but not `"Bearer abc`
_WRITTEN = lazy_re(r"[ \t]*([A-Za-z][A-Za-z0-9!#$%&'*+.^_`|~-]{0,40})(?:[ \t]+(.*))?\Z", re.DOTALL)


_PLAIN = "|".join(sorted(PLAIN_SCHEMES))
_REPEATED = lazy_re(rf"(?i)\s*({_PLAIN})[\s:=]+")
# finds `token=abc`
# but not `token abc`
_PARAMETER = lazy_re(r"(?i)\s*token=")
_WORDS_BEFORE = lazy_re(rf"(?i)\A\s*(?:(?:{_PLAIN})[\s:=]+)+")


def repeated_word(value: str) -> str:
    """Return the scheme word that a value begins with once more, as written; empty without one."""
    found = _REPEATED.match(value)
    return found[1] if found else ""


def doubled_word(scheme: str, value: str) -> str:
    """Return the scheme word that stands once more behind the scheme; empty without one.

    `Token token=…` is no doubled word but a scheme with its parameter (Rails, and APIs like it).
    """
    word = repeated_word(value) if scheme else ""
    return "" if scheme == "token" and _PARAMETER.match(value) else word


def without_words(value: str) -> str:
    """Return a value without the scheme words at its front."""
    return _WORDS_BEFORE.sub("", value, count=1)


class Written(NamedTuple):
    """An Authorization value taken apart (RFC 9110 §11.4).

    word: the scheme as written, empty without one. rest: what follows, as written. start: where
    that begins.
    """

    word: str
    rest: str
    start: int

    @property
    def scheme(self) -> str:
        """The scheme in small letters."""
        return self.word.lower()


def split_scheme(value: str) -> Written:
    """Take an Authorization value apart.

    A value without a known word and without a blank is taken as a bare credential.
    """
    found = _WRITTEN.match(value)
    if not found:
        return Written("", value, 0)
    word, rest = found.groups()
    if rest is not None and (rest or value[-1:] in " \t"):
        return Written(word, rest, found.start(2))
    if word.lower() in KNOWN_SCHEMES:
        return Written(word, "", len(value))
    return Written("", value, 0)
