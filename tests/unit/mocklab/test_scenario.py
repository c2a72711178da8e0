"""A bench counts; secrets of scenarios never leave memory; URLs lie below the scenario."""

from inspector.mocklab.scenario import practice_secret, url_of


def test_a_bench_counts_each_name_by_itself(bench):
    assert [bench.count("a"), bench.count("a"), bench.count("b")] == [1, 2, 1]


def test_practice_secrets_are_memory_only():
    ref = practice_secret("expired-token", "token")
    assert ref.place == "memory"
    assert ref.name == "practice/expired-token/token"


def test_urls_lie_below_the_scenario(bench):
    assert url_of(bench, "x-y", "a?b=c") == "http://127.0.0.1:1001/scenario/x-y/a?b=c"
