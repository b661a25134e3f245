"""Every callback of the ribbon, executed; what it asks of Windows, of a Mac and of the user."""

from pathlib import Path

import pytest
from excel_stub import MACROS, PROFILE, PYTHON, Excel
from pyopenvba.interpreter._preprocess import strip_directives
from pyopenvba.interpreter._values import NOTHING

from lkjip_xl.apps.ribbon import BUTTONS

CLEAN = Path(__file__).parents[2] / "workbooks" / "contoh-bersih.xlsx"
CALLBACKS = {
    "LkjipValidasiHitung": "validasi_hitung",
    "LkjipHitungUlang": "hitung_ulang",
    "LkjipCatatanBerikutnya": "catatan_berikutnya",
    "LkjipCatatanSebelumnya": "catatan_sebelumnya",
    "LkjipHapusTanda": "hapus_tanda",
    "LkjipBuatLaporan": "buat_laporan",
    "LkjipBukuBaru": "buku_baru",
    "LkjipPanduan": "panduan",
    "LkjipTentang": "tentang",
}
ASKING = {"LkjipBuatLaporan", "LkjipBukuBaru"}


@pytest.fixture
def excel() -> Excel:
    return Excel(CLEAN)


def test_every_button_of_python_has_its_callback() -> None:
    assert sorted(CALLBACKS.values()) == sorted(BUTTONS)


@pytest.mark.parametrize(("callback", "button"), CALLBACKS.items())
def test_a_callback_runs_the_installed_python_and_waits(
    excel: Excel, callback: str, button: str
) -> None:
    excel.machine.chosen = r"D:\Hasil\pilihan saya & 100%"
    excel.press(callback)

    (ran,) = excel.machine.ran
    assert ran == {
        "command": f'"{PYTHON}" -I -X utf8 -m lkjip_xl.apps.ribbon {button}',
        "folder": rf"{PROFILE}\lkjip_xl",
        "wait": True,
        "LKJIP_XL_BUKU": "contoh-bersih.xlsx",
        "LKJIP_XL_HWND": "657418",
        "LKJIP_XL_TUJUAN": r"D:\Hasil\pilihan saya & 100%" if callback in ASKING else "",
    }
    assert excel.messages == []
    assert str(excel.status_bar).startswith("LKjIP: ")
    assert excel.machine.folder == r"C:\Unduhan\kiriman"


def test_the_report_is_proposed_beside_the_book(excel: Excel) -> None:
    excel.press("LkjipBuatLaporan")

    proposed = str(excel.machine.asked[0][0])
    assert proposed == str(CLEAN.parent) + r"\contoh-bersih.laporan.docx"


@pytest.mark.parametrize("callback", sorted(ASKING))
def test_a_cancelled_dialog_runs_nothing(excel: Excel, callback: str) -> None:
    excel.press(callback)

    assert len(excel.machine.asked) == 1
    assert excel.machine.ran == []


@pytest.mark.parametrize("callback", sorted(ASKING))
def test_a_dialog_that_refuses_the_proposal_opens_without(excel: Excel, callback: str) -> None:
    excel.machine.proposal_is_refused = True
    excel.machine.chosen = r"D:\Hasil\pilihan"
    excel.press(callback)

    assert excel.machine.asked[1] == ()
    assert excel.machine.ran[0]["LKJIP_XL_TUJUAN"] == r"D:\Hasil\pilihan"


def test_without_a_book_no_file_is_asked_for_the_report() -> None:
    excel = Excel()
    excel.press("LkjipBuatLaporan")

    assert excel.machine.asked == []
    assert excel.machine.ran[0]["LKJIP_XL_BUKU"] == ""


def test_a_missing_installation_is_told(excel: Excel) -> None:
    excel.machine.files.clear()
    excel.press("LkjipTentang")

    (told,) = excel.messages
    assert rf"belum dipasang di {PROFILE}\lkjip_xl" in told
    assert rf"{PROFILE}\lkjip_xl\lkjip_xl.log" in told
    assert excel.machine.ran == []
    assert excel.status_bar is False


def test_python_that_failed_without_a_word_is_told(excel: Excel) -> None:
    excel.machine.exit_status = 1
    excel.press("LkjipValidasiHitung")

    (told,) = excel.messages
    assert told.startswith("Pekerjaan tidak selesai.")
    assert excel.status_bar is False


def test_python_that_windows_forbids_is_told(excel: Excel) -> None:
    excel.machine.refusal = "Permission denied"
    excel.press("LkjipValidasiHitung")

    (told,) = excel.messages
    assert "tidak dapat dijalankan (Permission denied)" in told and "Kendala" in told
    assert excel.status_bar is False
    assert excel.machine.folder == r"C:\Unduhan\kiriman"


@pytest.mark.parametrize("callback", CALLBACKS)
def test_on_a_mac_the_script_is_told_the_button_and_the_names(callback: str) -> None:
    excel = Excel(CLEAN, with_addin=False)
    excel.machine.chosen = "/Users/ayu/pilihan.docx"
    for path in sorted(MACROS.glob("*.bas")):
        source = strip_directives(path.read_bytes().decode("ascii"), constants={"Mac": True})
        excel.add_module(source, name=path.stem)
    excel.add_module(
        "Function AppleScriptTask(script, handler, request)\n"
        '    MsgBox script & "|" & handler & "|" & request\n'
        "End Function\n",
        name="Mac",
    )
    excel.run(callback, NOTHING)

    target = "/Users/ayu/pilihan.docx" if callback in ASKING else ""
    request = f"{CALLBACKS[callback]}\ncontoh-bersih.xlsx\n{target}"
    assert excel.messages == [f"lkjip_xl.applescript|jalankan|{request}"]
    assert all("/" not in str(proposed) for (proposed,) in excel.machine.asked)
    assert excel.machine.ran == []
