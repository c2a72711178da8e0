"""user:password in Base64 was sent behind the word Bearer."""

import re

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.malformed import in_headers
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.facts.tokens import is_bearer
from inspector.diagnose.facts.weights import SOUND, STRONG
from inspector.wording import tr

_PAIR = re.compile(rb"[\x21-\x39\x3b-\x7e][\x20-\x39\x3b-\x7e]{0,80}:[\x20-\x7e]{1,200}")
_SHORTEST = 12


def basic_as_bearer(case: Case) -> Found:
    """The Bearer value decodes to a user name, a colon and a password."""
    for sent in in_headers(case):
        if not is_bearer(sent) or sent.claims or len(sent.value.strip()) < _SHORTEST:
            continue
        if sent.basic is None or not _PAIR.fullmatch(sent.basic):
            continue
        yield case.suspect(
            "basic-as-bearer",
            STRONG if "basic" in case.heard.schemes else SOUND,
            fact(
                tr(
                    "What follows {scheme} decodes to a user name, a colon and a password.",
                    scheme=sent.scheme.capitalize(),
                ),
                sent.place,
            ),
            case.status_evidence,
            sent=sent.scheme.capitalize(),
            wanted="Basic",
        )


RULES = (basic_as_bearer,)
