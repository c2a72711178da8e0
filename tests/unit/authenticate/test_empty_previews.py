"""What a form shows before anything is typed is a whole sentence."""

from inspector.authenticate.schemes import negotiate, ntlm
from inspector.model.kinds.negotiate import Negotiate
from inspector.model.kinds.ntlm import Ntlm
from inspector.model.message import Message


def test_a_proof_of_nobody_is_not_named():
    empty = ntlm.preview(Ntlm(), Message(method="GET", url=""), {}).text
    assert "proof of the password" in empty
    assert (
        "proof of ada after"
        in ntlm.preview(Ntlm(user="ada"), Message(method="GET", url=""), {}).text
    )


def test_a_ticket_for_no_host_is_not_named():
    assert "HTTP@" not in negotiate.preview(Negotiate(), Message(method="GET", url=""), {}).text
    named = negotiate.preview(
        Negotiate(), Message(method="GET", url="https://api.example.com/"), {}
    ).text
    assert named.endswith("HTTP@api.example.com")
