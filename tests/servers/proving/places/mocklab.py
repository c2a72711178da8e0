"""The Mock lab: each scenario runs into the cause that it is for."""

from contextlib import contextmanager

from inspector.mocklab.checks.logins import PASSWORD, USER
from inspector.mocklab.lab import MockLab
from tests.servers.proving.records import Answers, Place, Refusal, by_client, by_owner

NEEDS = ()
STATUS = {"captive-portal": 511, "csrf-refused": 403, "expired-cookie": 200, "missing-scope": 403}
STATUS |= {"provider-unreachable": 503, "proxy-in-the-way": 407}
OWNERS = {
    "account-locked": "the account is unlocked",
    "captive-portal": "somebody logs in to the network",
    "clock-ahead": "the clocks are set",
}
GOOD = {"expired-cookie": Answers(holds="orders")}


@contextmanager
def started(_folder):
    """Run it; yield the place."""
    with MockLab() as lab:
        yield Place(refusals=tuple(_refusals(lab)))


def _refusals(lab):
    for scenario in lab.scenarios:
        if scenario.cause is None:
            continue
        slug = scenario.slug
        yield Refusal(
            id=slug,
            family=str(scenario.cause),
            detail=str(scenario.description),
            call=_call(lab, slug),
            status=STATUS.get(slug, 401),
            repair=by_owner(OWNERS[slug]) if slug in OWNERS else _by_client(lab, slug),
        )


def _call(lab, slug):
    def made(_put):
        found = lab.practice(slug)
        return found.request, found.secrets

    return made


def _by_client(lab, slug):
    given = {"hosts": (lab.elsewhere.removeprefix("http://"),)}
    if lab.practice(slug).renewal is not None:
        given["renewal"] = lambda _put: _renewal(lab, slug)
    if slug in {"nothing-sent", "wrong-password", "proxy-in-the-way", "expired-cookie"}:
        given |= {"user": USER, "secret": PASSWORD}
    return by_client("what the scenario says", None, GOOD.get(slug, Answers()), **given)


def _renewal(lab, slug):
    found = lab.practice(slug)
    return found.renewal, found.secrets
