"""A caller that is known without a name in the request: by certificate, address or opaque token."""

from http import HTTPStatus

from inspector.diagnose.facts.callers.strangers import seen_as_nobody
from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Found, fact, quoted
from inspector.diagnose.weights import FAIR, LIKELY, RATHER
from inspector.protocol.patterns import lazy_re
from inspector.reading import places
from inspector.reading.meanings import (
    OF_A_LACK,
    OF_AN_END,
    OF_FORGERY,
    OF_THE_ACCOUNT,
    OF_THE_NETWORK,
    Names,
)
from inspector.reading.statements import Statement
from inspector.reading.statuses import TURNS_AWAY
from inspector.wording import tr

_OTHER_REASON: Names = (*OF_A_LACK, *OF_FORGERY, *OF_THE_ACCOUNT, *OF_THE_NETWORK)


def known_by_connection(case: Case) -> Found:
    """The like was written to another thing without any credential, and 403 refuses it of this one.

    Hardly anybody lets strangers write: who calls is known by what the record does not show.
    """
    if case.status != HTTPStatus.FORBIDDEN or case.sent.has_any or case.sent.is_safe:
        return
    if case.heard.challenges or case.sent.is_login or case.said(*_OTHER_REASON):
        return
    given = [one for one in (*case.before, *case.after) if _is_alike(case, one)]
    if not given:
        return
    both = given[0].index < case.index < given[-1].index
    entry, path = given[0].number, given[0].sent.path
    said = tr("Entry {entry} wrote to {path} in the same way.", entry=entry, path=path)
    yield case.refused_for(
        "right-missing",
        LIKELY if both else RATHER,
        fact(said, places.in_line(given[0].index, "reply")),
        fact(tr("Neither shows a credential, so that the caller is known otherwise."), None),
    )


def _is_alike(case: Case, other: Case) -> bool:
    """Whether the same was accepted of another thing: one word of the path differs."""
    if not other.succeeded or other.sent.has_any or other.sent.method != case.sent.method:
        return False
    mine, theirs = case.sent.path.split("/"), other.sent.path.split("/")
    apart = sum(one != two for one, two in zip(mine, theirs, strict=False))
    return len(mine) == len(theirs) and len(mine) > _SHORT and apart == 1


_SHORT = 2  # `/things`: another word there is another kind of thing


def named_by_the_reply(case: Case) -> Found:
    """The reply names a user whom nothing of the request names: the token was looked up and found.

    Who was found and is refused lacks a right, unless the words give another reason.
    """
    if case.status not in TURNS_AWAY or case.sent.is_login or case.said(*_BESIDE_A_NAME):
        return
    sent = case.sent.main
    if sent is None or sent.user or sent.claims or sent.is_negotiation or seen_as_nobody(case):
        return
    for statement in case.heard.statements:
        user = _user_in(statement)
        if user and not _is_named(case, user):
            said = tr("Nothing sent names {user}: the server knows whose it is.", user=user)
            shown = (quoted(statement), fact(said, sent.place))
            yield case.refused_for("right-missing", FAIR, *shown, explains=True)
            return


def _user_in(statement: Statement) -> str:
    text = statement.text[:_LONGEST]
    found = _IN_QUOTES.search(text) or _AT_THE_END.search(text)
    return "" if found is None or found[1].lower() in _NO_NAMES else found[1]


def _is_named(case: Case, user: str) -> bool:
    """Whether a name stands anywhere in what was sent."""
    message = case.sent.message
    texts = (message.url, message.body.decode("latin-1"), *(one.value for one in message.headers))
    return any(user.lower() in text.lower() for text in texts)


_BESIDE_A_NAME: Names = (
    *OF_FORGERY, *OF_THE_ACCOUNT, *OF_THE_NETWORK, *OF_AN_END, "missing", "account-gone",
    "malformed", "signature", "audience", "issuer", "token-refused", "key-refused", "bad-login",
)  # fmt: skip
_LONGEST = 400
_WHO = r"(?:user(?: ?name)?|account|principal|subject|identity)"
# finds `User 'bob@corp.test' may not`, `principal: "svc-1"`
# but not `the user is disabled`
_IN_QUOTES = lazy_re(rf"(?i)\b{_WHO}(?: |\W{{1,3}})['\"`]([\w.@+-]{{2,64}})['\"`]")
# finds `denied for user bob.`, `by user svc-1`
# but not `user not found`, `for user agents that`
_AT_THE_END = lazy_re(rf"(?i)\b(?:for|of|by|as) {_WHO}:? ([\w.@+-]{{1,63}}\w)(?=\W?$|[.,;)] )")
_NO_NAMES = frozenset({"unknown", "none", "null", "undefined", "id", "name", "account", "agent"})

RULES = (known_by_connection, named_by_the_reply)
