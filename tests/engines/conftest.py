"""Makes the modules beside this file importable, and starts the engines that stand in for Excel."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
