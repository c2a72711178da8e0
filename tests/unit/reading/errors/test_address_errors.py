"""What an address says that a reply leads to."""

import pytest

from inspector.reading.errors.address_errors import names_an_error, told_by_address


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("/login?error", [("login error", True, "error")]),
        ("/signin?error=CredentialsSignin&code=x", [("CredentialsSignin", True, "error")]),
        (
            "/signin?error=CredentialsSignin&code=account_locked",
            [("CredentialsSignin", True, "error"), ("account_locked", True, "code")],
        ),
        ("/signin?error=17&code=0.AXoAb81x", [("17", True, "error")]),
        ("/callback?code=abcdef&state=x1", []),  # the code that a login gives
        ("/login?expired=1", [("expired", True, "expired")]),
        ("/home#error_description=too%20late", [("too late", False, "error_description")]),
        ("/share?msg=hello", [("hello", False, "msg")]),
        ("/home?tab=errors", []),
        ("/list?error=&from=&to=", []),
        ("/home", []),
    ],
)
def test_told_by_address(address, told):
    assert [(one.text, one.is_code, one.name) for one in told_by_address(address)] == told


@pytest.mark.parametrize(("name", "is_error"), [("error", True), ("msg", False)])
def test_words_that_are_shared_are_no_error(name, is_error):
    (told,) = told_by_address(f"https://shop.test/go?{name}=denied")
    assert told.is_error is is_error


def test_an_address_names_an_error():
    assert names_an_error("/signin?error=CredentialsSignin")
    assert not names_an_error("/home?msg=hello")
