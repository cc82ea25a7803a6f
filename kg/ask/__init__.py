"""Questions in Chinese and English, answered from the graph: read, run, and told with what says so.

A question is a fact with a hole. `ask` cuts it into the graph's own names and known words (`tokens`), puts these
together by a small grammar of both languages (`grammar`, `chart`) into a query over the ontology's relations, and runs
it (`solve`, `compose`). Where that does not read it, the rules that read articles do (`by_rules`). What it does not
understand, and what no source says, it says so, with the nearest that there is (`nearest`).
"""

from kg.ask.engine import ask
from kg.ask.values import Answer, Near, Reply, Support

__all__ = ["Answer", "Near", "Reply", "Support", "ask"]
