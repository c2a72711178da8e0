"""Cookies are found by name in any of the Cookie lines."""

from inspector.mocklab.checks.logins import cookie


def test_a_cookie_is_found_among_others(request_of):
    request = request_of(headers={"Cookie": "a=1; sid=x=y; b=2"})
    assert cookie(request, "sid") == "x=y"
    assert cookie(request, "missing") == ""
    assert cookie(request_of(), "sid") == ""
