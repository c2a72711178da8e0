"""Two ways lead to one program: what one of them loses is no fault of the credential."""

import pytest

from inspector.diagnose.trial.conclusions.rows import completes
from inspector.diagnose.trial.weighing import readings, together

GIVEN = "< 200 OK\n< Server: nginx/1.26.3\n< Content-Type: application/json\n<< {}"
MINE = '< 401 No\n< Server: nginx/1.26.3\n< Content-Type: application/json\n<< {"text": "no"}'
OF_NGINX = "<h1>403 Forbidden</h1><hr><center>nginx/1.26.3</center>"
PAGE = "< 403 No\n< Server: nginx/1.26.3\n< Content-Type: text/html\n<< <h1>Forbidden</h1>"


def sent(path, method="GET"):
    return f"> {method} https://api.test{path}\n> X-Api-Key: a1b2c3d4e5f6\n"


def concluded(case, outcome, there="/main/v1/orders/list", here="/edge/v1/orders/list", mine=MINE):
    """Return the bearings on a header that got lost, where none is answered as mine is."""
    outcomes = (
        outcome("accepted-before", GIVEN, "accepted", sent=sent(there)),
        outcome("without-credentials", mine, sent=sent(here)),
    )
    asked = case(sent(here) + mine)
    found = together(asked, outcomes, readings(asked, outcomes))
    return [b for one in found for b in one.bearings if b.slug == "authorization-stripped"]


def test_what_is_taken_below_another_folder_is_lost_in_this_one(case, outcome):
    (bearing,) = concluded(case, outcome)
    assert bearing.ratio > 1
    assert bearing.floor
    (bare,) = concluded(case, outcome, there="/v1/orders/list", here="/edge/v1/orders/list")
    assert bare == bearing


@pytest.mark.parametrize(
    ("there", "here", "mine"),
    [
        ("/main/v1/orders/11", "/main/v1/orders/12", MINE),
        ("/main/v1/orders/list", "/edge/v1/orders/list", "< 404 No\n<< {}"),
        (
            "/main/v1/orders/list",
            "/edge/v1/orders/list",
            PAGE.replace("<h1>Forbidden</h1>", OF_NGINX),
        ),
    ],
)
def test_another_thing_a_missing_place_and_a_web_servers_page_are_no_way(
    case, outcome, there, here, mine
):
    found = concluded(case, outcome, there, here, mine)
    assert not any(bearing.floor and bearing.ratio > 1 for bearing in found)


def test_a_page_may_be_shut_for_all(case, outcome):
    ((html,), (plain,)) = (
        concluded(case, outcome, mine=text) for text in (PAGE, MINE.replace("401", "403"))
    )
    assert 0 < html.floor < plain.floor


def test_none_is_asked_where_another_way_took_it(case, outcome):
    found = {
        "accepted-before": outcome(
            "accepted-before", GIVEN, "accepted", sent=sent("/main/v1/orders/list")
        )
    }
    here = case(sent("/edge/v1/orders/list") + MINE)
    assert completes("without-credentials", here, found)
    assert not completes("garbage-credentials", here, found)
    assert not completes("without-credentials", case(sent("/edge/v1/bills/list") + MINE), found)
