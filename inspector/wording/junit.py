"""Writes test results as JUnit's XML, which build servers read."""

import re
from collections.abc import Sequence
from typing import NamedTuple
from xml.etree.ElementTree import Element, SubElement, indent, tostring

# What XML 1.0 can't hold (its section 2.2), even as a reference.
_UNFIT = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Failure(NamedTuple):
    """Why a case failed, in a line and at length."""

    message: str
    text: str
    kind: str = ""


class Case(NamedTuple):
    """One result. group: what it is listed under."""

    name: str
    group: str
    seconds: float = 0
    failure: Failure | None = None


def junit_text(
    name: str, cases: Sequence[Case], *, seconds: float | None = None, said: str = ""
) -> str:
    """Return one suite. said: what stands below it as text, for people."""
    failures = sum(case.failure is not None for case in cases)
    suite = Element("testsuite", name=_fit(name), tests=str(len(cases)), failures=str(failures))
    if seconds is not None:
        suite.set("time", f"{seconds:.3f}")
    for each in cases:
        case = SubElement(
            suite,
            "testcase",
            name=_fit(each.name),
            classname=_fit(each.group),
            time=f"{each.seconds:.3f}",
        )
        if each.failure is not None:
            failure = SubElement(case, "failure", message=_fit(each.failure.message))
            if each.failure.kind:
                failure.set("type", _fit(each.failure.kind))
            failure.text = _fit(each.failure.text)
    if said:
        SubElement(suite, "system-out").text = _fit(said)
    indent(suite)
    return tostring(suite, encoding="unicode", xml_declaration=True) + "\n"


def _fit(text: str) -> str:
    return _UNFIT.sub("\ufffd", text)
