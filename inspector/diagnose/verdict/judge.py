"""Chooses the one failure of a trace that most needs explaining, and writes the verdict."""

import logging
from collections.abc import Iterable

import msgspec

from inspector.diagnose.facts.case import Case, Trace
from inspector.diagnose.facts.findings import Declaration
from inspector.diagnose.facts.server_errors import is_provider_address
from inspector.diagnose.facts.suspicion import Suspicion, Words
from inspector.diagnose.fixes import offers
from inspector.diagnose.fixes.addresses import host_written
from inspector.diagnose.fixes.limits import limit_of
from inspector.diagnose.judging import explain
from inspector.diagnose.judging.earlier_success import with_earlier_success
from inspector.diagnose.judging.given_otherwise import with_given_otherwise
from inspector.diagnose.judging.later_success import with_later_success
from inspector.diagnose.judging.look_alikes import with_look_alikes
from inspector.diagnose.judging.rank import POSSIBLE, VERY_LIKELY, Ranked, explained, rank
from inspector.diagnose.judging.ruled_out import ruled_out
from inspector.diagnose.judging.rules import by_words_alone, rules
from inspector.diagnose.judging.settling_words import settled
from inspector.diagnose.judging.without_secrets import sentence_without_secrets, without_secrets
from inspector.diagnose.verdict import faults
from inspector.diagnose.verdict.accepted import failing as failing_in
from inspector.diagnose.verdict.accepted import ordinary_errors, summary
from inspector.diagnose.verdict.doubt import doubts, held_back, in_doubt
from inspector.diagnose.verdict.equals import equals, with_equals
from inspector.diagnose.verdict.faults import proven, told_together, with_own_words
from inspector.diagnose.verdict.log_lines import is_log_line, of_log_line
from inspector.diagnose.verdict.next_experiment import next_experiment
from inspector.diagnose.verdict.own_words import with_reply_words
from inspector.diagnose.weights import CLEAR, LIKELY, SOUND
from inspector.model.experiment import Outcome
from inspector.model.finding import Cause, EntrySummary, Finding, Limit, Verdict
from inspector.model.story import HealthyEntry
from inspector.reading.statuses import ERRORS, MAY_REFUSE_CREDENTIAL, NO_SUCH_PLACE
from inspector.story.consequences import superseded
from inspector.story.healthy import healthy_entries, why_healthy
from inspector.story.ways.page_parts import is_part_of_page
from inspector.wording import tr

_MOST_FINDINGS = 6
Answers = dict[int, tuple[Ranked, ...]]


def judge(trace: Trace, outcomes: tuple[Outcome, ...] = ()) -> Verdict:
    """Return the verdict over a trace; outcomes: of experiments on its main failure."""
    own = range(trace.earlier, len(trace))
    failing = failing_in(trace, own)
    spoken_for = equals(trace, failing)
    failing = [index for index in failing if index not in spoken_for]
    answers = with_equals(_answers(trace, failing), spoken_for)
    errors = ordinary_errors(trace, own, {*failing, *spoken_for})
    answers |= _shown_by_request(trace, errors)
    limits = _own_limits(trace, own, answers)
    answers = {index: ranked for index, ranked in answers.items() if index not in limits}
    entries = tuple(
        _summary(trace, index, answers.get(index, ()), limits.get(index)) for index in own
    )
    chosen = _choose(trace, answers)
    last = max(limits, default=-1)
    if last > (-1 if chosen is None else chosen):
        return without_secrets(
            trace.case(last), Verdict(entry=last, entries=entries, limit=limits[last])
        )
    if chosen is None:
        return Verdict(entries=entries, healthy=_healthy(trace, failing))
    case, ranked = trace.case(chosen), answers[chosen]
    if outcomes:
        ranked = _with_results(case, outcomes) or ranked
    found = _verdict(case, ranked, _run(outcomes))
    return msgspec.structs.replace(found, entries=entries, healthy=_healthy(trace, failing))


def _healthy(trace: Trace, failing: list[int]) -> tuple[HealthyEntry, ...]:
    """Return the refusals that need no explanation; a line of a log has no other entries."""
    if len(trace) == 1:
        return ()
    failed = (case for case in map(trace.case, failing) if case.status in ERRORS)
    return healthy_entries(trace.story, failed)


def judge_one(trace: Trace, index: int) -> Verdict:
    """Return the verdict about one exchange, seen in its trace; without findings where it is fine.

    A refusal is explained although a later try worked; `healthy` says so. Its `entries` are empty:
    they are those of the whole trace.
    """
    answers = _answers(trace, failing_in(trace, (index,)), asked=True)
    limit = _own_limits(trace, (index,), answers).get(index)
    if limit is not None:
        return without_secrets(trace.case(index), Verdict(entry=index, limit=limit))
    ranked = answers.get(index)
    found = _verdict(trace.case(index), ranked, frozenset()) if ranked else Verdict(entry=index)
    return msgspec.structs.replace(found, healthy=_healthy(trace, list(answers)))


def _own_limits(trace: Trace, indices: Iterable[int], answers: Answers) -> dict[int, Limit]:
    """Return what can't be sent yet, where that and nothing else ended a request of this program's.

    Another client's refusal has its cause all the same.
    """
    found: dict[int, Limit] = {}
    if trace.attempt.source != "sent":
        return found
    for index in indices:
        case, ranked = trace.case(index), answers.get(index, ())
        nothing_sent = case.exchange.reply is None
        if nothing_sent or (ranked and ranked[0].suspicion.cause in _BY_ANOTHER_CREDENTIAL):
            limit = limit_of(case)
            if limit is not None:
                found[index] = limit
    return found


# Who can't send what is asked for meets one of these, whatever else was sent.
_BY_ANOTHER_CREDENTIAL = frozenset(
    {
        Cause.MISSING_CREDENTIALS,
        Cause.SCHEME_MISMATCH,
        Cause.INVALID_CREDENTIALS,
        Cause.INSUFFICIENT_PERMISSIONS,
        Cause.NETWORK_BLOCKED,  # a proxy's 407
    }
)


def _verdict(case: Case, ranked: tuple[Ranked, ...], run: frozenset[str]) -> Verdict:
    shown = ranked[:_MOST_FINDINGS]
    findings = told_together(case, shown, tuple(_finding(case, one) for one in shown))
    if is_log_line(case):  # too little is known to rule anything out, or to try something else
        return without_secrets(case, Verdict(entry=case.index, findings=findings))
    findings = held_back(case, in_doubt(case, findings) if not run else findings)
    alike = doubts(case, findings)
    findings, words = with_reply_words(case, findings)
    found = (*(one.suspicion.cause for one in ranked), *(one.cause for one in alike))
    out, limit = ruled_out(case, found), limit_of(case)
    told = Verdict(
        entry=case.index, findings=findings, doubts=alike, words=words, ruled_out=out, limit=limit
    )
    further = next_experiment(case, ranked, run)
    return without_secrets(case, msgspec.structs.replace(told, next_experiment=further))


def _answers(trace: Trace, failing: Iterable[int], *, asked: bool = False) -> Answers:
    """Return what is suspected about each failing exchange.

    Resolved ones are left out, unless they were asked about.
    """
    found: Answers = {}
    for index in failing:
        trace.go_on()
        case = trace.case(index)
        if asked or not why_healthy(trace.story, case):
            stripped = case.may_be_stripped
            ranked = rank(_suspected(case), may_be_stripped=stripped)
            if ranked:
                found[index] = with_own_words(case, ranked)
    return found


def _shown_by_request(trace: Trace, errors: Iterable[int]) -> Answers:
    """Return what is wrong with requests that met an error that says nothing of access."""
    found: Answers = {}
    for case in map(trace.case, errors):
        trace.go_on()
        if not why_healthy(trace.story, case):
            shown = (one for one in _suspicions(case) if _shows(case, one))
            # Such an error may have another reason of its own, so nothing is certain.
            capped = (msgspec.structs.replace(o, weight=min(o.weight, CLEAR)) for o in shown)
            if ranked := rank(tuple(capped), may_be_stripped=case.may_be_stripped):
                found[case.index] = ranked
    return found


def _shows(case: Case, one: Suspicion) -> bool:
    """Whether it shows without the reply's words: at such a status they are of other things."""
    places = (fact.place for fact in one.evidence if fact.place is not None)
    told = any(
        each.entry == case.index and each.side == "reply" and each.part != "line" for each in places
    )
    nothing_there = one.cause is Cause.WRONG_ENDPOINT and case.status in NO_SUCH_PLACE
    return not (told or nothing_there) and one.weight >= (LIKELY if one.explains else SOUND)


def _suspected(case: Case) -> tuple[Suspicion, ...]:
    """Return what the rules suspect, as far as words settle it, and what it may hide.

    They are asked once: what experiments showed moves the weights of the same suspicions.
    """
    return case.once(_asked)


def _asked(case: Case) -> tuple[Suspicion, ...]:
    found = with_later_success(case, explained(_suspicions(case)))
    found = with_given_otherwise(case, with_earlier_success(case, found))
    return _with_doubts(case, settled(case, found))


def _with_doubts(case: Case, found: tuple[Suspicion, ...]) -> tuple[Suspicion, ...]:
    """Add what words alone suggest, and where there are none, what such a refusal may hide."""
    if is_log_line(case) or case.exchange.reply is None or case.exchange.failure is not None:
        return found
    if _best(found) < _HARDLY:
        found = (*found, *by_words_alone(case))
    doubtful = case.heard.gives_no_reason and _best(found) < VERY_LIKELY
    unexplained = _best(found) < POSSIBLE and case.sent.has_any
    return with_look_alikes(case, found) if doubtful or unexplained else found


def _best(found: tuple[Suspicion, ...]) -> float:
    return max((one.weight for one in found), default=0.0)


def _run(outcomes: tuple[Outcome, ...]) -> frozenset[str]:
    return frozenset(one.plan.id for one in outcomes if one.attempt is not None)


def _with_results(case: Case, outcomes: tuple[Outcome, ...]) -> tuple[Ranked, ...]:
    from inspector.diagnose.trial.weighing import weighed  # noqa: PLC0415 - only after experiments

    suspicions = weighed(case, _suspected(case), outcomes)
    return rank(suspicions, may_be_stripped=case.may_be_stripped)


def _suspicions(case: Case) -> Iterable[Suspicion]:
    """Ask every rule; one that stumbles over the input is left out and logged, without data."""
    of_line = of_log_line(case) if is_log_line(case) else ()
    yield from of_line
    for rule in () if of_line else rules():
        try:
            yield from rule(case)
        except _STUMBLES as error:
            _LOG.warning("The rule %s failed: %s", rule.__qualname__, type(error).__name__)


_HARDLY = 0.35  # below, words alone may say more than what the rules found
# A generator that runs dry where it must not is a RuntimeError for who asks it (PEP 479).
_STUMBLES = (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RuntimeError)
_LOG = logging.getLogger(__name__)


def _choose(trace: Trace, answers: Answers) -> int | None:
    if not answers:
        return None
    hidden = superseded(trace.story, answers)
    open_ones = [index for index in answers if index not in hidden] or list(answers)
    compared = open_ones[-_MOST_COMPARED:]
    last = {(c.sent.method, c.sent.host, c.sent.path): c.index for c in map(trace.case, compared)}

    def need(index: int) -> tuple[float, int]:
        bonus = _LAST_TRY if index in last.values() else 0.0
        return _need(trace.case(index), answers[index]) + bonus, index

    return max(compared, key=need)


# How much more or less a failure needs explaining than the score of its best finding says.
_LAST_TRY = 0.05
_ASKS_FOR_A_TOKEN = 0.2  # what fails after it mostly fails because of it
_NO_REPLY = 0.25
_SIDE_SHOW = 0.6
_NOTHING_SENT = 0.1
_MOST_COMPARED = 200


def _need(case: Case, ranked: tuple[Ranked, ...]) -> float:
    """How much a failure needs explaining: clear causes first, side shows last."""
    need = ranked[0].score
    if case.asks_provider:
        need += _ASKS_FOR_A_TOKEN
    if case.exchange.reply is None and len(case.trace) > 1 and not is_provider_address(case):
        need -= _NO_REPLY
    if is_part_of_page(case.sent.path) or case.sent.path.endswith("robots.txt"):
        need -= _SIDE_SHOW
    cause = ranked[0].suspicion.cause
    barred = cause in _MET_BY_ALL and _ends_tries(case)
    need += _BARRED if barred else 0.0
    met_by_all = barred or cause is Cause.ACCOUNT_LOCKED
    return need if case.sent.has_any or met_by_all else need - _NOTHING_SENT


def _ends_tries(case: Case) -> bool:
    """Whether it is the last of a trace, at a host that had refused before."""
    tried = (one for one in case.before if one.sent.host == case.sent.host)
    return case.index + 1 == len(case.trace) and any(_failed_alike(case, one) for one in tried)


def _failed_alike(case: Case, other: Case) -> bool:
    """Whether another try was refused; what was sent to the same address may be by 400, too."""
    return other.is_refused or (other.status in MAY_REFUSE_CREDENTIAL and case.repeats(other))


# Whatever is sent meets these: what was wrong before can't be mended until they are gone.
_MET_BY_ALL = frozenset({Cause.ACCOUNT_LOCKED, Cause.NETWORK_BLOCKED})
_BARRED = 0.1


def _words(case: Case, suspicion: Suspicion) -> tuple[Declaration, Words]:
    """Return the explanation of a suspicion and the values for its sentences."""
    values = {
        "host": case.sent.host or tr("the server"),
        "named": host_written(case),
        "method": case.sent.method,
        "path": case.sent.path,
        "status": case.heard.phrase,
        **suspicion.values,
    }
    return explain.explanation(suspicion.cause, suspicion.slug), values


def _finding(case: Case, one: Ranked) -> Finding:
    suspicion = one.suspicion
    words, values = _words(case, suspicion)
    absent = suspicion.absent and case.may_be_stripped and not is_log_line(case)
    stripped = _was_blanked(case) or absent
    actor = suspicion.actor or words.actor
    return Finding(
        cause=suspicion.cause,
        slug=suspicion.slug,
        certainty=one.certainty,
        score=round(one.score, 3),
        title=explain.title(words, values),
        explanation=explain.why(
            words, values, may_be_stripped=stripped, has_request=case.sent.was_recorded
        ),
        who_must_act=actor,
        todo=explain.todo(words, values, actor),
        avoid=explain.avoid(words, values),
        reference=words.reference,
        evidence=suspicion.evidence,
        fixes=offers.fixes(case, suspicion),
        entry=case.index,
    )


def _was_blanked(case: Case) -> bool:
    """Whether others blanked parts of the request out; we do it too, in what we save."""
    ours = case.trace.attempt.source in {"saved-attempt", "log"}
    return not ours and any(each.side == "request" for each in case.exchange.blanked)


def _summary(
    trace: Trace, index: int, ranked: tuple[Ranked, ...], limit: Limit | None
) -> EntrySummary:
    return msgspec.structs.replace(
        summary(trace, index),
        findings=tuple(one.suspicion.slug for one in ranked[:_MOST_FINDINGS]),
        title=sentence_without_secrets(trace.case(index), _title(trace.case(index), ranked, limit)),
    )


def _title(case: Case, ranked: tuple[Ranked, ...], limit: Limit | None) -> str:
    if limit is not None:
        return limit.title
    if facts := proven(case, ranked[:_MOST_FINDINGS]):
        return faults.title(case, facts)
    return explain.title(*_words(case, ranked[0].suspicion)) if ranked else ""
