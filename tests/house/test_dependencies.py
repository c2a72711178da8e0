"""What is declared is imported, what is imported is declared, and every list says the same."""

import re
import tomllib

from tests.house import _program as house

REQUIREMENTS = house.ROOT / "packaging" / "requirements"
# What the tests and checks run and never import, each with its user.
RUN_BY = {
    "hatchling": "pyproject.toml",
    "editables": "pyproject.toml",
    "pytest-qt": "pyproject.toml",
    "pytest-timeout": "pyproject.toml",
    "pytest-randomly": "CONTRIBUTING.md",
    "pytest-xdist": "Makefile",
    "ruff": "Makefile",
    "mypy": "Makefile",
    "import-linter": "Makefile",
    "uv": "Makefile",
    "lxml-stubs": "pyproject.toml",
    "types-pyyaml": "pyproject.toml",
    "types-oauthlib": "pyproject.toml",
    "httpie": "tests/benchmarks/commands.py",
    "httpx2": "Makefile",
}
# Those that the tests' own sites import: they run in an environment of their own.
OF_THE_SITES = {
    "mcp",
    "django",
    "rest_framework",
    "rest_framework_simplejwt",
    "saml2",
    "oauth2_provider",
    "orders",
    "authlib",
    "axes",
    "fastapi",
    "flask",
    "flask_httpauth",
    "flask_jwt_extended",
    "uvicorn",
    "cheroot",
    "swift",
}


def _lines(name):
    lines = (REQUIREMENTS / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith(("#", "-r"))]


def test_every_declared_dependency_is_imported():
    assert not house.unimported()


def test_every_imported_package_is_declared():
    assert not house.undeclared()


def test_what_is_installed_is_what_is_declared():
    assert _lines("run.in") == house.project()["project"]["dependencies"]


def test_the_locked_versions_fit_what_is_asked_for():
    for name in ("run", "dev"):
        locked = set(
            re.findall(r"(?m)^([A-Za-z0-9._-]+)==", (REQUIREMENTS / f"{name}.txt").read_text())
        )
        asked = {house.distribution(line) for line in _lines(f"{name}.in")}
        assert asked <= locked, asked - locked


def test_what_only_tests_need_is_imported_by_them_or_run():
    used = house.foreign(house.ROOT / "tests")
    idle = [
        name
        for name in map(house.distribution, _lines("dev.in"))
        if name not in RUN_BY and not used & set(house.imported_as(name))
    ]
    assert not idle
    assert not [user for user in RUN_BY.values() if not (house.ROOT / user).exists()]


def test_what_tests_import_is_declared():
    asked = [*_lines("run.in"), *_lines("dev.in")]
    known = {each for line in asked for each in house.imported_as(house.distribution(line))}
    assert not house.foreign(house.ROOT / "tests") - known - OF_THE_SITES


def test_a_planted_import_and_a_planted_dependency_are_noticed(monkeypatch, tmp_path):
    (tmp_path / "pyproject.toml").write_text(
        '[project]\ndependencies = ["msgspec>=0.20", "idle-package[extra]>=1"]\n'
    )
    (tmp_path / "module.py").write_text("def late():\n    from strange.inside import name\n")
    project = tomllib.loads((tmp_path / "pyproject.toml").read_text())
    monkeypatch.setattr(house, "project", lambda: project)
    monkeypatch.setattr(house, "PROGRAM", tmp_path)
    assert house.unimported() == ["msgspec", "idle-package"]
    assert house.undeclared() == ["strange"]
