"""What a page can do without, told from the answer of a login provider."""

import pytest

from inspector.story.healthy import why_healthy

PAGE = "> GET https://shop.test/\n< 200 OK\n< Content-Type: text/html\n<< <html>Shop</html>"
FORM = "> Content-Type: application/x-www-form-urlencoded\n>> {body}\n"


def _told(story, url, sent=""):
    trace = story(f"{PAGE}\n---\n> POST {url}\n{sent}< 403 Forbidden")
    return why_healthy(trace, trace.entries[1])


@pytest.mark.parametrize("body", ["SAMLResponse=PHNhbWxwOlI%2B&RelayState=r7", "wresult=PHQ6Ujw"])
@pytest.mark.parametrize("url", ["https://track.acme.test/acs", "https://acme.test/events/acs"])
def test_an_answer_of_a_login_is_no_word_to_a_tracker(story, url, body):
    assert _told(story, url, FORM.format(body=body)) == ""


def test_an_artifact_and_a_code_in_the_address_are_answers_as_well(story):
    url = "https://track.acme.test/acs"
    assert _told(story, f"{url}?SAMLart=AAQAAMFbLinlXaCM") == ""
    assert _told(story, f"{url}?code=c-7&state=s-9") == ""


@pytest.mark.parametrize("body", ["page=shop", "SAML=on&state=open"])
def test_what_a_tracker_is_told_the_page_can_do_without(story, body):
    assert "entry 1" in _told(story, "https://track.acme.test/acs", FORM.format(body=body)).lower()
