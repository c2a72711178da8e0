"""Names that commonly hold a secret, of fields, parameters, cookies and headers."""

from inspector.model.credential import kinds
from inspector.protocol.naming.words import name_words, remembered
from inspector.protocol.patterns import word_set

_SECRET_WORDS = word_set(
    "token secret password passwd passwort passphrase pwd apikey jwt credential credentials "
    "signature assertion authorization bearer otp xsrf csrf crumb canary hmac mac saml"
)
_HEADER_WORDS = frozenset({"session", "sessionid", "sid", "sig", "key", "pin", "ticket"})
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
HARMLESS = word_set(
    "sec-websocket-key idempotency-key x-idempotency-key surrogate-key cache-key x-cache-key "
    "public-key public-key-pins x-amz-signedheaders oauth_signature_method token_type_hint "
    "www-authenticate proxy-authenticate signature-input authorization_endpoint "
    "access-control-allow-credentials dpop-nonce x-ms-key-version sec-token-binding "
    "requested_token_type subject_token_type actor_token_type issued_token_type "
    "client_assertion_type"
)
# Parameters of a query or form that are secret there, though the word is harmless elsewhere.
_IN_QUERIES = (
    "access_key auth bewit code jwt key otp pass pin pwd session sid sig sign ticket u_code"
)
PARAMETER_WORDS = tuple(sorted(word_set(f"{_IN_QUERIES} state_token")))

# What names of secrets end with where their value follows, as a pattern.
SECRET_WORDS = "|".join(sorted({*_SECRET_WORDS, *PARAMETER_WORDS}))

# Every secret name contains one of these; a text without any has no named secret.
STEMS = (
    "token", "secret", "passw", "passphrase", "pwd", "key", "jwt", "credential", "signature",
    "assertion", "authorization", "bearer", "otp", "csrf", "xsrf", "crumb", "canary", "hmac",
    "saml", "sess", "_code", "code_verifier", "cookie",
)  # fmt: skip


@remembered
def is_secret_name(name: str) -> bool:
    """Whether a field, parameter or cookie of that name commonly holds a secret."""
    lower = name.lower()
    if lower in HARMLESS:
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


@remembered
def is_secret_header(name: str) -> bool:
    """Whether a header of that name commonly holds a secret; the words are taken more strictly."""
    lower = name.lower()
    if lower in HARMLESS or lower.startswith(("access-control-", "sec-fetch-", ":")):
        return False
    if is_secret_name(name) or lower in _OF_A_KIND:
        return True
    words = name_words(name)
    if not words or words[-1] in _HARMLESS_ENDS:
        return False
    if "key" in words and words[-1] == "id":
        return False
    return words[-1] == "auth" or bool(_HEADER_WORDS.intersection(words))
