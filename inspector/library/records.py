"""What the files of a collection hold, one record a kind of file."""

import msgspec

from inspector.model.credential import Credential
from inspector.model.kinds.inherit import InheritCredential
from inspector.model.kinds.none import NoCredential
from inspector.model.request import RequestHeader, Script
from inspector.model.secret import SecretRef


class CollectionFile(msgspec.Struct, frozen=True, kw_only=True):
    """collection.toml; order: file and folder names at the top, without `.toml`."""

    name: str = ""
    variables: dict[str, str | SecretRef] = {}
    headers: tuple[RequestHeader, ...] = ()
    login: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    description: str = ""
    scripts: tuple[Script, ...] = ()
    credential: Credential = NoCredential()


class FolderFile(msgspec.Struct, frozen=True, kw_only=True):
    """folder.toml; order: file and folder names in it, without `.toml`."""

    name: str = ""
    headers: tuple[RequestHeader, ...] = ()
    login: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    description: str = ""
    scripts: tuple[Script, ...] = ()
    credential: Credential = InheritCredential()


class EnvironmentFile(msgspec.Struct, frozen=True, kw_only=True):
    """environments/<name>.toml."""

    name: str = ""
    production: bool = False
    values: dict[str, str | SecretRef] = {}
    credential: Credential = InheritCredential()


# A file of a request is the request itself, without its `id`, which is where the file lies.
NOT_WRITTEN = {"id"}
