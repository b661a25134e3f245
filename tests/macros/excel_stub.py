"""Excel without Excel: the add-in's VBA runs in pyOpenVBA's interpreter, what it reaches is a stub.

What the interpreter leaves to the machine (the shell of Windows, files, dialogs) is played here and
recorded, so that a test sees what the code asked for.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pyopenvba.apps.excel import Application, ExcelApplication
from pyopenvba.apps.excel._bridge import ExcelBridge
from pyopenvba.exceptions import VBARuntimeError
from pyopenvba.interpreter._objects import VBAObject, member, method, setter
from pyopenvba.interpreter._runtime import Interpreter
from pyopenvba.interpreter._values import VBAInt

MACROS = Path(__file__).parents[2] / "macros"
PROFILE = r"C:\Users\Ayu\AppData\Local"
PYTHON = PROFILE + r"\lkjip_xl\venv\Scripts\pythonw.exe"


@dataclass
class Machine:
    """The Windows machine: what is there, what a person answers, what was asked of it."""

    files: set[str] = field(default_factory=lambda: {PYTHON})
    variables: dict[str, str] = field(default_factory=dict)
    folder: str = r"C:\Unduhan\kiriman"
    exit_status: int = 0
    refusal: str = ""
    chosen: object = False
    proposal_is_refused: bool = False
    ran: list[dict[str, Any]] = field(default_factory=list)
    asked: list[tuple[object, ...]] = field(default_factory=list)


class Variables(VBAObject):
    def __init__(self, machine: Machine) -> None:
        self.machine = machine

    def vba_set(
        self, name: str, value: object, args: Any = (), named: Any = None, *, by_ref: bool = False
    ) -> None:
        assert name.lower() == "item"
        self.machine.variables[str(args[0])] = str(value)


class Shell(VBAObject):
    vba_type_name = "WshShell"

    def __init__(self, machine: Machine) -> None:
        self.machine = machine

    @method
    def ExpandEnvironmentStrings(self, text: str) -> object:  # noqa: N802
        return text.replace("%LOCALAPPDATA%", PROFILE)

    @method
    def Environment(self, which: str) -> object:  # noqa: N802
        assert which == "Process"
        return Variables(self.machine)

    @member
    def CurrentDirectory(self) -> object:  # noqa: N802
        return self.machine.folder

    @setter("CurrentDirectory")
    def _go(self, folder: object) -> None:
        self.machine.folder = str(folder)

    @method
    def Run(self, command: str, style: object, wait: object) -> object:  # noqa: N802
        if self.machine.refusal:
            raise VBARuntimeError(70, self.machine.refusal)
        self.machine.ran.append(
            {"command": command, "folder": self.machine.folder, "wait": bool(wait)}
            | self.machine.variables
        )
        return VBAInt(self.machine.exit_status, "Long")


class Files(VBAObject):
    def __init__(self, machine: Machine) -> None:
        self.machine = machine

    @method
    def FileExists(self, path: str) -> object:  # noqa: N802
        return path in self.machine.files


class Bridge(ExcelBridge):
    def __init__(self, application: Application, machine: Machine) -> None:
        super().__init__(application)
        self.machine = machine

    def create(self, type_name_: str) -> object:
        made = {"WScript.Shell": Shell, "Scripting.FileSystemObject": Files}
        return made[type_name_](self.machine)


class StubApplication(Application):
    """Excel's Application with the members that the interpreter lacks."""

    machine: Machine

    @member
    def Hwnd(self) -> object:  # noqa: N802
        return VBAInt(657418, "Long")

    @member
    def PathSeparator(self) -> object:  # noqa: N802
        return "\\"

    @method
    def GetSaveAsFilename(self, *args: object) -> object:  # noqa: N802
        self.machine.asked.append(args)
        if args and self.machine.proposal_is_refused:
            raise VBARuntimeError(1004, "Method 'GetSaveAsFilename' failed")
        return self.machine.chosen


class Excel(ExcelApplication):
    """An Excel with the add-in's modules, and ``machine`` under it."""

    def __init__(self, book: Path | None = None, *, with_addin: bool = True) -> None:
        self.machine = Machine()
        self.application = StubApplication()
        self.application.machine = self.machine
        self.interpreter = Interpreter(Bridge(self.application, self.machine))
        self.application.interpreter = self.interpreter
        if book is not None:
            self.open_workbook(book)
        for path in sorted(MACROS.glob("*.bas")) if with_addin else ():
            self.add_module(path.read_bytes().decode("ascii"), name=path.stem)

    def press(self, callback: str) -> None:
        """Run a ribbon callback, as a click does."""
        from pyopenvba.interpreter._values import NOTHING

        self.run(callback, NOTHING)

    @property
    def messages(self) -> list[str]:
        return [prompt for _, prompt, _, _ in self.interpreter.dialogs]

    @property
    def status_bar(self) -> object:
        return self.application.status_bar
