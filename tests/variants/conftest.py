"""Makes the modules beside this file importable, and those that invent offices."""

import sys
from pathlib import Path

HERE = Path(__file__).parent
for folder in (HERE, HERE.parent / "offices", HERE.parents[1] / "workbooks" / "contoh-bersih"):
    sys.path.append(str(folder))
