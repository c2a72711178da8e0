"""The reply names a header that goes beside the key which was sent."""

import pytest

from inspector.diagnose.diagnosing import diagnose

SENT = (
    "> GET https://tides.example/api/v5/balance\n> TD-ACCESS-KEY: 8f1d2c3b-4a59-6877-8695\n"
    "> TD-ACCESS-SIGN: c2lnbmF0dXJlc2lnbmF0dXJlc2lnbmF0dXI=\n"
)


def _first(attempt, words, sent=SENT, status="401 Unauthorized"):
    told = f'< {status}\n< Content-Type: application/json\n<< {{"msg": "{words}"}}'
    return diagnose(attempt(f"{sent}{told}")).findings[0]


@pytest.mark.parametrize("sent", [SENT, f"{SENT}> TD-ACCESS-PASSPHRASE:\n"])
def test_it_is_asked_for_beside_the_key(attempt, sent):
    found = _first(attempt, "Request header TD-ACCESS-PASSPHRASE can not be empty", sent)
    assert found.slug == "second-part-missing"
    fix = found.fixes[0]
    assert (fix.id, fix.changes[0].field.name) == ("enter-part", "TD-ACCESS-PASSPHRASE")


@pytest.mark.parametrize(
    ("words", "more"),
    [
        ("Request header TD-ACCESS-PASSPHRASE incorrect", "> TD-ACCESS-PASSPHRASE: pw\n"),
        ("Request header X-Other-Token can not be empty", ""),
        ("The e-mail is missing", ""),
    ],
)
def test_what_is_there_or_of_no_family_is_not(attempt, words, more):
    assert _first(attempt, words, f"{SENT}{more}").slug != "second-part-missing"
