"""A Windows login that is proven in three messages on one connection ([MS-NLMP], [MS-NTHT])."""

from typing import ClassVar

from inspector.model.credential_facts import CredentialFacts, Holds
from inspector.model.secret import NO_SECRET, SecretRef


class Ntlm(CredentialFacts, frozen=True, kw_only=True, tag="ntlm"):
    r"""User and password of a Windows domain or computer, as NTLMv2.

    user: also as `DOMAIN\\user` or `user@domain`. domain: empty for that of the user name, or none.
    workstation: what this computer is called in the answer; empty says nothing of it.
    """

    scheme_name: ClassVar[str] = "NTLM"
    holding: ClassVar[Holds] = "login"
    rounds: ClassVar[int] = 2
    texts: ClassVar[tuple[str, ...]] = ("user", "domain", "workstation")
    binds_connection: ClassVar[bool] = True

    user: str = ""
    password: SecretRef = NO_SECRET
    domain: str = ""
    workstation: str = ""

    @property
    def account(self) -> tuple[str, str]:
        r"""Domain and user, taken out of `DOMAIN\\user` where no domain was entered."""
        before, slash, after = self.user.partition("\\")
        if self.domain or not slash:
            return self.domain, self.user
        return before, after

    @property
    def user_name(self) -> str:
        """The domain belongs to the name of a user."""
        return "\\".join(filter(None, self.account))
