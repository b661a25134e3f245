"""What the buttons say when something is amiss, without Excel."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from lkjip_xl.adapters.xlwings_live import session as excel_session
from lkjip_xl.adapters.xlwings_live.session import ExcelSession
from lkjip_xl.apps import ribbon
from lkjip_xl.ports import BookError


class FakeApp:
    """The few things that a session asks of Excel."""

    def __init__(self, *names: str, answer: str = "yes") -> None:
        self.books: Any = [SimpleNamespace(name=name) for name in names]
        self.answer = answer
        self.status_bar: object = "lama"
        self.alerts: list[tuple[str, str]] = []
        self.asked: list[str] = []

    def alert(self, text: str, title: str, mode: str = "", buttons: str = "") -> str:
        assert title == "LKjIP"
        if buttons:
            self.asked.append(text)
            return self.answer
        self.alerts.append((mode, text))
        return "ok"


Presser = Callable[..., int]


@pytest.fixture
def press(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Presser:
    """Press a button with an app, the book in front, a chosen file and a job's behaviour."""
    monkeypatch.setattr(ribbon, "own_folder", lambda: tmp_path)
    monkeypatch.setattr(excel_session, "show_message", _no_message)

    def press(
        button: str,
        app: FakeApp | None,
        book: str = "",
        target: Path | None = None,
        job: Callable[..., str] = lambda *_: "beres",
    ) -> int:
        jobs = ModuleType("lkjip_xl.apps.live")
        jobs.__dict__.update(dict.fromkeys(("validate", "fill_formulas", "step", "clear"), job))
        monkeypatch.setitem(sys.modules, jobs.__name__, jobs)
        monkeypatch.setattr("lkjip_xl.apps.live", jobs, raising=False)
        monkeypatch.setattr(ribbon, "find_session", lambda name, _: ExcelSession(app, name))
        monkeypatch.setenv(ribbon.BOOK, book)
        monkeypatch.setenv(ribbon.TARGET, str(target or ""))
        return ribbon.main([button])

    return press


def _no_message(text: str, title: str) -> None:
    raise OSError(f"{title}: {text}")


def _fail(*_: object) -> str:
    raise ZeroDivisionError("rahasia dalam")


def _refuse(*_: object) -> str:
    raise BookError("lembar ini dilindungi", "Tabel 3.1", "Buka proteksinya")


def test_a_known_failure_is_told_with_its_remedy_and_the_log(
    press: Presser, tmp_path: Path
) -> None:
    app = FakeApp("buku.xlsx")

    assert press("validasi_hitung", app, "buku.xlsx", job=_refuse) == 0
    assert app.alerts == [
        (
            "critical",
            "Tabel 3.1: lembar ini dilindungi. Buka proteksinya.\n\n"
            f"Catatan teknis: {tmp_path / 'lkjip_xl.log'}",
        )
    ]
    assert app.status_bar is False


def test_an_unknown_failure_shows_no_traceback_and_logs_it(press: Presser, tmp_path: Path) -> None:
    app = FakeApp("buku.xlsx")

    assert press("hapus_tanda", app, "buku.xlsx", job=_fail) == 0
    ((mode, told),) = app.alerts
    assert mode == "critical"
    assert told.startswith("Pekerjaan berhenti karena kesalahan yang tidak terduga.")
    assert "Traceback" not in told and "rahasia" not in told
    assert told.endswith(str(tmp_path / "lkjip_xl.log"))
    log = (tmp_path / "lkjip_xl.log").read_text(encoding="utf-8")
    assert "hapus_tanda: buku.xlsx" in log
    assert "Traceback" in log and "rahasia dalam" in log


def test_a_failure_that_cannot_be_told_is_left_to_the_addin(press: Presser, tmp_path: Path) -> None:
    assert press("tentang", None) == 1
    log = (tmp_path / "lkjip_xl.log").read_text(encoding="utf-8")
    assert "tidak dapat memberi tahu" in log


def test_where_excel_cannot_show_a_message_the_system_does(
    press: Presser, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []
    monkeypatch.setattr(excel_session, "show_message", lambda text, _: shown.append(text))
    app = FakeApp()
    app.alert = _fail  # type: ignore[method-assign]

    assert press("tentang", app) == 0
    assert shown[0].startswith("lkjip_xl 0.")


def test_without_an_open_book_the_user_is_told_what_to_open(press: Presser) -> None:
    app = FakeApp("lain.xlsx")

    assert press("validasi_hitung", app) == 0
    ((_, told),) = app.alerts
    assert "tidak ada buku kerja yang terbuka" in told and "Aktifkan Pengeditan" in told


def test_a_book_that_was_closed_meanwhile_is_missed(press: Presser) -> None:
    app = FakeApp("lain.xlsx")

    assert press("hitung_ulang", app, "buku.xlsx") == 0
    ((_, told),) = app.alerts
    assert told.startswith("buku.xlsx: buku kerja ini tidak lagi terbuka di Excel.")


def test_a_step_shows_its_outcome_in_the_status_bar(press: Presser) -> None:
    app = FakeApp("buku.xlsx")

    assert press("catatan_berikutnya", app, "buku.xlsx") == 0
    assert (app.status_bar, app.alerts) == ("LKjIP: beres", [])


def test_a_file_that_exists_stays_unless_the_user_says_otherwise(
    press: Presser, tmp_path: Path
) -> None:
    target = tmp_path / "Buku.xlsx"
    target.write_text("milik orang lain")
    app = FakeApp(answer="no")

    assert press("buku_baru", app, target=target) == 0
    assert app.asked == [f"{target} sudah ada. Ganti dengan yang baru?"]
    assert target.read_text() == "milik orang lain"


def test_what_is_replaced_after_all_is_kept(press: Presser, tmp_path: Path) -> None:
    target = tmp_path / "Buku.xlsx"
    target.write_text("milik orang lain")
    app = FakeApp()
    app.books = SimpleNamespace(open=lambda _: None)

    assert press("buku_baru", app, target=target) == 0
    ((_, told),) = app.alerts
    assert f"maka disimpan: {target.with_stem('Buku-lama')}" in told
    assert target.with_stem("Buku-lama").read_text() == "milik orang lain"


def test_a_chosen_name_without_its_suffix_gets_it(press: Presser, tmp_path: Path) -> None:
    app = FakeApp()
    opened: list[Path] = []
    app.books = SimpleNamespace(open=opened.append)

    assert press("buku_baru", app, target=tmp_path / "Lampiran v1.2") == 0
    assert opened == [tmp_path / "Lampiran v1.2.xlsx"]
    assert opened[0].read_bytes().startswith(b"PK")


def test_a_new_book_named_like_an_open_one_is_told(press: Presser, tmp_path: Path) -> None:
    app = FakeApp()

    def refuse(_: Path) -> None:
        raise ValueError("Cannot open two workbooks")

    app.books = SimpleNamespace(open=refuse)
    press("buku_baru", app, target=tmp_path / "Buku.xlsx")

    ((_, told),) = app.alerts
    assert "buku kerja lain dengan nama yang sama sedang terbuka" in told


def test_a_folder_that_may_not_be_written_is_told(press: Presser, tmp_path: Path) -> None:
    app = FakeApp()

    assert press("buku_baru", app, target=tmp_path / "tidak ada" / "Buku.xlsx") == 0
    ((_, told),) = app.alerts
    assert "folder keluaran tidak ada" in told


@pytest.mark.parametrize("streams", ["stdout", "stderr"])
def test_python_without_a_console_is_no_hindrance(
    press: Presser, monkeypatch: pytest.MonkeyPatch, streams: str
) -> None:
    """pythonw.exe has no standard streams at all."""
    monkeypatch.setattr(sys, streams, None)

    assert press("tentang", FakeApp()) == 0
    assert getattr(sys, streams).write("x") == 1


def test_no_log_is_no_hindrance(
    press: Presser, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "lkjip_xl.log").mkdir()
    app = FakeApp("buku.xlsx")

    assert press("validasi_hitung", app, "buku.xlsx") == 0
    assert app.alerts == [("info", "beres")]


class FakeApps(list[Any]):
    @property
    def active(self) -> Any:
        return self[0] if self else None


@pytest.mark.parametrize(
    ("hwnds", "wanted", "found"),
    [
        ((11, 22), 22, 1),
        ((11, 22), 33, None),
        ((11,), 33, 0),
        ((11, 22), 0, 0),
        ((), 33, None),
    ],
    ids=["its window", "no such window", "the only one", "a Mac", "none"],
)
def test_the_excel_of_the_click_is_found(
    monkeypatch: pytest.MonkeyPatch, hwnds: tuple[int, ...], wanted: int, found: int | None
) -> None:
    apps = FakeApps(SimpleNamespace(hwnd=hwnd, status_bar=False) for hwnd in hwnds)
    monkeypatch.setitem(sys.modules, "xlwings", SimpleNamespace(apps=apps))

    session = excel_session.find_session("buku.xlsx", wanted)
    session.show_status("di sini")

    marked = [number for number, app in enumerate(apps) if app.status_bar]
    assert marked == ([] if found is None else [found])
