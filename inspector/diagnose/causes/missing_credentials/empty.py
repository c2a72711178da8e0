"""A place for the credential is there, but what stands in it is nothing or a stand-in."""

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.facts.weights import SHOWN
from inspector.protocol.patterns import lazy_re
from inspector.reading import places
from inspector.reading.credential import Credential
from inspector.reading.names import is_key_name
from inspector.reading.statuses import MAY_REFUSE_CREDENTIAL
from inspector.wording import tr

# finds `{{api_token}}`
# but not `sk_live_4eC39HqLyjWDarjt`
_STAND_IN = lazy_re(
    r"(?i)^(null|undefined|none|nil|nan|false|true|\[object \w+\]|\(null\)|todo|tbd|changeme|"
    r"\{\{.*\}\}|\$\{.*\}|\$\(.*\)|\$[a-z_]\w*|%[a-z_]\w*%|%s|%\(\w+\)s|#\{.*\}|<[^<>]{1,60}>|"
    r"\{[a-z_ -]{2,40}\}|:[a-z_]+|process\.env\.\w+|env\.\w+|@\w+@|"
    r"(<?your|my|insert|enter|replace|the)[-_ ]?\w*[-_ ]?(api)?[-_ ]?(key|token|secret|password|"
    r"credentials?)([-_ ]?here)?>?|(api[-_]?key|access[-_]?token|token|string)(here)?)$"
)
# finds `<your token>`
# but not `string`
_TEMPLATE = lazy_re(
    r"(?i)^(null|undefined|none|\[object \w+\]|\{\{.*\}\}|\$\{.*\}|\$\(.*\)|<[^<>]{1,60}>|"
    r"(your|insert|enter)[-_ ]\w*[-_ ]?(key|token|secret|password)([-_ ]?here)?)$"
)


def empty_authorization(case: Case) -> Found:
    """The header is there and holds no credential."""
    sent = case.sent.authorization
    if sent is None or case.status not in MAY_REFUSE_CREDENTIAL:
        return
    user_and_password = sent.basic if sent.scheme == "basic" else None
    if not sent.value.strip() or user_and_password == b":":
        header = case.sent.header("authorization")
        place = places.in_header(case.index, "request", *header) if header else sent.place
        yield case.suspect(
            "empty-credential",
            SHOWN,
            fact(
                tr(
                    "Authorization holds only the word {scheme}.",
                    scheme=sent.scheme.capitalize() or '""',
                ),
                place,
            ),
            *case.quote("missing", "not-authenticated"),
            case.status_evidence,
            name="Authorization",
            scheme=sent.scheme.capitalize(),
        )


def empty_key(case: Case) -> Found:
    """A header for a key is there and empty."""
    if case.status not in MAY_REFUSE_CREDENTIAL or case.sent.has_any:
        return
    for index, header in enumerate(case.sent.message.headers):
        if is_key_name(header.name) and not header.value.strip():
            place = places.in_header(case.index, "request", index, header)
            yield case.suspect(
                "empty-credential",
                SHOWN,
                fact(tr("The header {name} is empty.", name=header.name), place),
                case.status_evidence,
                name=header.name,
            )


def stand_in(case: Case) -> Found:
    """A variable that was not filled in, or a word like null, was sent as the credential."""
    if case.status not in MAY_REFUSE_CREDENTIAL and not case.is_hidden_error:
        return
    for credential in (*case.sent.credentials, *case.sent.session_cookies):
        shown = _placeholder(case, credential)
        if shown:
            yield case.suspect(
                "placeholder-credential",
                SHOWN,
                fact(
                    tr(
                        "{name} holds {text} in place of a credential.",
                        name=credential.name,
                        text=shown,
                    ),
                    credential.place,
                ),
                case.status_evidence,
                name=credential.name,
                text=shown,
            )


def _placeholder(case: Case, credential: Credential) -> str:
    if case.is_removed(credential):
        return ""
    texts = [credential.bare]
    if credential.scheme == "basic" and credential.basic:
        texts = [part.decode("latin-1") for part in credential.basic.split(b":", 1)]
        return next((text for text in texts if _TEMPLATE.match(text.strip())), "")
    return next((text for text in texts if _STAND_IN.match(text.strip())), "")


RULES = (empty_authorization, empty_key, stand_in)
