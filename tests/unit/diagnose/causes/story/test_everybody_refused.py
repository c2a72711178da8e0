"""Everybody is refused since a moment: several callers, and nobody is accepted any more."""

import pytest

from inspector.diagnose import diagnose


def _attempt(attempt, *steps):
    return attempt(
        "\n---\n".join(
            f"> GET https://a.test/{number}\n> Authorization: Bearer {who * 24}\n< {status} x"
            for number, (who, status) in enumerate(steps)
        )
    )


@pytest.mark.parametrize(
    ("steps", "told"),
    [
        ([("a", 200), ("b", 200), ("a", 401), ("b", 401)], True),
        ([("a", 200), ("b", 200), ("a", 401), ("b", 200)], False),
        ([("a", 200), ("a", 200), ("a", 401), ("a", 401)], False),
        ([("a", 200), ("b", 401), ("a", 401), ("b", 401)], False),  # one was never known
    ],
)
def test_several_callers_from_one_moment_on(attempt, steps, told):
    slugs = [one.slug for one in diagnose(_attempt(attempt, *steps)).findings]
    assert (slugs[:1] == ["everybody-refused"]) == told
    assert told or "everybody-refused" not in slugs


def test_what_one_login_gave_ends_together(attempt):
    login = (
        "> POST https://a.test/login\n> Content-Type: application/json\n"
        '>> {"user": "ann", "password": "pw-of-ann"}\n< 200 OK\n< Content-Type: application/json\n'
        f'<< {{"access_token": "{"b" * 24}", "token": "{"a" * 24}"}}'
    )
    steps = [("a", 200), ("b", 200), ("a", 401), ("b", 401)]
    calls = "\n---\n".join(
        f"> GET https://a.test/{number}\n> Authorization: Bearer {who * 24}\n< {status} x"
        for number, (who, status) in enumerate(steps)
    )
    slugs = [one.slug for one in diagnose(attempt(f"{login}\n---\n{calls}")).findings]
    assert slugs
    assert "everybody-refused" not in slugs
