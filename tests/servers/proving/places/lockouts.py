"""Doors that lock after three failures: by account, by address, by whom a token names, by growing delays."""

from contextlib import contextmanager
from functools import partial

from tests.fixtures.framework_sites import NODE_READY, PYTHON_READY, Site
from tests.servers.proving.calls import bearer, signed
from tests.servers.proving.records import Answers, Place, Refusal, Success, by_client, by_owner

NEEDS = (NODE_READY, PYTHON_READY)
PASSWORD, SECRET = "correct horse", "lockout-secret-44d09ac1e7b25f38a6"
OPEN = Answers(holds="open")
LOGIN, WRONG = f"-u 'alice:{PASSWORD}'", "-u 'alice:battery staple'"


@contextmanager
def started(folder):
    """Run django-axes and a site with the other locks; yield the place."""
    with (
        Site("axes_gate.py", folder, folder, PASSWORD) as axes,
        Site("lockouts.mjs", folder, PASSWORD, SECRET) as site,
    ):
        refusals = (*_by_account(axes), *_by_address(site), *_by_subject(site), *_delayed(site))
        yield Place(
            refusals=refusals,
            successes=(Success(id="axes", call=f"{LOGIN} {axes.url}/gate", answers=OPEN),),
            reset=lambda: (axes.put(), site.put()),
        )


def _login(at):
    return by_client("the right password", f"{LOGIN} {at}", OPEN, user="alice", secret=PASSWORD)


def _by_account(axes):
    at = f"{axes.url}/gate"
    return (
        Refusal(
            id="axes, none",
            family="missing-credentials",
            detail="nothing was sent: Authentication credentials were not provided",
            call=at,
            repair=_login(at),
        ),
        Refusal(
            id="axes, wrong password",
            family="invalid-credentials",
            detail="the password is wrong: Invalid username/password",
            call=f"{WRONG} {at}",
            restore=axes.put,
            repair=_login(at),
        ),
        Refusal(
            id="axes, locked",
            family="account-locked",
            detail="three wrong passwords before: Account locked, too many login attempts",
            call=f"{LOGIN} {at}",
            before=(f"{WRONG} {at}",) * 3,
            status=429,
            repair=by_owner("unlock the account", axes.put),
        ),
        Refusal(
            id="axes, disabled",
            family="account-locked",
            detail="the account was disabled after it had been accepted; the words are those of a "
            "wrong password",
            call=f"{LOGIN} {at}",
            before=(f"{LOGIN} {at}",),
            change=partial(axes.put, disabled=True),
            also=("revoked-token",),
            repair=by_owner("enable the account", axes.put),
            ambiguous=True,
        ),
    )


def _by_address(site):
    at = f"{site.url}/address"
    return (
        Refusal(
            id="address, wrong password",
            family="invalid-credentials",
            detail="the password is wrong: Unauthorized",
            call=f"{WRONG} {at}",
            restore=site.put,
            repair=_login(at),
            ambiguous=True,
        ),
        Refusal(
            id="address, locked",
            family="account-locked",
            detail="three wrong passwords from this address before; the body says so",
            call=f"{LOGIN} {at}",
            before=(f"{WRONG} {at}",) * 3,
            status=403,
            also=("network-blocked",),
            repair=by_owner("unlock the address", site.put),
        ),
    )


def _by_subject(site):
    at = f"{site.url}/subject"
    good = signed(SECRET, exp=4_000_000_000)
    forged = signed("f" * 32, exp=4_000_000_000)
    return (
        Refusal(
            id="subject, other key",
            family="invalid-credentials",
            detail="another key signed the token: Unauthorized",
            call=bearer(forged, at),
            restore=site.put,
            repair=by_client("a token that holds", bearer(good, at), OPEN, secret=good),
            also=("configuration",),
            ambiguous=True,
        ),
        Refusal(
            id="subject, locked",
            family="account-locked",
            detail="three bad tokens named alice before; the body says that she is locked",
            call=bearer(good, at),
            before=(bearer(forged, at),) * 3,
            status=423,
            repair=by_owner("unlock the account", site.put),
        ),
    )


def _delayed(site):
    at = f"{site.url}/delay"
    return (
        Refusal(
            id="delay, wrong password",
            family="invalid-credentials",
            detail="the password is wrong: Unauthorized",
            call=f"{WRONG} {at}",
            restore=site.put,
            repair=_login(at),
            ambiguous=True,
        ),
        Refusal(
            id="delay, too many",
            family="account-locked",
            detail="three wrong passwords before: the next one is taken in a minute, as the body says",
            call=f"{LOGIN} {at}",
            before=(f"{WRONG} {at}",) * 3,
            status=429,
            repair=by_owner("wait for the time that is told", site.put),
        ),
    )
