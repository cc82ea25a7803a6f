"""Patterns over a tape by which clauses are read: what marks an object, a possessor, who is brought in, what a clause
is about. The word classes inside them stand in `clause_words.tsv` and `triggers.tsv`.
"""

from __future__ import annotations

import re
from functools import cache

from kg.relations.cells import ACCEPTS, CHAR
from kg.relations.rules import expand

PERSON = ACCEPTS["Person"]
"""The tape characters of a person and of a reference to one."""

NAMED = "".join(ACCEPTS[t] for t in ("Person", "Org", "Model", "Award", "Work"))
"""The tape characters of what has a name, and of references to it."""


@cache
def pattern(name: str) -> re.Pattern[str]:
    """A pattern over the tape by its name; what each is for stands beside it. Raises KeyError for another name."""
    p = PERSON
    terms = "".join(CHAR[t] for t in ("Org", "Role", "Degree", "Major", "Date", "Place"))
    young = f"(?:<young>|{CHAR['Degree']})(?:<young-time>)?的?"
    own = f"(?:<owner-word>|[{CHAR['PersonRef']}]的?(?:{young})|[{CHAR['PersonRef']}]的|{young})?"
    bond = "<classmate>|<alumnus>|<partner>"
    other = rf"<with>{own}(?:[^，。；{p}]{{2,18}}的)?(?:{bond})?[、，]?(?P<other>[{CHAR['Person']}])(?:等人?)?"
    gap = f"[^，。；：！？{p}]"
    taught = "(?:所|曾)?(?:<guide>|<taught>)(?:过|出|了)*"
    patterns = {
        # before a person: he is an object (与张三, 师从著名学者张三)
        "object": r"(?<![同身作成])(?<!作者)(?<!一作)(?<!负责人)(?!<same-as>)<object-mark>"
        rf"{own}(?:{bond}|<advisor>|<student>)?(?:[{terms}的]|<epithet>){{0,6}}\s?$"
        rf"|<advise>[^，。；：{p}]{{0,16}}$|<succeed>(?:<epithet>|[{terms}的])*$"
        rf"|<with><bearing>[^，。；：{p}]{{0,16}}的\s?$"
        rf"|<meets>(?:了|到|过)?[^，。；：{p}]{{1,16}}的\s?$",
        # before a person: he is whom a verb of following governs (师从语音专家张三)
        "governed": rf"^(?:<advise>)[^，。；：{p}]{{0,16}}$",
        # from a clause's beginning to a person: he is with whom it tells something (和后来从医的张三是同学)
        "with-front": rf"(?!<same-as>)<with>[^，。；：、{p}]{{2,18}}的\s?$",
        # before and after a person whom an adverbial holds (在张三之前, 除了张三之外)
        "held": r"(?:在|除了?|继|应|受)$",
        # before a person, up to the colon: he stands for what a label says (导师：张三，现就职于…: not he)
        "label": r"(?:<advisor>|<label-other>)：\s?$",
        "holding": r"^(?:<around>|外(?!<after-wai>)|后(?!<after-zhi>))",
        "general": r"<general>\s?$",
        # before a person: another shares what is said (李四和同学张三)
        "together": rf"[{p}]<then>?<with>(?:{own}(?:{bond})?|[^，。；{p}]{{1,10}}?的?(?:{bond}))、?$",
        # before a person: what stands there describes him
        "attribute": rf"的[^，。；]{{0,10}}$|<person-end>$|[{CHAR['Role']}{CHAR['Org']}{CHAR['Degree']}]$",
        # before a person: he is what something else is said to be (导师是张三)
        "copula": rf"[^，。；：{p}](?<![同身])(?:<is>|<is-indeed>)[^，。；：{p}]{{0,14}}$",
        # before a person: who did what the text is about (论文一作是张三，他…)
        "introduced": rf"(?:<doer>)(?:<is>|<is-indeed>)[^，。；：{p}]{{0,6}}$",
        # at a paragraph's beginning: whom it presents (一作是来自某校的张三, 三作张三)
        "shown-first": rf"[^，。；：{p}]{{0,6}}<doer>(?:<is>|<is-indeed>)?[^，。；{p}]{{0,12}}"
        rf"(?P<who>[{CHAR['Person']}])",
        # at a paragraph's beginning: a pronoun with its description (主攻视觉的她，…)
        "described-him": rf"[^，。；：{p}]{{1,16}}的[{CHAR['PersonRef']}](?=，|曾|先后|现|目前)",
        # before a person: what he did for the thing that the text is about (一作张三)
        "as-doer": r"<doer>\s?$",
        "said": r"(?:<speech>|<report>|<intro>|<hedge>)$",
        # after a person and before a match: something of his acts (张三创办的甲公司曾)
        "his-acts": rf"^(?:(?![^，；]{{0,12}}<governing>)[^，；{p}]{{1,12}}|所[在属])的"
        rf"(?:[{CHAR['Org']}{CHAR['OrgRef']}{CHAR['Model']}{CHAR['Role']}{CHAR['Title']}]"
        rf"|[^，；{p}]{{0,14}}?<own-thing>)"
        rf"(?:[{CHAR['Date']}{CHAR['Place']}]|<acts-adverb>)*$",
        "where-he-is": rf"^[{CHAR['Role']}{CHAR['Title']}]?所(?:[在属]的?[{CHAR['Place']}]?)?$",
        "agent": rf"[由经][^，。；：{p}]{{0,12}}$",
        "preposition": r"<preposition>\s?$",
        # after an organisation, to the end of the clause: a post there, or one of whom he is
        "unit-post": rf"^(?:[^，。；：{p}]{{2,18}}(?:[{CHAR['Role']}{CHAR['Title']}]|<one-of-them>)"
        rf"|(?:<list-join>[{CHAR['Org']}])*<list-join>[{CHAR['Title']}])$",
        # after an organisation: what follows is of it (某公司时代的老部下)
        "org-front": rf"的|[^，。；{p}]{{0,6}}?<superlative>|[{CHAR['Role']}]|<era>|<in-office>"
        rf"|[{CHAR['Degree']}]?<origin>",
        # after an organisation: another is what the clause speaks of (甲公司的子公司乙)
        "org-owns": rf"(?:的|旗下的?|子公司|全资){{1,2}}[^，。；：的{p}]{{0,6}}(?=[{CHAR['Org']}])",
        # before a person: he is made to do what follows (说服张三加入)
        # between whom somebody makes do something and what that is (推荐张三去…)
        "goes-to": r"^<goes-to>$",
        "pivot": rf"<pivot>(?:了|到|过)?(?:[^，。；：{p}]{{1,8}}的)?{own}(?:{bond}|<student>)?"
        rf"(?:[{terms}的]|<epithet>){{0,6}}\s?$",
        # a clause in which somebody is made to come (说服张三加入某公司，…): the next one speaks of him
        "brought": rf"(?P<how><pivot>)(?:了|到|过)?[^，。；：{p}]{{0,10}}(?P<who>[{p}])[^，。；：]{{0,6}}?"
        r"(?:<join>|<recruit>)",
        "speaker": rf"[{p}][^，。；：{p}]{{0,16}}?<speech>道?[，：]",
        # verbs that the tagger takes for nouns (甲公司开源了…)
        "also-verb": r"<also-verb>(?!<thing-after>)",
        "time-noun": r"<time-noun>的?",
        "no-noun": r"<no-noun>",
        "kin-end": r"(?:<kin>|<advisor>|<student>)$",
        # what begins a clause that describes whom it ends in (后主管搜索的张三)
        "describing": rf"(?:<also-then>)*(?:[{CHAR['Role']}{CHAR['Title']}]|<join>|<work>|<charge>|<lead>|<serve>"
        r"|<found>|<graduate>|<lead-work>|<take-part>|<goes-in-for>)",
        # before an organisation: somebody only came from it, or does something with it (来自甲公司, 与甲公司合作)
        "came-from": r"(?:<came-from>)(?![^，。；：]*(?:<found>|<join>))[^，。；：]{0,10}$",
        # after an organisation: it only tells (天眼查App显示)
        "it-shows": r"(?:<shows-by>){0,3}<shows>",
        # before an organisation: it is what a clause says, not whom it speaks of (半部是某公司的名单)
        "predicate-lead": r"<predicate-lead>",
        # after 团队: how many it has by now
        "by-now": "<by-now>",
        # a firm that its clause brings in by its name (一家名为某某的公司)
        "called-firm": rf"<called-firm>(?P<firm>[{CHAR['Org']}])的",
        # before an organisation, after a name: there he was once
        "was-there": r"(?:<was-there>)[^，。；：]{0,8}$",
        # before a post: it is of the house just named (其联合创始人)
        "its-own": rf"(?:<its>|[{CHAR['OrgRef']}{CHAR['PersonRef']}])[^，。；：、]{{0,6}}$",
        # after a match: the person whom a relative clause (毕业于X的张三) or a cleft (负责X的是张三) tells of
        "relative": rf"^(?P<pre>[^，。；：！？、\t{p}]{{0,6}}?)的(?P<gap>[^，。；：！？\t{p}]{{0,18}}?)"
        rf"(?P<head>[{p}])(?!的?<group>)",
        "cleft": rf"^的[^，。；]{{0,6}}中，[^，。；：{p}]{{0,6}}<there-is>{gap}{{0,20}}(?P<head2>[{p}])"
        rf"|^{gap}{{0,12}}?的，?(?!<advisor>|<kin>){gap}{{0,7}}<is>(?:[{p}]的{gap}{{0,6}}?(?:<kin>|<student>|<advisor>))?"
        rf"{gap}{{0,14}}(?P<head>[{p}])",
        # a clause that says with whom the next one's subject shares what is said of him
        "alike": rf"^<with>(?P<other>[{p}])(?:们)?<alike>$",
        # at the beginning of a relative clause (现为某公司CEO的张三)
        "who-is-that": r"<is-that>",
        # after the head of a relative clause: the sentence goes on about him
        "goes-on": r"(?!的?<group>|的|[。！？；\n]|$)",
        # after what may be a name: he is or does what follows
        "he-does": r"<who-does>",
        # just before a match: what may be a name that is no mention (李四任…、某某担任…)
        "named-just-before": rf"(?:^|[、，和与及的{CHAR['Title']}{CHAR['Role']}{CHAR['Org']}])"
        rf"(?P<who>[\u4e00-\u9fff]{{2,3}})(?:[{CHAR['Date']}{CHAR['Place']}]|<acts-adverb>)*$",
        # after what somebody is: what may be a name that is no mention, and what he is or does (其CEO某某曾…)
        "named-after-post": rf"[{CHAR['Title']}{CHAR['Role']}](?P<who>[\u4e00-\u9fff]{{2,3}}?)"
        r"(?:<who-does>|，|[:：]|$)",
        # a clause that says who its pronoun means (他就是张三, 她的名字叫张三)
        "is-named": rf"[{CHAR['PersonRef']}](?:的<who-name>)?(?:<who-adverb>)*(?:<who-is>)"
        rf"(?P<who>[{CHAR['Person']}])$",
        # a clause that brings in one more (另一位研究员为张三)
        "another-is": rf"(?:<who-another>)[^，。；：{p}]{{0,20}}(?:<who-is>|为|则是)(?P<who>[{CHAR['Person']}])$",
        # a clause that brings in who is something to its subject (他有个弟弟叫张三)
        "has-one-called": rf"[{p}](?:<acts-adverb>)*有(?:<counted>|个|位|名)[^，。；：{p}]{{0,8}}?(?:<who-is>)"
        rf"(?P<who>[{CHAR['Person']}])$",
        # a clause in which somebody only asks another, of whom the text goes on (记者李四采访了张三)
        "interviews": rf"[{CHAR['Person']}](?:<acts-adverb>|[{CHAR['Date']}{CHAR['Place']}])*(?:<who-asks>)[了到过]?"
        rf"(?P<who>[{CHAR['Person']}])$",
        # a clause that says as what the next one's subject acts (身为某公司CTO，张三…)
        "as-whom": r"(?:<who-as>)",
        # at a clause's beginning: who speaks is not whom he speaks of (谈到张三，李四说)
        "spoken-about": rf"(?:<lead-clause>|对于|至于)[^，。；：{p}]{{0,6}}(?P<who>[{CHAR['Person']}])$",
        # some of those who bear a title (某校毕业生中有…)
        "some-of-title": rf"[^，。；：{p}]{{0,6}}[{CHAR['Title']}](?:<who-some>)",
        # after a match without a subject: who it was is told at the end (是某校的博士，名叫张三)
        "named-later": rf"[^。；！？{p}]{{0,24}}?，(?:他|她|其)?<named>(?P<head>[{CHAR['Person']}])(?=[，。；（]|$)",
        # a clause that says when something else was, or as what somebody acts
        "subordinate": r"<subordinate>$",
        "finished": r"^<finished>",
        "as": r"<as-what>",
        # a clause that has the next one's subject (谈起家乡，张三…)
        "lead-clause": r"(?:<lead-clause>)",
        # at a clause's end: who is what the clause speaks of (某公司的CEO是张三)
        "who-is": rf"(?:<is>|<is-indeed>)[^，。；：{p}]{{0,8}}(?P<who>[{CHAR['Person']}])$",
        # before a reference: the person just named, to whom it goes back (张三及他的学生)
        "and-his": rf"(?P<who>[{CHAR['Person']}])(?:以及|及|和|与)$",
        # after a reference: what follows is his (他的学生, 他在甲公司的同事, 他导师)
        "his-own": rf"(?:在[^，。；：{p}]{{1,8}})?的|<kin>|{bond}|<student>|<advisor>",
        # a person newly brought in
        "intro": rf"(?:<intro>|<student>|[{CHAR['Role']}{CHAR['Title']}]为){gap}{{0,14}}"
        rf"(?P<head>[{p}])(?=[，。；：！？、\s]|<also>|$)",
        # after a person: the clause speaks of his students (李四指导过的学生…, 李四门生…)
        "pupils": rf"^(?:(?:<guide>|<taught>)(?:过|出|了)*的[^，。；]{{0,6}}?)?(?:<student>|<pupil>)"
        rf"(?![{p}]|[^，。；]{{0,4}}[{p}])",
        # after a person: what follows is his
        "possessive": rf"^(?:<group>(?=的))?(?:的|之(?!<after-zhi>))"
        rf"(?![{NAMED}]|[^，。；：]{{0,6}}[{p}]|[^，。；：]{{0,8}}<product>)"
        rf"|^[{CHAR['Role']}{CHAR['Degree']}]?的?(?!在)[^，。；]{{0,4}}<under>下|^<group>?的?<member>",
        # a person who owns the one that the clause speaks of (他的妻子张三), or has taught him (李四指导的博士张三)
        "owner": rf"(?:[{p}](?:在[^，。；：{p}]{{1,8}})?(?:的|之)[^，。；：{p}]{{0,4}}?|[{CHAR['PersonRef']}])"
        rf"(?:<kin>|{bond}|<student>|<advisor>)[、，]?(?=[{p}])"
        rf"|[{p}]{taught}的[^，。；：{p}]{{0,8}}(?=[{p}])"
        rf"|[{CHAR['PersonRef']}][{CHAR['Role']}{CHAR['Title']}]*(?=[{CHAR['Person']}])",
        # before a number of persons: the first or last of those named; others than they
        "first-of": r"(?:<who-first>)$",
        "last-of": r"(?:<who-last>)$",
        "others-than": r"(?:<who-others>)的?$",
        # after a person: another, who is something to him, is what the clause speaks of (张三的合作者李四)
        "of-him": rf"<group>?的(?P<gap>[^，。；：、{p}]{{0,8}})(?=[{CHAR['Person']}])",
        # after a person: he makes somebody do what follows whom no mention names (建议学生…)
        "made-do": rf"<pivot>(?:了|到|过|着)?(?:自己的?|其|[{CHAR['PersonRef']}]的?)?<offspring>(?!、?[{p}])",
        # before a person: somebody teaches him, and he does what follows (李四指导学生张三获得…)
        "pupil-named": rf"[{p}]{taught}的?[^，。；：{p}]{{0,8}}$",
        # a bracket that goes on about the person, not about the school or degree before it (某大学（导师：李四）)
        "aside-of-him": rf"^[{CHAR['Degree']}{CHAR['Major']}]|^[{CHAR['Org']}]：{CHAR['Degree']}?<advisor>",
        "company": r"^<company-word>",
        # a clause about some of those named before
        "of-them": rf"[^，。；：{p}]{{0,3}}<among>[{CHAR['Amount']}]|[{CHAR['Amount']}](?:<counted-does>)"
        rf"|(?:<who-first>|<who-last>|<who-others>)的?[{CHAR['Amount']}](?:<counted-does>|<who-does>)",
        "among": "<among>$",
        # before a person: a relative of somebody, of whom the text does not go on to speak
        "kin-before": r"<kin>[是为叫]?$|(?:<kin>|<advisor>)\s?[：:]\s?$",
        # at a clause's beginning: who is something to him does what is told (张三的父亲曾…, 他的一位同事后来…)
        "his-people": rf"[{p}](?:的|之)?(?:<counted>|[{CHAR['Degree']}])?[^，。；：{p}]{{0,4}}?"
        rf"(?:<his-person>|<member>|{bond}|<student>|<advisor>|<colleague>)(?!们?[的组])[^{p}]*$",
        # a clause that says whose teacher somebody is (李四是他的导师，…): the next one may speak of either
        "is-his-teacher": rf"[{p}](?:<who-adverb>|<acts-adverb>)*是[{CHAR['PersonRef']}](?:的|在)?[^，。；：{p}]{{0,8}}"
        r"(?:<advisor>|师傅)$",
        # in such a clause: what that one is
        "is-one": rf"(?:<his-person>|<advisor>|<student>|<colleague>|{bond})(?:<who-adverb>|<acts-adverb>)*(?:是|为)",
        # a clause that names who is something to him (张三的搭档是李四，…): the next one speaks of that one
        "his-own-is": rf"[{p}]的[^，。；：{p}]{{0,6}}?(?:(?!<advisor>)(?:{bond}|<colleague>)|<doer>)"
        rf"(?:<is>|<is-indeed>)[^，。；：{p}]{{0,10}}(?P<who>[{CHAR['Person']}])$",
        # a clause that tells who is something to whom the sentence speaks of (汇报对象是李四)
        "is-to-him": r"[^是为，]{0,4}?<is-to-him>",
        # a clause in which somebody is made to leave (说服张三离开某公司，…): the next one speaks of him
        "made-leave": rf"(?:<pivot>)(?:了|到|过)?[^，。；：{p}]{{0,10}}(?P<who>[{p}])[^，。；：{p}]{{0,4}}?"
        r"<made-leave>",
        # up to a match: somebody whom no mention names did it (公司一位早期员工毕业于…)
        "title-does": rf"[{CHAR['Title']}](?:<title-adverb>|[{CHAR['Degree']}{CHAR['Date']}])*$",
        # before a pronoun: its clause's subject does that to another (称他为天才)
        "does-to": r"<does-to-him>[了过]?$",
        # before a match: another with whom the subject acts (与张三一起创办)
        "companion": rf"{other}<jointly>[^，。；{p}]{{0,6}}$",
        "companion-joined": rf"{other}(?:<jointly>)?$",
        "companion-founding": rf"{other}(?:<jointly>|于|在|[{CHAR['Date']}{CHAR['Place']}]|，)*$",
        # before a match: another whom the clause before it says to have been found for it (找来张三，一起创办…)
        "companion-fetched": rf"(?:<fetch>|<with>)[了到过]?{own}(?:[^，。；{p}]{{2,18}}的)?(?:{bond})?[、，]?"
        rf"(?P<other>[{CHAR['Person']}])(?:等人?)?，(?P<gap>(?:<jointly>|<soon-after>|于|在|"
        rf"[{CHAR['Date']}{CHAR['Place']}])*)$",
        "jointly": "<jointly>",
        "founding": "<found>",
        # after a match without a subject in its clause: it describes somebody whom no mention names (…工作过的老将某某)
        "modifies": rf"^[^，。；：！？\t{p}]{{0,8}}?的[^，。；：{p}]{{0,6}}?"
        rf"(?:<described>|[{CHAR['Role']}{CHAR['Title']}])(?!<group>)",
        # who does what is told in the passive (由张三完成)
        # a clause about somebody whom no mention names (甲公司一名工程师离职了)
        "somebody": rf"[{CHAR['Title']}](?=[^，。；：{p}]*(?:<somebody-does>|毕业于|来自))",
        # the holders of a post, whom no mention names (两大实验室负责人此前分别来自某公司)
        "holders": rf"[^，。；：{p}{CHAR['Org']}]{{0,6}}[{CHAR['Title']}{CHAR['Role']}](?:<holders-adverb>)+",
        # somebody else is brought in (已有多位同事…)
        "there-are": rf"[^，。；：{p}]{{0,3}}有(?:[{CHAR['Amount']}]|<several>)[^，。；：{p}]{{0,8}}",
        "by-whom": rf"由[^，。；：{p}]{{0,12}}(?P<who>[{CHAR['Person']}])",
        # the same where he takes over a post (由张三接任总裁): the text goes on about him
        "taken-over": rf"由[^，。；：{p}]{{0,12}}(?P<who>[{CHAR['Person']}])[^，。；：{p}]{{0,4}}?"
        r"(?:<serve>|<succeed>)",
        # at the end of what stands before a clause: somebody has left a post
        "has-left": r"(?:<leaves>)[^，。；]{0,6}后?，$",
        # before a colon: whose something is spoken of (回顾了张三的贡献：)
        "whose": rf"(?<=[^，。；：])(?P<who>[{CHAR['Person']}])的[^，。；：{p}]{{1,8}}$",
        # at a clause's beginning or in it: some of those named
        "some-of-them": "<among-them>",
        # after a person: the same one (她本人); at a clause's beginning: who is asked
        "himself": "本人",
        "you": "您|你(?!们)",
        # after a pronoun: he does other than who was named just before (苏明哲去了…，他则…)
        "in-contrast": r"则|却",
        "loose": "<own-word>",
        "this-school": "<this-school>",
        "vague-house": "<vague-house>$",
        "stayed": "留",
        "i-am": rf"[{CHAR['PersonRef']}](?:<i-am>)(?P<who>[{CHAR['Person']}])",
        "this-person": r"^<this-person>",
        "person-noun": r"<person-end>$",
        # a clause that is several persons and no more
        "group-noun": r"[^，。；的]{0,6}(?:<many-people>)",
        # at a clause's beginning: a subject of its own; what may be skipped
        "blocking": r"^(?!<not-blocking>)<blocking>",
        "skip": rf"^(?:[{CHAR['Title']}{CHAR['Degree']}](?:毕业)?[之以]?后"
        rf"|[\s“”‘’\u2026—·•*\-\d.、）)]|[{CHAR['Date']}{CHAR['Place']}]|<lead-in>|，)*",
        "phrase": r"<phrase-open>[^，。；]{0,12}?<phrase-close>",
        # before a name: it is one of those in a list of where papers come out (在[Venue]、[Org] Magazine等期刊发表)
        "place-list": rf"在(?:[{CHAR['Venue']}{CHAR['Field']}{CHAR['Model']}]|[、和与及/,A-Za-z.&\s]){{1,60}}$",
        # where papers come out, up to the verb (在某某、某某等领域的顶级期刊和会议上发表…)
        "published-in": r"^[^，。；在]{0,6}在[^，。；]*?<paper-place>(?:<paper-place>|[的和与及、等\s])*[上中]?"
        r"(?:<issued>)?$",
        # a phrase of means or cause just before the verb (凭借…的贡献获得)
        "means": r"<means>[^，。；]{1,18}$",
    }
    return re.compile(expand(patterns[name], name))
