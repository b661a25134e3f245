@echo off
rem Memasang lkjip_xl untuk pengguna ini: tanpa hak administrator, tanpa internet.
setlocal disabledelayedexpansion
set "NoDefaultCurrentDirectoryInExePath=1"
"%SystemRoot%\System32\WindowsPowerShell\v1.0\powershell.exe" -NoLogo -NoProfile -ExecutionPolicy Bypass -File "%~dp0pasang.ps1"
set "hasil=%errorlevel%"
echo.
pause
exit /b %hasil%
