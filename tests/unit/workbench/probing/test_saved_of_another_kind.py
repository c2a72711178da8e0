"""A saved token gets through where a login was sent: that kind may not be read here at all."""

import pytest

from inspector.compose.scope import Scope
from inspector.model.experiment import Aids, SavedCredential
from inspector.model.finding import Cause
from inspector.model.kinds.basic import Basic
from inspector.model.kinds.bearer import Bearer
from inspector.model.request import Request
from tests.fixtures.experimenting import header
from tests.fixtures.scripted import reply

TOKEN = "t-0123456789abcdef"


def reads_tokens(request):
    known = header(request, "Authorization") in {f"Bearer {TOKEN}", "Basic Ym9iOnB3LTc3Nzc3"}
    return reply("200 OK") if known else reply("401 Unauthorized")


@pytest.mark.parametrize("kind", ["token", "login"])
def test_what_another_kind_says_of_the_scheme(lab, scripted, kind):
    server = scripted([reads_tokens])
    saved = {
        "token": Bearer(token=lab.put(TOKEN)),
        "login": Basic(user="bob", password=lab.put("pw-77777")),
    }
    other = SavedCredential(name="Bob", host=server.url, credential=saved[kind])
    scope = Scope(aids=Aids(others=(other,)))
    sent = Request(url=f"{server.url}/a", credential=Basic(user="ada", password=lab.put("pw-1")))
    before = lab.send(sent, scope)
    after = lab.run(before, "other-saved-credential", scope=scope, consent=("login-attempt",))
    assert after.trial.outcomes[0].result == "accepted"
    was = {one.cause: one.score for one in before.verdict.findings}
    now = {one.cause: one.score for one in after.verdict.findings}
    wrong = Cause.INVALID_CREDENTIALS
    assert (now.get(wrong, 0) >= was[wrong]) == (kind == "login")
