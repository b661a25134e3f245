"""Makes the modules beside this file importable, and those of the clean sample book's builder."""

import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))
sys.path.append(str(HERE.parents[1] / "workbooks" / "contoh-bersih"))
