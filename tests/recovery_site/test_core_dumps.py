"""The server's memory is never written to the disk."""

import subprocess
import sys

SCRIPT = """
import resource
from recovery_site.management.commands.serve import without_core_dumps
without_core_dumps()
print(resource.getrlimit(resource.RLIMIT_CORE))
"""


def test_core_dumps_are_forbidden_for_good():
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True
    )

    assert done.stdout == "(0, 0)\n"
