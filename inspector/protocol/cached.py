"""What is worked out once, when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, Self, TypeVar, cast, overload

T = TypeVar("T")


class cached_property(Generic[T]):  # noqa: N801 - stands where that of functools stood
    """Like that of functools without the lock, which Python 3.12 took away as well.

    A long trace has a million of them, and the lock takes longer than most are worked out in. Two
    threads that ask at once may both work it out: only for what is pure.
    """

    def __init__(self, work: Callable[[Any], T]) -> None:
        self._work = work
        self._name = work.__name__
        self.__doc__ = work.__doc__

    @overload
    def __get__(self, instance: None, owner: type[Any]) -> Self: ...
    @overload
    def __get__(self, instance: object, owner: type[Any]) -> T: ...

    def __get__(self, instance: object | None, owner: type[Any]) -> Self | T:
        """Work it out; from then on the instance has it as its own."""
        if instance is None:
            return self
        found = instance.__dict__[self._name] = self._work(instance)
        return found


class Remembers:
    """Keeps what functions found out about it, so that modules above need no place of their own."""

    @cached_property
    def _found_out(self) -> dict[Callable[..., object], object]:
        return {}

    def once(self, work: Callable[[Self], T]) -> T:
        """Return what a function finds out about this; it is asked once, however many ask."""
        known = self._found_out
        if work not in known:
            known[work] = work(self)
        return cast("T", known[work])
