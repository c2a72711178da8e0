"""Sends for `send --experiments`: the request, then what can be tried on a refusal unasked."""

import argparse

import msgspec

from inspector.cli.messages import complain
from inspector.cli.sending import Opened, Sent, opened, sent
from inspector.cli.source import Source
from inspector.cli.trying.kept_history import asking
from inspector.model.experiment import KnownPlace, Limits, Outcome, Plan
from inspector.model.question import Consent
from inspector.presentation.terminal.trial_text import plans_text
from inspector.wording import tr
from inspector.workbench.answer import Answer
from inspector.workbench.probing.token_sources import aids


class Agreed(msgspec.Struct, frozen=True, kw_only=True):
    """What the command allows: hosts and methods by name, a login; places to try at."""

    hosts: frozenset[str] = frozenset()
    methods: frozenset[str] = frozenset()
    login: bool = False
    places: tuple[str, ...] = ()

    @property
    def consent(self) -> frozenset[Consent]:
        """The consents that follow from it."""
        given: dict[Consent, bool] = {
            "new-host": bool(self.hosts),
            "unsafe-method": bool(self.methods),
            "login-attempt": self.login,
        }
        return frozenset(name for name, agreed in given.items() if agreed)


def agreed(options: argparse.Namespace) -> Agreed:
    """Return what the options allow."""
    return Agreed(
        hosts=frozenset(host.lower() for host in options.allow_host),
        methods=frozenset(method.upper() for method in options.allow_method),
        login=options.allow_login,
        places=tuple(options.works_at),
    )


def send_and_try(source: Source, allowed: Agreed) -> Sent:
    """Send a request, run the experiments that are agreed to, and judge again.

    What will be sent is said on standard error before it is.
    """
    with opened(source) as bench:
        past = bench.workbench.past
        past.kept = past.kept or asking(None, source.passphrase_file)
        answer = bench.run(bench.workbench.send(source.request, source.scope))
        return sent(_tried(bench, source, answer, allowed), bench)


def _tried(bench: Opened, source: Source, answer: Answer, allowed: Agreed) -> Answer:
    known = aids(source.request, source.others, source.scope, answer.attempt)
    given = tuple(KnownPlace(url=url, source="given") for url in allowed.places)
    places = (*given, *known.places)
    earlier = bench.workbench.past.before(answer.attempt)
    known = msgspec.structs.replace(known, places=places, earlier=earlier)
    scope = msgspec.structs.replace(source.scope, aids=known)
    plans = bench.workbench.experiments(answer, scope)
    if not any(not one.refused and allowed.consent.issuperset(one.needs) for one in plans):
        if answer.verdict.findings:
            complain(_why_none(plans))
        return answer
    limits = Limits(hosts=allowed.hosts, methods=allowed.methods)
    verb = bench.workbench.experiment(answer, (), scope, allowed.consent, _say, limits)
    return bench.run(verb)


def _say(news: Outcome | Plan) -> None:
    """Say what is sent next; what came of it is told at the end."""
    if isinstance(news, Plan):
        complain(plans_text((news,)))


def _why_none(plans: tuple[Plan, ...]) -> str:
    asking = [plan.id for plan in plans if not plan.refused and plan.needs]
    if asking:
        return tr(
            "No experiment runs without consent here; --allow-login, --allow-method and "
            "--allow-host give it to: {ids}.",
            ids=", ".join(asking),
        )
    reasons = {plan.refused for plan in plans}
    return reasons.pop() if len(reasons) == 1 else tr("There is nothing to try on this refusal.")
