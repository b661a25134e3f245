# Installs lkjip_xl for the user who runs it: no administrator rights, no network.
#
# The environment of its own goes to %LOCALAPPDATA%\lkjip_xl, where the add-in looks for it; the
# add-in goes to XLSTART, which Excel trusts and opens by itself.  Messages are in Indonesian.

Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'

# What lies in the folder of the installer, often that of all downloads, is no program and no module.
$env:NoDefaultCurrentDirectoryInExePath = '1'
$env:PYTHONSAFEPATH = '1'

$wheels = Join-Path $PSScriptRoot 'roda'
$home_folder = Join-Path $env:LOCALAPPDATA 'lkjip_xl'
$venv = Join-Path $home_folder 'venv'
$venv_python = Join-Path $venv 'Scripts\python.exe'
$startup = Join-Path $env:APPDATA 'Microsoft\Excel\XLSTART'
$send_to = Join-Path $env:APPDATA 'Microsoft\Windows\SendTo'

function Stop-Install([string]$what) {
    Write-Host ''
    Write-Host "Pemasangan berhenti: $what" -ForegroundColor Red
    exit 1
}

# Runs a program quietly and tells whether it went well; its warnings stop nothing.
function Test-Program([string]$program, [string[]]$arguments) {
    $ErrorActionPreference = 'Continue'
    try { & $program @arguments 2>&1 | Out-Null } catch { return $false }
    return $LASTEXITCODE -eq 0
}

function Invoke-Program([string]$program, [string[]]$arguments, [string]$failed) {
    $ErrorActionPreference = 'Continue'
    & $program @arguments 2>&1 | ForEach-Object { Write-Host "  $_" }
    if ($LASTEXITCODE -ne 0) { Stop-Install $failed }
}

# Returns the command of a 64-bit Python of the version that the wheels are for.
function Find-Python([string]$version) {
    $test = "import struct, sys; sys.exit('%d.%d' % sys.version_info[:2] != '$version' or struct.calcsize('P') != 8)"
    $usual = Join-Path $env:LOCALAPPDATA ("Programs\Python\Python" + $version.Replace('.', '') + "\python.exe")
    foreach ($command in @(@('py', "-$version"), @('python'), @($usual))) {
        $rest = @($command | Select-Object -Skip 1)
        if (Test-Program $command[0] ($rest + @('-I', '-c', $test))) { return , $command }
    }
    Stop-Install "Python $version (64-bit) tidak ditemukan. Pasang dari python.org dengan Install Now tanpa hak administrator, lalu jalankan pasang.cmd lagi."
}

if (-not (Test-Path (Join-Path $wheels 'python.txt'))) {
    Stop-Install "folder roda tidak ada di samping pasang.ps1. Keluarkan seluruh isi zip ke satu folder, lalu jalankan pasang.cmd dari sana."
}
if (Get-Process -Name EXCEL -ErrorAction SilentlyContinue) {
    Stop-Install 'Excel masih terbuka. Simpan pekerjaan, tutup semua jendela Excel, lalu jalankan pasang.cmd lagi.'
}

$version = (Get-Content (Join-Path $wheels 'python.txt') -TotalCount 1).Trim()
$python = Find-Python $version
$rest = @($python | Select-Object -Skip 1)

Write-Host "1/4 Menyiapkan lingkungan Python $version di $home_folder"
New-Item -ItemType Directory -Force -Path $home_folder | Out-Null
Invoke-Program $python[0] ($rest + @('-I', '-m', 'venv', '--clear', $venv)) 'lingkungan Python tidak dapat dibuat; baca pesan di atas.'

Write-Host '2/4 Memasang lkjip_xl'
Invoke-Program $venv_python @('-I', '-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-index', '--find-links', $wheels, 'lkjip_xl') 'isi folder roda tidak lengkap; mintalah salinan yang utuh.'

Write-Host '3/4 Memasang tab LKjIP di Excel'
New-Item -ItemType Directory -Force -Path $startup | Out-Null
Copy-Item (Join-Path $PSScriptRoot 'lkjip_xl.xlam') $startup -Force
Unblock-File (Join-Path $startup 'lkjip_xl.xlam')
Copy-Item (Join-Path $PSScriptRoot 'copot.cmd') $home_folder -Force
if (Test-Path $send_to) {
    Copy-Item (Join-Path $PSScriptRoot 'buat-laporan.cmd') (Join-Path $send_to 'Buat laporan LKjIP.cmd') -Force
}

Write-Host '4/4 Mencoba'
Invoke-Program $venv_python @('-I', '-c', 'import xlwings, lkjip_xl.apps.ribbon') 'program terpasang tetapi tidak dapat dijalankan; baca pesan di atas.'

Write-Host ''
Write-Host 'Selesai. Buka Excel: tab LKjIP ada di kanan tab yang lain.' -ForegroundColor Green
exit 0
