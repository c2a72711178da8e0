"""Who took part in a sign-in that broke, and whose fault it is: You, login provider or API."""

from typing import NamedTuple, cast

from inspector.model.attempt import Attempt
from inspector.model.finding import Actor, Verdict
from inspector.model.kinds.oauth2 import OAuth2
from inspector.presentation.tokens.sign_in_steps import SignInStep
from inspector.protocol.urls import host_of
from inspector.reading.statuses import ERRORS
from inspector.wording import tr

_CALLS = frozenset({"main", "retry", "challenge-answer"})


class Party(NamedTuple):
    """name: "You", or a host. words: three or four of what it did."""

    icon: str
    name: str
    words: str
    guilty: bool


def parties(attempt: Attempt, verdict: Verdict, steps: tuple[SignInStep, ...]) -> tuple[Party, ...]:
    """Return the three parties; none where no sign-in took part or nobody is found guilty."""
    request = attempt.request
    if not steps or not verdict.findings or request is None or not request.credential.keeps_tokens:
        return ()
    credential = cast("OAuth2", request.credential)
    guilty = verdict.findings[0].who_must_act
    provider = host_of(credential.issuer or credential.endpoints.token)
    return (
        Party("user-round", tr("You"), _yours(guilty), guilty == "client"),
        Party(
            "server",
            provider or tr("Login provider"),
            _theirs(guilty, broken=any(step.disc == "broken" for step in steps)),
            guilty == "identity-provider",
        ),
        Party("server", host_of(request.url), _api(attempt, guilty), guilty == "api-owner"),
    )


def said(shown: tuple[Party, ...]) -> str:
    """Return the strip as one sentence."""
    parts = [
        tr("{name}: {words}, at fault", name=each.name, words=each.words)
        if each.guilty
        else tr("{name}: {words}", name=each.name, words=each.words)
        for each in shown
    ]
    return "; ".join(parts)


def _yours(guilty: Actor) -> str:
    return tr("A setting is wrong") if guilty == "client" else tr("Asked rightly")


def _theirs(guilty: Actor, *, broken: bool) -> str:
    if guilty == "identity-provider":
        return tr("Answered wrongly")
    return tr("Refused rightly") if broken and guilty == "client" else tr("Answered")


def _api(attempt: Attempt, guilty: Actor) -> str:
    calls = [each for each in attempt.exchanges if each.purpose in _CALLS]
    if not calls:
        return tr("Not asked")
    if guilty == "api-owner":
        return tr("Answered wrongly")
    reply = calls[-1].reply
    return tr("Refused it") if reply is not None and reply.status in ERRORS else tr("Answered")
