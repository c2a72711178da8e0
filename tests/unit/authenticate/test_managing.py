"""What is done with a kept token or a client, where the provider is odd; the rest is in servers."""

import pytest

from inspector.authenticate import managing
from inspector.authenticate.scheme import Recall, Send, Stop, Store
from inspector.model.exchange import Exchange
from inspector.model.kinds.oauth import Endpoints
from inspector.model.kinds.oauth2 import OAuth2
from inspector.model.message import Header, Message, Reply
from inspector.protocol.oauth import kept_token
from inspector.protocol.oauth.kept_token import KeptToken

MESSAGE = Message(method="GET", url="https://api.example/", target="/")
KEPT = kept_token.written(KeptToken(access_token="a", refresh_token="r"))
ALL = Endpoints(**{name: f"https://a.example/{name}" for name in Endpoints.__struct_fields__})


LOCATION = (Header("Location", "https://b.example/moved"),)


def played(doing, credential, status=200, body=b"{}", kept=KEPT, headers=()):
    steps = managing.steps_of(doing)(credential, MESSAGE, lambda _ref: "")
    found, answer = [], None
    for _ in range(20):
        try:
            step = next(steps) if answer is None else steps.send(answer)
        except StopIteration:
            return found
        found.append(step)
        answer = kept if isinstance(step, Recall) else None
        if isinstance(step, Send):
            answer = Exchange(
                request=step.message, reply=Reply(status=status, headers=headers, body=body)
            )
    raise AssertionError("it never ends")


CLIENT = OAuth2(client_id="c", endpoints=ALL)


def test_logging_out_forgets_before_it_asks():
    steps = played(managing.log_out, CLIENT)
    names = [type(step).__name__ for step in steps]
    assert names == ["Recall", "Store", "Send", "Send", "Leave"]
    assert next(step for step in steps if isinstance(step, Store)).text == ""


def test_a_provider_that_takes_nothing_back():
    bare = OAuth2(client_id="c", endpoints=Endpoints(token="https://a.example/t"))
    steps = played(managing.log_out, bare)
    assert isinstance(steps[1], Store)
    assert isinstance(steps[-1], Stop)
    assert not any(isinstance(step, Send) for step in steps)


@pytest.mark.parametrize("status", [400, 503])
def test_a_refusal_ends_it(status):
    for doing in (managing.log_out, managing.register_to(lambda _made: None)):
        steps = played(doing, CLIENT, status)
        assert sum(isinstance(step, Send) for step in steps) == 1
        assert not isinstance(steps[-1], Stop)


def test_a_redirect_of_what_is_no_sign_in_is_not_called_one():
    for doing in (managing.log_out, managing.register_to(lambda _made: None)):
        (failure,) = (step.failure for step in played(doing, CLIENT, 302, headers=LOCATION)
                      if isinstance(step, Stop))  # fmt: skip
        assert "https://b.example/moved" in failure.message
        assert "sign-in" not in failure.message


def test_a_registration_without_a_client():
    made = []
    steps = played(managing.register_to(made.append), CLIENT, 201)
    assert (steps[-1].failure.kind, steps[-1].of_last) == ("no-client", True)
    assert made == []


def test_a_client_without_secrets_needs_no_vault():
    made = []
    steps = played(managing.register_to(made.append), CLIENT, 201, b'{"client_id": "new"}')
    assert [type(step).__name__ for step in steps] == ["Send"]
    assert made[0].client_id == "new"
    assert made[0].client.registration.on


def test_nothing_kept():
    assert played(managing.ask_about, CLIENT, kept="")[-1].failure.kind == "no-token"
    names = [type(step).__name__ for step in played(managing.log_out, CLIENT, kept="")]
    assert names == ["Recall", "Leave"]


def test_a_token_whose_renewal_was_cut_off_can_be_taken_as_it_is():
    cut_off = kept_token.written(KeptToken(access_token="a", refresh_token="r", renewing=True))
    steps = played(managing.take_kept, CLIENT, kept=cut_off)
    assert [type(step).__name__ for step in steps] == ["Recall", "Store", "Leave"]
    sure = kept_token.read(steps[1].text)
    assert (sure.access_token, sure.refresh_token, sure.renewing) == ("a", "r", False)
    assert [type(s).__name__ for s in played(managing.take_kept, CLIENT)] == ["Recall", "Leave"]
