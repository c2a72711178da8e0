"""Experiment: the same key under another name or in another place of the request."""

from collections.abc import Iterator

import msgspec

from inspector.diagnose.facts.case import Case
from inspector.diagnose.trial.baseline import Ground, found_where_it_is
from inspector.diagnose.trial.part import Ask, Experiment, ExperimentContext, Steps, says, when
from inspector.diagnose.trial.ratios import Ratio
from inspector.diagnose.trial.reply_comparison import Compared, compared
from inspector.diagnose.trial.sent_token import not_varied
from inspector.diagnose.trial.taken import as_sent, token_of, with_credential
from inspector.diagnose.weights import LIKELY
from inspector.model.attempt import Attempt
from inspector.model.credential import LOGIN_SCHEMES, Credential
from inspector.model.finding import Cause
from inspector.model.kinds.api_key import ApiKey
from inspector.model.kinds.bearer import Bearer
from inspector.model.secret import SecretRef
from inspector.protocol.field_names import USUAL_HEADERS
from inspector.protocol.keys.wrapped_values import alone
from inspector.protocol.patterns import lazy_re
from inspector.protocol.scheme_words import LOGINS
from inspector.wording import tr

_NAMED = lazy_re(r"(?i)\b(x-[a-z-]{0,40}(?:key|token)|api[-_]?key|authorization)\b")
# finds `No token provided!`
# but not `tokenless`
_TOKEN = lazy_re(r"(?i)\b(?:access[ _-]?)?tokens?\b")
_MOST = 2


def _applies(ground: Ground) -> str:
    main = ground.case.sent.main
    if main is None or not main.bare.strip() or main.scheme in LOGINS | LOGIN_SCHEMES:
        return tr("No key or token was sent.")
    if main.signs_a_message:
        return tr("The signature of a message is read where its sender puts it.")
    if main.where == "body" or (main.where == "cookie" and not main.claims):
        return tr("The key is not in a header and not in the query.")
    return not_varied(ground) or found_where_it_is(ground)


def _variant(ground: Ground, means: ExperimentContext) -> Steps:
    own = with_credential(ground, means)
    token = token_of(own, means)
    if not token:
        return
    for credential in list(_others(ground, own.credential, means.put(token)))[:_MOST]:
        moved = msgspec.structs.replace(own, credential=credential)
        answer = yield Ask(request=moved)
        if compared(ground.case, answer).result == "accepted":
            return


def _others(ground: Ground, mine: Credential, held: SecretRef) -> Iterator[Credential]:
    """Yield where the key could go: where the reply says first, then where keys usually are.

    Never in the query unless the reply names it: addresses are written into logs.
    """
    challenges = " ".join(p.value for _, c in ground.case.heard.challenges for p in c.params)
    words = f"{ground.case.heard.words} {challenges}"
    told = (*(one.text for one in ground.case.heard.statements), challenges)
    for name in dict.fromkeys(found.lower() for found in _NAMED.findall(" ".join(told))):
        if name == "authorization":
            continue
        in_query = f"{name} query" in words.lower() or f"parameter {name}" in words.lower()
        made = ApiKey(name=name, value=held, place="query" if in_query else "header")
        if not _is_like(made, mine):
            yield made
    main = ground.case.sent.main
    of_a_token = bool(main is not None and main.claims) or _TOKEN.search(words) is not None
    names = USUAL_HEADERS if of_a_token else USUAL_HEADERS[-1:]
    ways: list[Credential] = [ApiKey(name=name, value=held) for name in names]
    ways.insert(len(ways) if not of_a_token and "apikey" in words else 0, Bearer(token=held))
    for usual in ways:
        if not _is_like(usual, mine):
            yield usual


def _observe(before: Case, after: Attempt) -> Compared:
    """What stays in Authorization and gets a word before it was in the right place."""
    found, main = compared(before, after), before.sent.main
    at = main.name.lower() if main is not None and main.where == "header" else ""
    chosen = after.request.credential if after.request is not None else None
    if found.result != "accepted" or chosen is None or main is None:
        return found
    if chosen.travels.name.lower() != at or at != "authorization":
        values = as_sent(chosen, main.name)
        words = tr("The same key is accepted in {wanted}.", wanted=values["wanted"])
        name = "without-more" if alone(main.value) != main.value.strip() else found.name
        return msgspec.structs.replace(found, name=name, values=values, meaning=words)
    word = chosen.scheme_word
    words = tr("With the word {wanted} the same token is accepted.", wanted=word)
    values = {"wanted": word, "sent": tr("none")}
    return msgspec.structs.replace(found, name="with-a-word", values=values, meaning=words)


def _is_like(one: Credential, other: Credential) -> bool:
    return one.holds == other.holds == "token" and _way(one) == _way(other)


def _way(one: Credential) -> tuple[str, str, str, str]:
    place, name = one.travels
    return one.kind, place, name.lower(), one.scheme_word


_TABLE = (
    when(
        "with-a-word",
        "",
        says(Ratio.SETTLES, "other-word-wanted", floor=LIKELY),
        says(Ratio.RULES_OUT, Cause.INVALID_CREDENTIALS, Cause.REVOKED_TOKEN),
        says(Ratio.RULES_OUT, Cause.MISSING_CREDENTIALS, Cause.INSUFFICIENT_PERMISSIONS),
        says(Ratio.RULES_OUT, Cause.NETWORK_BLOCKED, Cause.CONFIGURATION),
        proves=("other-word-wanted", "scheme-word-missing"),
    ),
    # whether it would be taken where it stood, and alone there, was not tried
    when(
        "without-more",
        tr("The server takes the key in another place, where nothing stands beside it."),
        says(Ratio.STRONGLY_FOR, "more-than-the-value"),
        says(Ratio.SPEAKS_FOR, "key-in-wrong-place"),
        says(Ratio.RULES_OUT, Cause.REVOKED_TOKEN, Cause.INSUFFICIENT_PERMISSIONS),
        says(Ratio.RULES_OUT, Cause.NETWORK_BLOCKED),
    ),
    when(
        "accepted",
        tr("The server takes the key in another place."),
        says(Ratio.SETTLES, "key-in-wrong-place", floor=LIKELY),
        says(Ratio.LEANS_AGAINST, Cause.SCHEME_MISMATCH),
        says(Ratio.RULES_OUT, Cause.INVALID_CREDENTIALS, Cause.REVOKED_TOKEN),
        says(Ratio.RULES_OUT, Cause.INSUFFICIENT_PERMISSIONS, Cause.NETWORK_BLOCKED),
        says(Ratio.STRONGLY_AGAINST, Cause.WRONG_ENDPOINT),
        says(Ratio.AGAINST, Cause.CONFIGURATION),
        proves=("key-in-wrong-place",),
    ),
    when(
        "same",
        tr("The key is refused in the same way in other places."),
        says(Ratio.LEANS_AGAINST, "key-in-wrong-place"),
    ),
    # there it is as if none were sent: what is answered otherwise was looked at where it stood
    when(
        "differs",
        tr("In another place it is refused in another way, so it was looked at where it stood."),
        says(Ratio.AGAINST, "key-in-wrong-place", "authorization-stripped"),
        says(Ratio.LEANS_AGAINST, Cause.MISSING_CREDENTIALS, Cause.NETWORK_BLOCKED),
    ),
)

EXPERIMENT = Experiment(
    id="other-place-of-the-key",
    question=tr("Does the server find the key in another place or name?"),
    varies=tr("Key in another place"),
    sends=tr("The same request with the key where the reply names it, or where keys usually are."),
    tells=(Cause.MISSING_CREDENTIALS, Cause.SCHEME_MISMATCH),
    applies=_applies,
    variant=_variant,
    observe=_observe,
    table=_TABLE,
    cost=lambda ground: _MOST * ground.rounds,
    requests=2,
    elsewhere=True,
)
