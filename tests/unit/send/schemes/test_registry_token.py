"""The token round of a container registry, step by step; a real one is in tests/servers."""

import pytest

from inspector.authenticate.preview import check, preview
from inspector.authenticate.scheme import Stop
from inspector.authenticate.schemes.registry_token import steps
from inspector.compose.assemble import assemble
from inspector.compose.scope import Scope
from inspector.model.exchange import Exchange
from inspector.model.kinds.registry_token import RegistryToken
from inspector.model.message import Header, Message, Reply
from inspector.model.request import Request
from inspector.model.secret import SecretRef
from tests.fixtures.scripted import reply

PASSWORD = "registry-pass-0123456789"
REF = SecretRef(place="memory", name="p")
ANN = RegistryToken(user="ann", password=REF)
FORM = RegistryToken(user="ann", password=REF, asks="form")
HERE = Message(method="GET", url="https://r.example/v2/a/tags/list", target="/v2/a/tags/list")
ROUND = 'Bearer realm="https://t.example/token?x=1",service="r",scope="repository:a:pull b:c:push"'


def refused(value, url=HERE.url):
    request = Message(method="GET", url=url, target="/")
    reply = Reply(status=401, headers=(Header("WWW-Authenticate", value),))
    return Exchange(request=request, reply=reply)


def second(credential, exchange):
    """Return the step after the registry's first answer; None where there is none."""
    playing = steps(credential, HERE, {REF: PASSWORD}.get)
    next(playing)
    try:
        return playing.send(exchange)
    except StopIteration:
        return None


def test_by_an_address_each_scope_is_a_parameter_of_its_own():
    step = second(ANN, refused(ROUND))
    assert (step.purpose, step.aside, step.message.method) == ("token", True, "GET")
    target = "/token?x=1&service=r&scope=repository:a:pull&scope=b:c:push"
    assert step.message.target == target
    header = step.message.headers[-1]
    assert header.value.startswith("Basic ")
    assert header.secret == ((6, len(header.value)),)


def test_by_a_form_the_scopes_are_one_parameter():
    step = second(FORM, refused(ROUND))
    assert (step.message.method, step.message.target) == ("POST", "/token?x=1")
    body = step.message.body.decode()
    assert "scope=repository%3Aa%3Apull+b%3Ac%3Apush" in body
    assert body.startswith("grant_type=password&client_id=request-inspector&service=r")
    assert [body[a:b] for a, b in step.message.body_secret] == [PASSWORD]


@pytest.mark.parametrize("asks", ["basic", "form"])
def test_nobody_shows_nothing_however_it_is_asked(asks):
    step = second(RegistryToken(asks=asks), refused(ROUND))
    assert (step.message.method, step.message.body) == ("GET", b"")
    assert not any(each.name == "Authorization" for each in step.message.headers)


@pytest.mark.parametrize(
    "value", ['Basic realm="https://t.example/"', 'Bearer realm="r",service="s"', "Bearer", ""]
)
def test_without_a_token_service_the_first_answer_is_the_last(value):
    assert second(ANN, refused(value)) is None


@pytest.mark.parametrize(
    ("exchange", "kind"),
    [
        (refused(ROUND, "https://elsewhere.example/v2/"), "secret-held-back"),
        (refused(ROUND.replace("https:", "http:")), "secret-never-over-http"),
    ],
)
def test_a_login_goes_to_no_service_that_a_stranger_names_nor_over_http(exchange, kind):
    step = second(ANN, exchange)
    assert isinstance(step, Stop)
    assert (step.failure.kind, step.of_last) == (kind, True)


def test_nobody_may_be_asked_without_a_password_and_a_user_may_not():
    assert assemble(Request(url=HERE.url, credential=RegistryToken()), Scope()).problems == ()
    half = Request(url=HERE.url, credential=RegistryToken(user="ann"))
    assert [each.kind for each in assemble(half, Scope()).problems] == ["empty-secret"]


def test_a_service_that_is_not_there_is_the_last_exchange(scripted, send):
    gone = 'WWW-Authenticate: Bearer realm="http://127.0.0.1:1/token",service="r"'
    server = scripted([reply("401 No", gone)])
    exchanges = send(f"{server.url}/v2/", {REF: PASSWORD}, credential=ANN)
    assert [each.purpose for each in exchanges] == ["main", "token"]
    assert exchanges[-1].failure.stage == "connect"


def test_what_is_typed_is_looked_at():
    shown = preview(ANN, HERE, {REF: PASSWORD}.get)
    assert shown.place == "challenge"
    assert check(RegistryToken(), "") == ()
    assert [each.field for each in check(RegistryToken(password=REF), PASSWORD)] == ["user"]
    assert [each.kind for each in check(RegistryToken(user="a:b", password=REF), "x")] == [
        "colon-in-user"
    ]
