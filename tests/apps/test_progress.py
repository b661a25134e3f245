"""How far a run is, for a person and for a pipe."""

import io

import pytest

from lkjip_xl.apps.progress import Progress, as_duration


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_sees_one_line_that_changes() -> None:
    stream, now = Terminal(), 0.0
    progress = Progress(stream, lambda: now)

    progress.begin("Perangkat daerah", 4)
    for _ in range(4):
        now += 30
        progress.advance(is_set_aside=now == 60)
    progress.end()

    shown = [line.rstrip() for line in stream.getvalue().split("\r") if line.strip()]
    assert shown == [
        "Perangkat daerah: 1 dari 4; sisa sekitar 2 menit",
        "Perangkat daerah: 2 dari 4, 1 disisihkan; sisa sekitar 60 detik",
        "Perangkat daerah: 3 dari 4, 1 disisihkan; sisa sekitar 30 detik",
        "Perangkat daerah: 4 dari 4, 1 disisihkan",
    ]
    assert "\n" not in stream.getvalue()


def test_a_pipe_gets_a_line_now_and_then() -> None:
    stream, now = io.StringIO(), 0.0
    progress = Progress(stream, lambda: now)

    progress.begin("Perangkat daerah", 40)
    for _ in range(40):
        now += 1
        progress.advance()

    assert stream.getvalue().splitlines() == [
        "Perangkat daerah: 40",
        "Perangkat daerah: 15 dari 40; sisa sekitar 25 detik",
        "Perangkat daerah: 30 dari 40; sisa sekitar 10 detik",
        "Perangkat daerah: 40 dari 40",
    ]


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0.2, "1 detik"), (89, "89 detik"), (90, "2 menit"), (3600, "60 menit"),
     (7800, "2 jam 10 menit"), (7200, "2 jam")],
)  # fmt: skip
def test_durations(seconds: float, text: str) -> None:
    assert as_duration(seconds) == text
