"""A key of a known provider came to its own host in a way that this provider does not read."""

from inspector.annotate import key_words
from inspector.diagnose.facts.browser import can_set_no_headers
from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.placement import Carried, carried, fits, known_keys
from inspector.diagnose.facts.suspicion import Found, Suspicion, fact
from inspector.diagnose.facts.weights import CLEAR, STRONG
from inspector.model.finding import Evidence
from inspector.protocol.keys import key_shapes
from inspector.protocol.keys.key_checks import KeyCheck
from inspector.reading.meanings import MeaningName
from inspector.wording import tr

_OF = " of "
_WORD, _PLACE, _USER = CLEAR, STRONG, STRONG
_ASKS: tuple[MeaningName, ...] = ("missing", "not-authenticated", "not-found-there")


def sent_in_another_way(case: Case) -> Found:
    """The scheme word, the header or the user name is not the one that goes with this key."""
    for one, checked in known_keys(case):
        ways = checked.shape.travels
        if fits(one, ways) or not key_shapes.belongs(checked.shape, case.sent.bare_host):
            continue
        if _names_an_account(one):
            continue
        evidence = (
            fact(
                tr(
                    "{name}: sent as {sent}.",
                    name=key_words.name_of(checked.shape),
                    sent=_shown(_full(one)),
                ),
                one.credential.place,
            ),
            *case.quote(*_ASKS),
            case.status_evidence,
        )
        yield _suspicion(case, one, checked, evidence)
        return


def _names_an_account(one: Carried) -> bool:
    """Whether the key stands where an account's name does, with a password of its own beside it."""
    return one.way == "user" and bool((one.credential.basic or b"").partition(b":")[2])


def _suspicion(
    case: Case, one: Carried, checked: KeyCheck, evidence: tuple[Evidence, ...]
) -> Suspicion:
    ways = checked.shape.travels
    wanted = tr(" or ").join(_shown(way) for way in ways[:2])
    owners = [way.partition(_OF)[2] for way in ways if way.startswith("password of ")]
    where = ""
    if one.way == "password" and owners:
        slug, weight, wanted = "user-name-for-token", _USER, owners[0]
    elif " " in one.way:
        slug, weight, where = "key-in-wrong-place", _PLACE, one.credential.where
    else:
        slug, weight = "key-sent-in-another-way", _WORD
    return case.suspect(
        slug,
        weight,
        *evidence,
        kind=key_words.name_of(checked.shape),
        name=one.credential.name,
        sent=_shown(_full(one)),
        wanted=wanted,
        user=one.user,
        where=where,
    )


def _full(one: Carried) -> str:
    return f"{one.way} of {one.user}" if one.way == "password" and one.user else one.way


def _shown(way: str) -> str:
    """Return a way as one writes it in a request."""
    kind, _, name = way.partition(" ")
    if kind == "query":
        return f"?{name}=…"
    if kind == "header":
        return f"{name}: …"
    if kind == "body":
        return tr("{name} in the body", name=name)
    if kind == "user":
        return tr("the user name of Basic")
    if kind == "password":
        user = name.removeprefix("of ")
        return tr("Basic {user}:…", user=user) if user else tr("the password of Basic")
    return "Authorization: …" if kind == "bare" else f"Authorization: {_word(kind)} …"


def _word(word: str) -> str:
    return word if word != word.lower() else word.capitalize()


def accepted_in_another_way(case: Case) -> Found:
    """The same secret was accepted by this host behind another word, or beside another user."""
    if not (case.is_refused or case.is_hidden_error) or case.said(*_NOT_THE_FORM):
        return
    if can_set_no_headers(case):  # then the address is the only way there is
        return
    mine = [one for sent in case.sent.credentials for one in carried(sent)]
    for other in (*reversed(case.before[-_LOOK:]), *case.after[:_LOOK]):
        for theirs in _taken(other):
            same = [m for m in mine if m.secret == theirs.secret]
            if same and _full(theirs) not in map(_full, same):
                yield _compared(case, same[0], other, theirs)
                return


def _taken(other: Case) -> list[Carried]:
    """Return what another request sent, where that is long enough to be a secret of its own."""
    if not other.succeeded or other.sent.is_login:
        return []
    found = (one for sent in other.sent.credentials for one in carried(sent))
    return [one for one in found if len(one.secret) >= _SHORTEST]


def _compared(case: Case, one: Carried, other: Case, theirs: Carried) -> Suspicion:
    return case.suspect(
        "key-sent-in-another-way",
        STRONG,
        fact(
            tr("The same secret was accepted as {way}.", way=_shown(_full(theirs))),
            theirs.credential.place,
        ),
        fact(tr("Here it was sent as {way}.", way=_shown(_full(one))), one.credential.place),
        case.status_evidence,
        wanted=_shown(_full(theirs)),
        sent=_shown(_full(one)),
        other=other.sent.path,
    )


_NOT_THE_FORM: tuple[MeaningName, ...] = (
    "token-expired",
    "revoked",
    "scope",
    "locked",
    "too-many-attempts",
    "ip-refused",
)
_LOOK, _SHORTEST = 40, 8
RULES = (sent_in_another_way, accepted_in_another_way)
