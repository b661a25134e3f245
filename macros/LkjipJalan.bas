Attribute VB_Name = "LkjipJalan"
Option Explicit

' Starts the tool's own Python for one button.
'
' The interpreter, and all that it imports, come from the folder that pasang.cmd filled: never from
' a workbook, its folder, the working folder or PYTHONPATH (-I).  What a workbook or a person chose,
' its name and the target, travels in the environment: no character of it is in a command line.

Private Const COMMAND_TAIL As String = " -I -X utf8 -m lkjip_xl.apps.ribbon "

' Lets Python do what a button asks; Python tells the outcome.  Here we tell only that it could not.
Public Sub RunPython(ByVal button As String, ByVal doing As String, Optional ByVal target As String)
    On Error GoTo Failed
    Application.StatusBar = "LKjIP: " & doing & " ..."
    #If Mac Then
        ' Python goes on in the background: it could not reach an Excel that waits for it.
        AppleScriptTask "lkjip_xl.applescript", "jalankan", button & vbLf & BookName() & vbLf & target
    #Else
        If RunOnWindows(button, target) <> 0 Then
            Application.StatusBar = False
            Tell "Pekerjaan tidak selesai."
        End If
    #End If
    Exit Sub
Failed:
    Application.StatusBar = False
    Tell "Program Python untuk LKjIP tidak dapat dijalankan (" & Err.Description & ")."
End Sub

' The open book's name, "" if there is none or only one in Protected View.
Public Function BookName() As String
    If Not ActiveWorkbook Is Nothing Then BookName = ActiveWorkbook.Name
End Function

Private Sub Tell(ByVal what As String)
    MsgBox what & vbLf & vbLf & "Pasang ulang dengan pasang.cmd; bila tetap gagal, lihat bagian " & _
           "Kendala dalam panduan. Catatan teknis: " & LogPath(), vbExclamation, "LKjIP"
End Sub

#If Mac Then
Private Function LogPath() As String
    LogPath = "~/Library/Application Support/lkjip_xl/lkjip_xl.log"
End Function
#Else
Private Function LogPath() As String
    LogPath = InstallFolder() & "\lkjip_xl.log"
End Function

' Environ$ would lose the letters of a user's name that the system's code page lacks.
Private Function InstallFolder() As String
    InstallFolder = CreateObject("WScript.Shell").ExpandEnvironmentStrings("%LOCALAPPDATA%\lkjip_xl")
End Function

' Waits until Python ends and returns its exit status; Excel answers Python's calls meanwhile.
Private Function RunOnWindows(ByVal button As String, ByVal target As String) As Long
    Dim shell As Object, variables As Object, python As String, folder As String
    python = InstallFolder() & "\venv\Scripts\pythonw.exe"
    If Not CreateObject("Scripting.FileSystemObject").FileExists(python) Then
        Err.Raise vbObjectError + 1, "LKjIP", "belum dipasang di " & InstallFolder()
    End If
    Set shell = CreateObject("WScript.Shell")
    Set variables = shell.Environment("Process")
    variables.Item("LKJIP_XL_BUKU") = BookName()
    variables.Item("LKJIP_XL_HWND") = CStr(Application.Hwnd)
    variables.Item("LKJIP_XL_TUJUAN") = target
    ' Windows looks for libraries in the working folder too, which may be that of a received book.
    folder = shell.CurrentDirectory
    shell.CurrentDirectory = InstallFolder()
    On Error GoTo Back
    RunOnWindows = shell.Run("""" & python & """" & COMMAND_TAIL & button, 0, True)
    shell.CurrentDirectory = folder
    Exit Function
Back:
    shell.CurrentDirectory = folder
    Err.Raise Err.Number, "LKjIP", Err.Description
End Function
#End If
