"""Experiment: the same secret under the scheme that the server's challenge names."""

import msgspec

from inspector.compose import carried_over
from inspector.diagnose.facts.case import Case
from inspector.diagnose.trial.baseline import Ground, spoiled_by_its_place
from inspector.diagnose.trial.part import Ask, Experiment, ExperimentContext, Steps, says, when
from inspector.diagnose.trial.ratios import Ratio
from inspector.diagnose.trial.reply_comparison import Compared, compared
from inspector.diagnose.trial.sent_token import not_varied
from inspector.diagnose.trial.taken import as_sent, with_credential
from inspector.diagnose.weights import CLEAR
from inspector.model.attempt import Attempt
from inspector.model.credential import kind_of, kind_of_scheme
from inspector.model.finding import Cause
from inspector.model.kinds.api_key import ApiKey
from inspector.model.kinds.bearer import Bearer
from inspector.wording import tr

_ALSO_BEARER = "token"  # a word before a token, offered by some APIs as if it were a scheme


def _kind(scheme: str) -> str:
    """Return the kind of credential that sends an offered scheme, empty where none does."""
    known = kind_of_scheme(scheme)
    if known is not None:
        return known.tag()
    return Bearer.tag() if scheme == _ALSO_BEARER else ""


def _offered(ground: Ground) -> str:
    """Return the scheme offered that the secret sent can be carried over to, or nothing."""
    sent = ground.case.sent
    main = sent.main
    if main is None or sent.is_login:
        return ""
    if main.where == "cookie":
        return ""
    mine = main.scheme or ApiKey.tag()
    held = carried_over.sent_as(main.scheme).tag() if main.scheme else ApiKey.tag()
    for scheme in ground.case.heard.schemes:
        if scheme != mine and carried_over.carries(held, _kind(scheme)):
            return scheme
    return ""


def _applies(ground: Ground) -> str:
    if not ground.case.heard.schemes:
        return tr("The server names no scheme.")
    if not _offered(ground):
        return tr("The server names no other scheme that this credential could be sent in.")
    return not_varied(ground) or spoiled_by_its_place(ground)


def _variant(ground: Ground, means: ExperimentContext) -> Steps:
    request, offered = with_credential(ground, means), _offered(ground)
    other = carried_over.switched(request.credential, _kind(offered))
    if _kind(offered) == Bearer.tag():  # its word may be another one, as Token is
        named = (one.scheme for _, one in ground.case.heard.challenges)
        word = next(word for word in named if word.lower() == offered)
        other = msgspec.structs.replace(other, word=word)
    yield Ask(request=msgspec.structs.replace(request, credential=other))


def _cost(ground: Ground) -> int:
    return ground.rounds + kind_of(_kind(_offered(ground))).rounds - 1


def _observe(before: Case, after: Attempt) -> Compared:
    """What stood outside Authorization was in the wrong place, whatever word it got there."""
    found, main = compared(before, after), before.sent.main
    moved = main is not None and (main.where != "header" or main.name.lower() != "authorization")
    chosen = after.request.credential if after.request is not None else None
    if found.result != "accepted" or main is None or not moved or chosen is None:
        return found
    return msgspec.structs.replace(found, name="moved", values=as_sent(chosen, main.name))


_ACCEPTED = (
    *says(Ratio.RULES_OUT, Cause.INVALID_CREDENTIALS, Cause.INSUFFICIENT_PERMISSIONS),
    *says(Ratio.STRONGLY_AGAINST, Cause.CONFIGURATION),
    *says(Ratio.RULES_OUT, Cause.NETWORK_BLOCKED),
)
_TABLE = (
    when(
        "moved",
        tr("In the header and scheme that the server names the same secret is accepted."),
        says(Ratio.SETTLES, "key-in-wrong-place", floor=CLEAR),
        says(Ratio.LEANS_AGAINST, Cause.SCHEME_MISMATCH),
        _ACCEPTED,
        proves=("key-in-wrong-place",),
    ),
    when(
        "accepted",
        tr("The same secret is accepted in the scheme that the server names."),
        says(Ratio.STRONGLY_FOR, Cause.SCHEME_MISMATCH),
        says(Ratio.SETTLES, "other-scheme-wanted", floor=CLEAR),
        says(Ratio.RULES_OUT, Cause.MISSING_CREDENTIALS),
        _ACCEPTED,
        proves=("other-scheme-wanted",),
    ),
    when(
        ("same", "differs"),
        tr("The scheme that the server names does not help by itself."),
        says(Ratio.LEANS_AGAINST, Cause.SCHEME_MISMATCH),
        says(Ratio.POINTS_TO, Cause.INVALID_CREDENTIALS),
    ),
)

EXPERIMENT = Experiment(
    id="other-scheme",
    question=tr("Does the server accept the scheme that its challenge names?"),
    varies=tr("The scheme it names"),
    sends=tr("The same request with your credential in the scheme of the challenge."),
    tells=(Cause.SCHEME_MISMATCH,),
    applies=_applies,
    variant=_variant,
    observe=_observe,
    table=_TABLE,
    cost=_cost,
    requests=2,
)
