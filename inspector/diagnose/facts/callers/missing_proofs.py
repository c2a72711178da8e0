"""Errors about a checksum or signature of a request that has no parameter of such a name."""

from inspector.diagnose.facts.case import Case
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
