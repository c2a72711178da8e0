"""Names of headers that go together: of one family, each with a part of who calls."""

import re

from inspector.protocol.patterns import lazy_re, word_set


def is_sent_beside(name: str, other: str) -> bool:
    """Whether a header holds a part that goes beside the key in another one of the same family.

    The first word that says something is the family's: `OK-ACCESS-PASSPHRASE`, `OK-ACCESS-KEY`.
    """
    mine, theirs = _family(name), _family(other)
    return bool(mine) and mine == theirs and _PART.search(name) is not None


def _family(name: str) -> str:
    first, *rest = re.split(r"[-_]", name.lower().removeprefix("x-"))
    return first if rest and first not in _SAYS_NOTHING else ""


_SAYS_NOTHING = word_set("api auth access key token secret app client user session request service")
# finds `OK-ACCESS-PASSPHRASE`, `X-MBX-Timestamp`, `X-Parse-Application-Id`
# but not `X-Shop-Token`
_PART = lazy_re(
    r"(?i)[-_](?:pass-?phrase|sign(?:ature)?|time(?:stamp)?|nonce|"
    r"(?:app|application|client|tenant|account|merchant|project|org)[-_]?id)$"
)
