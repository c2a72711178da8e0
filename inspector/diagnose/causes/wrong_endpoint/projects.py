"""A token names the project, tenant or instance that it was issued for, and went to another one."""

import re
from collections.abc import Iterator
from http import HTTPStatus
from itertools import pairwise
from typing import NamedTuple

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.placement import was_accepted
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.facts.token_claims import claim_of_a_right, expired_by
from inspector.diagnose.weights import CLEAR, RATHER, SHOWN, STRONG
from inspector.model.annotation import Place
from inspector.protocol.patterns import lazy_re
from inspector.protocol.sites import labels_below
from inspector.reading import places
from inspector.reading.credential import Credential
from inspector.reading.meanings import BESIDE_THE_PLACE, Names
from inspector.reading.statuses import MAY_BE_WRONG_ADDRESS
from inspector.wording import tr

_OTHER_REASON: Names = BESIDE_THE_PLACE
_NOUNS = (
    r"project|tenant|instance|workspace|organi[sz]ation|org|account|site|store|shop|realm|space|"
    r"cluster|company|team|subdomain"
)
# finds `ref`, `project_id`, `https://acme.test/tenant`, `tid`
# but not `sub`, `client_id`
_CLAIM = lazy_re(
    rf"(?i)^(?:https?://\S{{1,80}}/)?(?:(?P<noun>{_NOUNS})(?:_?(?:id|ref|slug|name|uuid))?|"
    r"(?:project_?)?ref|tid)$"
)


class Named(NamedTuple):
    """What a token says it is for. noun: `project`, `tenant`; empty where the name tells none."""

    claim: str
    noun: str
    value: str


class Asked(NamedTuple):
    """The other one that the request or the reply names. own: of the very same name."""

    value: str
    place: Place
    own: bool


def issued_for_another(case: Case) -> Found:
    """The token's own project differs from the one in the address, or the one that answered."""
    if case.status not in MAY_BE_WRONG_ADDRESS or case.said(*_OTHER_REASON) or was_accepted(case):
        return
    for credential in case.sent.credentials:
        if not credential.claims or expired_by(case, credential) is not None:
            continue
        for named in _named(credential):
            asked = _asked(case, named)
            if asked is None:
                continue
            yield case.refused_for(
                "issued-for-another-project",
                _weight(case, asked),
                fact(
                    tr("The token says {name}: {value}.", name=named.claim, value=named.value),
                    credential.place,
                ),
                fact(tr("It went to {name}.", name=asked.value), asked.place),
                *case.quote("key-refused", "token-refused"),
                explains=True,
                there=named.value,
                here=asked.value,
                other=_address(case, named, asked),
            )
            return


def _weight(case: Case, asked: Asked) -> float:
    """A known caller may ask for another's things, and lack the right: by 403, or by the claim."""
    named = case.once(claim_of_a_right) is not None
    if case.status == HTTPStatus.FORBIDDEN or case.said("permission") or named:
        return RATHER
    return SHOWN if asked.own else STRONG if case.said("key-refused", "token-refused") else CLEAR


def _named(credential: Credential) -> Iterator[Named]:
    for name, value in credential.claims.items():
        found = _CLAIM.match(name)
        if (
            found is not None
            and isinstance(value, str | int)
            and _LEAST <= len(str(value)) <= _MOST
        ):
            noun = found["noun"] or ("tenant" if name.lower() == "tid" else "")
            yield Named(name, noun.lower(), str(value))


_LEAST, _MOST = 3, 80


def _asked(case: Case, named: Named) -> Asked | None:
    """Return the other one; None where the request names the token's own, or nothing like it."""
    everything = f"{case.sent.host}{case.sent.path}?{case.sent.parts[3]}".lower()
    if named.value.lower() in everything:
        return None
    return _in_reply(case, named) or _in_host(case, named) or _in_path(case, named)


def _in_reply(case: Case, named: Named) -> Asked | None:
    """Return what a header of the reply calls itself: `sb-project-ref`, `X-Tenant-Id`."""
    name = named.claim.rpartition("/")[2].lower().replace("_", "-")
    for index, header in enumerate(case.heard.headers):
        words = header.name.lower().replace("_", "-")
        same = words == name or words.endswith(f"-{name}")
        if same and header.value and header.value.lower() != named.value.lower():
            place = places.in_header(case.index, "reply", index, header)
            return Asked(header.value, place, own=True)
    return None


def _in_host(case: Case, named: Named) -> Asked | None:
    for label in labels_below(case.sent.bare_host):
        for part in (label, *label.split("-")):
            if _is_alike(part, named.value):
                return Asked(part, case.sent_line, own=False)
    return None


def _in_path(case: Case, named: Named) -> Asked | None:
    """Return the part of the path behind the very noun: `/projects/p-7/…`."""
    parts = case.sent.path.strip("/").split("/")
    for noun, value in pairwise(parts):
        if named.noun and noun.lower() in {named.noun, f"{named.noun}s"}:
            alike = _is_alike(value, named.value) or _form(value) == _form(named.value)
            said = named.claim.lower() != "tid"  # a guest's tenant is not the one that is asked
            return Asked(value, case.sent_line, own=said) if alike else None
    return None


_LETTERS, _WITH_DIGITS, _NUMBERS = 16, 8, 5
_ID = lazy_re(r"[A-Za-z0-9]+")
_UUID = lazy_re(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}")


def _is_alike(part: str, value: str) -> bool:
    """Whether two texts are ids of one making, and no words: as long, of the same characters."""
    mine, theirs = part.lower(), value.lower()
    if _UUID.fullmatch(mine) and _UUID.fullmatch(theirs):
        return mine != theirs
    if mine == theirs or len(mine) != len(theirs) or not _ID.fullmatch(mine):
        return False
    if mine.isdigit() or theirs.isdigit():
        return mine.isdigit() and theirs.isdigit() and len(mine) >= _NUMBERS
    if mine.isalpha() or theirs.isalpha():
        return mine.isalpha() and theirs.isalpha() and len(mine) >= _LETTERS
    return len(mine) >= _WITH_DIGITS


def _form(text: str) -> str:
    """Return how a text is made: its letters and digits each as one sign, in their runs."""
    return re.sub(r"[A-Za-z]+", "a", re.sub(r"\d+", "0", text))


def _address(case: Case, named: Named, asked: Asked) -> str:
    """Return the host of the token's own project, where only a label of the host differs."""
    host = case.sent.host
    return host.replace(asked.value, named.value, 1) if asked.value in host else ""


RULES = (issued_for_another,)
