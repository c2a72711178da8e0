"""Which experiments can be tried on a refusal, what each costs and tells, and what came of it."""

from collections.abc import Iterator

from inspector.diagnose.facts.case import Case
from inspector.diagnose.judging.without_secrets import (
    record_without_secrets,
    sentence_without_secrets,
)
from inspector.diagnose.trial.baseline import Ground, Tried, subject_of
from inspector.diagnose.trial.consents import needs, reason_to_stop
from inspector.diagnose.trial.gain import NO_RATIOS, Ratios, gain, worth
from inspector.diagnose.trial.part import Experiment, Reading, all_experiments
from inspector.diagnose.trial.ratios import Ratio
from inspector.diagnose.trial.reply_comparison import compared
from inspector.diagnose.trial.weighing import ratios
from inspector.model.attempt import Attempt
from inspector.model.experiment import Moved, Outcome, Plan, Trial
from inspector.model.finding import Cause, Certainty, Evidence, Finding, Verdict
from inspector.wording import tr

MOST_REQUESTS = 8
_UNJUDGED = Verdict()
_LEAST_MOVE = 0.01  # of a score: less is no news


def plan(
    experiment: Experiment,
    ground: Ground,
    refused: str = "",
    verdict: Verdict = _UNJUDGED,
    known: Ratios = NO_RATIOS,
) -> Plan:
    """Return an experiment as it is offered; refused: why not, where that is known already.

    verdict: what is suspected now, over which it is expected to tell something. known: what results
    say already of what is not.
    """
    why = refused or _no_reply(experiment, ground) or experiment.applies(ground)
    cost = experiment.cost(ground) if not why else experiment.requests
    if not why and cost > MOST_REQUESTS:
        why = tr("It would take more requests than may be sent at once.")
    return Plan(
        id=experiment.id,
        question=experiment.question,
        varies=experiment.varies,
        sends=experiment.sends,
        requests=cost,
        gain=round(gain(experiment, verdict, known), 3) if not why else 0.0,
        needs=needs(experiment, ground) if not why else (),
        refused=why,
    )


def _no_reply(experiment: Experiment, ground: Ground) -> str:
    if experiment.compares and ground.case.exchange.reply is None:
        return tr("There was no reply to compare with.")
    return ""


def plans(ground: Ground, verdict: Verdict, trial: Trial, tried: Tried) -> tuple[Plan, ...]:
    """Return all experiments, the most telling first and those that can't run last.

    tried: what experiments sent already, on this answer and others.
    """
    never = forbidden(ground, verdict)
    known = ratios(ground.case, trial.outcomes)
    made = [
        plan(one, ground, never or used_up(one, ground, trial, tried), verdict, known)
        for one in all_experiments().values()
    ]
    done = {one.plan.id for one in trial.outcomes if one.attempt is not None}

    def place(one: Plan) -> tuple[bool, bool, float]:
        return bool(one.refused), one.id in done, -worth(one)

    return tuple(sorted(made, key=place))


def forbidden(ground: Ground, verdict: Verdict) -> str:
    """Return why nothing at all may be tried on this refusal, empty where something may."""
    first = next(iter(verdict.findings), None)
    if first is not None and first.cause is Cause.ACCOUNT_LOCKED and not _only_shut(first):
        return tr("The account may be locked. Nothing is tried that could prolong it.")
    return reason_to_stop(ground.case)


def _only_shut(first: Finding) -> bool:
    """Whether an account is no more than possibly shut, which no try prolongs, as a lock is."""
    return first.slug == "account-disabled" and first.certainty is Certainty.POSSIBLE


def used_up(experiment: Experiment, ground: Ground, trial: Trial, tried: Tried) -> str:
    """Return why nobody's name must be risked once more, empty where it may."""
    if experiment.guesses and ground.account in tried.guessed:
        return tr("A made-up credential was tried here already; once is enough.")
    if subject_of(ground.case.sent) in tried.named and risks_name(experiment, ground):
        return tr("A token that was refused names somebody; one more try could lock that account.")
    if experiment.carries and ground.login in tried.refused:
        return one_login()
    if not ground.is_login or not (experiment.guesses or experiment.carries):
        return ""
    return one_login() if any(_is_login(one) for one in trial.outcomes) else ""


def risks_name(experiment: Experiment, ground: Ground) -> bool:
    """Whether an experiment sends, unasked, in somebody's name what may be counted as a failure.

    Servers count by the name in a token before they have verified it.
    """
    once_more = experiment.forges or experiment.carries
    return once_more and bool(subject_of(ground.case.sent)) and not needs(experiment, ground)


def one_login() -> str:
    """Say why a login that failed is not sent again."""
    return tr("One more failed login could lock the account.")


def _is_login(outcome: Outcome) -> bool:
    """Whether an outcome's attempt sent a login, which the server may have counted as failed."""
    known = all_experiments().get(outcome.plan.id)
    sent = outcome.attempt is not None and bool(outcome.attempt.exchanges)
    return sent and known is not None and (known.guesses or known.carries)


# ---------------- Makes the record of what came of an experiment
def made(experiment: Experiment, plan: Plan, case: Case, attempt: Attempt) -> Outcome:
    """Return what an attempt shows beside the refusal."""
    reading = experiment.read(case, attempt)
    return Outcome(
        plan=plan,
        result=reading.result,
        attempt=attempt,
        status=compared(case, attempt).status,
        shows=sentence_without_secrets(case, reading.shows),
        meaning=sentence_without_secrets(case, reading.meaning or _failure(attempt)),
        evidence=tuple(record_without_secrets(case, e) for e in _evidence(plan.id, reading)),
        sent=len(attempt.exchanges) if plan.requests else 0,
    )


def moved(before: Verdict, after: Verdict) -> tuple[Moved, ...]:
    """Return the findings whose scores differ between two verdicts, the most first."""
    old = {one.slug: one.score for one in before.findings}
    new = {one.slug: one.score for one in after.findings}
    names = dict.fromkeys((*new, *old))
    found = (Moved(name, old.get(name, 0.0), new.get(name, 0.0)) for name in names)
    real = (one for one in found if abs(one.after - one.before) >= _LEAST_MOVE)
    return tuple(sorted(real, key=lambda one: -abs(one.after - one.before)))


def not_run(plan: Plan, why: str) -> Outcome:
    """Return the record of one that was not run."""
    return Outcome(plan=plan, result="not-run", shows=tr("not run"), meaning=why)


def _failure(attempt: Attempt) -> str:
    failure = attempt.last.failure if attempt.last else None
    return failure.message if failure is not None else ""


def _evidence(name: str, reading: Reading) -> Iterator[Evidence]:
    """Say for each family what the result speaks for, the families it says most about first."""
    said: dict[str, float] = {}
    for bearing in reading.bearings:
        said.setdefault(bearing.cause.value, bearing.ratio)
    for cause, ratio in said.items():
        if ratio >= Ratio.LEANS_TO:
            text = tr("It speaks for {cause}.", cause=cause)
            yield Evidence(statement=text, experiment=name)
        elif ratio <= 1 / Ratio.LEANS_TO:
            text = tr("It speaks against {cause}.", cause=cause)
            yield Evidence(statement=text, experiment=name, against=True)
