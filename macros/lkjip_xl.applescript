-- Starts the tool's own Python for one button of Excel for Mac; LkjipJalan.bas calls it.
-- It goes to ~/Library/Application Scripts/com.microsoft.Excel/. The interpreter's place is fixed
-- here; what comes from Excel is quoted, and Python runs in the background so that Excel answers it.
on jalankan(permintaan)
	set semula to AppleScript's text item delimiters
	set AppleScript's text item delimiters to linefeed
	set {tombol, buku, tujuan} to text items of permintaan
	set AppleScript's text item delimiters to semula
	set python to (POSIX path of (path to home folder)) & "Library/Application Support/lkjip_xl/venv/bin/python3"
	do shell script "cd / && test -x " & quoted form of python
	do shell script "cd / && LKJIP_XL_BUKU=" & quoted form of buku & " LKJIP_XL_TUJUAN=" & quoted form of tujuan & " " & quoted form of python & " -I -X utf8 -m lkjip_xl.apps.ribbon " & quoted form of tombol & " >/dev/null 2>&1 &"
end jalankan
