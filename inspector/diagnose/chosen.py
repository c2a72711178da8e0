"""What the user chose to send with, where the request as composed is known."""

from inspector.diagnose.case import Case
from inspector.model.credential import Digest


def digest_not_offered(case: Case) -> bool:
    """Whether Digest waits for its challenge, and the server asks for other schemes only."""
    request = case.trace.attempt.request
    if request is None or not isinstance(request.credential, Digest):
        return False
    if case.sent.authorization is not None:
        return False
    return bool(case.heard.schemes) and "digest" not in case.heard.schemes
