"""Messages of NTLM and Kerberos say who proves what to whom, and what to do."""

import pytest

from inspector.annotate.tokens.handshake_words import result, todo
from inspector.protocol.schemes.kerberos import KerberosMessage
from inspector.protocol.schemes.ntlm import NegotiateToken, NtlmMessage

TICKET = KerberosMessage(step="AP-REQ", service="HTTP/api.example", key_version=3)


def _ntlm(**members):
    return NegotiateToken(kind="ntlm", ntlm=NtlmMessage(**members))


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (_ntlm(step=1), "NTLM begins, step 1 of 3: it names nobody yet"),
        (_ntlm(step=2, target="CORP"), "NTLM challenge of CORP, step 2 of 3"),
        (_ntlm(step=3, user="lena", domain="CORP", response_size=24),
         "NTLM login of CORP\\lena, step 3 of 3"),
        (_ntlm(step=3), "NTLM login of nobody, step 3 of 3"),
        (None, ""),
    ],
)  # fmt: skip
def test_ntlm(found, said):
    assert result(found, None) == said


@pytest.mark.parametrize(
    ("message", "said"),
    [
        (TICKET, "Kerberos ticket for HTTP/api.example"),
        (KerberosMessage(step="KRB-ERROR", error=37), "Kerberos failed: clocks differ too much"),
        (KerberosMessage(step="KRB-ERROR", error=99), "Kerberos failed: 99"),
        (KerberosMessage(step="AP-REP"), "Kerberos, AP-REP"),
    ],
)
def test_kerberos(message, said):
    assert result(None, message) == said


def test_what_to_do():
    assert "key 3 in its keytab" in todo(None, TICKET, "negotiate")
    assert "clocks" in todo(None, KerberosMessage(step="KRB-ERROR", error=37), "negotiate")
    assert "kinit" in todo(_ntlm(step=1), None, "negotiate")
    assert "Refused?" in todo(_ntlm(step=3), None, "ntlm")
    assert "same connection" in todo(_ntlm(step=2), None, "ntlm")
    assert todo(NegotiateToken(kind="unknown"), None, "ntlm").startswith("Copy it")
    assert todo(None, KerberosMessage(step="AP-REP"), "negotiate")
