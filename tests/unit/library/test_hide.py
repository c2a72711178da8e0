"""Secrets in texts become references that composing fills in again."""

import asyncio

import pytest

from inspector.compose.variables import fill, secret_refs
from inspector.library.hide import Hider
from inspector.library.inherit import resolve
from inspector.model.kinds.basic import Basic
from inspector.model.kinds.bearer import Bearer
from inspector.model.kinds.oauth import Endpoints, Extras, OwnParameter
from inspector.model.kinds.oauth2 import OAuth2
from inspector.model.request import (
    FormBody,
    FormField,
    JsonBody,
    QueryParam,
    RawBody,
    Request,
    RequestHeader,
    Script,
)
from inspector.model.secret import SecretRef
from inspector.protocol.masking.judged_names import JudgedNames

TOKEN = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJlLW9mLXRoZS10b2tlbg"


@pytest.fixture
def hider(vault):
    return Hider(vault)


def filled(text, request, vault):
    scope = resolve(request).scope
    secrets = asyncio.run(vault.resolve_all(secret_refs(request, scope)))
    return fill(text, scope.with_secrets(secrets)).text


@pytest.mark.parametrize(
    "request_",
    [
        Request(headers=(RequestHeader("authorization", f"Bearer {TOKEN}"),)),
        Request(headers=(RequestHeader("X-Api-Key", "short"),)),
        Request(url=f"http://a/?api_key={TOKEN}&x=1"),
        Request(query=(QueryParam("access_token", "short1"),)),
        Request(body=FormBody(fields=(FormField("password", "pw"),))),
        Request(body=RawBody(text=f"<token>{TOKEN}</token>", content_type="text/xml")),
        Request(description=f"use {TOKEN}"),
        Request(
            credential=OAuth2(extras=Extras(own=(OwnParameter(name="api_key", value="short"),)))
        ),
        Request(credential=OAuth2(endpoints=Endpoints(token=f"https://a/{TOKEN}"))),
    ],
)
def test_no_secret_is_left_and_sending_is_the_same(request_, hider, vault):
    hidden = hider.hide(request_)
    assert hidden != request_
    assert TOKEN not in repr(hidden)
    assert "'short" not in repr(hidden)
    for name in ("url", "description"):
        assert filled(getattr(hidden, name), hidden, vault) == getattr(request_, name)
    for before, after in zip(request_.headers, hidden.headers, strict=True):
        assert filled(after.value, hidden, vault) == before.value
    assert hider.hide(hidden) == hidden
    assert hider.hide(request_) == hidden


@pytest.mark.parametrize(
    "request_",
    [
        Request(url="https://bob:kelp tide@a.example/x"),
        Request(url="https://a.example/bot123456789:kelp-tide-kelp-tide-kelp/getMe"),
        Request(url="https://a.example/?user%5Bpassword%5D=kelp"),
        Request(description="use password kelp-44Tide9"),
        Request(query=(QueryParam("user[pass]", "kelp"),)),
        Request(body=FormBody(fields=(FormField("mot_de_passe", "kelp"),))),
        Request(body=JsonBody(text='{"user":"bob","pass":"kelp"}')),
        Request(body=JsonBody(text='{"user":"bob","пароль":"kelp"}')),
        Request(body=JsonBody(text='{"query":"mutation{login(password:\\"kelp\\"){t}}"}')),
        Request(scripts=(Script(when="before", text='pm.environment.set("token", "kelp")'),)),
    ],
)
def test_a_secret_of_a_short_or_foreign_name_leaves_the_text(request_, hider, vault):
    hidden = hider.hide(request_)
    assert "kelp" not in repr(hidden)
    assert filled(hidden.url, hidden, vault) == request_.url
    assert hider.hide(hidden) == hidden


def test_a_known_secret_is_found_in_any_text(hider, vault):
    ref = vault.put("plain-looking-value")
    hidden = hider.hide(
        Request(
            headers=(RequestHeader("X-Note", "it is plain-looking-value"),),
            credential=Bearer(token=ref),
        )
    )
    assert "plain-looking" not in repr(hidden)
    assert hidden.credential.token == ref


def test_a_secret_of_this_run_moves_to_the_vault(hider, vault):
    ref = vault.put("the value", place="memory")
    hidden = hider.hide(Request(credential=Basic(user="u", password=ref)))
    assert hidden.credential.password.place == "keyring"
    assert vault.peek(hidden.credential.password) == "the value"
    lost = SecretRef(place="memory", name="gone")
    assert hider.hide(Request(credential=Bearer(token=lost))).credential.token.place == "ask"


def test_plain_requests_and_variables_stay_as_they_are(hider):
    request = Request(
        url="{{base}}/x?token={{token}}",
        headers=(RequestHeader("Authorization", "Bearer {{token}}"), RequestHeader("A", "b")),
        credential=Basic(user="u", password=SecretRef(place="text", name="{{password}}")),
    )
    assert hider.hide(request) == request
    assert hider.made() == ()


UNKNOWN = Request(
    headers=(
        RequestHeader("X-Acme-Blub", "pLq0Xz1Kt2rWn3bYc4dHs5gJ6kQx7wZp"),
        RequestHeader("X-Also", "{{base}}-pLq0Xz1Kt2rWn3bYc4dHs5gJ6kQx7wZp"),
        RequestHeader("X-Page", "start"),
    )
)


def test_what_nobody_knows_is_hidden_from_files_until_it_is_judged_harmless(vault):
    answers = [JudgedNames()]
    vault.judged_by(lambda: answers[-1])
    hidden = Hider(vault).hide(UNKNOWN)
    assert hidden.headers[0].value.startswith("{{vault.")
    assert hidden.headers[1].value.startswith("{{base}}{{vault.")
    assert hidden.headers[2] == UNKNOWN.headers[2]
    assert Hider(vault).hide(hidden) == hidden
    answers.append(JudgedNames.of((), ["X-Acme-Blub", "X-Also"]))
    assert Hider(vault).hide(UNKNOWN) == UNKNOWN


def test_a_request_at_work_keeps_it_until_somebody_is_asked(vault):
    assert Hider(vault, guessing=False).hide(UNKNOWN) == UNKNOWN
    vault.judged_by(lambda: JudgedNames.of(["x-page"]))
    hidden = Hider(vault, guessing=False).hide(UNKNOWN)
    assert hidden.headers[2].value.startswith("{{vault.")
