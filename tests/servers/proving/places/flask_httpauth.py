"""Flask-HTTPAuth: Basic, Digest, tokens under three names, roles, a provider that is asked."""

from contextlib import contextmanager
from functools import partial

from tests.fixtures.framework_sites import PYTHON_READY, Site
from tests.servers.proving.calls import bearer
from tests.servers.proving.programs import Checker
from tests.servers.proving.records import Answers, Place, Refusal, Success, by_client, by_owner

NEEDS = (PYTHON_READY,)
PASSWORD, TOKEN = "correct horse", "ar-5f09c2e7d1"
LOGIN = f"-u 'alice:{PASSWORD}'"
RECORDS = Answers(holds="records")


@contextmanager
def started(folder):
    """Run the API and the provider it asks; yield the place."""
    with (
        Checker(lambda asked: (200, (), {"active": TOKEN in asked.content})) as provider,
        Site("flask_archive.py", folder, PASSWORD, TOKEN, provider.port) as site,
    ):
        yield Place(
            refusals=(*_logins(site), *_tokens(site), *_around(site, provider)),
            successes=_successes(site),
            reset=lambda: (provider.start(), site.put(fresh=True)),
        )


def _logins(site):
    basic, digest = f"{site.url}/basic", f"{site.url}/digest"
    right = by_client("the right login", f"{LOGIN} {basic}", RECORDS, user="alice", secret=PASSWORD)
    return (
        Refusal(
            id="basic, none",
            family="missing-credentials",
            detail="nothing was sent: Unauthorized Access",
            call=basic,
            repair=right,
        ),
        Refusal(
            id="basic, wrong password",
            family="invalid-credentials",
            detail="the password is wrong: Unauthorized Access",
            call=f"-u 'alice:battery staple' {basic}",
            repair=right,
            ambiguous=True,
        ),
        Refusal(
            id="basic, locked",
            family="account-locked",
            detail="the account was locked after it had been accepted: Unauthorized Access",
            call=f"{LOGIN} {basic}",
            before=(f"{LOGIN} {basic}",),
            change=partial(site.put, locked=True),
            also=("revoked-token",),
            repair=by_owner("unlock the account", partial(site.put, fresh=True)),
            ambiguous=True,
        ),
        Refusal(
            id="basic, locked, and told",
            family="account-locked",
            detail="the account is locked; the body says until when",
            call=f"{LOGIN} {basic}",
            prepare=partial(site.put, locked=True, words=True),
            repair=by_owner("unlock the account", partial(site.put, fresh=True)),
        ),
        Refusal(
            id="basic, role",
            family="insufficient-permissions",
            detail="the login is right, the role keeper is missing",
            call=f"{LOGIN} {site.url}/keeper",
            before=(f"{LOGIN} {basic}",),
            status=403,
            repair=by_owner("give the role", partial(site.put, roles=["keeper"])),
        ),
        Refusal(
            id="digest, Basic sent",
            family="scheme-mismatch",
            detail="Basic was sent where Digest is asked for",
            call=f"{LOGIN} {digest}",
            repair=by_client(
                "Digest", f"--digest {LOGIN} {digest}", RECORDS, user="alice", secret=PASSWORD
            ),
        ),
        Refusal(
            id="digest, wrong password",
            family="invalid-credentials",
            detail="the Digest was made of a wrong password",
            call=f"--digest -u 'alice:battery' {digest}",
            repair=by_client(
                "the right password",
                f"--digest {LOGIN} {digest}",
                RECORDS,
                user="alice",
                secret=PASSWORD,
            ),
            ambiguous=True,
        ),
    )


def _tokens(site):
    token, word, header = (f"{site.url}/{name}" for name in ("token", "word", "header"))
    named = f"-H 'Authorization: Token {TOKEN}' {word}"
    keyed = f"-H 'X-Archive-Key: {TOKEN}' {header}"
    new = "ar-88b1d4a0c3"
    return (
        Refusal(
            id="token, replaced",
            family="revoked-token",
            detail="the token was replaced after it had been accepted: Unauthorized Access",
            call=bearer(TOKEN, token),
            before=(bearer(TOKEN, token),),
            change=partial(site.put, tokens=[new]),
            repair=by_client("the new token", bearer(new, token), RECORDS, secret=new),
            ambiguous=True,
        ),
        Refusal(
            id="word, Bearer sent",
            family="scheme-mismatch",
            detail="Bearer was sent where the challenge asks for Token",
            call=bearer(TOKEN, word),
            repair=by_client("the word Token", named, RECORDS, secret=TOKEN),
        ),
        Refusal(
            id="word, nothing after it",
            family="missing-credentials",
            detail="an empty token: the variable was not filled in",
            call=f"-H 'Authorization: Token ' {word}",
            also=("invalid-credentials",),
            repair=by_client("send the token", named, RECORDS, secret=TOKEN),
        ),
        Refusal(
            id="header, in Authorization",
            family="missing-credentials",
            detail="the key stands in Authorization, the API reads X-Archive-Key",
            call=f"-H 'Authorization: ApiKey {TOKEN}' {header}",
            also=("scheme-mismatch", "configuration"),
            repair=by_client("the key in X-Archive-Key", keyed, RECORDS, secret=TOKEN),
            ambiguous=True,
        ),
        Refusal(
            id="header, unknown key",
            family="invalid-credentials",
            detail="the key is none of the API's",
            call=f"-H 'X-Archive-Key: ar-0000000000' {header}",
            repair=by_client("the right key", keyed, RECORDS, secret=TOKEN),
            ambiguous=True,
        ),
        Refusal(
            id="either, wrong token",
            family="invalid-credentials",
            detail="Basic and Bearer are both taken; the token is wrong",
            call=bearer("ar-1111111111", f"{site.url}/either"),
            repair=by_client(
                "the right token", bearer(TOKEN, f"{site.url}/either"), RECORDS, secret=TOKEN
            ),
            ambiguous=True,
        ),
    )


def _around(site, provider):
    at = f"{site.url}/asked"
    return (
        Refusal(
            id="asked, provider away",
            family="provider-unreachable",
            detail="the provider that knows tokens is away; the API answers as to a wrong token",
            call=bearer(TOKEN, at),
            before=(bearer(TOKEN, at),),
            change=provider.stop,
            repair=by_owner("start the provider", provider.start),
            ambiguous=True,
        ),
        Refusal(
            id="network not allowed",
            family="network-blocked",
            detail="only listed networks may come in; the body says so",
            call=f"{LOGIN} {site.url}/basic",
            prepare=partial(site.put, open=False),
            status=403,
            repair=by_owner("add the network", partial(site.put, fresh=True)),
        ),
        Refusal(
            id="slash too many",
            family="wrong-endpoint",
            detail="the address has a trailing slash, which makes it another one",
            call=f"{LOGIN} {site.url}/basic/",
            before=(f"{LOGIN} {site.url}/basic",),
            status=404,
            repair=by_client(
                "without the slash", f"{LOGIN} {site.url}/basic", address=f"{site.url}/basic"
            ),
        ),
    )


def _successes(site):
    return (
        Success(id="basic", call=f"{LOGIN} {site.url}/basic", answers=RECORDS),
        Success(id="digest", call=f"--digest {LOGIN} {site.url}/digest", answers=RECORDS),
        Success(id="asked", call=bearer(TOKEN, f"{site.url}/asked"), answers=RECORDS),
    )
