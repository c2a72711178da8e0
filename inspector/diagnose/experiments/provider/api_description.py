"""Experiment: the API's own description is asked what it wants of its callers.

It is the owner's word, laid out for everybody: nothing of the user's goes along.
"""

from inspector.diagnose.facts.case import Case, Trace
from inspector.diagnose.facts.named_places import named_place, wanted_form
from inspector.diagnose.facts.token_claims import bearer, scopes
from inspector.diagnose.trial.api_description import (
    MOST,
    addresses,
    asked_in_words,
    has_own_name,
    lacking,
    read_description,
    word_of,
)
from inspector.diagnose.trial.baseline import Ground, found_where_it_is
from inspector.diagnose.trial.earlier import is_akin
from inspector.diagnose.trial.part import (
    Ask,
    Experiment,
    ExperimentContext,
    Steps,
    at_least,
    plain_request,
    says,
    when,
)
from inspector.diagnose.trial.ratios import Ratio
from inspector.diagnose.trial.reply_comparison import Compared, main_case
from inspector.diagnose.weights import CLEAR, HALF, OPEN, RATHER, SOUND
from inspector.intake.collections.api_security import Asked, AskedOfCallers
from inspector.model.attempt import Attempt
from inspector.model.finding import Cause
from inspector.model.kinds.bearer import Bearer
from inspector.wording import tr
from inspector.wording.numbers import listed


def _applies(ground: Ground) -> str:
    case = ground.case
    if case.exchange.reply is None:
        return tr("The server did not answer.")
    if case.asks_provider or case.sent.is_login:
        return tr("It asks a login for a token or a session, and no API.")
    if named_place(case) is not None or wanted_form(case).told:
        return tr("The reply itself says what it wants, and where.")
    if case.sent.has_any and case.said("key-refused", "bad-login") >= HALF:
        return tr("The reply speaks of what was sent, so it was found where it stood.")
    if _was_taken(ground):
        return tr("The same was accepted here before: it goes where it belongs.")
    return found_where_it_is(ground)


def _was_taken(ground: Ground) -> bool:
    """Whether the same credential was accepted before by the same operation."""
    case = ground.case
    before = filter(None, map(main_case, ground.aids.earlier))
    return any(is_akin(case, one) and one.asked_for == case.asked_for for one in before)


def _variant(ground: Ground, means: ExperimentContext) -> Steps:
    del means
    for url in addresses(ground.case):
        asked = plain_request(tr("The API's description"), url, ground.request.options)
        answer = yield Ask(request=asked, purpose="discovery", with_jar=False)
        if not answer.exchanges or _found(ground.case, answer) is not None:
            return


def _found(before: Case, after: Attempt) -> AskedOfCallers | None:
    reply = after.last_reply
    return read_description(before, reply.body) if reply is not None else None


# ---------------- How it stands to what was sent
def _observe(before: Case, after: Attempt) -> Compared:
    last = Trace(after).case(len(after.exchanges) - 1)
    found = _found(before, after)
    if found is None:
        return Compared("failed", tr("no description"), last, name="none")
    if not found.is_described:
        return Compared("failed", tr("the operation is not in it"), last, name="not-described")
    if not found.ways:
        return Compared("differs", tr("asks for no credential"), last, name="open")
    missed = lacking(before, found)
    if missed is None:
        return _as_described(before, found, last)
    return _otherwise(before, missed, last)


def _otherwise(before: Case, missed: Asked, last: Case) -> Compared:
    """What is asked for goes elsewhere, or in another scheme, than what was sent."""
    wanted = missed.credential
    place, name = wanted.travels
    is_key = has_own_name(wanted)
    told = asked_in_words(wanted)
    values: dict[str, object] = {
        "wanted": told,
        "kind": wanted.kind if is_key or wanted.is_login() else Bearer.tag(),
        "place": place if is_key else "",
        "key": name if is_key else "",
    }
    held = before.sent.authorization
    is_other = held is not None and not is_key and held.scheme != word_of(wanted).lower()
    return Compared(
        "differs",
        told,
        last,
        name="other-scheme" if is_other else "other-place",
        meaning=tr("The API's own description asks for a credential in {wanted}.", wanted=told),
        values=values,
    )


def _as_described(before: Case, found: AskedOfCallers, last: Case) -> Compared:
    wanted = {scope for way in found.ways for one in way for scope in one.scopes}
    token = bearer(before)
    own = set(scopes(token)) if token is not None and token.claims else set()
    missing = sorted(wanted - own)
    if own and missing and len(found.ways) == 1:
        values: dict[str, object] = dict.fromkeys(("missing", "scopes"), listed(missing))
        shows = tr("asks for the scope {scope}", scope=listed(missing))
        return Compared("differs", shows, last, name="other-scope", values=values)
    return Compared("same", tr("asks for what was sent"), last, name="as-described")


_NOT_THE_SECRET = (
    *says(Ratio.AGAINST, Cause.INVALID_CREDENTIALS, Cause.REVOKED_TOKEN),
    *says(Ratio.AGAINST, Cause.INSUFFICIENT_PERMISSIONS, Cause.NETWORK_BLOCKED),
    *says(Ratio.LEANS_AGAINST, Cause.WRONG_ENDPOINT, Cause.CONFIGURATION),
)
_TABLE = (
    when(
        "none",
        tr("The server lays no description of its API where it is usually found."),
        says(Ratio.RULES_OUT, "described-credential", "described-scheme"),
    ),
    when(
        "not-described",
        tr("The API's description does not name this operation."),
        says(Ratio.RULES_OUT, "described-credential", "described-scheme"),
        says(Ratio.SPEAKS_FOR, "path-unknown", floor=OPEN),
    ),
    when(
        "other-place",
        "",
        says(Ratio.STRONGLY_FOR, Cause.MISSING_CREDENTIALS),
        at_least(CLEAR, "described-credential"),
        _NOT_THE_SECRET,
    ),
    when(
        "other-scheme",
        "",
        says(Ratio.STRONGLY_FOR, Cause.SCHEME_MISMATCH),
        at_least(SOUND, "described-scheme"),
        _NOT_THE_SECRET,
    ),
    when(
        "other-scope",
        tr("The API's own description asks for a scope that the token does not have."),
        says(Ratio.STRONGLY_FOR, "scope-missing", floor=RATHER),
        says(Ratio.AGAINST, Cause.MISSING_CREDENTIALS, Cause.SCHEME_MISMATCH),
    ),
    when(
        "as-described",
        tr("The API's own description asks for just what was sent, in that place."),
        says(Ratio.AGAINST, Cause.SCHEME_MISMATCH, "key-in-wrong-place"),
        says(Ratio.AGAINST, Cause.MISSING_CREDENTIALS),
    ),
    when(
        "open",
        tr("By its own description the API asks for nothing here: something else refuses."),
        says(Ratio.LEANS_TO, Cause.NETWORK_BLOCKED, Cause.CONFIGURATION),
    ),
)

EXPERIMENT = Experiment(
    id="api-description",
    question=tr("What does the API's own description ask for?"),
    varies=tr("The API's description"),
    sends=tr("GET for the description at its usual addresses, without a credential."),
    tells=(Cause.MISSING_CREDENTIALS, Cause.SCHEME_MISMATCH, Cause.INSUFFICIENT_PERMISSIONS),
    methods=lambda _: ("GET",),
    carries=False,
    compares=False,
    applies=_applies,
    variant=_variant,
    observe=_observe,
    table=_TABLE,
    cost=lambda _: MOST,
    requests=MOST,
)
