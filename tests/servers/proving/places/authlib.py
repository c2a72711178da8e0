"""Authlib's servers: OAuth 1.0 resources, OAuth 2.0 resources and a token endpoint."""

import base64
import hashlib
import hmac
import secrets
from contextlib import contextmanager
from functools import partial
from urllib.parse import quote

from tests.fixtures.framework_sites import PYTHON_READY, Site
from tests.servers.proving.calls import bearer, now
from tests.servers.proving.records import (
    Answers,
    Place,
    Refusal,
    Success,
    by_application,
    by_client,
    by_owner,
)

NEEDS = (PYTHON_READY,)
SECRET, TOKEN_SECRET, PASSWORD = "ps-90d2b1", "ts-4c7e55", "correct horse"
LETTERS, GIVEN = Answers(holds="letters"), Answers(holds="access_token")


@contextmanager
def started(folder):
    """Run it; yield the place."""
    with Site("authlib_post.py", folder, SECRET, TOKEN_SECRET, PASSWORD) as site:
        yield Place(
            refusals=(*_signed(site), *_bearing(site), *_endpoint(site)),
            successes=(Success(id="signed", call=_call(_letters(site)), answers=LETTERS),),
            reset=partial(site.put, fresh=True),
        )


def _letters(site):
    return f"{site.url}/signed/letters"


def _header(url, **own):
    """Return an Authorization header of OAuth 1.0 (RFC 5849 §3.4, HMAC-SHA1) for a GET."""
    key = f"{own.pop('secret', SECRET)}&{own.pop('token_secret', TOKEN_SECRET)}"
    fields = {
        "oauth_consumer_key": "post-app",
        "oauth_token": "t-alice",
        "oauth_signature_method": "HMAC-SHA1",
        "oauth_timestamp": str(now()),
        "oauth_nonce": secrets.token_hex(8),
        **own,
    }
    pairs = "&".join(f"{name}={quote(text, '~')}" for name, text in sorted(fields.items()))
    text = f"GET&{quote(url, '')}&{quote(pairs, '')}"
    fields["oauth_signature"] = base64.b64encode(
        hmac.digest(key.encode(), text.encode(), hashlib.sha1)
    ).decode()
    return "OAuth " + ", ".join(f'{name}="{quote(each, "")}"' for name, each in fields.items())


def _call(url, **own):
    return lambda _: f"-H 'Authorization: {_header(url, **own)}' {url}"


def _signed(site):
    at = _letters(site)
    right = by_application("signed with the right secrets and time", _call(at), LETTERS)
    return (
        Refusal(
            id="signed, none",
            family="missing-credentials",
            detail="nothing was sent: 400, missing oauth_consumer_key",
            call=at,
            status=400,
            repair=right,
        ),
        Refusal(
            id="signed, wrong secret",
            family="invalid-credentials",
            detail="the consumer secret is wrong: invalid_signature",
            call=_call(at, secret="ps-0"),
            repair=right,
        ),
        Refusal(
            id="signed, old timestamp",
            family="configuration",
            detail="the client's clock is a day behind: invalid timestamp",
            call=_call(at, oauth_timestamp=str(now() - 86400)),
            status=400,
            also=("invalid-credentials",),
            repair=right,
        ),
        Refusal(
            id="signed, nonce used twice",
            family="invalid-credentials",
            detail="the same signed request was sent again: invalid_nonce",
            call=_call(at, oauth_nonce="n-1"),
            before=(_call(at, oauth_nonce="n-1"),),
            also=("configuration",),
            repair=right,
        ),
        Refusal(
            id="signed, token taken back",
            family="revoked-token",
            detail="the token was taken back after it had been accepted: invalid_token",
            call=_call(at),
            before=(_call(at),),
            change=partial(site.put, known=False),
            repair=by_owner("allow the application again", partial(site.put, fresh=True)),
        ),
        Refusal(
            id="signed, unknown application",
            family="invalid-credentials",
            detail="the consumer key is not known: invalid_client",
            call=_call(at, oauth_consumer_key="post-app-2"),
            repair=right,
        ),
    )


def _bearing(site):
    at = f"{site.url}/letters"
    kept = {"good": {}, "writer": {"scope": "letters:write"}}
    holding = partial(site.put, tokens=kept)
    right = by_client("a token that holds", bearer("good", at), LETTERS, secret="good")

    def with_token(**fields):
        return partial(site.put, tokens={"tried": fields, **kept})

    return (
        Refusal(
            id="bearer, none",
            family="missing-credentials",
            detail="nothing was sent: missing_authorization",
            call=at,
            prepare=holding,
            repair=right,
        ),
        Refusal(
            id="bearer, Basic sent",
            family="scheme-mismatch",
            detail="Basic was sent: unsupported_token_type",
            call=f"-u 'alice:{PASSWORD}' {at}",
            prepare=holding,
            repair=right,
        ),
        Refusal(
            id="bearer, expired",
            family="invalid-credentials",
            detail="the opaque token ran out: invalid_token",
            call=bearer("tried", at),
            prepare=with_token(ends=-60),
            also=("revoked-token",),
            repair=right,
        ),
        Refusal(
            id="bearer, revoked",
            family="revoked-token",
            detail="the token was revoked after it had been accepted: invalid_token",
            call=bearer("tried", at),
            prepare=with_token(),
            before=(bearer("tried", at),),
            change=with_token(revoked=True),
            repair=right,
        ),
        Refusal(
            id="bearer, scope",
            family="insufficient-permissions",
            detail="the token lacks letters:write: insufficient_scope",
            call=bearer("tried", at, "-X PUT"),
            prepare=with_token(),
            status=403,
            repair=by_client(
                "a token with the scope",
                bearer("writer", at, "-X PUT"),
                LETTERS,
                secret="writer",
                scope="letters:write",
                saved={"writer": bearer("writer", at)},
            ),
        ),
    )


def _endpoint(site):
    at = f"{site.url}/token"
    job = f"-u post-app:{SECRET} -d grant_type=client_credentials -d scope=letters {at}"
    person = (
        f"-u post-app:{SECRET} -d grant_type=password -d username=alice "
        f"--data-urlencode 'password={PASSWORD}' {at}"
    )
    in_body = (
        f"-d client_id=post-app -d client_secret={SECRET} -d grant_type=client_credentials {at}"
    )
    return (
        Refusal(
            id="token, wrong client secret",
            family="invalid-credentials",
            detail="the client's secret is wrong: invalid_client",
            call=job.replace(SECRET, "ps-0"),
            repair=by_client("the right secret", job, GIVEN, user="post-app", secret=SECRET),
        ),
        Refusal(
            id="token, secret in the body",
            family="missing-credentials",
            detail="the secret stands in the body, this client must use Basic: invalid_client",
            call=in_body,
            also=("configuration", "scheme-mismatch"),
            repair=by_client("the secret by Basic", job, GIVEN, user="post-app", secret=SECRET),
            ambiguous=True,
        ),
        Refusal(
            id="token, wrong password",
            family="invalid-credentials",
            detail="the person's password is wrong: invalid_request or invalid_grant",
            call=person.replace(PASSWORD, "battery"),
            status=400,
            repair=by_client("the right password", person, GIVEN, secret=PASSWORD),
        ),
        Refusal(
            id="token, grant not allowed",
            family="configuration",
            detail="the client may not use that grant: unauthorized_client",
            call=job,
            prepare=partial(site.put, grants=["password"]),
            status=400,
            also=("insufficient-permissions",),
            repair=by_owner("allow the grant", partial(site.put, fresh=True), answers=GIVEN),
        ),
    )
