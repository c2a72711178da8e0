"""The CSRF token came under another name than in the changes that the same host accepted."""

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.cookies import may_be_for_forgery, reading_is_refused_too
from inspector.diagnose.facts.suspicion import Found, fact, quoted
from inspector.diagnose.weights import CLEAR, HALF, LIKELY, STRONG
from inspector.model.finding import Evidence
from inspector.reading.credential import Credential
from inspector.reading.meanings import OF_THE_ACCOUNT, OF_THE_NETWORK, Names
from inspector.reading.statuses import TURNS_AWAY
from inspector.wording import tr

_OTHER_REASON: Names = (*OF_THE_ACCOUNT, *OF_THE_NETWORK, "scope", "session-expired")
_LOOK = 40


def token_under_another_name(case: Case) -> Found:
    """Every change that was accepted has its token elsewhere: what is sent here is not looked at.

    Frameworks read one header or field, and the names differ by a letter (`X-CSRF-TOKEN`,
    `X-XSRF-TOKEN`).
    """
    mine = case.sent.csrf_tokens
    if case.sent.is_safe or not mine or case.said(*_OTHER_REASON):
        return
    if case.status not in TURNS_AWAY and not (case.said("csrf") and may_be_for_forgery(case)):
        return
    near = (*reversed(case.before[-_LOOK:]), *case.after[:_LOOK])
    taken = [one for one in near if _is_a_change(case, one)]
    names = {_place_of(token) for one in taken for token in one.sent.csrf_tokens}
    if not taken or names & set(map(_place_of, mine)):
        return
    other, theirs = next((one, token) for one in taken for token in one.sent.csrf_tokens)
    entry = other.number
    yield case.refused_for(
        "csrf-token-under-another-name",
        _weight(case, theirs),
        fact(
            tr("Entry {entry} sent its token in {name}.", entry=entry, name=theirs.name),
            theirs.place,
        ),
        fact(tr("Here it stands in {name}.", name=mine[0].name), mine[0].place),
        name=mine[0].name,
        wanted=theirs.name,
    )


def _weight(case: Case, taken: Credential) -> float:
    """The same value in another header is told nothing else; many read a header or a field."""
    same = any(token.value == taken.value for token in case.sent.csrf_tokens)
    if case.said("csrf"):
        return STRONG if same else CLEAR
    alike = any(token.where == taken.where for token in case.sent.csrf_tokens)
    return CLEAR if same and alike else HALF


def _is_a_change(case: Case, other: Case) -> bool:
    """Whether the same session changed something, and showed a token for it."""
    if not other.came or other.sent.is_safe or not other.sent.csrf_tokens:
        return False
    return case.shares_credential(other)


def _place_of(token: Credential) -> tuple[str, str]:
    return token.where, token.name.lower()


# ---------------- In a form, where it is only called a token
def token_of_a_form(case: Case) -> Found:
    """A form of a session has a field `token` that the reply calls wrong: it names no caller."""
    sent = case.sent
    if sent.is_safe or sent.authorization is not None or not sent.session_cookies:
        return
    names = (key for key in sent.keys if key.where == "body" and sent.content.form)
    token = next((key for key in names if key.name.lower() in _OF_FORMS), None)
    told = case.says("token-refused", "token-expired")
    if token is None or told is None:
        return
    beside = tr("It stands in the form as {name}, beside the session.", name=token.name)
    yield case.refused_for(
        "csrf-token-mismatch",
        CLEAR,
        quoted(told.statement),
        fact(beside, token.place),
        explains=True,
        name=token.name,
    )


_OF_FORMS = frozenset({"token", "_token", "form_token", "formtoken"})


# ---------------- In a header whose name servers drop, or that nobody reads
def token_in_an_odd_header(case: Case) -> Found:
    """The session reads, and a change is refused whose token stands in a header with `_`.

    That is how a field of a form is called, or a slip: frameworks read names with hyphens.
    """
    if case.sent.is_safe or case.sent.authorization is not None or case.said(*_OTHER_REASON):
        return
    if not (case.status in TURNS_AWAY or case.said("csrf")) or reading_is_refused_too(case):
        return
    mine = case.sent.csrf_tokens
    odd = next((one for one in mine if one.where == "header" and "_" in one.name), None)
    near = (*reversed(case.before[-_LOOK:]), *case.after[:_LOOK])
    if odd is None or len(mine) > 1 or any(_is_taken_so(odd, one) for one in near):
        return
    reads = next((one for one in near if one.came and case.shares_credential(one)), None)
    yield case.refused_for(
        "csrf-header-with-underscore",
        CLEAR if case.said("csrf") else LIKELY if reads is not None else HALF,
        fact(tr("The CSRF token stands in the header {name}.", name=odd.name), odd.place),
        *([] if reads is None else [_taken_with(reads)]),
        *case.quote("csrf"),
        name=odd.name,
        wanted=odd.name.replace("_", "-"),
    )


def _is_taken_so(token: Credential, other: Case) -> bool:
    places = map(_place_of, other.sent.csrf_tokens)
    return other.came and not other.sent.is_safe and _place_of(token) in places


def _taken_with(other: Case) -> Evidence:
    said = tr(
        "{method} {path} worked with the same cookies.",
        method=other.sent.method,
        path=other.sent.path,
    )
    return fact(said, other.heard_line)


RULES = (token_under_another_name, token_of_a_form, token_in_an_odd_header)
