"""Pairing the members of two lists."""

from typing import NamedTuple

from lkjip_xl.figures.pairing import pair_alike, pair_best_first, pair_equal, pair_unique


def first(text: str) -> str:
    return text[0]


def likeness(one: str, other: str) -> float:
    return len(set(one) & set(other))


def test_equal_keys_pair_wherever_they_stand() -> None:
    assert list(pair_equal(["a1", "b1"], ["b2", "c2", "a2"], first, ())) == [
        ("a1", "a2"),
        ("b1", "b2"),
    ]


def test_finer_keys_tell_doubles_apart_and_the_rest_goes_in_order() -> None:
    pairs = pair_equal(["a1", "a2", "a3"], ["a4", "a3", "a5"], first, [lambda text: text])
    assert sorted(pairs) == [("a1", "a4"), ("a2", "a5"), ("a3", "a3")]


def test_a_double_left_over_stays_alone() -> None:
    assert list(pair_equal(["a1", "a2"], ["a2"], first, [lambda text: text])) == [("a2", "a2")]


def test_unique_keys_only() -> None:
    assert list(pair_unique(["a1", "b1", "b2"], ["a2", "b3"], first)) == [("a1", "a2")]


def test_the_best_match_of_both_sides_pairs_first() -> None:
    assert sorted(pair_alike(["abc", "ab"], ["abcd", "abx"], likeness)) == [
        ("ab", "abx"),
        ("abc", "abcd"),
    ]


def test_two_matches_that_are_equally_good_are_none() -> None:
    assert list(pair_alike(["ab"], ["abx", "aby"], likeness)) == []


def test_large_groups_are_left_alone() -> None:
    names = [f"n{number}" for number in range(101)]
    assert list(pair_alike(names, names, likeness)) == []


class Alike(NamedTuple):
    score: float


def test_the_best_pair_goes_first_and_of_equal_ones_the_first_in_order() -> None:
    scores = {("a", "x"): 80, ("a", "y"): 90, ("b", "y"): 95, ("c", "x"): 80}
    found = pair_best_first("abc", "xyz", lambda one, other: Alike(scores.get((one, other), 0)))
    assert list(found) == [("b", "y", Alike(95)), ("a", "x", Alike(80))]
