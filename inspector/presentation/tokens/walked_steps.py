"""The steps of a sign-in that is walked: how each ended, whose fault a broken one is."""

from inspector.model.exchange import Exchange
from inspector.model.sign_in import STEPS, StepName, Walk, WalkedStep
from inspector.presentation.tokens.sign_in_steps import Disc, SignInStep, good_words
from inspector.presentation.verdict.sign_in_words import step_name, whose
from inspector.protocol.oauth import sign_in_faults
from inspector.protocol.urls import authority_of, split
from inspector.wording import tr
from inspector.wording.durations import took

_BY_BROWSER: frozenset[StepName] = frozenset({"authorization", "sign-in"})


def walked_steps(
    walk: Walk, exchanges: tuple[Exchange, ...], *, running: bool = False
) -> tuple[SignInStep, ...]:
    """Return each step, those before it too. running: the first that was not reached is on now."""
    steps = sorted(walk.steps, key=_place)
    reached = [at for at, step in enumerate(steps) if step.mark != "not-reached"]
    last = max(reached, default=-1)
    waits = any(step.mark in {"waits", "broken"} for step in steps)
    made = []
    for at, step in enumerate(steps):
        disc = _disc(step, passed=at < last)
        if running and not waits and at == last + 1:
            disc = "waits"
        made.append(_step(step, walk, exchanges, disc))
    return tuple(made)


def broken_at(steps: tuple[SignInStep, ...]) -> str:
    """Return "Broken at step 4 of 7"; empty where none is."""
    place = next((at for at, step in enumerate(steps, 1) if step.disc == "broken"), 0)
    count = len(steps)
    return tr("Broken at step {number} of {count}", number=place, count=count) if place else ""


def _place(step: WalkedStep) -> int:
    """Return where a step stands; a pushed request stands before the authorization."""
    name: StepName = "authorization" if step.name == "pushed-request" else step.name
    return 2 * STEPS.index(name) - (step.name == "pushed-request")


def _disc(step: WalkedStep, *, passed: bool) -> Disc:
    if step.mark == "not-reached":
        return "left-out" if passed else "ahead"
    return step.mark


def _step(step: WalkedStep, walk: Walk, exchanges: tuple[Exchange, ...], disc: Disc) -> SignInStep:
    at = step.exchange
    exchange = exchanges[at] if at is not None and at < len(exchanges) else None
    by_browser = step.name in _BY_BROWSER
    reply = exchange.reply if exchange is not None else None
    spent = exchange.timing.total if exchange is not None else None
    return SignInStep(
        entry=at if exchange is not None and at is not None else -1,
        name=step_name(step.name),
        path=(split(exchange.request.url).path or "/") if exchange is not None else "",
        party=tr("your browser") if by_browser else _party(step, walk),
        by_browser=by_browser,
        result=str(reply.status) if reply is not None else "",
        time=took(spent) if spent else "",
        sentence=_sentence(step, exchange, walk, disc),
        disc=disc,
        fault=_fault(step) if disc == "broken" else "",
    )


def _party(step: WalkedStep, walk: Walk) -> str:
    """Return whom a step is with: the API, or the provider that it named."""
    if step.host:
        return step.host
    api = next((one.host for one in walk.hosts if one.state == "yours"), "")
    return api if step.name in {"first-call", "resource-metadata", "call"} else _provider(walk)


def _provider(walk: Walk) -> str:
    """Return the login provider: that of the issuer, else the one that is not asked yet."""
    named = next((one.host for one in walk.hosts if one.state == "not-asked"), "")
    return authority_of(walk.credential.issuer) or named


def _fault(step: WalkedStep) -> str:
    trouble = next((one for one in step.troubles if one.ends), None)
    return whose(sign_in_faults.fault(trouble.slug).party) if trouble is not None else ""


def _sentence(step: WalkedStep, exchange: Exchange | None, walk: Walk, disc: Disc) -> str:
    if step.troubles:
        return tr("{sentences}.", sentences="; ".join(_words(step)))
    match disc:
        case "waits":
            return _waits(step)
        case "left-out":
            return tr("Left out: what it is for was known already.")
        case "ahead":
            return ""
    return _good(step.name, exchange, walk)


def _words(step: WalkedStep) -> list[str]:
    worst = sorted(step.troubles, key=lambda one: not one.ends)
    return [
        tr(
            "{title} ({reference})",
            title=sign_in_faults.title(one),
            reference=sign_in_faults.fault(one.slug).reference,
        )
        for one in worst
    ]


def _waits(step: WalkedStep) -> str:
    if step.name == "sign-in":
        return tr("You sign in at the login provider.")
    if step.mark != "waits":
        return ""
    if step.name == "registration":
        return tr("You choose which client it is.")
    return tr("It is asked once you agree.")


def _good(name: StepName, exchange: Exchange | None, walk: Walk) -> str:
    status = exchange.reply.status if exchange is not None and exchange.reply is not None else 0
    if name == "first-call":
        return tr("Refused with {status}, as it should be without a token.", status=status)
    if name == "resource-metadata":
        return tr("Its resource is what was dialled. Sign-in is at {host}.", host=_provider(walk))
    return good_words(exchange) if exchange is not None else ""
