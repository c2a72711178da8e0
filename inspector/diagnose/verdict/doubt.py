"""A refusal without a word: every cause that looks the same, what would tell it apart, the cost.

None is called likelier than possible: only what was sent and the status chose the group.
"""

from typing import NamedTuple

import msgspec

from inspector.compose.scope import Scope
from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.findings import declared, family
from inspector.diagnose.judging.look_alikes import look_alikes
from inspector.diagnose.trial.baseline import Ground
from inspector.diagnose.trial.part import all_experiments
from inspector.diagnose.trial.plans import plan
from inspector.diagnose.verdict.own_words import own_words
from inspector.model.finding import Cause, Certainty, Doubt, Finding
from inspector.model.question import Consent
from inspector.model.request import Request
from inspector.reading.meanings import leaves_no_doubt
from inspector.wording import tr

_LATER = 60  # seconds: what a checker that restarts mostly takes


class _Sign(NamedTuple):
    """What a cause is called beside its likes, and what would tell it apart.

    experiment: the id of the one that shows it, empty where only the person can.
    """

    name: str
    sign: str
    experiment: str = ""
    needs: tuple[Consent, ...] = ()
    waits: int = 0


def _wrong() -> _Sign:
    sign = tr("a made-up one is answered alike")
    return _Sign(tr("Wrong secret"), sign, "garbage-credentials")


def _revoked() -> _Sign:
    sign = tr("a made-up one is answered otherwise")
    return _Sign(tr("Revoked"), sign, "garbage-credentials")


def _locked() -> _Sign:
    sign = tr("refused at every address")
    return _Sign(tr("Locked or disabled"), sign, "same-credential-elsewhere")


def _signs() -> dict[str, _Sign]:
    elsewhere, later = "same-credential-elsewhere", tr("accepted a while later")
    return {
        **dict.fromkeys(("wrong-password", "key-refused", "token-not-accepted"), _wrong()),
        **dict.fromkeys(("token-revoked", "key-revoked"), _revoked()),
        "account-disabled": _locked(),
        "forbidden": _Sign(tr("Not entitled here"), tr("accepted at another address"), elsewhere),
        "authorization-stripped": _Sign(
            tr("Dropped on the way"), tr("none at all is answered alike"), "without-credentials"
        ),
        "web-server-rule": _Sign(
            tr("Shut for everybody"), tr("everyone is answered alike"), "without-credentials"
        ),
        "environment-mismatch": _Sign(
            tr("Other environment"), tr("accepted at another host"), needs=("new-host",)
        ),
        "key-in-wrong-place": _Sign(
            tr("Looked for elsewhere"), tr("accepted in another place"), "other-place-of-the-key"
        ),
        **dict.fromkeys(
            ("audience-mismatch", "issuer-not-trusted"),
            _Sign(
                tr("Made for others"), tr("a broken one is answered otherwise"), "signature-altered"
            ),
        ),
        "login-service-down": _Sign(tr("The checker is down"), later, waits=_LATER),
        "gateway-without-answer": _Sign(tr("Gateway unanswered"), later, waits=_LATER),
        "broke-without-a-word": _Sign(
            tr("The check itself broke"),
            tr("none at all is refused plainly"),
            "without-credentials",
        ),
        "session-ended": _Sign(
            tr("Session ended"), tr("none at all is answered alike"), "without-credentials"
        ),
        "no-credentials-sent": _Sign(
            tr("No credential"), tr("accepted with a saved one"), "other-saved-credential"
        ),
    }


def in_doubt(case: Case, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Return the findings of a wordless refusal, each called possible and no more."""
    return tuple(
        msgspec.structs.replace(one, certainty=Certainty.POSSIBLE)
        if one.certainty is Certainty.UNLIKELY and one.slug in _signs() and _is_alike(case)
        else one
        for one in findings
    )


def held_back(case: Case, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Return the findings, none certain by words that may be of something else than access."""
    return tuple(
        msgspec.structs.replace(one, certainty=Certainty.VERY_LIKELY)
        if one.certainty is Certainty.CERTAIN and _may_be_of_others(case, one)
        else one
        for one in findings
    )


def _may_be_of_others(case: Case, one: Finding) -> bool:
    if case.asks_provider or case.heard.is_redirect:  # whose codes are of logins alone
        return False
    if any(proof.experiment and not proof.against for proof in one.evidence):
        return False
    quoted = {proof.place for proof in one.evidence if proof.place is not None}
    if case.date_place in quoted or any(place.entry != case.index for place in quoted):
        return False  # clocks and other entries bear the words out
    said = [said for said in case.heard.statements if said.place in quoted]
    return bool(said) and not any(leaves_no_doubt(each, case.status) for each in said)


def doubts(case: Case, findings: tuple[Finding, ...]) -> tuple[Doubt, ...]:
    """Return the causes that look alike, none where a word or a fact makes one likely."""
    sure = {Certainty.CERTAIN, Certainty.VERY_LIKELY}
    if not findings or findings[0].certainty in sure or not _is_alike(case):
        return ()
    named = {one.slug: one.cause for one in findings}
    for other in look_alikes(case):  # also those that hardly count beside the others
        named.setdefault(other.slug, other.cause)
    return tuple(_doubt(case, slug, cause) for slug, cause in named.items())


def _is_alike(case: Case) -> bool:
    wordless = case.exchange.reply is not None and case.heard.gives_no_reason
    return wordless and own_words(case) is None


def _doubt(case: Case, slug: str, cause: Cause) -> Doubt:
    known = _signs().get(slug) or _declared(slug, cause)
    made = Doubt(
        cause=cause,
        finding=slug,
        name=known.name,
        sign=known.sign,
        experiment=known.experiment,
        requests=0,
        needs=known.needs,
        waits=known.waits,
    )
    if not known.experiment:
        return made
    composed = case.trace.attempt.request or Request(url=case.sent.url, method=case.sent.method)
    offered = plan(all_experiments()[known.experiment], Ground(case, composed, Scope()))
    return msgspec.structs.replace(
        made, requests=offered.requests, needs=offered.needs, refused=offered.refused
    )


def _declared(slug: str, cause: Cause) -> _Sign:
    """Return what the finding's own table names: the experiment that tells it, by its question."""
    name, named = _names().get(slug, ""), declared(slug).experiment or family(cause).experiment
    if not named:
        return _Sign(name, tr("accepted once its fix is applied"))
    return _Sign(name, all_experiments()[named].question, named)


def _names() -> dict[str, str]:
    """Return what the other look-alikes are called, which may be in no finding that names them."""
    return {
        "client-certificate-refused": tr("Certificate refused"),
        "csrf-token-missing": tr("No CSRF token"),
        "not-found-hides-forbidden": tr("Hidden from this caller"),
        "path-unknown": tr("No such path"),
    }
