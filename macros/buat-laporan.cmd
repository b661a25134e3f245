@echo off
rem Seret buku kerja, beberapa buku kerja, atau satu folder ke ikon ini. Hasilnya ada di folder
rem hasil di sampingnya: salinan bertanda, laporan Word, dan lkjip.log.
rem
rem Nama yang diseret tidak pernah menjadi bagian dari sebuah perintah: Windows menulisnya tanpa
rem tanda kutip bila tidak memuat spasi, sehingga & di dalamnya memulai perintah lain. Maka baris
rem aslinya diserahkan utuh kepada Python lewat lingkungan, dan di sana dipilah.
setlocal disabledelayedexpansion
set "NoDefaultCurrentDirectoryInExePath=1"
set "LKJIP_XL_ALAT=%~nx0"
set "LKJIP_XL_SERETAN="
:kumpulkan
if "%~1"=="" goto jalankan
set LKJIP_XL_SERETAN=%LKJIP_XL_SERETAN% "%~f1"
shift /1
goto kumpulkan

:jalankan
setlocal enabledelayedexpansion
set "LKJIP_XL_BARIS=!cmdcmdline!"
set "LKJIP_XL_SINI=!cd!"
set "kode=2"
cd /d "!LOCALAPPDATA!\lkjip_xl" 2>nul
if exist "!LOCALAPPDATA!\lkjip_xl\venv\Scripts\python.exe" (
    "!LOCALAPPDATA!\lkjip_xl\venv\Scripts\python.exe" -I -X utf8 -m lkjip_xl.apps.dropped
    set "kode=!errorlevel!"
) else (
    echo lkjip_xl belum dipasang untuk pengguna ini. Jalankan pasang.cmd dahulu.
)
pause
rem Bukan hanya skrip ini yang diakhiri: yang tersisa di baris itu sesudah & tidak boleh dijalankan.
exit !kode!
