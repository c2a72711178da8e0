"""A reply handed out two things that go together, and only one of them is sent."""

from collections.abc import Iterator

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.weights import FAIR, LIKELY, STRONG
from inspector.model.annotation import Place
from inspector.protocol.patterns import lazy_re
from inspector.reading import places
from inspector.reading.meanings import BESIDE_THE_CREDENTIAL, OF_A_CLAIM, OF_AN_END, Names
from inspector.reading.statuses import MAY_REFUSE_CREDENTIAL
from inspector.story.births import Birth
from inspector.story.lives import Life
from inspector.wording import tr

_OTHER_REASON: Names = (
    *BESIDE_THE_CREDENTIAL, *OF_AN_END, *OF_A_CLAIM, "scheme-refused", "signature",
)  # fmt: skip


def partner_not_sent(case: Case) -> Found:
    """A login gave a token and what goes beside it: an id, a session token, the second half.

    What is sent in a header of its own is read by rules of its own; behind Bearer a token is
    complete (RFC 6750 §2.1), and only another secret can be missing.
    """
    if case.status not in MAY_REFUSE_CREDENTIAL and not case.is_hidden_error:
        return
    if case.said(*_OTHER_REASON) or case.sent.is_login or case.sent.is_token_request:
        return
    for life in case.trace.story.lives.sent_in(case):
        birth = life.birth
        if birth is None or birth.how not in {"reply", "header"} or life.first_accepted is not None:
            continue
        partner = next(_not_sent(case, life, birth), None)
        if partner is not None:
            name, place = partner
            sent = life.use_in(case).credential
            yield case.refused_for(
                "second-part-missing",
                _weight(case, birth, sent.name, name),
                fact(tr("{name} was handed out beside it.", name=name), place),
                fact(tr("Only {name} was sent.", name=sent.name), sent.place),
                name=sent.name,
                wanted=name,
            )
            return


def _weight(case: Case, birth: Birth, sent: str, wanted: str) -> float:
    """Weigh more where the header is called as what was handed out: that is where it belongs."""
    if not case.heard.gives_no_reason and not case.said("missing", "not-authenticated"):
        return FAIR
    in_its_place = _flat(sent).removeprefix("x").endswith(_flat(birth.name))
    return STRONG if in_its_place or _OTHER_HALF.search(wanted) else LIKELY


def _flat(name: str) -> str:
    return name.lower().replace("-", "").replace("_", "")


def _not_sent(case: Case, life: Life, birth: Birth) -> Iterator[tuple[str, Place | None]]:
    """Yield names and places of what was handed out beside a value and is nowhere in a request."""
    given = case.trace.case(birth.entry)
    own_header = life.use_in(case).credential.name.lower() != "authorization"
    sent = _all_sent(case)
    for name, value, place in _handed_out(given, birth):
        wanted = _OTHER_HALF.search(name) or (own_header and _WHO.search(name))
        if wanted and name != birth.name and len(value) >= _SHORTEST and value not in sent:
            yield name, place


def _handed_out(given: Case, birth: Birth) -> Iterator[tuple[str, str, Place | None]]:
    """Yield the members, or the headers, among which a value was handed out."""
    if birth.how == "header":
        for index, header in enumerate(given.heard.headers):
            place = places.in_header(given.index, "reply", index, header)
            yield header.name, header.value.strip(), place
        return
    content = given.heard.content
    members = [(name, str(value)) for name, value in content.scalars()]
    if any(name.lower() in _OF_OAUTH for name, _ in members):
        return
    for name, value in members:
        yield name, value, places.in_body(given.index, "reply", places.find(content.bytes, value))


def _all_sent(case: Case) -> str:
    """Return all that a request says, in which a value may stand as a part."""
    message = case.sent.message
    lines = "\n".join(header.value for header in message.headers)
    body = message.body[:_LOOK].decode("utf-8", "replace")
    basic = "".join(one.login_text for one in case.sent.credentials)
    return f"{message.url}\n{lines}\n{body}\n{basic}"


_SHORTEST, _LOOK = 3, 65_536
_OF_OAUTH = frozenset({"token_type", "expires_in", "refresh_token", "scope"})
# Who is meant, which some servers read beside the token.
# finds `userId`, `X-User-Id`, `uid`, `client`
# but not `_id`, `username`
_WHO = lazy_re(r"(?i)^(?:x-)?(?:user|account|member|customer|device)[-_]?id$|^uid$|^client$")
# finds `tokenSecret`, `sessionToken`, `security_token`, `api_secret`
# but not `secretary`
_OTHER_HALF = lazy_re(
    r"(?i)^(?:x-)?(?:(?:token|api|key|access|client|app)[-_]?secret|"
    r"(?:session|security)[-_]?token|secret(?:[-_]?key)?)$"
)

RULES = (partner_not_sent,)
