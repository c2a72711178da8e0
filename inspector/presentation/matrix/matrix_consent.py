"""Says what a run of the matrix must be allowed to do, each thing by its name. Pure: no Qt."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from inspector.model.matrix import Asking, Needs, Repeated, Terms
from inspector.wording import tr, tr_n


class Question(NamedTuple):
    """One thing to agree to. id: of the box. text: what it does. risk: to whom, what may happen."""

    id: str
    text: str
    risk: str


METHOD, HOSTS, LOGINS, PRODUCTION = "method ", "hosts", "logins", "production"


def questions(needs: Needs, environment: str) -> tuple[Question, ...]:
    """Return what to ask, nothing that the choice doesn't touch."""
    return tuple(_questions(needs, environment))


def terms(agreed: Iterable[str]) -> Terms:
    """Return what the ticked questions allow."""
    ticked = frozenset(agreed)
    return Terms(
        methods=frozenset(one.removeprefix(METHOD) for one in ticked if one.startswith(METHOD)),
        new_hosts=HOSTS in ticked,
        logins=LOGINS in ticked,
        production=PRODUCTION in ticked,
    )


def _questions(needs: Needs, environment: str) -> Iterator[Question]:
    for asking in needs.methods:
        yield Question(
            METHOD + asking.method,
            tr("Also send {method}", method=asking.method),
            tr("If {hosts} accepts it, data there may change.", hosts=_listed(asking.hosts)),
        )
    if needs.hosts:
        yield Question(
            HOSTS,
            tr("Credentials to other hosts"),
            tr(
                "They are not for {hosts}; whoever runs it can use what it gets.",
                hosts=_listed(needs.hosts),
            ),
        )
    if needs.logins:
        accounts = "; ".join(map(_account, needs.logins))
        yield Question(
            LOGINS,
            tr("Try passwords repeatedly"),
            tr("{accounts}. Failed logins may lock the account.", accounts=accounts),
        )
    if needs.production:
        yield Question(
            PRODUCTION,
            tr("More than GET in production"),
            _in_production(needs.production, environment),
        )


def _in_production(asked: tuple[Asking, ...], environment: str) -> str:
    return tr(
        "The environment {name} is marked as production; {methods} would go to {hosts}.",
        name=environment,
        methods=_listed(one.method for one in asked),
        hosts=_listed(dict.fromkeys(host for one in asked for host in one.hosts)),
    )


def _account(login: Repeated) -> str:
    times = tr_n("{count} time", "{count} times", login.times)
    if login.user:
        return tr("{user} at {host}: {times}", user=login.user, host=login.host, times=times)
    return tr("The login at {host}: {times}", host=login.host, times=times)


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names)
