"""The program's redirect address, answered by a real browser; what the browser records of it."""

import json
import os
import time

import pytest

from inspector import intake
from inspector.model.kinds.oauth import Login
from tests.fixtures.browser import login_pages
from tests.fixtures.oauth_calls import native, trace, verdict
from tests.fixtures.web_servers import PASSWORD, USER

pytestmark = [pytest.mark.server("oidc-provider"), pytest.mark.server("chromium")]


@pytest.mark.parametrize("answer_by", ["query", "form_post"])
def test_who_signs_in_is_brought_back(provider, call, person, tab, answer_by):
    pages = []
    person(lambda notice: pages.append(login_pages.sign_in(tab, notice.address)))
    answer = call(native(provider, login=Login(prompt="consent", answer_by=answer_by)))
    assert trace(answer)[-3:] == [("sign-in", 200), ("token", 200), ("main", 200)]
    assert json.loads(answer.attempt.exchanges[-1].reply.body)["sub"] == "alice"
    sign_in = next(each for each in answer.attempt.exchanges if each.purpose == "sign-in")
    assert sign_in.request.method == ("POST" if answer_by == "form_post" else "GET")
    for thread in person.threads:
        thread.join(60)
    assert "return to Request Inspector" in pages[0]


def test_who_declines_is_told_so_there_and_here(provider, call, person, tab, api):
    pages = []
    person(lambda notice: pages.append(login_pages.decline(tab, notice.address)))
    answer = call(native(provider))
    assert verdict(answer) == ("configuration", "sign-in-refused", "client")
    assert api.seen == []
    for thread in person.threads:
        thread.join(60)
    assert "refused" in pages[0]


@pytest.mark.server("nginx")
@pytest.mark.parametrize("age", [0, 86_400], ids=["fresh", "a-day-old"])
def test_a_recording_whole_and_sanitised(nginx, tab, age):
    changed = time.time() - age
    os.utime(nginx.page, (changed, changed))
    tab.answer_prompts((USER, PASSWORD))
    for _ in range(6):  # the browser tells what it sent of itself from the second time on, or later
        tab.open(f"{nginx.url}/basic")
        recording = tab.settle()
        whole, sanitised = (recording.har(sanitised=each) for each in (False, True))
        if "Basic " in json.dumps(whole):
            break
    assert "Basic " in json.dumps(whole)
    assert "Basic " not in json.dumps(sanitised)
    read = [intake.read(json.dumps(each).encode()).attempt for each in (whole, sanitised)]
    assert [each.may_be_sanitised for each in read] == [False, True]
    assert [each.exchanges[0].reply.status for each in read] == [200, 200]
