"""What `check` prints: text, JSON, lines for GitHub, a report for GitLab, SARIF."""

from collections.abc import Callable, Sequence
from hashlib import sha256
from typing import Any

from inspector import __version__
from inspector.disk.encoding import json_text
from inspector.library.checking import Remark
from inspector.library.checking.registry import rules
from inspector.presentation.bodies.printable import printable
from inspector.wording import tr, tr_n

_SEVERITIES = {"error": "critical", "warning": "minor", "note": "info"}


def written(remarks: Sequence[Remark], format_name: str) -> str:
    """Return what is printed in that format; remarks hold no secret."""
    return FORMATS[format_name](remarks)


def headline(remarks: Sequence[Remark]) -> str:
    """Say in a sentence how many there are, notes counted apart."""
    notes = sum(each.level == "note" for each in remarks)
    found = len(remarks) - notes
    told = tr_n("{count} finding", "{count} findings", found) if found else tr("No findings")
    return f"{told}, {tr_n('{count} note', '{count} notes', notes)}." if notes else f"{told}."


def _text(remarks: Sequence[Remark]) -> str:
    lines = []
    for each in remarks:
        lines.append(f"{each.file}:{each.line}: {each.level}: {each.text} [{each.rule}]")
        lines += [f"    {each.todo}"] if each.todo else []
    return printable("\n".join([*lines, headline(remarks)])) + "\n"


def _json(remarks: Sequence[Remark]) -> str:
    return json_text(list(remarks))


# ---------------- GitHub: workflow commands that mark a line of a change
_GITHUB = {"error": "error", "warning": "warning", "note": "notice"}


def _github(remarks: Sequence[Remark]) -> str:
    """Return a workflow command a line (docs.github.com, "Workflow commands")."""
    return "".join(
        f"::{_GITHUB[each.level]} file={_property(each.file)},line={each.line},"
        f"title={_property(each.rule)}::{_message(_sentence(each))}\n"
        for each in remarks
    )


def _sentence(remark: Remark) -> str:
    return f"{remark.text} {remark.todo}".strip()


def _message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")


# ---------------- GitLab: its report of code quality
def _gitlab(remarks: Sequence[Remark]) -> str:
    """Return the report (docs.gitlab.com, "Code Quality"): what it shows beside each line."""
    return json_text(
        [
            {
                "description": _sentence(each),
                "check_name": each.rule,
                "fingerprint": _fingerprint(each),
                "severity": _SEVERITIES[each.level],
                "location": {"path": each.file, "lines": {"begin": each.line}},
            }
            for each in remarks
        ]
    )


def _fingerprint(remark: Remark) -> str:
    said = "\n".join((remark.file, str(remark.line), remark.rule, remark.text))
    return sha256(said.encode("utf-8", "replace")).hexdigest()


# ---------------- SARIF 2.1.0
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def _sarif(remarks: Sequence[Remark]) -> str:
    """Return a log of one run (OASIS, "Static Analysis Results Interchange Format 2.1.0")."""
    driver = {
        "name": "request-inspector",
        "version": __version__,
        "rules": [
            {"id": rule.NAME, "shortDescription": {"text": rule.SUMMARY}} for rule in rules()
        ],
    }
    run = {"tool": {"driver": driver}, "results": [_result(each) for each in remarks]}
    return json_text({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _result(remark: Remark) -> dict[str, Any]:
    place = {
        "artifactLocation": {"uri": _uri(remark.file)},
        "region": {"startLine": remark.line},
    }
    return {
        "ruleId": remark.rule,
        "level": remark.level,
        "message": {"text": _sentence(remark)},
        "locations": [{"physicalLocation": place}],
        "partialFingerprints": {"remark/v1": _fingerprint(remark)},
    }


def _uri(file: str) -> str:
    from urllib.parse import quote  # noqa: PLC0415 - only for this format

    return quote(file)


FORMATS: dict[str, Callable[[Sequence[Remark]], str]] = {
    "text": _text,
    "json": _json,
    "github": _github,
    "gitlab": _gitlab,
    "sarif": _sarif,
}
