"""Checksums and signatures: errors about one that nothing holds, and one missed by its name."""

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.named_places import named_place
from inspector.protocol.field_names import is_signature_header
from inspector.protocol.patterns import lazy_re
from inspector.reading.statements import Statement
from inspector.reading.statuses import MAY_REFUSE_CREDENTIAL

# finds `checksumError`, `signature verification failed`, `invalid hmac`
# but not `checksum algorithm`, `design error`, `Invalid sign-in`, `wrong sign up code`
_FAILED = lazy_re(
    r"(?i)(?:\b|_)(?P<proof>checksum|signature|sign(?![ _-]?(?:in|up|on|out|off)\b)|hmac)"
    r"(?:[_ -]?(?:is |was |of \w+ )?)"
    r"(?:error|fail|invalid|wrong|incorrect|mismatch|missing|required|verif|not |does|"
    r"(?:security |verification )?check)|"
    r"\b(?:invalid|wrong|incorrect|bad|missing|verify(?:ing)?)[_ -](?:the |api |request )?"
    r"(?P<named>checksum|signature|sign(?![ _-]?(?:in|up|on|out|off)\b)|hmac)(?:\b|_)"
)


def lacks_a_proof(case: Case) -> Statement | None:
    """Return the words about a proof that failed, where nothing sent has that name; or None.

    A body may itself be what the checksum is of.
    """
    refuses = case.is_hidden_error or case.status in MAY_REFUSE_CREDENTIAL
    if not refuses or case.sent.has_any or case.sent.message.body or case.sent.method == "OPTIONS":
        return None
    names = [name.lower() for name, _ in case.sent.query]
    names += [header.name.lower() for header in case.sent.message.headers]
    for said in case.heard.statements:
        found = _FAILED.search(said.text)
        proof = (found["proof"] or found["named"]).lower() if found is not None else ""
        if proof and not any(proof[:_STEM] in name or name in _SHORT for name in names):
            return said
    return None


_STEM = 4
_SHORT = frozenset({"sig", "mac", "hash", "h", "s"})


# ---------------- A key is missed, where another kind of credential came
def misses_a_key(case: Case) -> bool:
    """Whether a sentence misses a key, and what came in Authorization is called something else."""
    told, sent = case.meanings.get("missing"), case.sent.authorization
    if told is None or sent is None or sent.scheme in {"apikey", "api-key", "key"}:
        return False
    words = told.statement.plain
    return _OF_A_KEY_ALONE.search(words) is not None and not _OF_A_HEADER.search(words)


# finds `key is missing`, `no apikey was sent`
# but not `public key missing`, `the key of the order is required`
_OF_A_KEY_ALONE = lazy_re(
    r"^(?:\w+ ){0,4}?(?<!public )(?<!private )(?:apikeys?|keys?)\b(?! (?:of|pair|id)\b)"
)
# finds `missing api key in Authorization`
# but not `key is missing`
_OF_A_HEADER = lazy_re(r"\b(?:authorization|bearer|basic|tokens?|jwt)\b")


# ---------------- A signature over the message, in a header of its own
def signature_missed(case: Case) -> tuple[str, Statement] | None:
    """Return the signature's header that a reply misses, with the words; None without one.

    One that was sent under nearly the same name is there, in the wrong place.
    """
    found = named_place(case)
    if found is None or not (is_signature_header(found[0]) or found[0].lower() == _COVERED):
        return None
    wanted = _bare(found[0])
    near = any(_bare(header.name) == wanted for header in case.sent.message.headers)
    return None if near else found


def _bare(name: str) -> str:
    return name.lower().removeprefix("x-")


_COVERED = "signature-input"  # what a signature covers stands beside it (RFC 9421 §4.1)
