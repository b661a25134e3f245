#!/bin/sh
# Memasang lkjip_xl di Mac untuk pengguna ini: tanpa hak administrator, dengan internet.
set -eu
sini=$(cd "$(dirname "$0")" && pwd)
cd /
rumah="$HOME/Library/Application Support/lkjip_xl"
skrip="$HOME/Library/Application Scripts/com.microsoft.Excel"
pembuka="$HOME/Library/Group Containers/UBF8T346G9.Office/User Content.localized/Startup.localized/Excel"

if ! python3 -I -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
    echo "Python 3.11 atau lebih baru tidak ditemukan. Pasang dari python.org, lalu ulangi." >&2
    exit 1
fi
echo "1/3 Menyiapkan lingkungan Python di $rumah"
mkdir -p "$rumah"
python3 -I -m venv --clear "$rumah/venv"
echo "2/3 Memasang lkjip_xl"
"$rumah/venv/bin/python3" -I -m pip install --quiet --find-links "$sini/roda" "lkjip_xl"
echo "3/3 Memasang tab LKjIP di Excel"
mkdir -p "$skrip" "$pembuka"
cp "$sini/lkjip_xl.applescript" "$skrip/"
cp "$sini/lkjip_xl.xlam" "$pembuka/"
xattr -d com.apple.quarantine "$pembuka/lkjip_xl.xlam" 2>/dev/null || true
echo "Selesai. Tutup Excel (Cmd+Q), lalu buka lagi."
