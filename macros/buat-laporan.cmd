@echo off
rem Seret buku kerja, beberapa buku kerja, atau satu folder ke ikon ini. Hasilnya ada di folder
rem hasil di sampingnya: salinan bertanda, laporan Word, dan lkjip.log.
setlocal disabledelayedexpansion
chcp 65001 >nul
set "lkjip=%LOCALAPPDATA%\lkjip_xl\venv\Scripts\lkjip.exe"
if not exist "%lkjip%" (
    echo lkjip_xl belum dipasang untuk pengguna ini. Jalankan pasang.cmd dahulu.
    pause
    exit /b 2
)
if "%~1"=="" (
    echo Seret buku kerja atau folder lampiran ke ikon ini.
    pause
    exit /b 2
)
set "hasil=%~dp1hasil"
if exist "%~1\" set "hasil=%~1\hasil"
set "buku="
:kumpulkan
if "%~1"=="" goto kerjakan
set buku=%buku% "%~1"
shift
goto kumpulkan

:kerjakan
if not exist "%hasil%\" mkdir "%hasil%"
if not exist "%hasil%\" (
    echo Folder "%hasil%" tidak dapat dibuat. Salin buku kerjanya ke folder Dokumen, lalu ulangi.
    pause
    exit /b 2
)
echo Memeriksa dan menyusun laporan. Tunggu sebentar.
"%lkjip%" proses %buku% -o "%hasil%" >"%hasil%\lkjip.log" 2>&1
set "kode=%errorlevel%"
type "%hasil%\lkjip.log"
echo.
if "%kode%"=="0" echo Selesai tanpa kesalahan. Hasilnya di "%hasil%".
if "%kode%"=="1" echo Selesai, tetapi ada kesalahan yang perlu diperbaiki. Lihat lembar Catatan di "%hasil%".
if not "%kode%"=="0" if not "%kode%"=="1" echo Pekerjaan tidak selesai. Penyebabnya tertulis di atas dan di lkjip.log.
pause
exit /b %kode%
