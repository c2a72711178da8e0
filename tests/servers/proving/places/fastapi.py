"""FastAPI with the classes of fastapi.security, under uvicorn."""

from contextlib import contextmanager
from functools import partial

from tests.fixtures.framework_sites import PYTHON_READY, Site
from tests.servers.proving.calls import bearer, now, signed
from tests.servers.proving.records import Answers, Place, Refusal, Success, by_client, by_owner

NEEDS = (PYTHON_READY,)
PASSWORD, SECRET = "correct horse", "depot-secret-3b60a9c7f1e2d854aa07"
KEY, NEW_KEY = "dk-live-71f0c9a2e5", "dk-live-0b8d3e64f7"
LOGIN = f"-u 'alice:{PASSWORD}'"
PARTS = Answers(holds="parts")


@contextmanager
def started(folder):
    """Run the service; yield the place."""
    with Site("fastapi_depot.py", folder, PASSWORD, SECRET, KEY) as site:
        yield Place(
            refusals=(
                *_tokens(site),
                *_keys(site),
                *_shelf(site),
                *_store(site),
                *_logins(site),
                *_around(site),
            ),
            successes=_successes(site),
            reset=partial(site.put, fresh=True),
        )


def _token(**claims):
    said = {"aud": "depot", "scopes": ["parts:read"]}
    return signed(SECRET, **{**said, **claims})


def _tokens(site):
    at = f"{site.url}/parts"
    good = _token(exp=now() + 7200)
    right = by_client("a token that holds", bearer(good, at), PARTS, secret=good)
    writer = _token(exp=now() + 7200, scopes=["parts:read", "parts:write"])
    return (
        Refusal(
            id="token, none",
            family="missing-credentials",
            detail="no token was sent: Not authenticated",
            call=at,
            repair=right,
        ),
        Refusal(
            id="token, expired",
            family="invalid-credentials",
            detail="the token ran out: Could not validate credentials",
            call=lambda _: bearer(_token(exp=now() - 300), at),
            repair=right,
        ),
        Refusal(
            id="token, other audience",
            family="configuration",
            detail="the token is for another API: Could not validate credentials",
            call=lambda _: bearer(_token(aud="shop"), at),
            repair=right,
            ambiguous=True,
        ),
        Refusal(
            id="token, other key",
            family="invalid-credentials",
            detail="another key signed the token: Could not validate credentials",
            call=lambda _: bearer(signed("v" * 32, aud="depot", scopes=["parts:read"]), at),
            also=("configuration",),
            repair=right,
            ambiguous=True,
        ),
        Refusal(
            id="token, scope",
            family="insufficient-permissions",
            detail="the token lacks parts:write: 401, Not enough permissions",
            call=lambda _: bearer(_token(), at, "-X POST"),
            repair=by_client(
                "a token with the scope",
                bearer(writer, at, "-X POST"),
                Answers(status=201),
                secret=writer,
                scope="parts:write",
                saved={"writer": bearer(writer, at)},
            ),
        ),
        Refusal(
            id="token, user disabled",
            family="account-locked",
            detail="the user was disabled: 400, Inactive user",
            call=bearer(good, at),
            prepare=partial(site.put, disabled=True),
            status=400,
            repair=by_owner("enable the user", partial(site.put, fresh=True)),
        ),
        Refusal(
            id="token, keys out of reach",
            family="provider-unreachable",
            detail="the service can't fetch the provider's keys; the body says so, with a 401",
            call=bearer(good, at),
            prepare=partial(site.put, away=True),
            repair=by_owner("bring the provider back", partial(site.put, fresh=True)),
        ),
        Refusal(
            id="token, Basic sent",
            family="scheme-mismatch",
            detail="Basic was sent where a bearer token is asked for: Not authenticated",
            call=f"{LOGIN} {at}",
            repair=right,
        ),
    )


def _keys(site):
    by_header, by_query = f"{site.url}/key/parts", f"{site.url}/query/parts"
    named = f"-H 'X-Api-Key: {KEY}' {by_header}"
    declared = f"{site.url}/declared/parts"
    return (
        Refusal(
            id="key, none",
            family="missing-credentials",
            detail="no key was sent: Not authenticated",
            call=by_header,
            repair=by_client("the key in X-Api-Key", named, PARTS, secret=KEY),
        ),
        Refusal(
            id="key, in Authorization",
            family="missing-credentials",
            detail="the key stands in Authorization, the service reads X-Api-Key",
            call=bearer(KEY, by_header),
            also=("scheme-mismatch",),
            repair=by_client("the key in X-Api-Key", named, PARTS, secret=KEY),
        ),
        Refusal(
            id="key, in the header",
            family="missing-credentials",
            detail="the key stands in a header, the path reads the query: Not authenticated",
            call=f"-H 'X-Api-Key: {KEY}' {by_query}",
            repair=by_client("the key in the query", f"'{by_query}?api_key={KEY}'", secret=KEY),
            ambiguous=True,
        ),
        Refusal(
            id="key, replaced",
            family="revoked-token",
            detail="the key was replaced after it had been accepted: Could not validate API KEY",
            call=named,
            before=(named,),
            change=partial(site.put, keys=[NEW_KEY]),
            status=403,
            also=("invalid-credentials",),
            repair=by_client("the new key", named.replace(KEY, NEW_KEY), PARTS, secret=NEW_KEY),
        ),
        Refusal(
            id="key, unknown",
            family="invalid-credentials",
            detail="the key is none of the service's: 403, Could not validate API KEY",
            call=named.replace(KEY, "dk-live-000"),
            status=403,
            repair=by_client("the right key", named, PARTS, secret=KEY),
        ),
        Refusal(
            id="key, a required header",
            family="missing-credentials",
            detail="the header X-Token is required: 422, with its name",
            call=declared,
            status=422,
            repair=by_client("send it", f"-H 'X-Token: {KEY}' {declared}", PARTS, secret=KEY),
        ),
    )


def _shelf(site):
    """Refuse without a word; only the service's own description says where the key goes."""
    at, named = f"{site.url}/shelf/parts", f"-H 'Shelf-Pass: {KEY}' {site.url}/shelf/parts"
    right = by_client("the key in Shelf-Pass", named, PARTS, secret=KEY, name="Shelf-Pass")
    draft = f"-H 'X-Api-Key: {KEY}' {site.url}/drafts/7"
    return (
        Refusal(
            id="shelf, none",
            family="missing-credentials",
            detail="no key was sent: a bare 403",
            call=at,
            status=403,
            repair=right,
            ambiguous=True,
        ),
        Refusal(
            id="shelf, in Authorization",
            family="missing-credentials",
            detail="the key stands in Authorization, the service reads Shelf-Pass: a bare 403",
            call=bearer(KEY, at),
            status=403,
            also=("scheme-mismatch",),
            repair=right,
            ambiguous=True,
        ),
        Refusal(
            id="shelf, unknown",
            family="invalid-credentials",
            detail="the key is none of the service's: a bare 403",
            call=named.replace(KEY, "dk-live-000"),
            status=403,
            repair=right,
            ambiguous=True,
        ),
        Refusal(
            id="draft, hidden",
            family="insufficient-permissions",
            detail="the draft is there for its owner; any other key is told 404",
            call=draft.replace(KEY, "dk-live-000"),
            before=(draft,),
            status=404,
            also=("wrong-endpoint",),
            repair=by_client("the owner's key", draft, PARTS, secret=KEY, saved={"own": draft}),
            ambiguous=True,
        ),
    )


def _store(site):
    """Refuse a token without a word; the service's own metadata says whose it takes."""
    at, here = (
        f"{site.url}/store/parts",
        {"iss": f"{site.url}/accounts", "aud": f"{site.url}/store"},
    )
    good = signed(SECRET, **here, exp=now() + 7200)
    right = by_client("a token for the store", bearer(good, at), PARTS, secret=good)
    wrong = {
        "audience": {"aud": "https://shop.example/api"},
        "issuer": {"iss": "https://login.example"},
    }
    return tuple(
        Refusal(
            id=f"store, other {name}",
            family="configuration",
            detail=f"the token is of another {name}: a bare 401",
            call=bearer(signed(SECRET, **{**here, **claims}), at),
            repair=right,
            ambiguous=True,
        )
        for name, claims in wrong.items()
    )


def _logins(site):
    at, login = f"{site.url}/basic/parts", f"{site.url}/login"
    form = f"-d username=alice --data-urlencode 'password={PASSWORD}' {login}"
    session = f"{site.url}/session/parts"
    return (
        Refusal(
            id="basic, wrong password",
            family="invalid-credentials",
            detail="the password is wrong: Invalid authentication credentials",
            call=f"-u 'alice:battery' {at}",
            repair=by_client(
                "the right login", f"{LOGIN} {at}", PARTS, user="alice", secret=PASSWORD
            ),
        ),
        Refusal(
            id="login, wrong password",
            family="invalid-credentials",
            detail="the form's password is wrong: 400, Incorrect username or password",
            call=f"-d username=alice -d password=battery {login}",
            status=400,
            repair=by_client(
                "the right password",
                form,
                Answers(holds="access_token"),
                user="alice",
                secret=PASSWORD,
            ),
        ),
        Refusal(
            id="login, as JSON",
            family="missing-credentials",
            detail="the login was sent as JSON where a form is read: 422, fields are missing",
            call=f'--json \'{{"username": "alice", "password": "{PASSWORD}"}}\' {login}',
            status=422,
            also=("configuration", "invalid-credentials"),
            repair=by_client("send a form", form, Answers(holds="access_token")),
            ambiguous=True,
        ),
        Refusal(
            id="session, forgotten",
            family="expired-session",
            detail="the service forgot the session: Invalid session",
            call=f"-b session=s-1 {session}",
            before=(f"-b session=s-1 {session}",),
            change=partial(site.put, sessions=["s-2"]),
            repair=by_client("log in again", f"-b session=s-2 {session}", PARTS, secret="s-2"),
        ),
    )


def _around(site):
    preflight = (
        "-X OPTIONS -H 'Origin: https://depot.example' -H 'Access-Control-Request-Method: GET' "
        f"-H 'Access-Control-Request-Headers: {{}}' {site.url}/parts"
    )
    at = f"{site.url}/basic/parts"
    good = _token(exp=now() + 7200)
    return (
        Refusal(
            id="preflight, Authorization not allowed",
            family="configuration",
            detail="CORS allows X-Api-Key only; the preflight asks for Authorization",
            call=preflight.format("authorization"),
            status=400,
            repair=by_owner("allow the header", right=preflight.format("x-api-key")),
        ),
        Refusal(
            id="host not trusted",
            family="wrong-endpoint",
            detail="the Host is not one the service trusts: Invalid host header",
            call=f"{LOGIN} -H 'Host: parts.example' {at}",
            status=400,
            also=("configuration",),
            repair=by_client("the host it knows", f"{LOGIN} {at}", PARTS, address=at),
        ),
        Refusal(
            id="version not there",
            family="wrong-endpoint",
            detail="the path has a version that is not there: Not Found",
            call=bearer(good, f"{site.url}/v1/parts"),
            before=(bearer(good, f"{site.url}/parts"),),
            status=404,
            repair=by_client(
                "the path of today",
                bearer(good, f"{site.url}/parts"),
                PARTS,
                address=f"{site.url}/parts",
            ),
        ),
    )


def _successes(site):
    return (
        Success(id="basic", call=f"{LOGIN} {site.url}/basic/parts", answers=PARTS),
        Success(id="key", call=f"-H 'X-Api-Key: {KEY}' {site.url}/key/parts", answers=PARTS),
        Success(id="token", call=lambda _: bearer(_token(), f"{site.url}/parts"), answers=PARTS),
    )
