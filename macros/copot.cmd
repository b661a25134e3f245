@echo off
rem Mengeluarkan lkjip_xl dari akun pengguna ini. Buku kerja dan laporan tidak disentuh.
setlocal disabledelayedexpansion
set "NoDefaultCurrentDirectoryInExePath=1"
if not defined LOCALAPPDATA exit /b 1
if not defined APPDATA exit /b 1
"%SystemRoot%\System32\tasklist.exe" /fi "imagename eq EXCEL.EXE" 2>nul | "%SystemRoot%\System32\find.exe" /i "EXCEL.EXE" >nul
if not errorlevel 1 (
    echo Excel masih terbuka. Tutup semua jendela Excel, lalu jalankan copot.cmd lagi.
    pause
    exit /b 1
)
del /q "%APPDATA%\Microsoft\Excel\XLSTART\lkjip_xl.xlam" 2>nul
del /q "%APPDATA%\Microsoft\Windows\SendTo\Buat laporan LKjIP.cmd" 2>nul
echo lkjip_xl dikeluarkan dari Excel. Folder programnya dihapus sekarang.
pause
rem Sekali baris: folder itu dapat memuat copot.cmd ini sendiri.
(goto) 2>nul & rmdir /s /q "%LOCALAPPDATA%\lkjip_xl"
