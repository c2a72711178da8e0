"""What a kind of credential states of itself, so that everybody else can ask its record."""

from collections.abc import Callable
from functools import cache
from typing import Any, ClassVar, Literal, NamedTuple, Self, cast

import msgspec

from inspector.model.kinds.oauth import Group, changed_texts
from inspector.model.kinds.signing.signing_terms import OverComponents
from inspector.model.secret import NO_SECRET, SecretRef, references
from inspector.wording import tr

KeyPlace = Literal["header", "query", "cookie", "body"]
Holds = Literal["", "login", "token"]
Exposes = Literal["proof", "token", "password"]

AUTHORIZATION = "Authorization"


class Travels(NamedTuple):
    """Where a credential travels in a message; place: empty where nothing is added."""

    place: Literal["", KeyPlace] = ""
    name: str = ""


class CredentialFacts(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="kind"
):
    """What a kind of credential states of itself; each default is the most common case.

    is_given: False for a record that says that no credential is sent (of its own).
    is_supported: whether this version can send it. inherits: whether the folder's takes its place.
    scheme_name: what it is called in a challenge, in its standard's spelling; empty where it has
    no scheme of its own. holding: a login (user and password, never one without the other), or a
    token; it can be handed on to a kind that holds the same, because a token is no password and a
    password no token. exposes: what somebody who reads the message has. rounds: requests that it
    takes at most where it is accepted; where more than one, the first waits for a challenge.
    texts: the fields (or groups of fields) that may hold variables. confirmed_by: the header in
    which the server proves that it knows the secret too; empty where no reply can. keeps_tokens:
    whether it obtains tokens that are kept in the vault between sends. binds_connection: whether it
    proves somebody to a connection, which HTTP/2 has no place for (RFC 9113 §8.2.2 and RFC 4559).
    """

    is_given: ClassVar[bool] = True
    is_supported: ClassVar[bool] = True
    inherits: ClassVar[bool] = False
    scheme_name: ClassVar[str] = ""
    holding: ClassVar[Holds] = ""
    exposes: ClassVar[Exposes] = "proof"
    rounds: ClassVar[int] = 1
    texts: ClassVar[tuple[str, ...]] = ()
    confirmed_by: ClassVar[str] = ""
    keeps_tokens: ClassVar[bool] = False
    binds_connection: ClassVar[bool] = False

    @classmethod
    def tag(cls) -> str:
        """Return the tag of the kind: basic, bearer and so on."""
        return str(cls.__struct_config__.tag)

    @classmethod
    def label(cls) -> str:
        """Return what people call the kind."""
        return cls.scheme_name

    @classmethod
    def nothing_entered(cls) -> str:
        """Return the sentence for a secret that was not entered."""
        return tr("The password is empty.")

    @classmethod
    def secret_fields(cls) -> tuple[str, ...]:
        """Return the names of the fields that are secret: those that hold a reference."""
        return _secret_fields(cls)

    @classmethod
    def secret_field(cls) -> str:
        """Return the name of the field with the secret itself, empty without one."""
        return next(iter(cls.secret_fields()), "")

    @classmethod
    def answers(cls, scheme: str, parameter: Callable[[str], str]) -> bool:  # noqa: ARG003 - for those that read it
        """Whether it is made for a challenge. parameter: returns one of it by its name."""
        return bool(cls.scheme_name) and cls.scheme_name.lower() == scheme.strip().lower()

    @classmethod
    def is_login(cls) -> bool:
        """Whether a server may count and lock its user: a user with a password, which is sent."""
        return cls.holding == "login"

    @property
    def kind(self) -> str:
        """The tag of this record."""
        return self.tag()

    @property
    def holds(self) -> Holds:
        """What this record can hand on to another kind."""
        return self.holding

    @property
    def is_nobody(self) -> bool:
        """Whether it asks as nobody on purpose, so that nothing needs to be entered."""
        return False

    @property
    def user_name(self) -> str:
        """Whose credential it is, as typed; empty where it names nobody."""
        return str(getattr(self, "user", ""))

    @property
    def name_field(self) -> str:
        """The field that names whose secret it is: a user, a key's ID; empty where none does."""
        return next((each for each in ("user", "key_id") if each in self.__struct_fields__), "")

    @property
    def needs_name(self) -> bool:
        """Whether it can't be sent without that name."""
        return bool(self.name_field)

    @property
    def holder(self) -> str:
        """What stands in that field; empty where there is none."""
        return str(getattr(self, self.name_field)) if self.name_field else ""

    @property
    def secret_ref(self) -> SecretRef:
        """The reference of the secret itself."""
        return cast("SecretRef", getattr(self, self.secret_field(), NO_SECRET))

    @property
    def shows_certificate(self) -> bool:
        """Whether the connection to its login provider shows a certificate (RFC 8705 §2)."""
        return False

    @property
    def travels(self) -> Travels:
        """Where it goes in the message."""
        return Travels("header", AUTHORIZATION) if self.scheme_word else Travels()

    @property
    def headers(self) -> tuple[str, ...]:
        """The headers that are its own, so that a hand-written one competes with it."""
        place, name = self.travels
        return (name,) if place == "header" else ()

    @property
    def scheme_word(self) -> str:
        """The word before its value in Authorization, empty for none."""
        return self.scheme_name

    @property
    def described(self) -> str:
        """What tells it from another of its kind, without its secret."""
        if not self.user_name:
            return self.label()
        return tr("{scheme}, {user}", scheme=self.label(), user=self.user_name)

    @property
    def runs(self) -> tuple[str, ...]:
        """The program and the arguments that are run for it, empty for none."""
        return ()

    @property
    def signs_own_time(self) -> bool:
        """Whether it signs the time of this computer, and could sign the server's."""
        return getattr(self, "clock", "") == "own"

    @property
    def over_components(self) -> OverComponents | None:
        """What it signs where it signs named components (RFC 9421), None for any other kind."""
        return None

    @property
    def references(self) -> tuple[SecretRef, ...]:
        """Every reference in it to something that was entered, also those within its groups."""
        return tuple(references(self))

    def with_texts(self, change: Callable[[str, str], str], *, within: bool = False) -> Self:
        """Return it with `change(name, text)` for each text that may hold variables.

        name: of the parameter whose value the text is, else empty. within: only those that lie
        within groups; free texts, unlike names of users, lie nowhere else.
        """
        values = {name: getattr(self, name) for name in self.texts}
        made: dict[str, Any] = {
            name: changed_texts(value, change)
            for name, value in values.items()
            if isinstance(value, Group) or not within
        }
        return msgspec.structs.replace(self, **made)

    def asking_for(self, name: str, value: str) -> Self:  # noqa: ARG002 - for those that obtain one
        """Return it asking for more, where it obtains a token.

        name: scope, audience or resource, acr_values and max_age of the login, or dpop, whose value
        is the algorithm of the key that the token is to be bound to.
        """
        return self

    def with_secret(self, ref: SecretRef) -> Self:
        """Return it with another secret; one that has none stays as it is."""
        return self._with(self.secret_field(), ref)

    def with_user(self, user: str) -> Self:
        """Return it for another user; one that names nobody stays as it is."""
        return self._with("user", user)

    def with_name(self, name: str) -> Self:
        """Return it for another user, or with another key's ID; else it stays as it is."""
        return self._with(self.name_field, name)

    def _with(self, field: str, value: object) -> Self:
        given: dict[str, Any] = {field: value} if field in self.__struct_fields__ else {}
        return msgspec.structs.replace(self, **given)


@cache
def _secret_fields(kind: type[CredentialFacts]) -> tuple[str, ...]:
    """Return the fields that hold a reference; asking for a record's fields takes long."""
    fields = msgspec.structs.fields(kind)
    return tuple(field.name for field in fields if field.default == NO_SECRET)
