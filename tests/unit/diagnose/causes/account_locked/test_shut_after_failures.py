"""A run of refused credentials ends in 403 for whoever asks: the address is shut for a while."""

import pytest

from inspector.diagnose.diagnosing import diagnose

CALL = "> GET https://house.test/api/{path}\n> Authorization: Bearer {token}\n< {status}"
WRONG, OTHER = "eXJvbmctdG9rZW4tMDAwMQ", "cmlnaHQtdG9rZW4tNzc3Nw"


def _first(attempt, *calls):
    parts = [CALL.format(path=path, token=token, status=status) for path, token, status in calls]
    return diagnose(attempt("\n---\n".join(parts))).findings[0].slug


FAILED = [("config", WRONG, "401 Unauthorized")] * 4


SHUT = ("config", WRONG, "403 Forbidden")


@pytest.mark.parametrize("last", [(), (("config", OTHER, "403 Forbidden"),)])
def test_the_same_place_is_shut_to_the_wrong_one_and_then_to_another(attempt, last):
    assert _first(attempt, *FAILED, SHUT, *last) == "too-many-attempts"


@pytest.mark.parametrize(
    "calls",
    [
        [*FAILED[:2], SHUT],
        [*FAILED, ("config", OTHER, "200 OK"), SHUT],
        [*FAILED, ("admin", WRONG, "403 Forbidden")],
        [*FAILED, ("config", OTHER, "403 Forbidden")],
    ],
)
def test_few_failures_a_success_another_place_or_credential_tell_nothing(attempt, calls):
    assert _first(attempt, *calls) != "too-many-attempts"
