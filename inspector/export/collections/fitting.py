"""Gives each credential the form that a program knows; one it can't say never becomes none.

Where a program lacks a kind, a key with a variable stands in its place: a request then leaves with
what somebody has to fill in, and is seen to be refused until they do.
"""

from typing import Any, TypeVar

import msgspec

from inspector.export.collections.flat import as_key, as_row, with_others_as_rows
from inspector.model.collection import Collection, Folder
from inspector.model.credential import Credential, as_api_key
from inspector.model.credential_facts import AUTHORIZATION
from inspector.model.kinds.api_key import ApiKey
from inspector.model.request import Request
from inspector.model.secret import SecretRef

L = TypeVar("L", Collection, Folder)


def fitted(
    collection: Collection,
    kinds: frozenset[type[Credential]],
    places: frozenset[str],
    *,
    several: bool = False,
) -> Collection:
    """Return the collection with credentials of these kinds only.

    places: where a key may travel. several: whether a request may have more than one; else the
    others stand where they are sent.
    """
    fitting = _Fitting(collection, kinds, places, several=several)
    made = fitting.level(collection)
    return msgspec.structs.replace(made, variables={**made.variables, **fitting.made})


class _Fitting:
    def __init__(
        self,
        collection: Collection,
        kinds: frozenset[type[Credential]],
        places: frozenset[str],
        *,
        several: bool,
    ) -> None:
        self._several = several
        self.made: dict[str, SecretRef] = {}
        self._used = set(collection.variables)
        self._kinds, self._places = kinds, places
        self._names: dict[Credential, str] = {}

    def level(self, inside: L) -> L:
        changed: dict[str, Any] = {
            "credential": self._credential(inside.credential),
            "folders": tuple(map(self.level, inside.folders)),
            "requests": tuple(map(self._request, inside.requests)),
        }
        return msgspec.structs.replace(inside, **changed)

    def _request(self, request: Request) -> Request:
        fit = self._credential if self._several else self._row
        made = msgspec.structs.replace(
            request,
            credential=self._credential(request.credential),
            also=tuple(fit(each) for each in request.also if each.is_given),
        )
        return made if self._several else with_others_as_rows(made)

    def _row(self, credential: Credential) -> Credential:
        """Return a further credential as the row that sends it, or what stands in its place."""
        return as_row(credential) or self._stand_in(credential)

    def _credential(self, credential: Credential) -> Credential:
        if not credential.is_given:
            return credential
        key = as_api_key(credential)
        if key is not None and key.place in self._places:
            return key
        made = as_key(credential)
        if type(made) in self._kinds and not self._is_elsewhere(made):
            return made
        return self._stand_in(credential)

    def _is_elsewhere(self, credential: Credential) -> bool:
        key = as_api_key(credential)
        return key is not None and key.place not in self._places

    def _stand_in(self, credential: Credential) -> ApiKey:
        if (key := as_api_key(credential)) is not None:
            return ApiKey(name=key.name, value=key.value)
        name = self._names.get(credential) or self._free(credential.kind.replace("-", "_"))
        self._names[credential] = name
        self.made[name] = SecretRef(place="ask", name=name)
        place, header = credential.travels
        if place == "query":
            return ApiKey(name=header, value=_filled(name), place="query")
        word = credential.scheme_word if (header or AUTHORIZATION) == AUTHORIZATION else ""
        return ApiKey(name=header or AUTHORIZATION, value=_filled(name, word))

    def _free(self, wanted: str) -> str:
        name, number = wanted, 2
        while name in self._used:
            name, number = f"{wanted}_{number}", number + 1
        self._used.add(name)
        return name


def _filled(name: str, word: str = "") -> SecretRef:
    return SecretRef(place="text", name=f"{word} {{{{{name}}}}}".strip())
