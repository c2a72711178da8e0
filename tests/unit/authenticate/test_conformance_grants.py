"""Each grant has its module; what it lacks is said before anything is sent."""

from datetime import UTC, datetime
from typing import get_args

import pytest

from inspector.authenticate.choose import choose
from inspector.authenticate.grants.registry import registry
from inspector.authenticate.scheme import Ask, Listen, Recall, Send, Stop, Tell, Wait
from inspector.model.exchange import Exchange, Failure
from inspector.model.kinds.oauth import ClientProof, Endpoints, Grant, Login, TokenUse
from inspector.model.kinds.oauth2 import OAuth2
from inspector.model.message import Header, Message, Reply
from inspector.model.secret import Secret, SecretRef

MESSAGE = Message(method="GET", url="https://api.example/", target="/")
TYPED = Endpoints(
    authorization="https://a.example/auth",
    token="https://a.example/token",
    device="https://a.example/device",
)


def played(credential, replies=(), reveal=lambda _ref: "", pasted=""):
    """Return the steps, until the scheme ends; every Send gets the next reply."""
    steps = choose(credential).steps(credential, MESSAGE, reveal)
    waiting, found, answer = list(replies), [], None
    for _ in range(30):
        try:
            step = next(steps) if answer is None else steps.send(answer)
        except StopIteration:
            return found
        found.append(step)
        answer = None
        if isinstance(step, Recall | Listen):
            answer = "" if isinstance(step, Recall) else "http://127.0.0.1:4711/"
        if isinstance(step, Ask):
            answer = {"address": Secret(pasted)}
        if isinstance(step, Send):
            answer = Exchange(request=step.message, reply=waiting.pop(0) if waiting else None)
    raise AssertionError("the scheme never ends")


def reply(text, status=200):
    return Reply(status=status, body=text.encode())


@pytest.mark.parametrize("grant", get_args(Grant))
class TestGrant:
    def test_it_has_a_module(self, grant):
        assert set(registry()[grant].NEEDS) <= set(Endpoints.__struct_fields__)
        assert registry()[grant].__doc__

    def test_without_an_address_nothing_is_sent(self, grant):
        steps = played(OAuth2(grant=grant, client_id="c"))
        assert not any(isinstance(step, Send) for step in steps)
        assert isinstance(steps[-1], Stop)
        assert steps[-1].failure.kind == "no-endpoint"

    def test_an_address_of_machines_is_never_asked(self, grant):
        bad = dict.fromkeys(Endpoints.__struct_fields__, "http://169.254.169.254/token")
        credential = OAuth2(grant=grant, client_id="c", endpoints=Endpoints(**bad))
        steps = played(credential, reveal=lambda _ref: "x")
        assert not any(isinstance(step, Send | Tell) for step in steps)


class TestBrowser:
    """What comes back from the login page, or does not."""

    ELSEWHERE = Login(host="elsewhere", address="https://app.example/cb", state="s")

    def by_address(self, pasted):
        credential = OAuth2(client_id="c", endpoints=TYPED, login=self.ELSEWHERE)
        token = [reply('{"access_token":"abc"}')]
        return played(credential, token, pasted=pasted)

    def test_an_address_of_elsewhere_is_pasted(self):
        steps = self.by_address("https://app.example/cb?code=the-code&state=s")
        ask = next(step for step in steps if isinstance(step, Ask))
        assert ask.question.browser.startswith("https://a.example/auth?response_type=code")
        assert ask.question.fields[0].is_secret
        sent = [step for step in steps if isinstance(step, Send)]
        assert b"code=the-code" in sent[0].message.body
        assert b"redirect_uri=https%3A%2F%2Fapp.example%2Fcb" in sent[0].message.body
        assert sent[-1].purpose == "main"

    @pytest.mark.parametrize(
        ("pasted", "kind"),
        [
            ("https://app.example/cb", "no-answer"),
            ("https://app.example/cb?code=x&state=other", "answer-differs"),
            ("https://app.example/cb?error=access_denied&state=s", "sign-in-refused"),
        ],
    )
    def test_what_is_pasted_is_no_good(self, pasted, kind):
        steps = self.by_address(pasted)
        assert steps[-1].failure.kind == kind
        assert not any(isinstance(step, Send) for step in steps)

    def test_without_an_address_of_elsewhere(self):
        credential = OAuth2(client_id="c", endpoints=TYPED, login=Login(host="elsewhere"))
        assert played(credential)[-1].failure.kind == "no-redirect"

    def test_nobody_comes_back(self):
        steps = played(OAuth2(client_id="c", endpoints=TYPED))
        told = [step.notice for step in steps if isinstance(step, Tell)]
        assert told[0].opens
        assert told[-1] is None
        assert (steps[-1].failure.kind, steps[-1].of_last) == ("nobody-came-back", True)

    def test_a_page_that_is_to_be_copied_is_not_opened(self):
        login = Login(page="copy")
        steps = played(OAuth2(client_id="c", endpoints=TYPED, login=login))
        assert not next(step for step in steps if isinstance(step, Tell)).notice.opens


class TestDevice:
    """How a device code is asked about."""

    CODE = reply(
        '{"device_code":"d","user_code":"U-1","verification_uri":"https://a.example/","interval":7}'
    )

    def waits(self, *answers):
        credential = OAuth2(grant="device-code", client_id="c", endpoints=TYPED)
        before = datetime.now(UTC)
        steps = played(credential, [self.CODE, *answers])
        waits = [round((s.until - before).total_seconds()) for s in steps if isinstance(s, Wait)]
        return steps, waits

    def test_as_often_as_the_provider_says(self):
        pending = reply('{"error":"authorization_pending"}', 400)
        slower = reply('{"error":"slow_down"}', 400)
        steps, waits = self.waits(pending, slower, pending, reply('{"access_token":"abc"}'))
        assert waits == [7, 7, 12, 12]
        told = [step.notice for step in steps if isinstance(step, Tell) and step.notice]
        assert [notice.pace for notice in told] == [0, 12]
        assert told[0].ends == told[1].ends
        assert isinstance(steps[-1], Send)

    def test_until_its_end(self):
        steps, _ = self.waits(reply('{"error":"expired_token"}', 400))
        assert steps[-1].failure.kind == "nobody-came-back"

    def test_until_somebody_declines(self):
        steps, _ = self.waits(reply('{"error":"access_denied"}', 400))
        assert not isinstance(steps[-1], Stop)

    def test_a_reply_without_a_code(self):
        credential = OAuth2(grant="device-code", client_id="c", endpoints=TYPED)
        assert played(credential, [reply("{}")])[-1].failure.kind == "no-device-code"


@pytest.mark.parametrize("grant", ["jwt-bearer", "token-exchange", "refresh-token"])
def test_what_a_grant_begins_with_must_be_there(grant):
    steps = played(OAuth2(grant=grant, client_id="c", endpoints=TYPED))
    assert steps[-1].failure.kind == "empty-secret"


JOB = OAuth2(grant="client-credentials", client_id="c", endpoints=TYPED)


class TestReplies:
    @pytest.mark.parametrize("text", ["<html>login</html>", "{}", "", '{"access_token": ""}'])
    def test_a_success_without_a_token_is_told_there(self, text):
        steps = played(JOB, [reply(text)])
        assert (steps[-1].failure.kind, steps[-1].of_last) == ("no-token", True)

    def test_a_refusal_ends_it(self):
        steps = played(JOB, [reply('{"error":"invalid_client"}', 401)])
        assert [type(step).__name__ for step in steps] == ["Recall", "Recall", "Send"]

    def test_no_reply_ends_it(self):
        assert isinstance(played(JOB)[-1], Send)

    def test_a_token_is_stored_before_it_is_sent(self):
        steps = played(JOB, [reply('{"access_token":"abc"}')])
        names = [type(step).__name__ for step in steps]
        assert names == ["Recall", "Recall", "Send", "Store", "Leave", "Send"]
        assert steps[2].aside
        assert not steps[-1].aside
        assert {h.name: h.value for h in steps[-1].message.headers}["Authorization"] == "Bearer abc"

    def test_an_issuer_must_be_an_address(self):
        steps = played(OAuth2(grant="client-credentials", client_id="c", issuer="example"))
        assert steps[-1].failure.kind == "bad-issuer"

    def test_a_page_that_describes_nobody(self):
        pages = [reply("<html>", 404), reply("<html>", 404)]
        credential = OAuth2(grant="client-credentials", client_id="c", issuer="https://a.example")
        steps = played(credential, pages)
        assert steps[-1].failure.kind == "no-metadata"
        assert [s.purpose for s in steps if isinstance(s, Send)] == ["discovery", "discovery"]


def test_a_client_must_be_named():
    assert played(OAuth2(endpoints=TYPED))[0].failure == Failure(
        stage="compose", kind="empty-secret", message="The client ID is empty."
    )


def test_a_certificate_is_shown_to_the_provider_only():
    proof = ClientProof(method="tls_client_auth", certificate="/c.pem", certificate_key="/k.pem")
    credential = OAuth2(grant="client-credentials", client_id="c", endpoints=TYPED, client=proof)
    steps = [
        s for s in played(credential, [reply('{"access_token":"abc"}')]) if isinstance(s, Send)
    ]
    assert [step.certificate for step in steps] == [("/c.pem", "/k.pem"), None]
    assert b"client_id=c" in steps[0].message.body


def test_a_key_that_can_not_sign_is_told():
    key = SecretRef(place="memory", name="k")
    proof = ClientProof(method="private_key_jwt", key=key)
    credential = OAuth2(grant="client-credentials", client_id="c", endpoints=TYPED, client=proof)
    steps = played(credential, reveal=lambda ref: "no key at all" if ref == key else "")
    assert steps[-1].failure.kind == "bad-key"


@pytest.mark.parametrize(
    ("credential", "kinds"),
    [
        (OAuth2(), {"no-issuer", "no-client"}),
        (OAuth2(issuer="https://a", client_id="c", grant="password"), {"password-grant"}),
        (OAuth2(issuer="https://a", client_id="c"), set()),
    ],
)
def test_checks_while_typing(credential, kinds):
    assert {each.kind for each in choose(credential).check(credential, "")} == kinds


@pytest.mark.parametrize(
    ("use", "target", "header"),
    [
        (TokenUse(), "/", "Bearer abc"),
        (TokenUse(word=""), "/", "abc"),
        (TokenUse(token="id_token", word="JWT"), "/", "JWT an-id"),
        (TokenUse(place="query", name="access_token"), "/?access_token=abc", None),
    ],
)
def test_which_token_goes_to_the_api_and_where(use, target, header):
    credential = OAuth2(grant="client-credentials", client_id="c", endpoints=TYPED, use=use)
    sent = played(credential, [reply('{"access_token":"abc","id_token":"an-id"}')])[-1].message
    assert sent.target == target
    found = {each.name: each for each in sent.headers}
    assert (found["Authorization"].value if header else None) == header
    marked = [sent.target[a:b] for a, b in sent.target_secret]
    marked += [h.value[a:b] for h in found.values() for a, b in h.secret]
    assert marked == ["an-id" if use.token == "id_token" else "abc"]


@pytest.mark.parametrize(
    ("grant", "kind"), [("client-credentials", "no-token"), ("device-code", "no-device-code")]
)
@pytest.mark.parametrize(
    "location", ["https://ada:planted@a.example/login?next=planted#planted", ""]
)
def test_a_redirect_instead_of_an_answer_is_told(grant, kind, location):
    headers = (Header("Location", location),) if location else ()
    credential = OAuth2(grant=grant, client_id="c", endpoints=TYPED)
    *_, last = played(credential, [Reply(status=302, headers=headers)])
    assert isinstance(last, Stop)
    assert (last.failure.kind, last.of_last) == (kind, True)
    assert ("a.example/login" in last.failure.message) == bool(location)
    assert "planted" not in last.failure.message
