"""A client's certificate that the reply calls revoked, and one of which it says less."""

import pytest

from inspector.diagnose import diagnose

IIS = (
    "> GET https://partner.test/outbox\n< 403 Forbidden\n< Server: Microsoft-IIS/10.0\n"
    "< Content-Type: text/html\n<< <title>IIS 10.0 Detailed Error - 403.13 - Forbidden</title>"
    "<h4>Your client certificate was revoked, or the revocation status could not be determined.</h4>"
    "<p>Error Code: {code}</p>"
)
SAYS = '> GET https://partner.test/outbox\n{sent}< 403 No\n< Content-Type: application/json\n<< {{"error": "{words}"}}'
BEARER = "> Authorization: Bearer 5f0a9c7133d24e6b8fa1\n"


def _found(attempt, text):
    return {one.slug: one.certainty.value for one in diagnose(attempt(text)).findings}


@pytest.mark.parametrize(
    ("code", "first"),
    [
        ("0x80092010", "client-certificate-revoked"),
        ("0x80092013", "client-certificate-refused"),  # its server could not look
        ("0x0", "client-certificate-refused"),
    ],
)
def test_a_page_that_names_two_reasons_and_a_code(attempt, code, first):
    found = _found(attempt, IIS.format(code=code))
    assert next(iter(found)) == first
    assert "certain" not in found.values()


@pytest.mark.parametrize("sent", ["", BEARER])
@pytest.mark.parametrize(
    ("words", "certainty"),
    [
        ("Client certificate has been revoked", "very-likely"),
        ("The certificate is revoked", "possible"),  # whose?
        ("Client certificate is not revoked", None),
        ("The token was revoked", None),
    ],
)
def test_words_of_any_server(attempt, sent, words, certainty):
    found = _found(attempt, SAYS.format(sent=sent, words=words))
    assert found.get("client-certificate-revoked") == certainty
