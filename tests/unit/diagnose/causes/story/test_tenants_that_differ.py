"""The same call with and without the header that names a tenant, or with another one's."""

import pytest

from inspector.diagnose import diagnose
from tests.fixtures.short_texts import attempt_of

CALL = """
> GET https://vault.test/v1/secret/data/app
> X-Vault-Token: hvs.CAESI3S8QBckbALt9ZoB9FV7MXqlTweblRy6WzuLWQCcvwbf
{header}< {status}
< Content-Type: application/json
<< {body}
"""


def _call(status, header=""):
    row = f"> {header}\n" if header else ""
    body = '{"errors": ["permission denied"]}' if status.startswith("403") else '{"data": 7}'
    return CALL.format(status=status, header=row, body=body)


@pytest.mark.parametrize(
    ("refused", "accepted", "told"),
    [
        ("", "X-Vault-Namespace: my-env", True),
        ("X-Vault-Namespace: my-env", "", True),
        ("X-Trace: 7", "", False),
        ("", "", False),
    ],
)
def test_a_namespace_that_one_of_them_names(refused, accepted, told):
    text = f"{_call('403 Forbidden', refused)}\n---\n{_call('200 OK', accepted)}"
    found = diagnose(attempt_of(text)).findings[0].slug
    assert (found == "wrong-tenant") is told
