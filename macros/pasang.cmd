@echo off
rem Memasang lkjip_xl untuk pengguna ini: tanpa hak administrator, tanpa internet.
setlocal
powershell.exe -NoLogo -NoProfile -ExecutionPolicy Bypass -File "%~dp0pasang.ps1"
set "hasil=%errorlevel%"
echo.
pause
exit /b %hasil%
