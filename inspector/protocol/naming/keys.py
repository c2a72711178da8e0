"""Names by which keys and tokens are called."""

from inspector.protocol.naming.forgery import is_csrf_name
from inspector.protocol.naming.logins import is_password_name
from inspector.protocol.naming.secrets import HARMLESS, PARAMETER_WORDS, is_secret_header
from inspector.protocol.naming.words import name_words, remembered
from inspector.protocol.patterns import lazy_re, word_set

# finds `X-Api-Key`
# but not `X-Page`
_KEY_NAME = lazy_re(
    r"(?i)(^x-(?:[\w-]*-)?(key|token|secret|session|sid|ticket|credentials?|auth)$|^[a-z]{1,6}api_?key$|(^|[-_.])(api[-_]?key|apikey|auth[-_]?key|access[-_]?key|subscription[-_]?key|app[-_]?key|"
    r"user[-_]?key|client[-_]?key|consumer[-_]?key|licen[sc]e[-_]?key|ibm-client-id|"
    r"api[-_]?token|api[-_]?secret|auth[-_]?token|access[-_]?token|authentication|token|"
    r"private[-_]?token|session[-_]?token|session[-_]?key|session[-_]?id|secret|api[-_]?auth|auth|"
    r"functions[-_]?key|password|passwd|mbx[-_]?apikey|signature(?:-(?:\d{1,3}|ed25519|(?:hmac-?)?sha-?\d{1,3}))?|(?<=-)sig|hmac(?:-?sha-?\d{1,3})?|jwt|assertion|authorization|"
    r"(?:sa|user|app|jwt|sys|admin|member|client|shop)token|credential|sid|apitoken|refresh|id[-_]?token|refresh[-_]?token|accesstoken|authtoken|sessionid|(?:binary)?security[-_]?(?:context[-_]?)?token|bearer|userid[-_]?token|access)$)"
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


@remembered
def is_key_name(name: str) -> bool:
    """Whether a header or field of that name usually carries a key or token."""
    return bool(_KEY_NAME.search(name)) and not (_NO_KEY_NAME.search(name) or is_csrf_name(name))


@remembered
def is_caller_header(name: str) -> bool:
    """Whether a header says who calls, also under a name of an API's own: `Shelf-Key`."""
    own = name[-4:].lower() in {"-key", "_key"} and is_secret_header(name)
    odd = _NO_KEY_NAME.search(name) or is_csrf_name(name)
    return is_key_name(name) or ((own or is_password_name(name)) and not odd)


@remembered
def is_key_parameter(name: str) -> bool:
    """Whether a parameter of a query usually carries a key, token or signature."""
    return is_key_name(name) or name.lower() in _KEY_PARAMETERS


@remembered
def may_name_a_key(name: str) -> bool:
    """Whether a name of an API's own may be that of a key, where its value is random: `ws_key`."""
    own = name.lower() not in {*PARAMETER_WORDS, *HARMLESS} and not is_csrf_name(name)
    other = _NO_KEY_NAME.search(name) or _OTHER_KEYS.intersection(name_words(name))
    return own and not other and name.lower().endswith(OWN_ENDS)


def is_body_key(name: str) -> bool:
    """Whether a field of a body alone is a caller's key, whatever else the body holds."""
    return name.lower() in _BODY_KEYS


def is_setting(name: str, value: str) -> bool:
    """Whether a field whose name may be that of a token holds a choice: `"access": "public"`."""
    return name.lower() in _MAY_BE_SETTINGS and value.strip().lower() in _CHOICES


_MAY_BE_SETTINGS = frozenset({"access", "refresh", "auth", "authentication"})
_CHOICES = word_set(
    "true false yes no on off auto manual always never none all default inherit basic required "
    "optional public private restricted open closed internal external limited full granted denied "
    "team owner everyone anyone anonymous read write readonly read-only read_only readwrite "
    "read-write read_write"
)


def is_key_header(name: str) -> bool:
    """Whether a header of that name holds a key and nothing else, at any server."""
    return name.lower() in _KEY_HEADERS


def is_renewal_name(name: str) -> bool:
    """Whether a field of that name takes the token that new ones are given for."""
    return name.lower().replace("-", "").replace("_", "") in _RENEWALS


_RENEWALS = frozenset({"refresh", "refreshtoken"})


def is_client_name(name: str) -> bool:
    """Whether a field of a login or token request holds the ID of the program that asks."""
    return name.lower().replace("-", "").replace("_", "") in _CLIENTS


def is_client_proof(name: str) -> bool:
    """Whether a field of that name shows that the program that asks is the one that it names."""
    return name.lower().replace("-", "").replace("_", "") in _CLIENT_PROOFS


_CLIENTS = word_set("clientid appid applicationid consumerkey appkey")
_CLIENT_PROOFS = word_set(
    "clientsecret secrethash appsecret applicationsecret consumersecret clientassertion secret"
)


def is_link_signature(name: str) -> bool:
    """Whether a parameter of that name signs a link that is good until a time."""
    return name.lower() in _LINK_SIGNATURES


def is_signature_name(name: str) -> bool:
    """Whether a header or parameter of that name holds a hash, or what goes into one."""
    return bool(_SIGNATURES.intersection(name_words(name)))


@remembered
def is_signature_header(name: str) -> bool:
    """Whether a header of that name holds a signature over the message that it comes with.

    So webhooks say who sent them: it is made anew for each, and nothing that is kept goes there.
    """
    return is_caller_header(name) and bool(_OVER_A_MESSAGE.intersection(name_words(name)))


_OVER_A_MESSAGE = frozenset({"signature", "sig", "hmac"})


def is_credential_field(name: str) -> bool:
    """Whether an error that names this field of a form speaks of the login."""
    return name.lower() in _CREDENTIAL_FIELDS or is_password_name(name)


def names_an_id(name: str) -> bool:
    """Whether a field names who calls or an application: an ID is in its place there."""
    return name.lower().endswith(("id", "user", "username", "client", "consumer_key", "sid"))


# finds `id`, `hash`, `orderId`, `media`
# but not `client_id`, `paid`
_OF_A_THING = lazy_re(
    r"^(?:id|hash|uuid|guid|slug|media|file_?(?:name)?|document|image|attachment|asset)$|"
    r"^(?!(?:client|app|tenant|user|account|project|org|session)_?[iI]d)[a-z]+(?:_id|Id|_uuid)$"
)


def names_a_thing(name: str) -> bool:
    """Whether a parameter says which thing is meant, and not who asks or whose things."""
    return _OF_A_THING.search(name) is not None


def is_word_of_language(name: str) -> bool:
    """Whether a name like that of a key is as likely a word of a sentence."""
    return name.lower() in _PLAIN_WORDS
