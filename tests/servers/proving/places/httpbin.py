"""httpbin under gunicorn: Basic, Basic behind 404, Bearer, Digest, redirects, statuses."""

from contextlib import contextmanager

from tests.fixtures.frameworks import GUNICORN, Httpbin
from tests.servers.proving.calls import encoded
from tests.servers.proving.records import Answers, Place, Refusal, Success, by_client, by_owner

NEEDS = (GUNICORN,)
USER, PASSWORD, TOKEN = "dora", "willow-tree-8812", "any-token-will-do-5c1"
GIVEN = {"user": USER, "secret": PASSWORD}
LOGIN = f"-u {USER}:{PASSWORD}"
INSIDE = Answers(holds="authenticated")


@contextmanager
def started(folder):
    """Run it; yield the place."""
    server = Httpbin(folder)
    try:
        url = server.url
        yield Place(
            refusals=(*_basic(url), *_hidden(url), *_bearer(url), *_digest(url)),
            successes=(
                Success(id="basic", call=f"{LOGIN} {url}/basic-auth/{USER}/{PASSWORD}"),
                Success(id="cookies", call=f"-b theme=dark {url}/cookies"),
                Success(id="redirect", call=f"-L '{url}/redirect-to?url=/get'"),
            ),
        )
    finally:
        server.stop()


def _basic(url):
    at = f"{url}/basic-auth/{USER}/{PASSWORD}"
    right = by_client("the right login", f"{LOGIN} {at}", INSIDE, **GIVEN)
    return (
        Refusal("nothing sent", "missing-credentials", "no login was sent", at, right),
        Refusal(
            "wrong password",
            "invalid-credentials",
            "the password is wrong",
            f"-u {USER}:willow {at}",
            right,
            ambiguous=True,
        ),
        Refusal(
            "blank after the password",
            "invalid-credentials",
            "the password ends with a blank, as copying gives it",
            f"-H 'Authorization: Basic {encoded(f'{USER}:{PASSWORD} ')}' {at}",
            right,
        ),
        Refusal(
            "user alone",
            "invalid-credentials",
            "the password is empty",
            f"-u {USER}: {at}",
            right,
            also=("missing-credentials",),
        ),
        Refusal(
            "a token for a login",
            "scheme-mismatch",
            "a bearer token was sent where Basic is asked for",
            f"-H 'Authorization: Bearer {TOKEN}' {at}",
            right,
        ),
    )


def _hidden(url):
    at = f"{url}/hidden-basic-auth/{USER}/{PASSWORD}"
    right = by_client("the right login", f"{LOGIN} {at}", INSIDE, **GIVEN)
    return (
        Refusal(
            "hidden, wrong password",
            "invalid-credentials",
            "the password is wrong; the answer is 404 without a challenge",
            f"-u {USER}:willow {at}",
            right,
            status=404,
            before=(f"{LOGIN} {at}",),
            ambiguous=True,
        ),
        Refusal(
            "hidden, nothing sent",
            "missing-credentials",
            "no login was sent; the answer is 404 without a challenge",
            at,
            right,
            status=404,
            before=(f"{LOGIN} {at}",),
            ambiguous=True,
        ),
    )


def _bearer(url):
    at = f"{url}/bearer"
    right = by_client("a token", f"-H 'Authorization: Bearer {TOKEN}' {at}", INSIDE, secret=TOKEN)
    elsewhere = url.replace("127.0.0.1", "localhost")
    return (
        Refusal("no token", "missing-credentials", "no token was sent", at, right),
        Refusal(
            "token in the query",
            "missing-credentials",
            "the token stands in the query, the server reads Authorization",
            f"'{at}?access_token={TOKEN}'",
            right,
        ),
        Refusal(
            "Basic for Bearer",
            "scheme-mismatch",
            "a login by Basic was sent where a bearer token is asked for",
            f"{LOGIN} {at}",
            right,
        ),
        Refusal(
            "the word Token",
            "scheme-mismatch",
            "the token stands after the word Token instead of Bearer",
            f"-H 'Authorization: Token {TOKEN}' {at}",
            right,
        ),
        Refusal(
            "a token without its word",
            "invalid-credentials",
            "the token stands in the header alone, without the word Bearer",
            f"-H 'Authorization: {TOKEN}' {at}",
            right,
            also=("scheme-mismatch",),
        ),
        Refusal(
            "dropped at a redirect",
            "missing-credentials",
            "the redirect names another host, to which the token is not sent on",
            f"-L -H 'Authorization: Bearer {TOKEN}' '{url}/redirect-to?url={elsewhere}/bearer'",
            by_client(
                "ask the final address",
                f"-H 'Authorization: Bearer {TOKEN}' {elsewhere}/bearer",
                INSIDE,
                hosts=(elsewhere.removeprefix("http://"),),
            ),
        ),
    )


def _digest(url):
    def rows(name, path):
        at = f"{url}/{path}"
        right = by_client("the right login", f"--digest {LOGIN} {at}", INSIDE, **GIVEN)
        return (
            Refusal(
                f"wrong password, {name}",
                "invalid-credentials",
                "the password is wrong",
                f"--digest -u {USER}:willow {at}",
                right,
                ambiguous=True,
            ),
            Refusal(
                f"Basic for {name}",
                "scheme-mismatch",
                "the right login was sent by Basic where Digest is asked for",
                f"{LOGIN} {at}",
                right,
            ),
        )

    login = f"{USER}/{PASSWORD}"
    return (
        *rows("Digest MD5", f"digest-auth/auth/{login}"),
        *rows("Digest auth-int", f"digest-auth/auth-int/{login}"),
        *rows("Digest SHA-256", f"digest-auth/auth/{login}/SHA-256"),
        Refusal(
            "provider failing",
            "provider-unreachable",
            "the token endpoint is out of service: 503",
            f"-d grant_type=client_credentials -d client_id=job {url}/status/503",
            by_owner("put it back", right=f"{url}/status/200"),
            status=503,
        ),
        Refusal(
            "too many requests",
            "account-locked",
            "too many requests; nothing says how long to wait",
            f"-H 'Authorization: Bearer {TOKEN}' {url}/status/429",
            by_owner("wait", right=f"{url}/status/200"),
            status=429,
        ),
        Refusal(
            "the network's own login",
            "network-blocked",
            "a proxy before the server wants a login, it has no challenge",
            f"-H 'Authorization: Bearer {TOKEN}' {url}/status/407",
            by_owner("log in at the proxy", right=f"{url}/status/200"),
            status=407,
        ),
    )
