"""Experiment: the same token after another scheme word: as it is named, or as is usual."""

import re
from collections.abc import Iterator

import msgspec

from inspector.diagnose.facts.case import Case
from inspector.diagnose.trial.baseline import Ground, found_where_it_is
from inspector.diagnose.trial.part import Ask, Experiment, ExperimentContext, Steps, says, when
from inspector.diagnose.trial.ratios import Ratio
from inspector.diagnose.trial.reply_comparison import Compared, compared
from inspector.diagnose.trial.sent_token import not_varied
from inspector.diagnose.trial.taken import with_credential
from inspector.diagnose.weights import SOUND
from inspector.model.attempt import Attempt
from inspector.model.credential import LOGIN_SCHEMES, Credential
from inspector.model.finding import Cause
from inspector.protocol.keys.key_hosts import kinds_at
from inspector.protocol.patterns import lazy_re
from inspector.reading.credential import Credential as SentCredential
from inspector.wording import tr

_MOST = 2
# finds `Authorization: ApiKey <your key>`
# but not `Authorization header is missing`
_SHOWN = lazy_re(
    r"(?i)\bauthorization[\"'`]?\s{0,4}:\s{0,4}[\"'`]?([a-z][a-z0-9_-]{1,20})\s{1,4}[<\[{$*x.\"'a-z]"
)
_BARE = ""  # some read the token as it stands, and the word as a part of it
_WORD = re.compile(r"[A-Za-z][A-Za-z0-9_-]{1,20}")


def _applies(ground: Ground) -> str:
    main = ground.case.sent.main
    if main is None or main.where != "header" or main.name.lower() != "authorization":
        return tr("No token was sent in Authorization.")
    if main.scheme in LOGIN_SCHEMES:
        return tr("A login is sent, and no token.")
    chosen = ground.credential
    if chosen is not None and not _has_a_word(chosen):
        return tr("The scheme itself writes the word.")
    return not_varied(ground) or found_where_it_is(ground)


def _has_a_word(credential: Credential) -> bool:
    """Whether the word before its token can be chosen."""
    return "word" in credential.texts


def _words(ground: Ground, mine: str) -> Iterator[str]:
    """Yield the words to try: as the provider reads it, as the reply shows, as is usual."""
    main = ground.case.sent.main
    kinds = kinds_at(main.bare, ground.host) if main is not None else ()
    listed = (way for kind in kinds for way in kind.travels if _WORD.fullmatch(way))
    shown = _SHOWN.findall(ground.case.heard.words)
    usual = ("Bearer", "Token") if mine != "Bearer" else ("Token", _BARE)
    login = LOGIN_SCHEMES | {"bare", "user", "password"}
    for word in dict.fromkeys((*listed, *shown, *usual)):
        if word != mine and word.lower() not in login:
            yield word


def _variant(ground: Ground, means: ExperimentContext) -> Steps:
    own = with_credential(ground, means)
    if not _has_a_word(own.credential):
        return
    for word in list(_words(ground, own.credential.scheme_word))[:_MOST]:
        other = msgspec.structs.replace(own.credential, word=word)
        answer = yield Ask(request=msgspec.structs.replace(own, credential=other))
        if compared(ground.case, answer).result == "accepted":
            return


def _observe(before: Case, after: Attempt) -> Compared:
    found = compared(before, after)
    chosen = after.request.credential if after.request is not None else None
    if found.result != "accepted" or chosen is None:
        return found
    mine = before.sent.main
    sent = mine.word if mine is not None else ""
    wanted = chosen.scheme_word
    if mine is not None and _is_wrapped(mine):  # what stood around it was left out as well
        words = tr("Without what stood around it the same token is accepted.")
        return msgspec.structs.replace(found, name="alone", meaning=words)
    if not wanted:
        bare = {"bare": tr("without a word"), "wanted": "", "sent": sent}
        words = tr("Without a word before it the same token is accepted.")
        return msgspec.structs.replace(found, values=bare, meaning=words)
    values = {"wanted": wanted, "sent": sent or tr("none")}
    words = tr("With the word {wanted} the same token is accepted.", wanted=wanted)
    return msgspec.structs.replace(found, values=values, meaning=words)


def _is_wrapped(mine: SentCredential) -> bool:
    """Whether more than the token stands behind the word: the word once more, or quotes."""
    return mine.value.strip() != mine.bare


_NOT_THE_CALLER = (
    *says(Ratio.RULES_OUT, Cause.INSUFFICIENT_PERMISSIONS, Cause.REVOKED_TOKEN),
    *says(Ratio.RULES_OUT, Cause.NETWORK_BLOCKED, Cause.CONFIGURATION),
    *says(Ratio.RULES_OUT, Cause.MISSING_CREDENTIALS),
)
_TABLE = (
    # the word was the right one, and stood there twice, or quotes with it
    when(
        "alone",
        "",
        says(Ratio.SETTLES, "scheme-word-twice", "quotes-in-credential"),
        says(Ratio.RULES_OUT, Cause.SCHEME_MISMATCH),
        _NOT_THE_CALLER,
        proves=("scheme-word-twice", "quotes-in-credential"),
    ),
    when(
        "accepted",
        "",
        says(Ratio.SETTLES, "other-word-wanted", floor=SOUND),
        says(Ratio.SETTLES, "scheme-word-missing", "scheme-word-in-small-letters"),
        says(Ratio.RULES_OUT, Cause.INVALID_CREDENTIALS),
        _NOT_THE_CALLER,
        proves=("other-word-wanted", "scheme-word-missing", "scheme-word-in-small-letters"),
    ),
    when(
        ("same", "differs"),
        tr("Another word before the token does not help."),
        says(Ratio.AGAINST, "other-word-wanted", "other-scheme-wanted"),
        says(Ratio.LEANS_AGAINST, "scheme-word-missing", "scheme-word-in-small-letters"),
    ),
)

EXPERIMENT = Experiment(
    id="other-word-before-the-token",
    question=tr("Is the same token accepted after another word?"),
    varies=tr("Another word before the token"),
    sends=tr("The same request; before the token stands the word that the API is known to want."),
    tells=(Cause.SCHEME_MISMATCH,),
    applies=_applies,
    variant=_variant,
    observe=_observe,
    table=_TABLE,
    cost=lambda ground: _MOST * ground.rounds,
    requests=_MOST,
    elsewhere=True,
)
