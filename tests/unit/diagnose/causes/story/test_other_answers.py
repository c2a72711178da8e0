"""Logins that are refused alike, and then by another answer: somebody counted them."""

import pytest

from inspector.diagnose import diagnose

LOGIN = """> POST https://router.test/api/auth/login
> Content-Type: application/xml
>> <request><Username>{user}</Username><Password>{password}</Password></request>
< 200 OK
< Content-Type: text/xml
<< <error><code>{code}</code><message>{said}</message></error>"""


def _slug(attempt, *tries):
    made = (
        LOGIN.format(user=user, password=f"pear-{n}-plum", code=code, said=said)
        for n, (user, code, said) in enumerate(tries)
    )
    return diagnose(attempt("\n---\n".join(made))).findings[0].slug


WRONG, OTHER = ("ada", 108006, ""), ("ada", 108007, "")


def test_another_code_after_three(attempt):
    assert _slug(attempt, WRONG, WRONG, WRONG, OTHER) == "too-many-attempts"


@pytest.mark.parametrize(
    "tries",
    [
        (WRONG, WRONG, OTHER),
        (WRONG, WRONG, WRONG, WRONG),
        (("bob", 108006, ""), WRONG, WRONG, OTHER),
        (WRONG, ("ada", 108005, ""), WRONG, OTHER),
        (WRONG, WRONG, WRONG, ("ada", 125002, "csrf token missing")),
    ],
    ids=["few", "alike", "another's", "by turns", "another reason"],
)
def test_else_nobody_did(attempt, tries):
    assert _slug(attempt, *tries) != "too-many-attempts"
