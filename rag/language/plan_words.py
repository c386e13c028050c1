"""The words by which a plan, and what was done, is known to every reader: parts of regular expressions on shadows.

What a word needs beside it to be a plan (将 a verb, 规划 a figure) differs with what is read: there it is said.
"""

from __future__ import annotations

# Money and projects are won by asking for them: 申报争取, 争取资金500万元 is done, 争取年底完工 is not.
_WON = r"(?<![申汇]报)(?<!协调)(?<!向上)争取(?!了|到|来|[^,，。;；:]{0,12}(?:项目|资金|支持|经费|政策|款))"
MEANT = rf"打算|力争|{_WON}|拟(?!定)|预计|有望|即将"
COMING = r"下一步|今后|明年|来年"
# 修了路 was done; 为了, 除了 and 了解 say nothing of it.
HAS_BEEN = "[^为除]了(?!解)"
