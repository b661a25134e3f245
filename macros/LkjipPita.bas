Attribute VB_Name = "LkjipPita"
Option Explicit

' The buttons of the tab LKjIP (pita.xml).  Each says what Python is to do and what Excel's status
' bar shows meanwhile; two ask first where a file goes.  Nothing else is decided here.

Public Sub LkjipValidasiHitung(control As IRibbonControl)
    RunPython "validasi_hitung", "memvalidasi dan menghitung"
End Sub

Public Sub LkjipHitungUlang(control As IRibbonControl)
    RunPython "hitung_ulang", "mengisi hitungan yang kosong"
End Sub

Public Sub LkjipCatatanBerikutnya(control As IRibbonControl)
    RunPython "catatan_berikutnya", "mencari catatan berikutnya"
End Sub

Public Sub LkjipCatatanSebelumnya(control As IRibbonControl)
    RunPython "catatan_sebelumnya", "mencari catatan sebelumnya"
End Sub

Public Sub LkjipHapusTanda(control As IRibbonControl)
    RunPython "hapus_tanda", "mengeluarkan tanda"
End Sub

Public Sub LkjipBuatLaporan(control As IRibbonControl)
    Dim target As String
    If BookName() <> "" Then
        target = AskTarget(ReportName(), "Dokumen Word (*.docx), *.docx", "Simpan laporan sebagai")
        If target = "" Then Exit Sub
    End If
    RunPython "buat_laporan", "menyusun laporan", target
End Sub

Public Sub LkjipBukuBaru(control As IRibbonControl)
    Dim target As String
    target = AskTarget("Lampiran LKjIP.xlsx", "Buku kerja Excel (*.xlsx), *.xlsx", _
                       "Simpan buku kerja baru sebagai")
    If target <> "" Then RunPython "buku_baru", "membuat buku kerja", target
End Sub

Public Sub LkjipPanduan(control As IRibbonControl)
    RunPython "panduan", "membuka panduan"
End Sub

Public Sub LkjipTentang(control As IRibbonControl)
    RunPython "tentang", "membaca versi"
End Sub

' The report's name beside the book; a book in the cloud has no folder that a dialog could open.
Private Function ReportName() As String
    Dim folder As String, stem As String
    folder = ActiveWorkbook.Path
    stem = ActiveWorkbook.Name
    If InStrRev(stem, ".") > 1 Then stem = Left$(stem, InStrRev(stem, ".") - 1)
    ReportName = stem & ".laporan.docx"
    If folder <> "" And InStr(folder, "://") = 0 Then
        ReportName = folder & Application.PathSeparator & ReportName
    End If
End Function

' The path that the user chose, or "" if the dialog was cancelled.
Private Function AskTarget(ByVal proposed As String, ByVal kinds As String, _
                           ByVal title As String) As String
    Dim answer As Variant
    On Error GoTo Refused
    #If Mac Then
        answer = Application.GetSaveAsFilename(Mid$(proposed, InStrRev(proposed, "/") + 1))
    #Else
        answer = Application.GetSaveAsFilename(proposed, kinds, 1, title)
    #End If
    If VarType(answer) = vbString Then AskTarget = answer
    Exit Function
Refused:
    ' A folder or a name that the dialog does not take: it opens without.
    answer = Application.GetSaveAsFilename()
    If VarType(answer) = vbString Then AskTarget = answer
End Function
