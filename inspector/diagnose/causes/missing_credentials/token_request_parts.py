"""A token request lacks a part that shows who asks: the token endpoint names it."""

import re

from inspector.diagnose.facts.case import Case, said
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.facts.weights import STRONG
from inspector.reading import places
from inspector.reading.meanings import Meaning
from inspector.wording import tr

_PARTS = (
    "client_secret",
    "client_assertion_type",
    "client_assertion",
    "client_id",
    "refresh_token",
    "code_verifier",
    "device_code",
    "assertion",
    "username",
    "password",
)
# finds `client_id is required`
# but not `client_id is unknown`
_LACKS = re.compile(
    r"\b(?:missing|required|requires?|must (?:contain|include|be (?:provided|present|sent))|absent|"
    r"empty|"
    r"not (?:provided|present|supplied|sent|included|specified)|no value)\b"
)
_CODES = frozenset({"invalid_request", "invalid_client", "invalid_grant", "unauthorized_client"})


def part_missing(case: Case) -> Found:
    """The words name a parameter that was not sent, and no Basic login stands for it."""
    if not case.sent.is_token_request or case.heard.error[0] not in _CODES:
        return
    for statement in case.heard.statements:
        name = _named(statement.plain) if _LACKS.search(statement.plain) else ""
        if not name or _was_sent(case, name):
            continue
        yield case.suspect(
            "second-part-missing",
            STRONG,
            said(Meaning("missing", statement, 1.0)),
            fact(
                tr("{name} is not in the request.", name=name),
                places.in_body(case.index, "request"),
            ),
            case.status_evidence,
            name="client_id",
            wanted=name,
        )
        return


def _named(words: str) -> str:
    return next(
        (part for part in _PARTS if re.search(rf"\b{part.replace('_', ' ?')}\b", words)), ""
    )


def _was_sent(case: Case, name: str) -> bool:
    own = case.sent.authorization
    by_basic = own is not None and own.scheme == "basic" and name in {"client_id", "client_secret"}
    return by_basic or bool(case.sent.fields.get(name))


RULES = (part_missing,)
