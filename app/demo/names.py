"""Plausible Chinese names with their pinyin. No two people of one organisation bear the same one."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from random import Random

from pypinyin import lazy_pinyin

# The commonest come first and are drawn most. Characters that pinyin reads otherwise in a surname are left out.
SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭肖田董潘袁蔡蒋余于"
    "杜叶程魏苏吕丁沈姚卢姜崔钟谭陆汪范金石廖韦夏方侯邹熊孟秦白江薛尹段雷龙史陶贺毛郝顾龚"
)
GIVEN = (
    ("建志文俊浩宇明伟海永家天泽振立宏景晨启承", "辉峰斌涛磊鑫凯阳恒铭睿哲航毅然杰鹏远博诚"),
    ("晓雨思佳梦欣诗雅若静慧婉嘉月淑心语可书琳", "琪婷怡妍萱莹洁敏璇瑶蕾燕颖芸玲霞彤蓉菲宁"),
)
# Combinations that the lists would make and that the public knows somebody by.
_WELL_KNOWN = """
    丁宁 丁磊 何杰 何洁 刘涛 刘嘉玲 叶璇 周杰 周涛 史航 孟浩然 宋佳 张博 张宁 张杰 张慧雯
    张雨彤 张佳宁 张嘉宁 张静怡 徐静蕾 彭佳慧 朱雨玲 李宁 李斌 李晓霞 李毅 李若彤 李思彤 李明博 李启铭 李佳琪
    李宏毅 李文杰 杨颖 林俊杰 林峰 毛宁 江宏杰 王凯 王毅 王菲 王鑫 王梦洁 王嘉怡 胡海峰 蔡诗芸 许凯
    谢文骏 郑凯 郝蕾 郭书瑶 郭涛 陆毅 陈凯 陈毅 陈铭 陈慧敏 陈慧琳 陈俊杰 韩磊 马凯 高峰 龚俊
    许海峰 黄海波 景海鹏 曹颖
"""
WELL_KNOWN = frozenset(_WELL_KNOWN.split())


@dataclass(frozen=True, slots=True)
class Name:
    """Written in Chinese, in Latin letters, and as the name to sign in with."""

    zh: str
    latin: str
    login: str


def spell(zh: str, login: str) -> Name:
    """The name with a surname of one character, spelled in pinyin: 林晓雨 is Lin Xiaoyu."""
    return Name(zh, f"{pinyin(zh[0]).capitalize()} {pinyin(zh[1:]).capitalize()}", login)


def pinyin(characters: str) -> str:
    """Without tones; lü is written lyu, as in passports."""
    return "".join(lazy_pinyin(characters)).lower().replace("v", "yu")


def names(rng: Random, taken: Collection[Name]) -> Iterator[Name]:
    """Names for ever, none of them twice nor among those `taken`; a login that is met again gets a number."""
    seen = {name.zh for name in taken} | WELL_KNOWN
    logins = {name.login: 1 for name in taken}
    weights = [1 / (place + 6) for place in range(len(SURNAMES))]
    while True:
        zh = _draw(rng, weights)
        if zh in seen:
            continue
        seen.add(zh)
        plain = pinyin(zh)
        count = logins[plain] = logins.get(plain, 0) + 1
        yield spell(zh, plain if count == 1 else f"{plain}{count}")


def _draw(rng: Random, weights: list[float]) -> str:
    first, second = rng.choice(GIVEN)
    middle = "" if rng.random() < 0.06 else rng.choice(first)
    return rng.choices(SURNAMES, weights)[0] + middle + rng.choice(second)
