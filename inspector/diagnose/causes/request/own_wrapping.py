"""More was sent than the value: its name, a word, the JSON it came in, a sign after it."""

from typing import NamedTuple

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.placement import spoilable, was_accepted
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.weights import LIKELY, SHOWN, SOUND, STRONG
from inspector.model.credential import LOGIN_SCHEMES
from inspector.protocol.patterns import lazy_re
from inspector.reading.credential import Credential
from inspector.wording import tr

# finds `{"access_token":"8f14"}`
# but not `{id}`
_JSON = lazy_re(r'\{\s?"\w{2,40}"\s?:')
# finds `b'8f14e45fceea'`
# but not `b1946ac92492`
_LITERAL = lazy_re(r"b(['\"])[^'\"]{8,4000}\1")
# finds `access_token=8f14e45fceea`, `api_key: 8f14e45fceea`
# but not `8f14e45fceea==`
_NAMED = lazy_re(r"(?i)(?:access_?|auth_?|api_?|id_?)?(?:token|key|jwt)\s?[=:]\s?[^\s=]{8,}")
# finds `8f14e45fceea167a,`
# but not `8f14e45fceea167a`
_SIGN_AFTER = lazy_re(r"[\w.~+/-]{11,4000}[A-Za-z0-9=][,;]")
_OWN_WORDS = ("bearer ", "basic ", "token ")


class Wrapping(NamedTuple):
    """text: what does not belong to the value, as it is shown."""

    text: str
    weight: float


def more_than_the_value(case: Case) -> Found:
    """A token or key was taken along with what stood around it."""
    for sent in spoilable(case):
        if sent.scheme in LOGIN_SCHEMES or sent.claims or case.is_removed(sent):
            continue
        found = None if was_accepted(case) or sent.known_key is not None else _around(sent)
        if found is not None:
            yield case.refused_for(
                "more-than-the-value",
                found.weight,
                fact(
                    tr("The value of {name} holds {text}.", name=sent.name, text=found.text),
                    sent.place,
                ),
                explains=True,
                name=sent.name,
                text=found.text,
            )
            return


def _around(sent: Credential) -> Wrapping | None:
    value = sent.value.strip()
    if _JSON.match(value):
        return Wrapping("{…}", SHOWN)
    if _LITERAL.fullmatch(value):
        return Wrapping("b'…'", SHOWN)
    if sent.scheme in {"bearer", "dpop"} and _NAMED.fullmatch(value):
        return Wrapping(f"{value[: _end_of_name(value)]}…", STRONG)
    if _SIGN_AFTER.fullmatch(value):
        return Wrapping(f"…{value[-1]}", SOUND)
    return _word_before(sent, value)


def _end_of_name(value: str) -> int:
    return min(at for at in (value.find("="), value.find(":")) if at >= 0) + 1


def _word_before(sent: Credential, value: str) -> Wrapping | None:
    """A word that belongs into Authorization, in a header that holds the bare key."""
    if sent.where != "header" or sent.scheme or "key" not in sent.name.lower():
        return None
    word = next((one for one in _OWN_WORDS if value.lower().startswith(one)), "")
    return Wrapping(f"{value[: len(word)].strip()} …", LIKELY) if word else None


RULES = (more_than_the_value,)
