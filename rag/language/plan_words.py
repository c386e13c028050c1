"""The words by which a plan is known to every reader: parts of regular expressions on shadows.

What a word needs beside it to be a plan (将 a verb, 规划 a figure) differs with what is read: there it is said.
"""

from __future__ import annotations

MEANT = r"打算|力争|争取(?!了)|拟(?!定)|预计|有望|即将"
COMING = r"下一步|今后|明年|来年"
