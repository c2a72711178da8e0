"""`send --fix`: what it asks for first, and what comes of it, against the practice server."""

from base64 import b64encode

import msgspec
import pytest

from inspector.cli.fixing.choosing import needs
from inspector.cli.fixing.fixed_send import Tell, fix_alone
from inspector.cli.fixing.order import FixOrder
from inspector.cli.inputs import NotReadable
from inspector.cli.source import Source
from inspector.mocklab import MockLab
from inspector.mocklab.checks.logins import PASSWORD, USER
from inspector.model.kinds.api_key import ApiKey
from inspector.model.kinds.basic import Basic
from inspector.model.kinds.bearer import Bearer
from inspector.model.kinds.unsupported import Unsupported
from inspector.model.request import FormBody, FormField, Request, RequestHeader
from inspector.model.secret import Secret, SecretRef
from inspector.workbench.applying.fix_context import Given

TYPED = SecretRef(place="memory", name="typed")


@pytest.fixture(scope="module")
def lab():
    with MockLab() as lab:
        lab._thread.kept_for_the_run = True
        yield lab


@pytest.fixture
def told():
    return []


@pytest.fixture
def fix(lab, told):
    def fix(slug, order=None, others=()):
        practice = lab.practice(slug)
        source = Source(request=practice.request, secrets=practice.secrets, others=tuple(others))
        tell = Tell(lambda _before, fix: told.append(fix.id), told.append)
        return fix_alone(source, order or FixOrder(), tell)

    return fix


def last(done):
    return done.after.answer.attempt.exchanges[-1].reply.status


def given(user="", secret="", **variables):
    return FixOrder(given=Given(user=user, secret=Secret(secret), variables=variables))


def test_the_first_fix_is_told_and_applied(fix, told):
    done = fix("wrong-scheme")
    assert told == ["switch-to-digest"]
    assert last(done) == 200
    assert done.aftermath.result == "solved"
    assert done.before.verdict.findings


def test_a_named_fix(fix, told):
    assert fix("wrong-scheme", FixOrder(id="message-api-owner")).after is None
    assert told == ["message-api-owner"]


def test_what_is_fine_needs_no_fix(fix, told):
    done = fix("every-scheme")
    assert (done.fix, done.after, told) == (None, None, [])
    assert done.note == "There is nothing to fix."


@pytest.mark.parametrize(
    ("slug", "order", "says"),
    [
        ("wrong-scheme", FixOrder(id="nonsense"), "switch-to-digest"),
        ("nothing-sent", FixOrder(), "--user NAME and --secret -"),
        ("wrong-password", FixOrder(), "--secret -"),
        ("proxy-in-the-way", FixOrder(), "--user NAME and --secret -"),
        ("expired-cookie", FixOrder(), "--user NAME and --secret -"),
        ("wrong-environment", FixOrder(), "--allow-host 127.0.0.1:"),
        ("missing-credentials", FixOrder(hosts=frozenset({"evil.test"})), "--allow-host"),
    ],
)
def test_what_must_be_said_first(fix, slug, order, says):
    with pytest.raises(NotReadable) as caught:
        fix(slug, order)
    assert says in caught.value.problem.todo


@pytest.mark.parametrize(
    "slug", ["nothing-sent", "wrong-password", "proxy-in-the-way", "expired-cookie"]
)
def test_with_the_values_it_is_solved(fix, slug):
    done = fix(slug, given("ada", PASSWORD))
    assert last(done) == 200
    assert done.aftermath.result == "solved"
    assert PASSWORD in done.after.known
    assert PASSWORD not in repr(done.after.masked)


def test_a_new_host_is_agreed_to(fix, lab):
    host = lab.elsewhere.removeprefix("http://")
    assert last(fix("wrong-environment", FixOrder(hosts=frozenset({host})))) == 200


def test_a_refused_password_is_not_sent_twice(fix, lab):
    practice = lab.practice("wrong-password")
    (secret,) = practice.secrets.values()
    with pytest.raises(NotReadable) as caught:
        fix("wrong-password", given(secret=secret))
    assert "not sent twice" in caught.value.problem.todo


def test_the_same_password_for_another_user_is_another_login(fix, lab):
    (secret,) = lab.practice("wrong-password").secrets.values()
    done = fix("wrong-password", given(user="somebody.else", secret=secret))
    sent = done.after.answer.attempt.request.credential
    assert (sent.user, last(done)) == ("somebody.else", 401)


def test_the_user_that_is_given_is_sent_with_the_password(lab, told):
    request = Request(
        url=f"{lab.address}/scenario/every-scheme/basic",
        credential=Basic(user="mistyped", password=TYPED),
    )
    source = Source(request=request, secrets={TYPED: PASSWORD})
    done = fix_alone(source, given(user=USER, secret=PASSWORD), Tell(lambda *_: None, told.append))
    assert last(done) == 200


@pytest.mark.parametrize("scheme", ["basic", "digest/md5"])
@pytest.mark.parametrize(
    "credential",
    [Bearer(token=TYPED), Bearer(token=TYPED, word="Token"), ApiKey(value=TYPED)],
)
def test_a_token_is_never_the_password(lab, told, scheme, credential):
    request = Request(url=f"{lab.address}/scenario/every-scheme/{scheme}", credential=credential)
    source = Source(request=request, secrets={TYPED: "a-token-of-this-run"})
    order = FixOrder(id=f"switch-to-{scheme.partition('/')[0]}")
    tell = Tell(lambda *_: None, told.append)
    for missing in (order, FixOrder(id=order.id, given=Given(user=USER))):
        with pytest.raises(NotReadable) as caught:
            fix_alone(source, missing, tell)
        assert "--secret" in caught.value.problem.todo
    both = Given(user=USER, secret=Secret(PASSWORD))
    done = fix_alone(source, FixOrder(id=order.id, given=both), tell)
    assert last(done) == 200
    assert done.aftermath.result == "solved"


def test_a_login_written_by_hand_is_not_sent_twice_either(lab, told):
    row = RequestHeader("Authorization", "Basic " + b64encode(b"ada:battery").decode())
    request = Request(url=f"{lab.address}/scenario/every-scheme/basic", headers=(row,))
    order = FixOrder(id="enter-secret", given=Given(secret=Secret("battery")))
    with pytest.raises(NotReadable) as caught:
        fix_alone(Source(request=request), order, Tell(lambda *_: None, told.append))
    assert "not sent twice" in caught.value.problem.todo


def test_a_locked_account_is_left_alone(fix):
    done = fix("account-locked")
    assert done.after is None
    assert done.fix.message


@pytest.mark.parametrize("slug", ["expired-token", "missing-scope", "wrong-audience"])
def test_the_token_request_of_the_collection_is_used(fix, lab, slug):
    renewal = lab.practice(slug).renewal
    fields = FormBody(fields=(FormField("grant_type", "client_credentials"),))
    token_request = msgspec.structs.replace(renewal, body=fields)
    done = fix(slug, FixOrder(id="fetch-token"), [token_request])
    assert done.aftermath.result == "solved"


def test_a_refused_token_request_ends_it(fix, lab):
    fields = FormBody(fields=(FormField("grant_type", "client_credentials"),))
    nowhere = Request(method="POST", url=f"{lab.address}/nowhere", body=fields)
    done = fix("expired-token", FixOrder(id="fetch-token"), [nowhere])
    assert done.after is None
    assert done.note.startswith("The token request was refused")


def test_a_variable_is_given(lab, told):
    practice = lab.practice("expired-token")
    token = SecretRef(place="text", name="{{token}}")
    request = msgspec.structs.replace(practice.request, credential=Bearer(token=token))
    source = Source(request=request)
    tell = Tell(lambda _before, fix: told.append(fix.id), told.append)
    with pytest.raises(NotReadable) as caught:
        fix_alone(source, FixOrder(), tell)
    assert "--set token=VALUE" in caught.value.problem.todo
    done = fix_alone(source, given(token="not a token"), tell)
    assert done.aftermath.result == "next-cause"
    assert "not a token" in done.after.known


def test_what_can_t_be_sent_ends_in_a_command(told):
    request = Request(url="http://127.0.0.1:9/", credential=Unsupported(scheme="NTLM", user="ada"))
    done = fix_alone(Source(request=request), FixOrder(), Tell(lambda _, f: told.append(f.id), str))
    assert told == ["copy-curl"]
    assert done.after is None
    assert done.fix.message == "curl --ntlm -u ada:PASSWORD http://127.0.0.1:9/"
    assert "terminal" in done.note


def test_other_fields_are_named():
    assert "--authority FILE" in needs(("options.ca_file",)).todo
    assert "--enter options.http=VALUE" in needs(("options.http",)).todo
    asked = needs(("headers.X-App-Id",))
    assert "X-App-Id" in asked.what
    assert "--secret" in asked.todo
