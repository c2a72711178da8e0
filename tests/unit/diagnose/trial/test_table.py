"""Results side by side."""

import pytest

from inspector.diagnose.trial.conclusions.rows import completes
from inspector.diagnose.trial.weighing import readings, together
from inspector.model.finding import Cause
from tests.unit.diagnose.trial.conftest import TOKEN

BOTH = ("without-credentials", "garbage-credentials")
MINE = "< 401 No"
BASIC = "> GET https://api.test/orders\n> Authorization: Basic YTpi\n"


def concluded(case, outcomes):
    found = together(case, outcomes, readings(case, outcomes))
    return [(one.experiment, one.meaning, one.bearings) for one in found]


def test_what_never_looks(case, outcome):
    outcomes = (outcome("without-credentials", MINE), outcome("garbage-credentials", MINE))
    ((name, words, bearings),) = concluded(case(MINE), outcomes)
    assert name == "garbage-credentials"
    assert words.endswith(".")
    assert {b.cause for b in bearings if b.ratio > 1} >= {Cause.CONFIGURATION, Cause.WRONG_ENDPOINT}


def test_a_login_that_is_asked_for_is_often_refused_all_alike(case, outcome):
    asked = f"{MINE}\n< WWW-Authenticate: Basic realm=r"
    outcomes = tuple(outcome(name, asked, sent=BASIC) for name in BOTH)
    assert concluded(case(BASIC + asked), outcomes) == []


def test_what_is_seen_but_unknown(case, outcome):
    outcomes = (
        outcome("without-credentials", "< 401 No\n<< nothing"),
        outcome("garbage-credentials", MINE),
    )
    ((_, _, bearings),) = concluded(case(MINE), outcomes)
    assert bearings[0].cause is Cause.INVALID_CREDENTIALS
    assert bearings[0].ratio > 1


def test_one_result_alone_says_nothing_more(case, outcome):
    assert concluded(case(MINE), (outcome("garbage-credentials", MINE),)) == []


def test_a_scheme_that_is_not_offered_is_refused_whatever_it_holds(case, outcome):
    digest = "< 401 No\n< WWW-Authenticate: Digest realm=r, nonce=n"
    outcomes = tuple(outcome(name, digest, sent=BASIC) for name in BOTH)
    ((_, _, bearings),) = concluded(case(BASIC + digest), outcomes)
    assert bearings[0].cause is Cause.SCHEME_MISMATCH


def test_forbidden_with_yours_and_unauthorized_without(case, outcome):
    outcomes = (outcome("without-credentials", MINE),)
    ((name, _, bearings),) = concluded(case("< 403 Forbidden"), outcomes)
    assert (name, bearings[0].cause) == ("without-credentials", Cause.INSUFFICIENT_PERMISSIONS)


def test_forbidden_whoever_asks(case, outcome):
    outcomes = (outcome("without-credentials", "< 403 Forbidden"),)
    ((_, _, bearings),) = concluded(case("< 403 Forbidden"), outcomes)
    assert bearings[0].cause is Cause.NETWORK_BLOCKED


def test_refused_as_broken_signatures_are(case, outcome):
    outcomes = (
        outcome("without-credentials", "< 401 No\n<< nothing"),
        outcome("garbage-credentials", MINE),
        outcome("signature-altered", MINE),
    )
    names = [name for name, _, _ in concluded(case(MINE), outcomes)]
    assert names == ["garbage-credentials", "signature-altered"]


def test_a_fresh_token_works_and_mine_is_refused_as_broken_ones_are(case, outcome):
    outcomes = (
        outcome("fresh-token", "< 200 OK\n<< {}"),
        outcome("signature-altered", MINE),
    )
    ((name, _, bearings),) = concluded(case(MINE), outcomes)
    assert name == "signature-altered"
    assert bearings[0].ratio < 1


def ratio(concluded_, slug):
    """Return the ratios by which a finding or cause is weighed, in the order of the conclusions."""
    bearings = (b for _, _, all_of_one in concluded_ for b in all_of_one)
    return [b.ratio for b in bearings if slug in {b.slug, b.slug or b.cause}]


def of_both(outcome, text, sent=BASIC):
    return tuple(outcome(name, text, sent=sent) for name in BOTH)


# ---------------- A login that nobody reads
def test_a_login_that_is_refused_as_none_is_and_not_asked_for_goes_unread(case, outcome):
    ((_, words, bearings),) = concluded(case(BASIC + MINE), of_both(outcome, MINE))
    assert "asks for none" in words
    assert {b.slug for b in bearings if b.ratio > 1} == {"scheme-not-read"}
    assert {b.cause for b in bearings if b.ratio < 1} == {Cause.INVALID_CREDENTIALS}


@pytest.mark.parametrize(
    "reply",
    [
        f"{MINE}\n< WWW-Authenticate: Basic realm=r",
        f"{MINE}\n<< Wrong user name or password",
        f"{MINE}\n<< Your account is locked",
        "< 403 Forbidden\n<< no",
    ],
)
def test_a_login_that_is_asked_for_or_spoken_of_was_read(case, outcome, reply):
    found = concluded(case(BASIC + reply), of_both(outcome, reply))
    assert not ratio(found, "scheme-not-read")


def test_a_login_that_was_taken_before_was_read(case, outcome):
    taken = outcome("accepted-before", "< 200 OK\n<< {}", "accepted", sent=BASIC)
    found = concluded(case(BASIC + MINE), (*of_both(outcome, MINE), taken))
    assert not ratio(found, "scheme-not-read")


def test_a_made_up_login_asks_for_none_beside_it_where_no_login_is_asked_for(case, outcome):
    asked = f"{MINE}\n< WWW-Authenticate: Basic realm=r"
    alike = {"garbage-credentials": outcome("garbage-credentials", MINE)}
    assert completes("without-credentials", case(BASIC + MINE), alike)
    assert not completes("without-credentials", case(BASIC + asked), alike)
    assert not completes("without-credentials", case(BASIC + MINE), {})


# ---------------- A token where the scheme of its word is asked for
@pytest.mark.parametrize(("challenge", "placed"), [("Bearer", False), ("", True)])
def test_where_its_scheme_is_asked_for_a_token_stands_in_the_right_place(
    case, outcome, challenge, placed
):
    asked = f"{MINE}\n< WWW-Authenticate: {challenge} realm=r" if challenge else MINE
    outcomes = tuple(outcome(name, asked) for name in BOTH)
    assert bool(ratio(concluded(case(asked), outcomes), "key-in-wrong-place")) is placed


# ---------------- What it says where a token against forgery is amiss
FORGED = "< 403 Forbidden\n<< CSRF token missing"


@pytest.mark.parametrize("name", [*BOTH, "without-cookies"])
def test_who_names_the_token_against_forgery_elsewhere_does_not_miss_mine(case, outcome, name):
    found = concluded(case("< 403 Forbidden\n<< no"), (outcome(name, FORGED, "differs"),))
    assert min(ratio(found, Cause.CSRF_FAILURE)) <= 0.1


@pytest.mark.parametrize(
    ("mine", "reply"),
    [
        (FORGED, FORGED),
        ("< 403 Forbidden\n<< no", "< 403 Forbidden\n<< no such order"),
        ("< 403 Forbidden\n<< no", "< 200 OK\n<< your CSRF token is missing"),
    ],
)
def test_where_mine_is_told_so_too_or_nobody_is_it_may_be_missed(case, outcome, mine, reply):
    found = concluded(case(mine), (outcome("garbage-credentials", reply, "differs"),))
    assert not any(one <= 0.1 for one in ratio(found, Cause.CSRF_FAILURE))


# ---------------- Words of a right, to a made-up credential as well
RIGHT = "< 403 Forbidden\n< Content-Type: {kind}\n<< {page}You have no permission to read this"
LACKS = RIGHT.format(kind="application/json", page="")


def test_who_is_nobody_lacks_no_right(case, outcome):
    found = concluded(case(LACKS), (outcome("garbage-credentials", LACKS),))
    assert ratio(found, "right-missing") == [0.25]
    assert ratio(found, Cause.INVALID_CREDENTIALS) == [1.5]
    assert ratio(found, Cause.NETWORK_BLOCKED) == [0.1]


@pytest.mark.parametrize(("status", "read"), [("403 Forbidden", False), ("401 No", True)])
def test_a_login_that_lacks_what_nobody_has_may_go_unread_where_none_is_asked_for(
    case, outcome, status, read
):
    lacks = LACKS.replace("403 Forbidden", status)
    found = concluded(case(BASIC + lacks), (outcome("garbage-credentials", lacks, sent=BASIC),))
    assert ratio(found, "right-missing") == [0.25]
    assert bool(ratio(found, "kind-not-accepted")) is not read


@pytest.mark.parametrize(
    ("mine", "made_up"),
    [
        (LACKS, "< 401 No\n<< Who are you?"),  # a made-up one is told something else
        ("< 403 Forbidden\n<< no", "< 403 Forbidden\n<< no"),
        (RIGHT.format(kind="text/html", page="<hr><center>nginx/1.26.3</center>"),) * 2,
    ],
)
def test_a_right_that_only_mine_lacks_and_a_page_of_a_web_server_stay(case, outcome, mine, made_up):
    result = "same" if mine == made_up else "differs"
    found = concluded(case(mine), (outcome("garbage-credentials", made_up, result),))
    assert all(one > 1 for one in ratio(found, "right-missing"))


@pytest.mark.parametrize(("words", "shut"), [("", True), ("You have no permission. ", False)])
def test_a_page_that_speaks_of_a_right_is_no_address_that_is_shut(case, outcome, words, shut):
    reply = f"< 403 Forbidden\n< Content-Type: text/html\n<< <p>{words}Nothing here</p>"
    elsewhere = TOKEN.replace("/orders", "/me")
    taken = outcome("accepted-before", f"{elsewhere}< 200 OK\n<< {{}}", "accepted")
    found = concluded(case(reply), (taken, outcome("without-credentials", reply)))
    assert any("good elsewhere" in words for _, words, _ in found) is shut
