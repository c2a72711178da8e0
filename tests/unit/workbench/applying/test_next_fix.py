"""Which fix comes next: one that needs nothing more than what was given."""

import pytest

from inspector.model.finding import Cause, Certainty, Finding, Verdict
from inspector.model.fix import KIND, Action, Change, Field, Fix
from inspector.model.kinds.basic import Basic
from inspector.model.kinds.bearer import Bearer
from inspector.model.request import Request
from inspector.model.secret import Secret, SecretRef
from inspector.workbench.applying.companions import Companions
from inspector.workbench.applying.fix_context import Given
from inspector.workbench.applying.next_fix import can_be_carried_out, lacks, offered, takes_secret

HELD = SecretRef(place="memory", name="held")
TOKEN = Request(url="https://a.test/", credential=Bearer(token=HELD))
ENTER = Fix(id="enter", title="x", changes=(Change(field=Field("credential", "token"), ask=True),))
SWITCH = Fix(id="switch", title="x", changes=(Change(field=KIND, after="basic"),))
TELL = Fix(id="tell", title="x", message="Please.")
FETCH = Fix(id="fetch", title="x", action=Action("fetch-token"))
ADA = Given(user="ada", secret=Secret("s3cret"))


@pytest.mark.parametrize(
    ("fix", "given", "left"),
    [
        (ENTER, Given(), ("credential.token",)),
        (ENTER, ADA, ()),
        (SWITCH, Given(secret=Secret("x")), ("credential.user",)),
        (SWITCH, ADA, ()),
    ],
)
def test_what_is_missing(fix, given, left):
    assert lacks(fix, TOKEN, given, Companions()) == left


def test_what_can_be_carried_out():
    able = [f for f in (ENTER, TELL, FETCH) if can_be_carried_out(f, TOKEN, ADA, Companions())]
    assert able == [ENTER]
    known = Companions(token_request=Request(url="https://a.test/token"))
    assert can_be_carried_out(FETCH, TOKEN, Given(), known)


def test_who_takes_a_secret():
    assert [takes_secret(fix) for fix in (ENTER, TELL, FETCH)] == [True, False, False]


def finding(certainty, *fixes):
    return Finding(
        cause=Cause.INVALID_CREDENTIALS,
        slug="x",
        certainty=certainty,
        score=0.5,
        fixes=fixes,
    )


def test_a_sure_cause_stands_alone():
    others = finding(Certainty.POSSIBLE, SWITCH, ENTER), finding(Certainty.UNLIKELY, FETCH)
    sure = Verdict(findings=(finding(Certainty.CERTAIN, ENTER), *others))
    assert list(offered(sure)) == [ENTER]
    open_one = Verdict(findings=(finding(Certainty.POSSIBLE, ENTER), *others))
    assert list(offered(open_one)) == [ENTER, SWITCH]


def test_a_login_needs_no_new_user():
    login = Request(credential=Basic(user="bob", password=HELD))
    fix = Fix(
        id="x",
        title="x",
        changes=tuple(
            Change(field=Field("credential", name), ask=True) for name in ("user", "password")
        ),
    )
    assert lacks(fix, login, Given(secret=Secret("x")), Companions()) == ()
